import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/office/changes'
import { addPlace } from '@/lib/schools/commands-groups'
import { groupSubject } from '@/lib/schools/group-places'
import { askTransfer } from '@/lib/schools/commands-transfers'
import { markArrived, moveDay, takeBack } from '@/lib/schools/commands-transfer-changes'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import { castClass, castPupil, houses, municipalities } from '@/prisma/cast-schools'
import { withOffice } from '../support/office'
import { atOnce, expectRefused, refusalsOf } from '../support/refused'
import { aTransfer, noonOf, place, placementsOf, schoolsAnew, standingOf } from '../support/transfers'

const office = withOffice()
const anni = castPupil('Anni Kask').id

/** Each test has the schools as the cast has them. */
beforeEach(() => schoolsAnew(office()))

const piret = (day: Day = '2026-11-21') => office().as('piret', noonOf(day))

test('a transfer ends one placement the day before and begins the other on the day', async () => {
  const asked = aTransfer({ day: '2026-12-01' })
  await askTransfer(await piret(), asked)
  expect(await placementsOf(office(), 'Anni Kask')).toEqual([
    '1 3.a 2026-09-01–2026-11-30 TRANSFER',
    '2 3.b 2026-12-01–2027-08-31',
  ])
  const log = await office().db.placementLog.findMany({ where: { transferId: asked.id } })
  expect(log).toMatchObject([
    {
      ...{ act: 'MOVED', pupilId: anni, who: 'Piret Allik', transferId: asked.id, dayBefore: null },
      ...{ fromHouseId: houses.mae.id, fromClass: '3.a', toHouseId: houses.joe.id, toClass: '3.b' },
    },
  ])
  expect(await office().db.transfer.findUniqueOrThrow({ where: { id: asked.id } })).toMatchObject({
    ...{ state: 'MADE', stepsDone: 5, who: 'Piret Allik', houseId: houses.joe.id },
  })
})

test('everything the old house keeps is copied, knows its origin and isn’t copied twice', async () => {
  const { id } = await moved()
  const kept = await keptOf(anni)
  expect(kept.filter(({ stay }) => stay === id).map(({ table }) => table)).toEqual([
    ...['consent', 'decision', 'foreign_language', 'special_needs', 'swimming', 'absence'].toSorted(),
  ])
  const copies = kept.filter(({ stay }) => stay === id)
  const origins = kept.filter(({ stay }) => stay === null)
  expect(copies.map(({ origin }) => origin).sort()).toEqual(origins.map((each) => each.id).sort())
  expect(copies.map(({ content }) => content).sort()).toEqual(origins.map(({ content }) => content).sort())
})

test('both cards follow, at once when the day is past and else from the old placement’s last day on', async () => {
  const cardsOn = async (day: Day) =>
    (
      await office().db.$queryRaw<{ house: string }[]>`
        SELECT (SELECT h.house_id FROM card_house h WHERE h.card_id = s.id AND h.from_on <= ${day}::date
                 ORDER BY h.from_on DESC LIMIT 1) AS house
          FROM student_card s WHERE pupil_id = ${castPupil('Karl Erik Lepp').id}::uuid ORDER BY number`
    ).map(({ house }) => house)
  await moved({ names: ['Karl Erik Lepp'], day: '2026-12-01' })
  const [mae, joe] = [houses.mae.id, houses.joe.id]
  expect(await cardsOn('2026-11-29')).toEqual([mae, mae])
  expect(await cardsOn('2026-11-30')).toEqual([joe, joe])
  expect(await cardsOn('2027-02-02')).toEqual([joe, joe])
})

test('a card that is no longer valid stays', async () => {
  await moved({ names: ['Liisa Mägi'] })
  expect(await office().db.cardHouse.count({ where: { houseId: houses.joe.id } })).toBe(0)
})

test('EHIS hears of a new parallel on the day, under the new house', async () => {
  const { id } = await moved({ day: '2026-12-01' })
  const [delivery] = await messagesOf(anni)
  expect(delivery).toMatchObject({
    ...{ topic: 'ehis.pupil', thread: `ehis.pupil:${anni}`, houseId: houses.joe.id, state: 'WAITING' },
    payload: {
      message: { kind: 'CLASS', on: '2026-12-01', parallel: 'b' },
      cause: { act: 'TRANSFER', transferId: id },
    },
  })
  expect(dayFromDate(delivery!.dueOn!)).toBe('2026-12-01')
  expect(delivery!.dueAt).toEqual(new Date('2026-11-30T22:00:00Z'))
})

test('where the municipality wishes it, EHIS hears of the branch too', async () => {
  await office().db.municipality.updateMany({ data: { tellsBranch: true } })
  await moved()
  expect(
    (await messagesOf(anni)).map(({ payload }) => (payload as never as { message: unknown }).message),
  ).toEqual([
    { kind: 'CLASS', on: '2026-12-01', parallel: 'b' },
    { kind: 'OTHER', on: '2026-12-01', branch: true },
  ])
})

test('waiting messages due before the day stay with the old house; on it and after it they go under the new one', async () => {
  const days: Day[] = ['2026-11-30', '2026-12-01', '2026-12-02']
  for (const day of days) await message(day)
  await moved({ day: '2026-12-01' })
  const edits = (await messagesOf(anni)).filter(({ key }) => key.startsWith('test:'))
  expect(edits.map(({ houseId }) => houseId)).toEqual([houses.mae.id, houses.joe.id, houses.joe.id])
})

test('next year’s placement in the old house becomes void, and is made in the new one where a class was chosen', async () => {
  for (const name of ['Anni Kask', 'Liisa Mägi'])
    await place(office(), name, { house: 'mae', number: 4, parallel: 'a', year: 2027 })
  const nextClassId = castClass('joe', 4, 'c', 2027).id
  const ids = [
    (await moved({ names: ['Anni Kask', 'Karl Erik Lepp'], nextClassId })).id,
    (await moved({ names: ['Liisa Mägi'] })).id,
  ]
  expect(await placementsOf(office(), 'Anni Kask')).toEqual([
    ...['1 3.a 2026-09-01–2026-11-30 TRANSFER', '2 3.b 2026-12-01–2027-08-31', '2 4.c 2027-09-01–2028-08-31'],
  ])
  for (const name of ['Karl Erik Lepp', 'Liisa Mägi'])
    expect(await placementsOf(office(), name)).toHaveLength(2)
  const acts = await office().db.placementLog.groupBy({
    by: ['act'],
    where: { transferId: { in: ids } },
    _count: true,
    orderBy: { act: 'asc' },
  })
  expect(acts.map(({ act, _count }) => `${act} ${_count}`)).toEqual(['MOVED 3', 'COPIED 1', 'VOIDED 2'])
})

test('each of several later years that become void stands in the log', async () => {
  const about = { houseId: houses.mae.id, year: 2028, number: 5, parallel: 'a' }
  const { id: classId } = await office().db.schoolClass.create({ data: about })
  await place(office(), 'Anni Kask', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
  const days = { fromOn: dateFromDay('2028-09-01'), toOn: dateFromDay('2029-08-31') }
  await office().db.placement.create({
    data: { pupilId: anni, classId, houseId: about.houseId, year: about.year, ...days },
  })
  const { id } = await moved()
  const log = await office().db.placementLog.findMany({ where: { transferId: id }, orderBy: { id: 'asc' } })
  expect(log.map(({ act, fromClass, day }) => `${act} ${fromClass} ${dayFromDate(day)}`)).toEqual([
    ...['MOVED 3.a 2026-12-01', 'VOIDED 4.a 2027-09-01', 'VOIDED 5.a 2028-09-01'],
  ])
})

test('whoever was going to leave school leaves the new house on the same day', async () => {
  await office().db.placement.updateMany({
    where: { pupilId: anni },
    data: { toOn: dateFromDay('2027-01-15'), endedBy: 'LEAVING', leftReason: 'TEINE' },
  })
  const before = await standingOf(office())
  const asked = await moved()
  expect(await placementsOf(office(), 'Anni Kask')).toEqual([
    ...['1 3.a 2026-09-01–2026-11-30 TRANSFER', '2 3.b 2026-12-01–2027-01-15 LEAVING'],
  ])
  await takeBack(await piret(), { transferId: asked.id, pupilIds: [anni] })
  expect(await standingOf(office())).toEqual(before)
})

describe('days that must work', () => {
  test.each<[Day, Day]>([
    ['2027-10-31', '2027-10-30'],
    ['2028-02-29', '2028-02-28'],
    ['2028-03-01', '2028-02-29'],
    ['2028-08-31', '2028-08-30'],
  ])('from %s on; the last day before is %s', async (day, last) => {
    await place(office(), 'Anni Kask', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    await askTransfer(
      await piret('2027-09-20'),
      aTransfer({ day, from: { number: 4, year: 2027 }, to: { house: 'joe', parallel: 'a' } }),
    )
    expect((await placementsOf(office(), 'Anni Kask')).slice(1)).toEqual([
      ...[`1 4.a 2027-09-01–${last} TRANSFER`, `2 4.a ${day}–2028-08-31`],
    ])
  })
})

describe('refused, and nothing is left', () => {
  const refused = async (asked: ReturnType<typeof aTransfer>, ...codes: string[]) =>
    expectRefused(office(), async () => askTransfer(await piret(), asked), ...codes)

  test('another placement on one of the days, named with its school', async () => {
    await moved({ names: ['Liisa Mägi'], day: '2026-12-10' })
    const [refusal] = await refused(
      aTransfer({ names: ['Anni Kask', 'Liisa Mägi'], to: { house: 'oru', parallel: 'a' } }),
      'transfer.placedElsewhere',
    )
    expect(refusal!.params).toEqual({ children: 'Liisa Mägi (Kesklinna kool, Jõe maja)' })
  })

  test('places in groups, everyone named', async () => {
    const [refusal] = await refused(
      aTransfer({ names: ['Anni Kask', 'Hugo Sild', 'Grete Paju', 'Emma Rand', 'Karl Erik Lepp'] }),
      'transfer.inGroups',
    )
    expect(refusal!.params).toEqual({
      children: 'Hugo Sild (3. klasside pikapäevarühm), Grete Paju (Robootikaring)',
    })
  })

  test('the switch is off', async () => {
    await office().db.municipality.update({
      where: { id: municipalities.linn.id },
      data: { movesBetweenHouses: false },
    })
    await refused(aTransfer(), 'transfer.switchedOff')
  })

  test('whoever uses only one of the houses, or is of another municipality', async () => {
    for (const name of ['madis', 'sirje'] as const)
      await expectRefused(office(), async () => askTransfer(await office().as(name), aTransfer()), 'notFound')
    await expectRefused(
      office(),
      async () => askTransfer(await office().as('urve'), aTransfer({ to: { house: 'oru', parallel: 'a' } })),
      'notFound',
    )
  })

  test.each<[string, Partial<Parameters<typeof aTransfer>[0]>, string[]]>([
    ['a day before the school year', { day: '2026-08-31' }, ['transfer.otherYear']],
    ['a day after the school year', { day: '2027-09-01' }, ['transfer.otherYear']],
    ['the first day of the placement', { day: '2026-09-01' }, ['transfer.beforeStart']],
    ['a class of another number', { to: { number: 4 } }, ['transfer.otherClass']],
    ['a class of another year', { to: { number: 3, year: 2027 } }, ['transfer.otherClass']],
    [
      'a house of another kind',
      { to: { house: 'torni', number: 10, parallel: 'a' } },
      ['transfer.otherSchool'],
    ],
    ['a house of another EHIS id', { to: { house: 'ylejoe', parallel: 'a' } }, ['transfer.otherSchool']],
    ['another municipality’s house', { to: { house: 'metsa', parallel: 'a' } }, ['notFound']],
    ['the house they are in', { to: { house: 'mae', parallel: 'b' } }, ['transfer.sameHouse']],
    ['somebody of another class', { names: ['Marta Jõgi'] }, ['notFound']],
  ])('%s', async (_, about, codes) => {
    await refused(aTransfer(about), ...codes)
  })

  test('whoever has left', async () => {
    await office().db.placement.updateMany({
      where: { pupilId: anni },
      data: { toOn: dateFromDay('2026-11-20'), endedBy: 'LEAVING' },
    })
    await refused(aTransfer(), 'transfer.left')
    await refused(aTransfer({ day: '2026-11-10' }), 'transfer.left')
  })

  test('whoever has no such pupil or class at all', async () => {
    const asked = aTransfer()
    await refused({ ...asked, houseId: randomUUID() }, 'notFound')
    await refused({ ...asked, moves: [{ ...asked.moves[0]!, toClassId: randomUUID() }] }, 'notFound')
    await refused({ ...asked, moves: [{ ...asked.moves[0]!, pupilIds: [randomUUID()] }] }, 'notFound')
  })
})

test('the first day after the start works, and a group place that ends the day before', async () => {
  await moved({ day: '2026-09-02' })
  await moved({ day: '2026-11-01', names: ['Emma Rand'] })
  expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(2)
})

test('pressing twice makes one transfer, also at the same moment', async () => {
  const asked = aTransfer()
  const act = await piret()
  expect(
    await atOnce(
      () => askTransfer(act, asked),
      () => askTransfer(act, asked),
    ),
  ).toEqual({ done: 2, codes: [] })
  await askTransfer(act, asked)
  expect(await office().db.transfer.count()).toBe(1)
  expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(2)
})

test('of two transfers of a child at the same moment one is made', async () => {
  const act = await piret()
  const [one, other] = [aTransfer(), aTransfer({ to: { house: 'oru', parallel: 'a' } })]
  expect(
    await atOnce(
      () => askTransfer(act, one),
      () => askTransfer(act, other),
    ),
  ).toEqual({
    done: 1,
    codes: ['transfer.placedElsewhere'],
  })
  expect(await office().db.transfer.count()).toBe(1)
})

describe('before the day', () => {
  test('a transfer taken back is as if it had not been', async () => {
    await place(office(), 'Karl Erik Lepp', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    await message('2026-12-05')
    const before = await standingOf(office())
    const names = ['Anni Kask', 'Karl Erik Lepp']
    const asked = await moved({ names, nextClassId: castClass('joe', 4, 'a', 2027).id })
    expect(await standingOf(office())).not.toEqual(before)
    await takeBack(await piret('2026-11-30'), { transferId: asked.id, pupilIds: asked.moves[0]!.pupilIds })
    expect(await standingOf(office())).toEqual(before)
    expect(await office().db.transfer.findUniqueOrThrow({ where: { id: asked.id } })).toMatchObject({
      state: 'TAKEN_BACK',
    })
    expect(await office().db.placementLog.count({ where: { act: 'TAKEN_BACK', transferId: asked.id } })).toBe(
      2,
    )
    const own = (await messagesOf(anni)).filter(({ key }) => !key.startsWith('test:'))
    expect(own.map(({ state }) => state)).toEqual(['CALLED_OFF'])
  })

  test('some of the children can be taken back, the others go', async () => {
    const asked = await moved({ names: ['Anni Kask', 'Liisa Mägi'] })
    await takeBack(await piret(), { transferId: asked.id, pupilIds: [anni] })
    expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(1)
    expect(await placementsOf(office(), 'Liisa Mägi')).toHaveLength(2)
    expect(await office().db.transfer.findUniqueOrThrow({ where: { id: asked.id } })).toMatchObject({
      state: 'MADE',
    })
  })

  test.each<[string, Day]>([
    ['a later day', '2027-01-11'],
    ['an earlier day', '2026-11-25'],
  ])('it is moved to %s with everything', async (_, day) => {
    for (const due of ['2026-11-24', '2026-11-25', '2026-12-20', '2027-01-11'] as Day[]) await message(due)
    const asked = await moved({ names: ['Anni Kask'] })
    const some = { transferId: asked.id, pupilIds: [anni] }
    await moveDay(await piret(), { ...some, day })
    const there = await standingOf(office())
    expect((await placementsOf(office(), 'Anni Kask'))[1]).toBe(`2 3.b ${day}–2027-08-31`)
    const messages = await messagesOf(anni)
    for (const { dueOn, houseId, state } of messages.filter((each) => each.state === 'WAITING'))
      expect([state, houseId === houses.joe.id]).toEqual(['WAITING', dayFromDate(dueOn!) >= day])
    const own = messages.filter(({ key, state }) => !key.startsWith('test:') && state === 'WAITING')
    expect(own.map(({ payload }) => (payload as never as { message: { on: Day } }).message.on)).toEqual([day])
    await moveDay(await piret(), { ...some, day })
    expect(await standingOf(office())).toEqual(there)
    await takeBack(await piret(), some)
    expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(1)
  })

  test('a place made ready in the new house begins with the later day, and goes with what is taken back', async () => {
    const { db } = office()
    const { id } = await moved({ names: ['Anni Kask'], day: '2026-12-01' })
    const group = await db.group.create({ data: { houseId: houses.joe.id, kind: 'DAY', name: 'Jõe rühm' } })
    const ready = async (fromOn: Day, toOn: Day | null) =>
      addPlace(await piret(), { groupId: group.id, pupilId: anni, personalCode: undefined, fromOn, toOn })
    await ready('2026-12-01', '2026-12-04')
    await ready('2026-12-07', null)
    const told = async () =>
      (await messagesOf(anni)).flatMap(({ state, houseId, payload }) => {
        const { on, dayGroup } = (payload as { message: { on: Day; dayGroup?: boolean } }).message
        return state === 'WAITING' && dayGroup !== undefined
          ? [[on, dayGroup, houseId === houses.joe.id]]
          : []
      })
    await moveDay(await piret(), { transferId: id, pupilIds: [anni], day: '2027-01-11' })
    expect(await told()).toEqual([['2027-01-11', true, true]])
    expect(await db.groupPlace.findMany({ where: { pupilId: anni } })).toMatchObject([
      { fromOn: dateFromDay('2027-01-11'), toOn: null },
    ])
    await moveDay(await piret(), { transferId: id, pupilIds: [anni], day: '2026-12-01' })
    expect(await told()).toEqual([['2027-01-11', true, true]])
    await takeBack(await piret(), { transferId: id, pupilIds: [anni] })
    expect(await told()).toEqual([])
    expect(await db.groupPlace.count({ where: { pupilId: anni } })).toBe(0)
    const [change] = await changesOf(db, groupSubject(group.id))
    expect(change!.changes).toEqual([{ what: 'placeFrom Anni Kask', from: '2027-01-11', to: '' }])
  })

  test('it can’t be moved to a day that would be refused', async () => {
    const asked = await moved({ names: ['Anni Kask', 'Emma Rand'] })
    const to = (day: Day) => async () =>
      moveDay(await piret(), { transferId: asked.id, pupilIds: asked.moves[0]!.pupilIds, day })
    await expectRefused(office(), to('2026-10-31'), 'transfer.inGroups')
    await expectRefused(office(), to('2026-09-01'), 'transfer.inGroups', 'transfer.beforeStart')
    await expectRefused(office(), to('2027-09-01'), 'transfer.otherYear')
  })

  test('only whoever may make it takes it back or moves it', async () => {
    const asked = await moved()
    const some = { transferId: asked.id, pupilIds: [anni] }
    for (const name of ['madis', 'sirje'] as const) {
      await expectRefused(office(), async () => takeBack(await office().as(name), some), 'notFound')
      await expectRefused(
        office(),
        async () => moveDay(await office().as(name), { ...some, day: '2026-12-02' }),
        'notFound',
      )
    }
    await takeBack(await office().as('urve'), some)
    await expectRefused(office(), async () => takeBack(await piret(), some), 'notFound')
  })

  test('on the day itself it is too late', async () => {
    const asked = await moved()
    const some = { transferId: asked.id, pupilIds: [anni] }
    await expectRefused(office(), async () => takeBack(await piret('2026-12-01'), some), 'transfer.begun')
    await expectRefused(
      office(),
      async () => moveDay(await piret('2026-12-01'), { ...some, day: '2026-12-09' }),
      'transfer.begun',
    )
  })

  test('once EHIS has been told it is too late', async () => {
    const asked = await moved()
    await office().db.delivery.updateMany({ where: { pupilId: anni }, data: { state: 'DONE' } })
    await expectRefused(
      office(),
      async () => takeBack(await piret(), { transferId: asked.id, pupilIds: [anni] }),
      'transfer.told',
    )
  })

  test('whoever has been moved on is taken back from there first', async () => {
    const first = await moved()
    const second = await moved({
      from: { house: 'joe', parallel: 'b' },
      to: { house: 'oru', parallel: 'a' },
      day: '2027-01-11',
    })
    expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(3)
    const back = async ({ id }: { id: string }) =>
      takeBack(await piret(), { transferId: id, pupilIds: [anni] })
    await expectRefused(office(), () => back(first), 'transfer.movedOn')
    await back(second)
    await back(first)
    expect(await placementsOf(office(), 'Anni Kask')).toEqual(['1 3.a 2026-09-01–2027-08-31'])
  })
})

test('the receiving house ticks off who has arrived, from the day on', async () => {
  const asked = await moved()
  const arrived = async (day: Day, name: 'madis' | 'urve' | 'sirje' = 'madis') =>
    markArrived(await office().as(name, noonOf(day)), {
      transferId: asked.id,
      pupilIds: [anni],
      arrived: 'yes',
    })
  expect(await refusalsOf(() => arrived('2026-11-30'))).toMatchObject([{ code: 'transfer.notYet' }])
  expect(await refusalsOf(() => arrived('2026-12-01', 'sirje'))).toMatchObject([{ code: 'notFound' }])
  await arrived('2026-12-01')
  expect(await office().db.transferRow.count({ where: { arrivedAt: { not: null } } })).toBe(1)
})

async function moved(about: Parameters<typeof aTransfer>[0] = {}) {
  const asked = aTransfer(about)
  await askTransfer(await piret(), asked)
  return asked
}

/** A message of an edit that waits for its day under Mäe. */
const message = (on: Day) =>
  office().db.delivery.create({
    data: {
      ...{ neighbour: 'EHIS', topic: 'ehis.pupil', key: `test:${on}`, thread: `ehis.pupil:${anni}` },
      ...{ pupilId: anni, houseId: houses.mae.id, dueOn: dateFromDay(on), dueAt: noonOf(on) },
      payload: { message: { kind: 'SWIMMING', on, swimming: null }, byId: anni, cause: { act: 'EDIT' } },
    },
  })

const messagesOf = (pupilId: string) =>
  office().db.delivery.findMany({ where: { pupilId }, orderBy: [{ dueOn: 'asc' }, { seq: 'asc' }] })

type Kept = { table: string; id: string; stay: string | null; origin: string | null; content: string }
const keptOf = (pupilId: string) =>
  office().db.$queryRawUnsafe<Kept[]>(
    ['special_needs', 'decision', 'foreign_language', 'swimming', 'consent', 'absence', 'failing_grade']
      .map(
        (table) => `SELECT '${table}' AS table, id, stay_id AS stay, origin_id AS origin,
       (to_jsonb(k) - '{id,house_id,stay_id,origin_id}'::text[])::text AS content FROM ${table} k WHERE pupil_id = '${pupilId}'`,
      )
      .join(' UNION ALL ') + ' ORDER BY 1',
  )
