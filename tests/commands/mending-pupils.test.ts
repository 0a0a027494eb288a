import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { pupilPayload } from '@/lib/deliveries/pupil-message'
import { isMessageKey } from '@/lib/messages/say'
import { LogFilter } from '@/lib/schools/houses/schema/lists'
import { changeKept } from '@/lib/schools/kept/commands'
import { mendPupil, personSubject } from '@/lib/schools/pupils/commands/mending'
import { logList } from '@/lib/schools/pupils/queries/log'
import { pupilSheet } from '@/lib/schools/pupils/queries/pupil'
import { askTransfer, carryOutWaiting } from '@/lib/schools/transfers/commands/transfers'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { tablesWith } from '@/lib/shared/moved-rows'
import { pupilChange } from '@/lib/telling/ehis/pupil-change'
import { pupilFacts } from '@/lib/telling/ehis/pupil-facts'
import { castClass, castCode, castPupil, houses, type HouseName } from '@/prisma/cast-schools'
import { withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aTransfer, manyPupils, noonOf, placementsOf, schoolsAnew } from '../support/transfers'

const office = withOffice()
const anni = castPupil('Anni Kask')
const rightCode = castCode(true, 2017, 200)
const day: Day = '2026-11-21'

beforeEach(async () => {
  await schoolsAnew(office())
  const { db } = office()
  await db.pupilFormerCode.deleteMany()
  await db.pupil.update({ where: { id: anni.id }, data: named(anni) })
})

const named = ({ personalCode, firstName, lastName }: typeof anni) => ({ personalCode, firstName, lastName })
const piret = (on: Day = day) => office().as('piret', noonOf(on))
const asked = (about: object = {}) => ({
  pupilId: anni.id,
  seen: '',
  ...named(anni),
  reason: 'Kood oli valesti kirjutatud',
  ...about,
})
const seenNow = async (id = anni.id) => (await changesOf(office().db, personSubject(id)))[0]?.id ?? ''

/** A second record of Anni, with the code that she should have, in a class of the year. */
async function twin(where: { house?: HouseName; from?: Day; to?: Day } = {}) {
  const { db } = office()
  await db.pupil.deleteMany({ where: { personalCode: rightCode, placements: { none: {} } } })
  const { house = 'mae', from = '2026-09-01', to = '2027-08-31' } = where
  const { id } = await db.pupil.create({
    data: { personalCode: rightCode, firstName: 'Anni', lastName: 'Kask' },
  })
  await db.placement.create({
    data: {
      pupilId: id,
      classId: castClass(house, 3, 'a').id,
      houseId: houses[house].id,
      year: 2026,
      fromOn: dateFromDay(from),
      toOn: dateFromDay(to),
    },
  })
  return id
}
/** Deletes what a test made of this pupil, so that the next test has the cast alone. */
async function without(id: string) {
  const { db } = office()
  for (const table of await inTransaction(db, (tx) => tablesWith(tx, 'pupil_id')))
    if (table !== 'placement_log') await db.$executeRawUnsafe(`DELETE FROM ${table} WHERE pupil_id = '${id}'`)
  await db.pupil.updateMany({ where: { mergedIntoId: id }, data: { mergedIntoId: null } })
  await db.pupil.update({ where: { id }, data: { personalCode: `gone:${id}` } })
}

describe('a pupil’s code and names', () => {
  test('are mended with a reason, and the history masks the codes', async () => {
    await mendPupil(await piret(), asked({ personalCode: rightCode, lastName: 'Kask-Tamm' }))
    expect(await office().db.pupil.findUniqueOrThrow({ where: { id: anni.id } })).toMatchObject({
      personalCode: rightCode,
      firstName: 'Anni',
      lastName: 'Kask-Tamm',
    })
    const [change] = await changesOf(office().db, personSubject(anni.id))
    expect(change).toMatchObject({ who: 'Piret Allik' })
    expect(change!.changes).toEqual([
      { what: 'lastName', from: 'Kask', to: 'Kask-Tamm' },
      expect.objectContaining({ what: 'personalCode', from: expect.stringMatching(/^\d{3}\*+\d\d$/) }),
      { what: 'reason', from: '', to: 'Kood oli valesti kirjutatud' },
    ])
    const audited = await office().db.auditEntry.findMany({ select: { details: true } })
    expect(JSON.stringify(audited)).not.toContain(rightCode)
  })

  test.each<[string, object, string]>([
    ['an invalid personal code', { personalCode: '61705050025' }, 'ownCodeWrong'],
    ['the code of somebody who is not born yet', { personalCode: castCode(true, 2027, 3) }, 'ownCodeWrong'],
    ['a form without a change', {}, 'mend.nothing'],
    ['a form from before somebody else’s mending', { seen: '1', lastName: 'Kuusk' }, 'settingsChanged'],
    ['the code of another child', { personalCode: castPupil('Liisa Mägi').personalCode }, 'mend.codeTaken'],
    [
      'the code of a child of another municipality',
      { personalCode: castPupil('Loore Nurm').personalCode, merge: 'yes' },
      'mend.codeElsewhere',
    ],
  ])('%s is refused and changes nothing', async (_, about, code) => {
    if ('seen' in about)
      await mendPupil(await piret(), asked({ lastName: 'Kask-Tamm', seen: await seenNow() }))
    const seen = 'seen' in about ? {} : { seen: await seenNow() }
    await expectRefused(office(), async () => mendPupil(await piret(), asked({ ...seen, ...about })), code)
  })

  test('are mended by the house that has the pupil, not by one that awaits the pupil', async () => {
    await askTransfer(await piret(), aTransfer({ day: '2026-12-01' }))
    const mend = async (who: 'madis' | 'sirje' | 'urve', on: Day, lastName: string) =>
      mendPupil(await office().as(who, noonOf(on)), asked({ lastName, seen: await seenNow() }))
    await expectRefused(office(), () => mend('madis', day, 'A'), 'mend.notPresent')
    await expectRefused(office(), () => mend('sirje', day, 'A'), 'notFound')
    await mend('madis', '2026-12-01', 'Kuusk')
    const { db, person, now } = await office().as('madis', noonOf(day))
    expect((await pupilSheet(db, person, anni.id, { on: day }, now))!.mending).toBeUndefined()
    const later = await office().as('madis', noonOf('2026-12-01'))
    expect((await pupilSheet(db, later.person, anni.id, { on: day }, later.now))!.mending).toBeDefined()
  })
})

describe('EHIS', () => {
  const bodies = async () => {
    const { db } = office()
    const found = await db.delivery.findMany({
      where: { pupilId: anni.id, state: { notIn: ['CALLED_OFF', 'DONE'] } },
      orderBy: [{ dueOn: 'asc' }, { seq: 'asc' }],
    })
    const facts = await pupilFacts(db, found)
    return found.map(({ id, payload }) => pupilChange(pupilPayload.parse(payload).message, facts.get(id)!))
  }
  const mendTo = async (personalCode: string) =>
    mendPupil(await piret(), asked({ personalCode, seen: await seenNow() }))

  test('hears of a new code, and until it has taken it knows the pupil by the old one', async () => {
    await askTransfer(await piret(), aTransfer({ day: '2026-12-01' }))
    await mendTo(rightCode)
    expect(await bodies()).toMatchObject([
      { isikukood: anni.personalCode, muutmineIsikukood: { isikukood: rightCode } },
      { isikukood: anni.personalCode, muutmine: {} },
    ])
    await office().db.delivery.updateMany({
      where: { payload: { path: ['message', 'kind'], equals: 'PERSON_CODE' } },
      data: { state: 'DONE' },
    })
    expect(await bodies()).toMatchObject([{ isikukood: rightCode, muutmine: {} }])
  })

  test('hears once of a code that is mended twice, and nothing of one that is mended back', async () => {
    const other = castCode(true, 2017, 201)
    await mendTo(other)
    await mendTo(rightCode)
    expect(await bodies()).toMatchObject([
      { isikukood: anni.personalCode, muutmineIsikukood: { isikukood: rightCode } },
    ])
    await mendTo(anni.personalCode)
    expect(await bodies()).toEqual([])
  })

  test('hears nothing of a changed name', async () => {
    await mendPupil(await piret(), asked({ lastName: 'Kuusk', seen: await seenNow() }))
    expect(await bodies()).toEqual([])
  })
})

describe('two records of one child', () => {
  const merge = async (about: object = {}) =>
    mendPupil(
      await piret(),
      asked({ personalCode: rightCode, merge: 'yes', seen: await seenNow(), ...about }),
    )

  test('become one, and all rows but the log’s go to the record with the right code', async () => {
    const other = await twin({ from: '2026-09-01', to: '2026-09-05' })
    await office().db.placement.updateMany({
      where: { pupilId: anni.id },
      data: { fromOn: dateFromDay('2026-09-06') },
    })
    await askTransfer(await piret(), aTransfer({ day: '2026-12-01' }))
    const { db } = office()
    const tables = await inTransaction(db, (tx) => tablesWith(tx, 'pupil_id'))
    const rows = async (id: string) => {
      const counts = tables.map(async (table): Promise<[string, number]> => {
        const [row] = await db.$queryRawUnsafe<[{ count: number }]>(
          `SELECT count(*)::int AS count FROM ${table} WHERE pupil_id = '${id}'`,
        )
        return [table, row.count]
      })
      return Object.fromEntries(await Promise.all(counts))
    }
    const [ofAnni, ofOther] = [await rows(anni.id), await rows(other)]
    expect(await merge()).toBe(other)
    const after = await rows(other)
    for (const table of tables.filter((each) => each !== 'placement_log'))
      expect([table, after[table]]).toEqual([
        table,
        ofAnni[table]! + ofOther[table]! + (table === 'pupil_former_code' ? 1 : 0),
      ])
    const empty = Object.fromEntries(tables.map((table) => [table, 0]))
    expect(await rows(anni.id)).toEqual({ ...empty, placement_log: ofAnni.placement_log })
    expect(await db.delivery.count({ where: { thread: `ehis.pupil:${anni.id}` } })).toBe(0)

    // The log still tells of the child, both on the page and in the list of the log.
    const { person, now } = await piret()
    expect(await pupilSheet(db, person, anni.id, { on: day }, now)).toBeNull()
    const sheet = (await pupilSheet(db, person, other, { on: day }, now))!
    expect(sheet.placements.flatMap(({ log }) => log.map(({ act }) => act))).toContain('MOVED')
    expect(sheet.changes.flatMap(({ changes }) => changes.map(({ what }) => what))).toContain('merged')
    const log = await logList(db, person, LogFilter.parse({ q: 'Kask' }))
    expect(new Set(log.lines.map(({ pupil }) => pupil.id))).toContain(other)
    expect(log.lines.map(({ pupil }) => pupil.id)).not.toContain(anni.id)
    for (const q of ["':*", '\\', '👩‍👩‍👧‍👦'])
      expect(await logList(db, person, LogFilter.parse({ q }))).toMatchObject({ count: 0, lines: [] })
    await without(other)
  })

  test('are moved as one if they are merged while a transfer is still being carried out', async () => {
    const { db } = office()
    const other = await twin({ from: '2026-09-01', to: '2026-09-05' })
    await db.placement.updateMany({
      where: { pupilId: anni.id },
      data: { fromOn: dateFromDay('2026-09-06') },
    })
    const many = await manyPupils(office(), 300)
    const [move] = many.moves
    const id = randomUUID()
    const moves = [{ ...move!, pupilIds: [...move!.pupilIds, anni.id] }]
    await askTransfer(await piret(), { id, day: '2026-12-01', houseId: houses.joe.id, moves, another: 'ON' })
    expect(await db.transfer.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'UNDER_WAY' })
    expect(await merge()).toBe(other)
    await carryOutWaiting(db, () => noonOf(day))
    expect(await db.transfer.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'MADE' })
    const placements = await db.placement.findMany({
      where: { pupilId: other, voidedAt: null },
      orderBy: { fromOn: 'asc' },
    })
    expect(placements.map(({ houseId, endedBy }) => [houseId, endedBy])).toEqual([
      [houses.mae.id, null],
      [houses.mae.id, 'TRANSFER'],
      [houses.joe.id, null],
    ])
    expect(await db.placement.count({ where: { pupilId: anni.id } })).toBe(0)
    await without(other)
    for (const pupil of move!.pupilIds) await without(pupil)
  })

  test('that hold the same fact hold it once after they are merged', async () => {
    const other = await twin()
    const { db } = office()
    const [language] = await db.foreignLanguage.findMany({ where: { pupilId: anni.id } })
    const { id: _, ...same } = language!
    await db.foreignLanguage.create({ data: { ...same, pupilId: other } })
    const before = await db.foreignLanguage.count({ where: { pupilId: anni.id } })
    await merge()
    expect(await db.placement.count({ where: { pupilId: other } })).toBe(1)
    expect(await db.foreignLanguage.count({ where: { pupilId: other } })).toBe(before)
    await without(other)
  })

  test('have one history after they are merged, and the forms of the one that stays still work', async () => {
    const other = await twin()
    const { db } = office()
    const { person, now } = await piret()
    const placementOf = async (pupilId: string) =>
      (await db.placement.findFirstOrThrow({ where: { pupilId, voidedAt: null } })).id
    const keep = async (pupilId: string, quarter: number) => {
      const seen = (await pupilSheet(db, person, pupilId, { on: day }, now))!.stay!.seen.absences!
      const placementId = await placementOf(pupilId)
      const absence = { placementId, seen, kind: 'absences', id: null, year: 2026 } as const
      return changeKept(await piret(), { ...absence, quarter, hours: 5, times: 2 })
    }
    await keep(anni.id, 2)
    await mendPupil(await piret(), asked({ seen: await seenNow(), firstName: 'Anne', reason: 'Eksitus' }))
    await merge({ firstName: 'Anne' })
    const told = async () =>
      (await pupilSheet(db, person, other, { on: day }, now))!.changes.flatMap(({ changes }) =>
        changes.map(({ what, to }) => `${what} ${to}`),
      )
    expect((await told()).some((each) => each.includes('5'))).toBe(true)
    expect(await told()).toContain('reason Eksitus')
    // The form of the record that stays has seen the last change of that record, and none of the other.
    await keep(other, 3)
    expect((await told()).length).toBeGreaterThan(3)
    await without(other)
  })

  test('that are in two classes at once aren’t merged, and the placement is named', async () => {
    const other = await twin({ house: 'joe', from: '2027-01-01' })
    const [refusal] = await expectRefused(office(), () => merge(), 'mend.placementsOverlap')
    expect(refusal!.params).toEqual({
      places: 'Kesklinna kool, Mäe maja, 3.a, 01.09.2026–31.08.2027',
    })
    await without(other)
  })

  test('that differ in a fact of which a child has only one aren’t merged', async () => {
    const other = await twin()
    const { db } = office()
    const [language] = await db.foreignLanguage.findMany({ where: { pupilId: anni.id } })
    const { id: _, ...same } = language!
    await db.foreignLanguage.create({ data: { ...same, pupilId: other, level: `${same.level}x` } })
    await expectRefused(office(), () => merge(), 'mend.clash.foreign_language')
    await without(other)
  })

  test('are merged once even if two people press at the same moment', async () => {
    const other = await twin()
    const seen = await seenNow()
    const act = await piret()
    const input = asked({ personalCode: rightCode, merge: 'yes', seen })
    const { done } = await atOnce(
      () => mendPupil(act, input),
      () => mendPupil(act, input),
    )
    expect(done).toBe(1)
    expect(await placementsOf(office(), 'Anni Kask')).toEqual([])
    await without(other)
  })

  test('every reference to a pupil or a learner is in a column that merging moves', async () => {
    const pointing = await office().db.$queryRaw<{ name: string }[]>`
      SELECT c.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
       WHERE c.contype = 'f' AND c.confrelid IN ('pupil'::regclass, 'learner'::regclass)
         AND a.attname NOT IN ('pupil_id', 'learner_id') ORDER BY 1`
    // A merged record names the one that stays; mending writes that column itself.
    expect(pointing.map(({ name }) => name)).toEqual(['pupil.merged_into_id'])
  })

  test('a sentence refuses the merge for each table in which a pupil can have only one row', async () => {
    const found = await office().db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT t.relname AS name FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'pupil_id'
       WHERE (i.indisunique OR i.indisexclusion) AND pg_get_indexdef(i.indexrelid) LIKE '%pupil_id%' ORDER BY 1`
    expect(found.length).toBeGreaterThan(5)
    for (const { name } of found)
      expect([name, isMessageKey(`refusal.mend.clash.${name}`)]).toEqual([name, true])
  })
})
