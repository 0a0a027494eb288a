import { expect, test } from 'vitest'
import {
  forgetPresses,
  keepAnswer,
  keepingPress,
  knownOf,
  newKey,
  pressOf,
  SentBefore,
} from '@/lib/access/once'
import { addProgramme } from '@/lib/registrants/commands/programmes'
import { NewProgrammeInput } from '@/lib/registrants/schema/runs'
import { Refused } from '@/lib/shared/refusal'
import { units } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'

const office = withOffice()

const formOf = (fields: Record<string, string | File>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
const fields = (name: string) => ({ unitId: units.LT.id, code: name, name, hours: '8' })

async function pressed(once: string, name: string) {
  const act = await office().as('maarja')
  const press = (await pressOf(act.person.id, 'act programmes.change', { once }, formOf(fields(name))))!
  const input = NewProgrammeInput.parse(fields(name))
  return { press, act: { ...act, db: keepingPress(act.db, press, act.now) }, input }
}
const programmes = (name: string) => office().db.programme.count({ where: { name } })

test('a press that is sent twice at once is done once, and the second sending waits and is told so', async () => {
  const { press, act, input } = await pressed(newKey(), 'Kahekordne')
  const other = { ...act, db: keepingPress(office().db, press, noon) }
  const outcomes = await Promise.allSettled([addProgramme(act, input), addProgramme(other, input)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: expect.any(SentBefore) as object,
  })
  expect(await programmes('Kahekordne')).toBe(1)
})

test('a press that was done is known, with its answer once that is kept', async () => {
  const { press, act, input } = await pressed(newKey(), 'Teada')
  expect(await knownOf(office().db, press)).toEqual({ done: false })
  await addProgramme(act, input)
  expect(await knownOf(office().db, press)).toEqual({ done: true, same: true, answer: null })
  await keepAnswer(office().db, press, { go: '/siin' }, noon)
  expect(await knownOf(office().db, press)).toEqual({ done: true, same: true, answer: { go: '/siin' } })
})

test('a press whose act was refused is done when it is sent again', async () => {
  const key = newKey()
  const first = await pressed(key, 'Tagasi')
  await expect(
    first.act.db.$transaction(async (tx) => {
      await tx.programme.count()
      throw new Refused([{ code: 'notFound' }])
    }),
  ).rejects.toThrow(Refused)
  expect(await knownOf(office().db, first.press)).toEqual({ done: false })
  const second = await pressed(key, 'Tagasi')
  await addProgramme(second.act, second.input)
  expect(await programmes('Tagasi')).toBe(1)
})

test('a press with a known key is no repetition if its content or its user is another', async () => {
  const key = newKey()
  const { press, act, input } = await pressed(key, 'Esimene')
  await addProgramme(act, input)
  const changed = await pressed(key, 'Teine')
  expect(await knownOf(office().db, changed.press)).toMatchObject({ done: true, same: false })
  const other = { ...press, userId: (await office().person('tiina')).id }
  expect(await knownOf(office().db, other)).toEqual({ done: false })
})

test('files are told apart by their content, and React’s own fields don’t count', async () => {
  const digestOf = async (extra: Record<string, string | File>) =>
    (await pressOf(newKey(), 'act x', { once: newKey() }, formOf(extra)))!.digest
  const file = (text: string) => ({ file: new File([text], 'isikud.csv') })
  expect(await digestOf(file('a'))).not.toBe(await digestOf(file('b')))
  expect(await digestOf({ ...file('a'), $ACTION_1: 'x' })).toBe(await digestOf(file('a')))
})

test('a form’s state without a proper key makes no press', async () => {
  for (const state of [null, undefined, 7, 'x', {}, { once: 7 }, { once: "'; DROP" }, { once: { a: 1 } }])
    expect(await pressOf(newKey(), 'act x', state, formOf({}))).toBeNull()
})

test('presses are forgotten after a week', async () => {
  const { press } = await pressed(newKey(), 'Vana')
  await keepAnswer(office().db, press, {}, noon)
  const days = (count: number) => new Date(noon.getTime() + count * 86_400_000)
  await forgetPresses(office().db, days(6))
  expect(await knownOf(office().db, press)).toMatchObject({ done: true })
  await forgetPresses(office().db, days(8))
  expect(await knownOf(office().db, press)).toEqual({ done: false })
})
