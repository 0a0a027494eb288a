import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { searchLearners } from '@/lib/register/queries/list'
import { learnerSheet, type LearnerSheet } from '@/lib/register/queries/sheet'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { addMonths, dateFromDay, dayBefore, type Day } from '@/lib/shared/dates'
import { units } from '@/prisma/cast'
import { aRegistered } from '../support/facts'
import { noon, withOffice, type CastName } from '../support/office'
import { countStatements } from '../support/statements'

const office = withOffice()
const date = (day: Day) => dateFromDay(day)
const imported = { importedNumber: '2.1-1/600', importedOn: date('2024-08-18') }

/** A learner of LT who has studied since 01.09.2024, to 31.08.2028 by the nominal period. */
async function aLearner() {
  const { db } = office()
  const terms = {
    LOAD: 'FULL',
    FUNDING: 'STATE_FUNDED',
    CURRICULUM: '80132',
    MAIN_STATE: 'STUDYING',
  } as const
  const place = await db.studyPlace.create({
    data: {
      code: randomUUID(),
      level: 'DOCTORAL',
      startedOn: date('2024-09-01'),
      nominalEndOn: date('2028-08-31'),
      unitKey: { connect: { id: units.LT.id } },
      learner: { create: { firstName: 'Aja', lastName: 'Lugu', otherCode: randomUUID() } },
      terms: {
        create: Object.entries(terms).map(([aspect, value]) => ({
          aspect: aspect as keyof typeof terms,
          value,
          fromOn: date('2024-09-01'),
          ...imported,
        })),
      },
    },
  })
  return { learnerId: place.learnerId, placeId: place.id }
}
type Learner = Awaited<ReturnType<typeof aLearner>>

/** One of our directives gives the aspect another value from a day on. */
async function change(
  { placeId }: Learner,
  aspect: 'LOAD' | 'MAIN_STATE',
  value: string,
  from: Day,
  documentId: string,
) {
  const { db } = office()
  await db.studyTerm.updateMany({
    where: { studyPlaceId: placeId, aspect, toOn: null },
    data: { toOn: date(dayBefore(from)) },
  })
  await db.studyTerm.create({
    data: { studyPlaceId: placeId, aspect, value, fromOn: date(from), documentId },
  })
}

async function aGrant(
  { learnerId, placeId }: Learner,
  from: Day,
  to: Day,
  documentId?: string,
  rowId?: string,
) {
  const { id } = await office().db.grant.create({
    data: {
      learnerId,
      studyPlaceId: placeId,
      typeCode: 'PERFORMANCE',
      monthlyAmount: '100.00',
      fundingSource: 'HTM',
      paidFrom: date(from),
      paidTo: date(to),
      rowId,
      ...(documentId ? { documentId } : imported),
    },
  })
  return id
}

const end = (
  grantId: string,
  cause: string,
  lastPaidOn: Day,
  documentId: string,
  undone?: { rowId: string },
) =>
  office().db.grantEnd.create({
    data: {
      grantId,
      cause,
      lastPaidOn: date(lastPaidOn),
      documentId,
      rowId: undone?.rowId,
      undoneAt: undone && noon,
    },
  })

/** A row of a document whose effects were taken back by another directive, or by cancelling the document. */
async function aTakenBackRow(
  { learnerId, placeId }: Learner,
  documentId: string,
  undoneBy: string | null,
  carried: { load?: string; effectiveOn?: Date } = {},
) {
  const { db } = office()
  const { id: rowId } = await db.documentRow.create({
    data: { documentId, position: 1, learnerId, studyPlaceId: placeId, ...carried },
  })
  await db.effect.create({
    data: { documentId, rowId, learnerId, undoneBy, kind: 'ANY', subjectId: placeId, undoneAt: noon },
  })
  return rowId
}

const sheetOf = async ({ learnerId }: Learner, on: Day, who: CastName = 'liis') =>
  (await learnerSheet(office().db, await office().person(who), learnerId, on))!
const placeIn = (sheet: NonNullable<LearnerSheet>) => sheet.more!.places[0]!
const termsNow = (sheet: NonNullable<LearnerSheet>) =>
  placeIn(sheet)
    .terms.filter(({ when }) => when === 'NOW')
    .map(({ value }) => value)
    .toSorted()

describe('on any past or coming day', () => {
  test('a learner’s page says which main state, load, funding and curriculum hold', async () => {
    const learner = await aLearner()
    const load = await aRegistered(office(), { number: '2.1-1/701', kind: 'CHANGE_LOAD' })
    const out = await aRegistered(office(), { number: '2.1-1/702', kind: 'EXMATRICULATION' })
    await change(learner, 'LOAD', 'PART', '2026-12-01', load)
    await change(learner, 'MAIN_STATE', 'EXMATRICULATED', '2027-02-01', out)
    expect(termsNow(await sheetOf(learner, '2024-08-31'))).toEqual([])
    expect(termsNow(await sheetOf(learner, '2026-11-30'))).toEqual([
      'FULL',
      'Keemia',
      'STATE_FUNDED',
      'STUDYING',
    ])
    expect(termsNow(await sheetOf(learner, '2026-12-01'))).toEqual([
      'Keemia',
      'PART',
      'STATE_FUNDED',
      'STUDYING',
    ])
    expect(termsNow(await sheetOf(learner, '2027-02-01'))).toEqual([
      'EXMATRICULATED',
      'Keemia',
      'PART',
      'STATE_FUNDED',
    ])
    const coming = placeIn(await sheetOf(learner, '2026-11-30')).terms.filter(({ when }) => when === 'COMING')
    expect(coming.map(({ value, from }) => [value, from])).toEqual([
      ['EXMATRICULATED', '2027-02-01'],
      ['PART', '2026-12-01'],
    ])
  })

  test('a learner’s page says which leaves, grants and secondary states come, hold or are over', async () => {
    const learner = await aLearner()
    const { placeId } = learner
    await office().db.academicLeave.create({
      data: { studyPlaceId: placeId, fromOn: date('2027-02-01'), toOn: date('2027-06-30'), ...imported },
    })
    await aGrant(learner, '2026-09-01', '2027-01-31')
    const seenOn = async (on: Day) => {
      const sheet = await sheetOf(learner, on)
      const { leaves, secondary } = placeIn(sheet)
      return [leaves, secondary, sheet.grants!].map((list) => list.map(({ when }) => when).join())
    }
    expect(await seenOn('2026-08-31')).toEqual(['COMING', 'COMING', 'COMING'])
    expect(await seenOn('2027-01-31')).toEqual(['COMING', 'NOW', 'NOW'])
    expect(await seenOn('2027-02-01')).toEqual(['NOW', 'ENDED', 'ENDED'])
    expect(await seenOn('2027-07-01')).toEqual(['ENDED', 'ENDED', 'ENDED'])
  })

  test('the list of learners filters and shows study places as they are on that day', async () => {
    const learner = await aLearner()
    await change(learner, 'LOAD', 'PART', '2026-12-01', await aRegistered(office(), { number: '2.1-1/703' }))
    const tiina = await office().person('tiina')
    const found = async (asked: object) => {
      const filter = LearnerFilter.parse({ q: 'aja lugu', load: 'PART', ...asked })
      const { learners } = await searchLearners(office().db, tiina, filter, noon)
      return learners.filter(({ id }) => id === learner.learnerId).map(({ places }) => places[0]!.load)
    }
    expect(await found({})).toEqual([])
    expect(await found({ on: '2026-11-30' })).toEqual([])
    expect(await found({ on: '01.12.2026' })).toEqual(['PART'])
    expect(LearnerFilter.parse({ on: '31.02.2027' }).on).toBeUndefined()
  })
})

describe('Miks nii?', () => {
  test('beside a value names what set it, the value before it and the one after it', async () => {
    const learner = await aLearner()
    const [first, second] = [
      await aRegistered(office(), { number: '2.1-1/711', on: '2026-10-15', kind: 'CHANGE_LOAD' }),
      await aRegistered(office(), { number: '2.1-1/712', on: '2026-11-02', kind: 'CHANGE_LOAD' }),
    ]
    await change(learner, 'LOAD', 'PART', '2026-11-01', first)
    await change(learner, 'LOAD', 'FULL', '2027-02-01', second)
    const load = placeIn(await sheetOf(learner, '2026-11-21')).terms.find(
      ({ aspect, when }) => aspect === 'LOAD' && when === 'NOW',
    )!
    expect(load.why).toMatchObject([
      {
        of: 'SET',
        value: 'PART',
        from: '2026-11-01',
        to: '2027-01-31',
        source: { documentId: first, number: '2.1-1/711', on: '2026-10-15', kind: 'CHANGE_LOAD', open: true },
      },
      { of: 'BEFORE', value: 'FULL', source: { imported: { number: '2.1-1/600', on: '2024-08-18' } } },
      { of: 'NEXT', value: 'FULL', from: '2027-02-01', source: { documentId: second } },
    ])
  })

  test('beside a value names a change that was taken back, and the directive that did so', async () => {
    const learner = await aLearner()
    const mistaken = await aRegistered(office(), {
      number: '2.1-1/713',
      kind: 'CHANGE_LOAD',
      cancelled: true,
    })
    const cancelling = await aRegistered(office(), { number: '2.1-1/714', kind: 'AMENDMENT_CANCEL' })
    await aTakenBackRow(learner, mistaken, cancelling, { load: 'PART', effectiveOn: date('2026-11-01') })
    const { terms } = placeIn(await sheetOf(learner, '2026-11-21'))
    const why = (aspect: string) => terms.find((term) => term.aspect === aspect)!.why
    expect(why('LOAD')).toMatchObject([
      { of: 'SET', value: 'FULL', undone: null },
      {
        of: 'SET',
        value: 'PART',
        from: '2026-11-01',
        source: { number: '2.1-1/713' },
        undone: { on: '2026-11-21', by: { number: '2.1-1/714' } },
      },
    ])
    expect(why('FUNDING')).toHaveLength(1)
  })

  test('beside the nominal end names the day set at the start and each leave that we decided', async () => {
    const learner = await aLearner()
    const leave = async (from: Day, to: Day, made: object) =>
      office().db.academicLeave.create({
        data: { studyPlaceId: learner.placeId, fromOn: date(from), toOn: date(to), ...made },
      })
    const ours = await aRegistered(office(), { number: '2.1-17/721', kind: 'ACADEMIC_LEAVE' })
    const undone = await aRegistered(office(), {
      number: '2.1-17/722',
      kind: 'ACADEMIC_LEAVE',
      cancelled: true,
    })
    await leave('2025-02-01', '2025-02-28', imported)
    await leave('2026-12-01', '2026-12-10', { documentId: ours })
    const rowId = await aTakenBackRow(learner, undone, null)
    await leave('2027-03-01', '2027-03-31', { documentId: undone, rowId, annulledAt: noon })
    const { nominalEndOn, nominalWhy, leaves } = placeIn(await sheetOf(learner, '2026-11-21'))
    expect(nominalEndOn).toBe('2028-09-10')
    expect(nominalWhy).toMatchObject([
      { of: 'START', on: '2028-08-31' },
      { of: 'LEAVE', from: '2027-03-01', days: 31, undone: { on: '2026-11-21', by: null } },
      { of: 'LEAVE', from: '2026-12-01', days: 10, undone: null, source: { number: '2.1-17/721' } },
    ])
    expect(leaves.map(({ from }) => from)).toEqual(['2026-12-01', '2025-02-01'])
  })

  test('beside the last day of a grant names the day given and every end, live or undone', async () => {
    const learner = await aLearner()
    const given = await aRegistered(office(), { number: '2.1-17/731', kind: 'GRANT' })
    const leave = await aRegistered(office(), { number: '2.1-17/732', kind: 'ACADEMIC_LEAVE' })
    const out = await aRegistered(office(), { number: '2.1-17/733', kind: 'EXMATRICULATION' })
    const mistaken = await aRegistered(office(), {
      number: '2.1-17/734',
      kind: 'PAYMENT_END',
      cancelled: true,
    })
    const grant = await aGrant(learner, '2026-09-01', '2027-08-31', given)
    await end(grant, 'EXMATRICULATION', '2027-03-31', out)
    await end(grant, 'ACADEMIC_LEAVE', '2027-01-31', leave)
    await end(grant, 'PAYMENT_END', '2026-10-31', mistaken, {
      rowId: await aTakenBackRow(learner, mistaken, leave),
    })
    const [seen] = (await sheetOf(learner, '2026-11-21')).grants!
    expect(seen).toMatchObject({ to: '2027-08-31', effectiveTo: '2027-01-31', when: 'NOW' })
    expect(seen!.endedBy).toMatchObject([
      { cause: 'ACADEMIC_LEAVE', source: { number: '2.1-17/732', open: true } },
    ])
    expect(seen!.why).toMatchObject([
      { of: 'PAID_TO', on: '2027-08-31', source: { number: '2.1-17/731' } },
      { of: 'END', on: '2026-10-31', counts: false, undone: { by: { number: '2.1-17/732' } } },
      { of: 'END', on: '2027-01-31', counts: true, undone: null },
      { of: 'END', on: '2027-03-31', counts: false, undone: null },
    ])
  })

  test('says what left a void grant without a day, and what took an annulled grant back', async () => {
    const learner = await aLearner()
    const out = await aRegistered(office(), { number: '2.1-17/741', kind: 'EXMATRICULATION' })
    await end(await aGrant(learner, '2027-03-01', '2027-08-31'), 'EXMATRICULATION', '2027-01-31', out)
    const [given, changing] = [
      await aRegistered(office(), { number: '2.1-17/742', kind: 'GRANT' }),
      await aRegistered(office(), { number: '2.1-17/743', kind: 'AMENDMENT_CHANGE' }),
    ]
    const rowId = await aTakenBackRow(learner, given, changing)
    const annulled = await aGrant(learner, '2026-09-01', '2027-08-31', given, rowId)
    await office().db.grant.update({ where: { id: annulled }, data: { annulledAt: noon } })
    const sheet = await sheetOf(learner, '2026-11-21')
    expect(sheet.grants).toMatchObject([
      {
        when: 'VOID',
        annulled: null,
        endedBy: [{ cause: 'EXMATRICULATION', source: { number: '2.1-17/741' } }],
      },
      { annulled: { on: '2026-11-21', by: { number: '2.1-17/743' } } },
    ])
    expect(placeIn(sheet).secondary).toEqual([])
  })

  test('links a document for those who may see it, and only names it for the others', async () => {
    const learner = await aLearner()
    const foreign = await aRegistered(office(), { number: '2.1-17/751', kind: 'PAYMENT_END', unit: 'HV' })
    await end(await aGrant(learner, '2026-09-01', '2027-08-31'), 'PAYMENT_END', '2027-01-31', foreign)
    const sourceFor = async (who: CastName) =>
      (await sheetOf(learner, '2026-11-21', who)).grants![0]!.endedBy[0]!.source
    expect(await sourceFor('tiina')).toMatchObject({ number: '2.1-17/751', open: true })
    for (const who of ['liis', 'rein'] as const)
      expect(await sourceFor(who), who).toMatchObject({
        number: '2.1-17/751',
        kind: 'PAYMENT_END',
        open: false,
      })
  })
})

test('a learner’s page takes as many statements however much there is about the learner', async () => {
  const learner = await aLearner()
  const person = await office().person('liis')
  const ask = () => learnerSheet(office().db, person, learner.learnerId, '2026-11-21')
  const before = (await countStatements(office().db, ask)).count
  for (let at = 0; at < 10; at++) {
    const [first, last] = [addMonths('2030-01-01', 12 * at), addMonths('2030-12-31', 12 * at)]
    const document = await aRegistered(office(), { number: `2.1-17/76${at}` })
    await end(await aGrant(learner, first, last), 'PAYMENT_END', addMonths(first, 5), document)
    await change(learner, 'LOAD', at % 2 ? 'FULL' : 'PART', first, document)
  }
  expect((await countStatements(office().db, ask)).count).toBe(before)
})
