import { expect, test } from 'vitest'
import { turns } from '@/lib/shared/turns'

test('so many works go on at once, and whoever has waited longest is next, also after one that failed', async () => {
  const inTurn = turns(2)
  const begun: string[] = []
  const ends = new Map<string, (failed: boolean) => void>()
  const work = (name: string) =>
    inTurn(async () => {
      begun.push(name)
      const failed = await new Promise<boolean>((resolve) => ends.set(name, resolve))
      if (failed) throw new Error(name)
      return name
    })
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map(work)
  await Promise.resolve()
  expect(begun).toEqual(['one', 'two'])
  ends.get('two')!(true)
  await expect(two).rejects.toThrow('two')
  await expect.poll(() => begun).toEqual(['one', 'two', 'three'])
  ends.get('one')!(false)
  expect(await one).toBe('one')
  await expect.poll(() => begun).toEqual(['one', 'two', 'three', 'four'])
  for (const name of ['three', 'four']) ends.get(name)!(false)
  expect(await Promise.all([three, four])).toEqual(['three', 'four'])
})
