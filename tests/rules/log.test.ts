import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { masked } from '@/lib/shared/log'

test('a personal code leaves no log line unmasked, wherever in what is logged it stands', () => {
  const code = '49205130232'
  const error = new Error(`no learner ${code}`)
  for (const said of [`no learner ${code}`, error, { err: error, text: code, deep: { code } }]) {
    expect(inspect(masked(said))).not.toContain(code)
  }
  expect(masked({ err: error })).toMatchObject({
    err: expect.objectContaining({ message: expect.any(String) }),
  })
})
