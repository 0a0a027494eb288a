import { beforeAll, expect, test } from 'vitest'
import { documentReopened } from '@/lib/documents/sending/commands/heard'
import { takeOffAndRefresh } from '@/lib/documents/sending/commands/off-directive'
import { standingsOf } from '@/lib/registrants/standing'
import { inTransaction } from '@/lib/shared/db'
import { units, users } from '@/prisma/cast'
import { aDirective, documentOf, historyOf, stateOf } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aRun, placesOf, type MadeRun } from '../support/runs'

const office = withOffice()

/** An admission of all the registrants of a new linked run. */
async function admission(state: 'DRAFT' | 'CHECKED' | 'SENDING' | 'ISSUED', count = 2) {
  const run = await aRun(office(), Array(count).fill({}), { linked: true })
  const places = await placesOf(office(), run)
  return { run, id: await aDirective(office(), { kind: 'ADMISSION', places, state }) }
}
const press = async ({ runId, registrants }: MadeRun, by: CastName = 'maarja') =>
  takeOffAndRefresh(await office().as(by), { run: runId, registrant: registrants[0]! })
const refreshesOf = ({ runId }: MadeRun) =>
  office().db.refresh.findMany({ where: { runId, state: { not: 'APPLIED' } } })
const standing = async ({ runId, registrants }: MadeRun) =>
  (await standingsOf(office().db, runId)).get(registrants[0]!)!.place
let alone: MadeRun
let sentAlone: MadeRun
let sending: MadeRun
let listed: MadeRun
beforeAll(async () => {
  alone = (await admission('DRAFT', 1)).run
  sentAlone = (await admission('ISSUED', 1)).run
  sending = (await admission('SENDING')).run
  listed = await aRun(office(), [{}], { linked: true })
  // A colleague of the unit who hasn't the mark for others' drafts.
  await office().db.userRole.create({
    data: { userId: users.kaire.id, role: 'CE_CLERK', units: { create: { unitId: units.LT.id } } },
  })
})
const rowsOf = (documentId: string) => office().db.documentRow.count({ where: { documentId } })

test.each(['DRAFT', 'CHECKED'] as const)(
  'one act takes a person off an admission in %s and begins a refresh',
  async (state) => {
    const { run, id } = await admission(state)
    await press(run)
    expect(await stateOf(office(), id)).toBe('DRAFT')
    expect(await rowsOf(id)).toBe(1)
    expect(await standing(run)).toBe('NOWHERE')
    expect(await refreshesOf(run)).toMatchObject([{ state: 'FETCHING', who: 'Maarja Ilves' }])
  },
)

test('an issued admission is taken back to a draft, and the person is taken off it once DHIS has agreed', async () => {
  const { run, id } = await admission('ISSUED')
  await press(run)
  expect(await stateOf(office(), id)).toBe('REOPENING')
  expect(await rowsOf(id)).toBe(2)
  expect(await refreshesOf(run)).toEqual([])
  const { now } = await office().as('maarja')
  const { sendNo, number } = await documentOf(office(), id)
  await inTransaction(office().db, (tx) => documentReopened(tx, { documentId: id, sendNo }, now))
  expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number })
  expect(await rowsOf(id)).toBe(1)
  expect(await refreshesOf(run)).toMatchObject([{ state: 'FETCHING', who: 'Maarja Ilves' }])
  expect((await historyOf(office(), id)).slice(-3).map(({ act, who }) => [act, who])).toEqual([
    ['reopen', 'Maarja Ilves'],
    ['reopened', 'DHIS'],
    ['save', 'Maarja Ilves'],
  ])
})

test('a person can’t be taken off as the last one (the admission is to be deleted, or cancelled if it was sent), while DHIS is asked, or off no admission', async () => {
  await expectRefused(office(), () => press(alone), 'off.deleteIt')
  await expectRefused(office(), () => press(sentAlone), 'off.cancelIt')
  await expectRefused(office(), () => press(sending), 'off.wait')
  await expectRefused(office(), () => press(listed), 'off.nowhere')
})

test('a colleague who may not change the directive is told whose it is, and another unit finds no such run', async () => {
  const { run } = await admission('DRAFT')
  const [refusal] = await expectRefused(office(), () => press(run, 'kaire'), 'off.byDrafter')
  expect(refusal!.params).toMatchObject({ drafter: 'Maarja Ilves' })
  await expectRefused(office(), () => press(run, 'krista'), 'notFound')
})

test('when a person is taken off twice at once, the second act finds the person gone already', async () => {
  const { run } = await admission('DRAFT')
  expect(
    await atOnce(
      () => press(run),
      () => press(run),
    ),
  ).toEqual({ done: 1, codes: ['off.nowhere'] })
  expect(await refreshesOf(run)).toHaveLength(1)
})

test('nobody is taken off for a user who has lost the right before DHIS agrees', async () => {
  const { run, id } = await admission('ISSUED')
  await press(run)
  const { sendNo } = await documentOf(office(), id)
  await office().db.userRole.deleteMany({ where: { userId: users.maarja.id } })
  await inTransaction(office().db, (tx) => documentReopened(tx, { documentId: id, sendNo }, noon))
  expect(await stateOf(office(), id)).toBe('DRAFT')
  expect(await rowsOf(id)).toBe(2)
  expect(await refreshesOf(run)).toEqual([])
})
