import { expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { settleIdentity } from '@/lib/registrants/commands/identity'
import { identitiesToSettle } from '@/lib/registrants/queries/identity'
import { registrantsOf } from '@/lib/registrants/queries/registrants'
import { SettleInput } from '@/lib/registrants/schema/runs'
import { programmes } from '@/prisma/cast-runs'
import { withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const runId = programmes.inquiry.runs[0].id
let number = 880_900

const registered = async (firstName: string, lastName: string, personalCode: string | null = null) => {
  number += 1
  const told = { runId, juhanId: String(number), juhanStatus: 'REGISTERED' as const }
  return (await office().db.registrant.create({ data: { ...told, firstName, lastName, personalCode } })).id
}
const seen = async (id: string) =>
  (await changesOf(office().db, `registrants.registrant.${id}`, 1))[0]?.id ?? ''
const settle = async (id: string, choice: string, who: CastName = 'maarja') =>
  settleIdentity(await office().as(who), SettleInput.parse({ id, choice, seen: await seen(id) }))
const questionOf = async (id: string) =>
  (await registrantsOf(office().db, runId)).find((registrant) => registrant.id === id)!.question
const learners = () => office().db.learner.count()

test('a registrant without a code is offered namesakes, and is none of them until a person says so', async () => {
  const id = await registered('andres', 'saar')
  expect(await questionOf(id)).toEqual({ ask: 'NO_CODE' })
  const { asked } = await identitiesToSettle(office().db, runId)
  const { namesakes } = asked.find(({ registrant }) => registrant.id === id)!
  expect(namesakes).toHaveLength(2)
  expect(namesakes.map(({ code }) => code)).toEqual(['399******64', '386******75'])
  const before = await learners()
  await settle(id, namesakes[0]!.id)
  expect(await learners()).toBe(before)
  expect(await questionOf(id)).toBeNull()
  expect(await office().db.registrant.findUnique({ where: { id } })).toMatchObject({
    learnerId: namesakes[0]!.id,
    settledAs: { firstName: 'andres', personalCode: null },
  })
  await office().db.registrant.update({ where: { id }, data: { lastName: 'Saare' } })
  expect(await questionOf(id)).toMatchObject({ ask: 'DIFFERS' })
})

test('a new learner is added once, even when two people settle it at once', async () => {
  const id = await registered('Keegi', 'Uustulnuk')
  const before = await learners()
  // Both have the page as it was.
  const input = SettleInput.parse({ id, choice: 'NEW', seen: await seen(id) })
  const maarja = await office().as('maarja')
  const add = () => settleIdentity(maarja, input)
  expect((await atOnce(add, add)).done).toBe(1)
  expect(await learners()).toBe(before + 1)
  expect(await questionOf(id)).toBeNull()
})

test('a name that differs is kept as ours or taken from Juhan, and the audit tells of the change', async () => {
  const kept = await registered('Eneli', 'Kask', '49302250273')
  expect(await questionOf(kept)).toEqual({ ask: 'DIFFERS', fields: ['lastName'] })
  await settle(kept, 'OURS')
  expect(await questionOf(kept)).toBeNull()
  expect(await office().db.learner.findFirst({ where: { personalCode: '49302250273' } })).toMatchObject({
    lastName: 'Kriisa',
  })
  await settle(kept, 'TOLD')
  expect(await office().db.learner.findFirst({ where: { personalCode: '49302250273' } })).toMatchObject({
    lastName: 'Kask',
  })
  const renamed = await office().db.auditEntry.findFirst({ where: { act: 'learners.rename' } })
  expect(JSON.stringify(renamed!.details)).toContain('Kask')
  expect(JSON.stringify(renamed!.details)).not.toContain('49302250273')
})

test('only the study office can rename a learner who studies elsewhere too', async () => {
  const id = await registered('Andres', 'Saarmets', '38608050275')
  await expectRefused(office(), () => settle(id, 'TOLD'), 'renameByOffice')
  await settle(id, 'TOLD', 'tiina')
  expect(await questionOf(id)).toBeNull()
})

test('a name that can’t be read is given to nobody: a new learner gets a typed one, and a known one keeps theirs', async () => {
  const id = await registered('J\ufffdri', 'Uustulnuk')
  expect(await questionOf(id)).toEqual({ ask: 'NO_NAME' })
  await expectRefused(office(), () => settle(id, 'NEW'), 'nameOdd')
  const typed = { firstName: 'Jüri', lastName: 'Uustulnuk', personalCode: '37605030299 ' }
  const settleAs = async (about: object) =>
    settleIdentity(
      await office().as('maarja'),
      SettleInput.parse({ id, choice: 'NEW', seen: await seen(id), ...typed, ...about }),
    )
  await expectRefused(office(), () => settleAs({ personalCode: '37605030290' }), 'ownCodeWrong')
  await settleAs({})
  const { learner } = await office().db.registrant.findUniqueOrThrow({
    where: { id },
    include: { learner: true },
  })
  expect(learner).toMatchObject({ firstName: 'Jüri', lastName: 'Uustulnuk', personalCode: '37605030299' })
  expect(await questionOf(id)).toBeNull()

  const ours = await registered('Ann\ufffd', 'Uustulnuk', '37605030299')
  expect(await questionOf(ours)).toMatchObject({ ask: 'DIFFERS' })
  await expectRefused(office(), () => settle(ours, 'TOLD', 'tiina'), 'nameOdd')
  await settle(ours, 'OURS')
  expect(await questionOf(ours)).toBeNull()
})

test('a code with a wrong check digit, stored before codes were checked, is not given to the new learner', async () => {
  const id = await registered('Wrong', 'Koodiga', '37605030290')
  expect(await questionOf(id)).toEqual({ ask: 'NO_CODE' })
  await settle(id, 'NEW')
  const { learner } = await office().db.registrant.findUniqueOrThrow({
    where: { id },
    include: { learner: true },
  })
  expect(learner).toMatchObject({ lastName: 'Koodiga', personalCode: null })
})

test('a registrant can’t be settled as a stranger, as a new person with a known code, or in another unit’s run', async () => {
  const id = await registered('Karl', 'Mägi')
  const stranger = await office().db.learner.findFirstOrThrow({ where: { lastName: 'Oja' } })
  await expectRefused(office(), () => settle(id, stranger.id), 'choiceGone')
  await expectRefused(office(), () => settle(id, 'OURS'), 'choiceGone')
  const coded = await registered('Gerda', 'Vares', '60305230203')
  await expectRefused(office(), () => settle(coded, 'NEW'), 'codeOfAnother')
  await office().db.registrant.update({ where: { id }, data: { runId: programmes.writing.runs[0].id } })
  await expectRefused(office(), () => settle(id, 'NEW'), 'notFound')
})
