import { beforeAll, describe, expect, test } from 'vitest'
import { searchLearners } from '@/lib/register/queries/list'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { units, users } from '@/prisma/cast'
import { aDirective } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { aRun, placesOf } from '../support/runs'
import { countStatements } from '../support/statements'

const office = withOffice()

const sheetOf = async (id: string, who: CastName = 'maarja') =>
  learnerSheet(office().db, await office().person(who), id, '2026-12-10')
const listed = async (who: CastName, asked: object = {}) =>
  (await searchLearners(office().db, await office().person(who), LearnerFilter.parse(asked), noon)).learners
const learnerAt = async (place: string) =>
  (await office().db.studyPlace.findUniqueOrThrow({ where: { id: place } })).learnerId
/** A run of the unit with somebody who studies, and somebody whose place is only reserved. */
async function aRunOf(unitId: string) {
  const run = await aRun(office(), [{}, {}], { unitId })
  const [place, reserved] = (await placesOf(office(), run)) as [string, string]
  if (unitId === units.LT.id)
    await aDirective(office(), { kind: 'ADMISSION', places: [place], state: 'REGISTERED' })
  else await office().db.studyTerm.create({ data: { studyPlaceId: place, ...studying } })
  return { admitted: await learnerAt(place), reserved: await learnerAt(reserved) }
}
const studying = { aspect: 'MAIN_STATE', value: 'STUDYING', fromOn: new Date('2026-12-01') } as const

let own: Awaited<ReturnType<typeof aRunOf>>
let foreign: typeof own
/** A learner who is admitted to a run of the coordinator's unit, and studies there for a degree too. */
let both: string
beforeAll(async () => {
  own = await aRunOf(units.LT.id)
  foreign = await aRunOf(units.HV.id)
  const { learner } = await office().db.studyPlace.findFirstOrThrow({
    where: { unitId: units.LT.id, registrantId: null, grantsKey: { some: {} } },
    include: { learner: true },
  })
  const { firstName, lastName, personalCode } = learner
  const run = await aRun(office(), [{ personalCode }])
  await office().db.registrant.updateMany({ where: { runId: run.runId }, data: { firstName, lastName } })
  await placesOf(office(), run, { admitted: true })
  both = learner.id
})

describe('the learners of a coordinator', () => {
  test('are those admitted to runs of the own units, shown with the run and its directives', async () => {
    const sheet = await sheetOf(own.admitted)
    expect(sheet!.more!.places).toMatchObject([{ level: 'CONTINUING', run: { from: '2026-12-01' } }])
    expect(sheet!.more!.documents).toMatchObject([{ kind: 'ADMISSION', state: 'REGISTERED' }])
    expect(sheet!.more!.general).toMatchObject({ personalCode: expect.any(String), bankAccount: null })
    expect(await sheetOf(foreign.admitted)).toBeNull()
    expect(await sheetOf(own.reserved)).toBeNull()
  })

  test('are shown without their degree studies, their grants and their bank account', async () => {
    const whole = (await sheetOf(both, 'tiina'))!
    expect(whole.grants!.length).toBeGreaterThan(0)
    expect(whole.more!.places.map(({ level }) => level).toSorted()).toContain('DOCTORAL')
    const seen = (await sheetOf(both))!
    expect(seen.grants).toBeNull()
    expect(seen.more!.general.bankAccount).toBeNull()
    expect(seen.more!.places.map(({ level }) => level)).toEqual(['CONTINUING'])
    expect(seen.more!.places[0]!.secondary).toEqual([])
    expect(seen.more!.documents.map(({ kind }) => kind)).toEqual(['ADMISSION'])
  })

  test('are all that the register lists, by their continuing education alone', async () => {
    const all = await listed('maarja')
    expect(all.map(({ id }) => id).toSorted()).toEqual([own.admitted, both].toSorted())
    expect(all.flatMap(({ places }) => places.map(({ level }) => level))).toEqual([
      'CONTINUING',
      'CONTINUING',
    ])
    expect(all[0]!.places[0]!.curriculum).toMatch(/^Täienduskoolitus/)
    expect(await listed('maarja', { level: 'DOCTORAL' })).toEqual([])
    expect((await listed('tiina', { level: 'DOCTORAL' })).map(({ id }) => id)).toContain(both)
  })

  test('are shown whole in a unit in which the coordinator is a clerk too', async () => {
    await office().db.userRole.create({
      data: { userId: users.liis.id, role: 'CE_CLERK', units: { create: { unitId: units.HV.id } } },
    })
    expect((await sheetOf(both, 'liis'))!.grants).not.toBeNull()
    expect((await sheetOf(foreign.admitted, 'liis'))!.grants).toBeNull()
    expect(await sheetOf(foreign.admitted, 'kaire')).toBeNull()
  })

  test('are searched with at most one statement more than those of a clerk', async () => {
    const clerk = await office().person('kaire')
    const coordinator = await office().person('maarja')
    const ask = (person: typeof clerk) => () =>
      searchLearners(office().db, person, LearnerFilter.parse({}), noon)
    const { count } = await countStatements(office().db, ask(coordinator))
    expect(count).toBeLessThanOrEqual((await countStatements(office().db, ask(clerk))).count + 1)
  })
})
