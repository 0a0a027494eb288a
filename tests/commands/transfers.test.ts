import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { addPlace } from '@/lib/schools/groups/commands/groups'
import { groupSubject } from '@/lib/schools/groups/group-places'
import { giveCard } from '@/lib/schools/pupils/commands/cards'
import { leaveSchool } from '@/lib/schools/pupils/commands/leaving'
import { markArrived, moveDay, takeBack } from '@/lib/schools/transfers/commands/changes'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { moveRows, moveTransfer, writeRows } from '@/lib/schools/transfers/move'
import { planSheet } from '@/lib/schools/transfers/queries/planner'
import {
  rowMoves,
  rowStates,
  transferMoves,
  type RowMove,
  type RowState,
  type TransferMove,
} from '@/lib/schools/transfers/rules/lifecycle'
import { planAsked } from '@/lib/schools/transfers/schema/planner'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { TransferState } from '@/lib/shared/generated/enums'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { castClass, castPupil, groups, houses, municipalities } from '@/prisma/cast-schools'
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
      act: 'MOVED',
      pupilId: anni,
      who: 'Piret Allik',
      transferId: asked.id,
      dayBefore: null,
      fromHouseId: houses.mae.id,
      fromClass: '3.a',
      toHouseId: houses.joe.id,
      toClass: '3.b',
    },
  ])
  expect(await office().db.transfer.findUniqueOrThrow({ where: { id: asked.id } })).toMatchObject({
    state: 'MADE',
    stepsDone: 5,
    who: 'Piret Allik',
    houseId: houses.joe.id,
  })
})

test('everything that the old house keeps is copied once, and each copy knows its origin', async () => {
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

test('both cards of a pupil follow from the old placement’s last day on', async () => {
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

test('a card that is no longer valid stays with the old house', async () => {
  await moved({ names: ['Liisa Mägi'] })
  expect(await office().db.cardHouse.count({ where: { houseId: houses.joe.id } })).toBe(0)
})

test('EHIS is told of the new parallel on the day, under the new house', async () => {
  const { id } = await moved({ day: '2026-12-01' })
  const [delivery] = await messagesOf(anni)
  expect(delivery).toMatchObject({
    topic: 'ehis.pupil',
    thread: `ehis.pupil:${anni}`,
    houseId: houses.joe.id,
    state: 'WAITING',
    payload: {
      message: { kind: 'CLASS', on: '2026-12-01', parallel: 'b' },
      cause: { act: 'TRANSFER', transferId: id },
    },
  })
  expect(dayFromDate(delivery!.dueOn!)).toBe('2026-12-01')
  expect(delivery!.dueAt).toEqual(new Date('2026-11-30T22:00:00Z'))
})

test('EHIS is told of the branch too if the municipality wishes it', async () => {
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
    '1 3.a 2026-09-01–2026-11-30 TRANSFER',
    '2 3.b 2026-12-01–2027-08-31',
    '2 4.c 2027-09-01–2028-08-31',
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

test('the log lists each later year’s placement that becomes void', async () => {
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
    'MOVED 3.a 2026-12-01',
    'VOIDED 4.a 2027-09-01',
    'VOIDED 5.a 2028-09-01',
  ])
})

test('a pupil who was going to leave school leaves the new house on the same day', async () => {
  await office().db.placement.updateMany({
    where: { pupilId: anni },
    data: { toOn: dateFromDay('2027-01-15'), endedBy: 'LEAVING', leftReason: 'TEINE' },
  })
  const before = await standingOf(office())
  const asked = await moved()
  expect(await placementsOf(office(), 'Anni Kask')).toEqual([
    '1 3.a 2026-09-01–2026-11-30 TRANSFER',
    '2 3.b 2026-12-01–2027-01-15 LEAVING',
  ])
  await takeBack(await piret(), { transferId: asked.id, pupilIds: [anni] })
  expect(await standingOf(office())).toEqual(before)
})

describe('a transfer late in a month or year', () => {
  test.each<[Day, Day]>([
    ['2027-10-31', '2027-10-30'],
    ['2028-02-29', '2028-02-28'],
    ['2028-03-01', '2028-02-29'],
    ['2028-08-31', '2028-08-30'],
  ])('from %s on ends the old placement on %s', async (day, last) => {
    await place(office(), 'Anni Kask', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    await askTransfer(
      await piret('2027-09-20'),
      aTransfer({ day, from: { number: 4, year: 2027 }, to: { house: 'joe', parallel: 'a' } }),
    )
    expect((await placementsOf(office(), 'Anni Kask')).slice(1)).toEqual([
      `1 4.a 2027-09-01–${last} TRANSFER`,
      `2 4.a ${day}–2028-08-31`,
    ])
  })
})

describe('a transfer is refused, and leaves nothing behind, for', () => {
  const refused = async (asked: ReturnType<typeof aTransfer>, ...codes: string[]) =>
    expectRefused(office(), async () => askTransfer(await piret(), asked), ...codes)

  test('a pupil with another placement on one of the days, who is named with that school', async () => {
    await moved({ names: ['Liisa Mägi'], day: '2026-12-10' })
    const [refusal] = await refused(
      aTransfer({ names: ['Anni Kask', 'Liisa Mägi'], to: { house: 'oru', parallel: 'a' } }),
      'transfer.placedElsewhere',
    )
    expect(refusal!.params).toEqual({ children: 'Liisa Mägi (Kesklinna kool, Jõe maja)' })
  })

  test('pupils with places in groups, who are all named', async () => {
    const [refusal] = await refused(
      aTransfer({ names: ['Anni Kask', 'Hugo Sild', 'Grete Paju', 'Emma Rand', 'Karl Erik Lepp'] }),
      'transfer.inGroups',
    )
    expect(refusal!.params).toEqual({
      children: 'Hugo Sild (3. klasside pikapäevarühm), Grete Paju (Robootikaring)',
    })
  })

  test('a municipality whose switch is off', async () => {
    await office().db.municipality.update({
      where: { id: municipalities.linn.id },
      data: { movesBetweenHouses: false },
    })
    await refused(aTransfer(), 'transfer.switchedOff')
  })

  test('a user of only one of the houses, or of another municipality', async () => {
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
    ['a day after the first of the next school year', { day: '2027-09-02' }, ['transfer.otherYear']],
    ['this year’s class on 1 September', { day: '2027-09-01' }, ['transfer.otherNewClass']],
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
    ['the house that the pupils are in', { to: { house: 'mae', parallel: 'b' } }, ['transfer.sameHouse']],
    ['a pupil of another class', { names: ['Marta Jõgi'] }, ['notFound']],
  ])('%s', async (_, about, codes) => {
    await refused(aTransfer(about), ...codes)
  })

  test('a pupil who has left', async () => {
    await office().db.placement.updateMany({
      where: { pupilId: anni },
      data: { toOn: dateFromDay('2026-11-20'), endedBy: 'LEAVING' },
    })
    await refused(aTransfer(), 'transfer.left')
    await refused(aTransfer({ day: '2026-11-10' }), 'transfer.left')
  })

  test('a house, class or pupil that doesn’t exist', async () => {
    const asked = aTransfer()
    await refused({ ...asked, houseId: randomUUID() }, 'notFound')
    await refused({ ...asked, moves: [{ ...asked.moves[0]!, toClassId: randomUUID() }] }, 'notFound')
    await refused({ ...asked, moves: [{ ...asked.moves[0]!, pupilIds: [randomUUID()] }] }, 'notFound')
  })
})

test('a transfer can be on the day after the placement began, and on the day after a group place ends', async () => {
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

test('when a child is transferred twice at the same moment, one transfer is made', async () => {
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

describe('changing a transfer', () => {
  test('a transfer can be taken back before its day, and leaves everything as it was', async () => {
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

  test('some of the children can be taken back while the others go', async () => {
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
  ])('a transfer can be moved to %s with everything', async (_, day) => {
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

  test('a group place prepared in the new house moves to a later day too, and goes when the transfer is taken back', async () => {
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

  test('a transfer can’t be moved to a day on which it would be refused', async () => {
    const asked = await moved({ names: ['Anni Kask', 'Emma Rand'] })
    const to = (day: Day) => async () =>
      moveDay(await piret(), { transferId: asked.id, pupilIds: asked.moves[0]!.pupilIds, day })
    await expectRefused(office(), to('2026-10-31'), 'transfer.inGroups')
    await expectRefused(office(), to('2026-09-01'), 'transfer.inGroups', 'transfer.beforeStart')
    await expectRefused(office(), to('2027-09-02'), 'transfer.otherYear')
  })

  test('a transfer can be taken back or moved only by those who may make it', async () => {
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

  test('a transfer can’t be taken back the day after it, nor moved to another day on the day itself', async () => {
    const asked = await moved()
    const some = { transferId: asked.id, pupilIds: [anni] }
    await expectRefused(office(), async () => takeBack(await piret('2026-12-02'), some), 'transfer.begun')
    await expectRefused(
      office(),
      async () => moveDay(await piret('2026-12-01'), { ...some, day: '2026-12-09' }),
      'transfer.begun',
    )
  })

  test.each<[string, Day, Day]>([
    ['of today', '2026-11-21', '2026-11-21'],
    ['of a past day, made today', '2026-11-02', '2026-11-21'],
    ['whose day has come', '2026-12-01', '2026-12-01'],
  ])(
    'a transfer %s can be taken back the same day while no message of it has left',
    async (_, day, today) => {
      await message('2026-12-05')
      const before = await standingOf(office())
      const { id } = await moved({ day })
      const some = { transferId: id, pupilIds: [anni] }
      await office().db.delivery.updateMany({
        where: { payload: { path: ['cause', 'transferId'], equals: id } },
        data: { state: 'DONE', heard: 'SURELY' },
      })
      await expectRefused(office(), async () => takeBack(await piret(today), some), 'transfer.told')
      await office().db.delivery.updateMany({
        where: { state: 'DONE' },
        data: { state: 'WAITING', heard: 'NOT' },
      })
      await takeBack(await piret(today), some)
      expect(await standingOf(office())).toEqual(before)
    },
  )

  test('a transfer can’t be taken back once the new house has given a card or recorded a leaving since the day began', async () => {
    const refused = async (some: { transferId: string; pupilIds: string[] }) =>
      expectRefused(office(), async () => takeBack(await piret(), some), 'transfer.usedSince')
    const { id } = await moved({ day: '2026-11-21' })
    const placement = await office().db.placement.findFirstOrThrow({ where: { stayId: id } })
    await giveCard(await piret(), {
      placementId: placement.id,
      number: 'U1',
      seen: '',
      validFrom: '2026-11-21',
      validTo: '2027-08-31',
    })
    await refused({ transferId: id, pupilIds: [anni] })

    const other = await moved({ day: '2026-11-21', names: ['Liisa Mägi'] })
    const there = await office().db.placement.findFirstOrThrow({ where: { stayId: other.id } })
    const leaving = { placementId: there.id, lastOn: '2026-12-18', reason: 'TEINE' } as const
    await leaveSchool(await piret(), leaving)
    await refused({ transferId: other.id, pupilIds: [castPupil('Liisa Mägi').id] })
  })

  test('a transfer can’t be taken back once EHIS has been told', async () => {
    const asked = await moved()
    await office().db.delivery.updateMany({
      where: { pupilId: anni },
      data: { state: 'DONE', heard: 'SURELY' },
    })
    await expectRefused(
      office(),
      async () => takeBack(await piret(), { transferId: asked.id, pupilIds: [anni] }),
      'transfer.told',
    )
  })

  test('a child who has been moved on must be taken back from there first', async () => {
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

describe('on 1 September', () => {
  const day: Day = '2027-09-01'
  const to = { house: 'joe', number: 4, parallel: 'b', year: 2027 } as const
  const nextIn = (house: 'mae' | 'joe', number: number, names: readonly string[]) =>
    Promise.all(names.map((name) => place(office(), name, { house, number, parallel: 'a', year: 2027 })))
  const stands = async (...names: string[]) => Promise.all(names.map((name) => placementsOf(office(), name)))

  test('pupils go from this year’s class to one with the next number, and repeaters to one with the same, in one act', async () => {
    await nextIn('mae', 4, ['Anni Kask'])
    await nextIn('mae', 3, ['Liisa Mägi'])
    const names = ['Anni Kask', 'Karl Erik Lepp', 'Liisa Mägi']
    const before = await standingOf(office())
    const asked = aTransfer({ day, names, to })
    const repeatClassId = castClass('joe', 3, 'c', 2027).id
    await expectRefused(office(), async () => askTransfer(await piret(), asked), 'transfer.otherGrade')
    await askTransfer(await piret(), { ...asked, moves: [{ ...asked.moves[0]!, repeatClassId }] })
    const old = '1 3.a 2026-09-01–2027-08-31 TRANSFER'
    expect(await stands(...names)).toEqual([
      [old, '2 4.b 2027-09-01–2028-08-31'],
      [old, '2 4.b 2027-09-01–2028-08-31'],
      [old, '2 3.c 2027-09-01–2028-08-31'],
    ])
    const log = await office().db.placementLog.groupBy({
      by: ['act'],
      where: { transferId: asked.id },
      _count: true,
      orderBy: { act: 'asc' },
    })
    expect(log.map(({ act, _count }) => `${act} ${_count}`)).toEqual(['MOVED 3', 'VOIDED 2'])
    await takeBack(await piret('2027-08-31'), { transferId: asked.id, pupilIds: asked.moves[0]!.pupilIds })
    expect(await standingOf(office())).toEqual(before)
  })

  test('EHIS is told the new number and who repeats the grade, and messages due then go under the new house', async () => {
    await message('2027-08-31')
    await message(day)
    await moved({ day, to })
    const liisa = castPupil('Liisa Mägi').id
    await moved({ day, names: ['Liisa Mägi'], to: { ...to, number: 3 } })
    const told = (await messagesOf(anni)).map(({ houseId, dueOn, payload }) => [
      houseId === houses.joe.id,
      dayFromDate(dueOn!),
      (payload as never as { message: { kind: string } }).message,
    ])
    expect(told).toMatchObject([
      [false, '2027-08-31', { kind: 'SWIMMING' }],
      [true, day, { kind: 'SWIMMING' }],
      [true, day, { kind: 'CLASS', on: day, parallel: 'b', number: 4 }],
    ])
    expect((await messagesOf(liisa))[0]!.payload).toMatchObject({
      message: { kind: 'CLASS', number: 3, repeats: true },
    })
  })

  test('everything kept of a pupil is copied, and the cards follow from the day before', async () => {
    const { id } = await moved({ day, to, names: ['Karl Erik Lepp'] })
    const karl = castPupil('Karl Erik Lepp').id
    const kept = await keptOf(karl)
    const count = (stay: string | null) => kept.filter((row) => row.stay === stay).length
    expect(count(id)).toBe(count(null))
    const cards = await office().db.cardHouse.findMany({ where: { transferId: id } })
    expect(cards.map(({ houseId, fromOn }) => [houseId, dayFromDate(fromOn)])).toEqual(
      cards.map(() => [houses.joe.id, '2027-08-31']),
    )
  })

  test('a transfer during the year can be moved to 1 September and back, as if it had been asked so', async () => {
    await nextIn('mae', 3, ['Liisa Mägi'])
    await message('2026-12-05')
    const names = ['Anni Kask', 'Liisa Mägi']
    const pupilIds = names.map((name) => castPupil(name).id)
    const { id } = await moved({ names, day: '2026-12-01' })
    await moveDay(await piret(), { transferId: id, pupilIds, day })
    expect(await stands(...names)).toEqual([
      ['1 3.a 2026-09-01–2027-08-31 TRANSFER', '2 4.b 2027-09-01–2028-08-31'],
      ['1 3.a 2026-09-01–2027-08-31 TRANSFER', '2 3.b 2027-09-01–2028-08-31'],
    ])
    expect((await messagesOf(anni)).map(({ houseId, state }) => [houseId === houses.joe.id, state])).toEqual([
      [true, 'CALLED_OFF'],
      [false, 'WAITING'],
      [true, 'WAITING'],
    ])
    await moveDay(await piret(), { transferId: id, pupilIds, day: '2027-03-01' })
    expect(await stands(...names)).toEqual([
      ['1 3.a 2026-09-01–2027-02-28 TRANSFER', '2 3.b 2027-03-01–2027-08-31', '2 4.b 2027-09-01–2028-08-31'],
      ['1 3.a 2026-09-01–2027-02-28 TRANSFER', '2 3.b 2027-03-01–2027-08-31', '2 3.b 2027-09-01–2028-08-31'],
    ])
    const copies = (await keptOf(anni)).filter(({ stay }) => stay === id)
    expect(copies.length).toBe((await keptOf(anni)).filter(({ stay }) => stay === null).length)
    await takeBack(await piret(), { transferId: id, pupilIds })
    expect(await stands(...names)).toEqual([
      ['1 3.a 2026-09-01–2027-08-31'],
      ['1 3.a 2026-09-01–2027-08-31', '1 3.a 2027-09-01–2028-08-31'],
    ])
  })

  test('moving a transfer to that day is refused for a pupil who has no class of the same letter then, and names the pupil', async () => {
    const where = { houseId: houses.joe.id, year: 2027, number: 4 }
    const renamed = (from: string, to: string) =>
      office().db.schoolClass.updateMany({ where: { ...where, parallel: from }, data: { parallel: to } })
    await renamed('b', 'ö')
    const { id } = await moved()
    const [refusal] = await expectRefused(
      office(),
      async () => moveDay(await piret(), { transferId: id, pupilIds: [anni], day }),
      'transfer.noParallelThen',
    )
    expect(refusal!.params).toEqual({ children: 'Anni Kask' })
    await renamed('ö', 'b')
  })

  test('a waiting transfer stands in the way of one during the year', async () => {
    await moved({ day, to })
    const [refusal] = await expectRefused(
      office(),
      async () => askTransfer(await piret(), aTransfer({ to: { house: 'oru', parallel: 'a' } })),
      'transfer.placedElsewhere',
    )
    expect(refusal!.params).toEqual({ children: 'Anni Kask (Kesklinna kool, Jõe maja)' })
  })
})

test('the receiving house can mark who has arrived, from the day on', async () => {
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
      neighbour: 'EHIS',
      topic: 'ehis.pupil',
      key: `test:${on}`,
      thread: `ehis.pupil:${anni}`,
      pupilId: anni,
      houseId: houses.mae.id,
      dueOn: dateFromDay(on),
      dueAt: noonOf(on),
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

test('a child who may be in the register twice is asked about before being moved or given a group place', async () => {
  const { db } = office()
  const laura = castPupil('Laura Talvik')
  const code = Array.from({ length: 100 }, (_, at) => laura.personalCode.slice(0, 7) + String(2000 + at))
  const personalCode = code.find((each) => each !== laura.personalCode && checkPersonalCode(each))!
  const twice = await db.pupil.create({ data: { personalCode, firstName: 'Laura', lastName: 'Talvik' } })
  await db.placement.create({
    data: {
      pupilId: twice.id,
      classId: castClass('joe', 3, 'b').id,
      houseId: houses.joe.id,
      year: 2026,
      fromOn: dateFromDay('2026-09-01'),
      toOn: dateFromDay('2027-08-31'),
    },
  })
  const asked = aTransfer({ names: ['Laura Talvik'], from: { parallel: 'b' } })
  const [refusal] = await refusalsOf(async () => askTransfer(await piret(), asked))
  expect(refusal).toMatchObject({ code: 'likelyChild', field: 'another' })
  expect(refusal!.params!.children).toBe('Laura Talvik (Kesklinna kool, Jõe maja, 3.b)')
  const place = { groupId: groups[2]!.id, personalCode: laura.personalCode, fromOn: '2026-12-01' as const }
  const inGroup = async (another?: 'ON') => addPlace(await piret(), { ...place, toOn: null, another })
  await expectRefused(office(), () => inGroup(), 'likelyChild')
  await askTransfer(await piret(), { ...asked, another: 'ON' })
  expect(await placementsOf(office(), 'Laura Talvik')).toHaveLength(2)
  await db.placement.deleteMany({ where: { pupilId: twice.id } })
})

test('on 1 September itself a class of last year can still be planned and moved, even a pupil copied to the new year', async () => {
  const { db } = office()
  await place(office(), 'Anni Kask', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
  const first = await piret('2027-09-01')
  const [from, to] = [castClass('mae', 3, 'a').id, castClass('joe', 4, 'a', 2027).id]
  const ask = { class: from, day: '01.09.2027', house: houses.joe.id, [`to.${from}`]: to }
  const plan = await planSheet(db, first.person, planAsked(ask), first.now)
  const [move] = plan.ask!.moves
  expect(move!.pupilIds).toContain(anni)
  const can = plan.planner!.children.flatMap(({ pupilId, move }) => (move ? [pupilId] : []))
  expect(can).toContain(anni)
  const asked = { id: randomUUID(), day: '2027-09-01' as const, houseId: houses.joe.id }
  await askTransfer(first, { ...asked, moves: [{ fromClassId: from, toClassId: to, pupilIds: [anni] }] })
  expect((await placementsOf(office(), 'Anni Kask')).at(-1)).toBe('2 4.a 2027-09-01–2028-08-31')
  // Later, a pupil who stands in a class of the new year is planned from that class.
  const later = await piret('2027-10-01')
  const then = await planSheet(db, later.person, planAsked(ask), later.now)
  expect(then.classes[0]!.pupilIds).not.toContain(anni)
  expect(then.classes[0]!.pupilIds.length).toBeGreaterThan(0)
})

describe('the writer of states', () => {
  /** A transfer in one state with Anni's row in another; only these columns are filled. */
  async function aTransferIn(state: TransferState, row: RowState) {
    const day = dateFromDay('2026-12-01')
    const { person, now } = await piret()
    const { id } = await office().db.transfer.create({
      data: {
        id: randomUUID(),
        municipalityId: municipalities.linn.id,
        houseId: houses.joe.id,
        askedById: person.id,
        who: person.name,
        askedAt: now,
        day,
        state,
        endedAt: state === 'UNDER_WAY' ? null : now,
      },
    })
    const filled: { newId?: boolean; arrivedAt?: boolean; takenBackAt?: boolean } = rowStates[row]
    await office().db.transferRow.create({
      data: {
        transferId: id,
        pupilId: anni,
        oldId: randomUUID(),
        oldToOn: day,
        newClassId: randomUUID(),
        day,
        newId: filled.newId ? randomUUID() : null,
        arrivedAt: filled.arrivedAt ? now : null,
        takenBackAt: filled.takenBackAt ? now : null,
      },
    })
    return {
      id,
      day: '2026-12-01' as Day,
      some: { transferId: id, pupilIds: [anni] },
      by: { at: now, by: person.id },
    }
  }
  const rowOf = async (transferId: string) => {
    const row = await office().db.transferRow.findUniqueOrThrow({
      where: { transferId_pupilId: { transferId, pupilId: anni } },
    })
    if (!row.newId) return 'ASKED'
    return row.takenBackAt ? 'TAKEN_BACK' : row.arrivedAt ? 'ARRIVED' : 'MOVED'
  }
  const may = (from: readonly string[], state: string) => from.includes(state)

  test.each(Object.values(TransferState))(
    'moves a transfer that is %s as the table says, or throws',
    async (state) => {
      for (const move of Object.keys(transferMoves) as TransferMove[]) {
        const { id } = await aTransferIn(state, 'MOVED')
        const set = state === 'UNDER_WAY' ? { endedAt: noonOf('2026-11-22') } : {}
        const moving = inTransaction(office().db, (tx) => moveTransfer(tx, move, id, set))
        const { from, to } = transferMoves[move]
        if (may(from, state)) await moving
        else await expect(moving).rejects.toThrow(`can't ${move}`)
        const after = await office().db.transfer.findUniqueOrThrow({ where: { id } })
        expect([move, after.state]).toEqual([move, may(from, state) ? to : state])
      }
    },
  )

  test.each(Object.keys(rowStates) as RowState[])(
    'moves a row that is %s as the table says, or throws',
    async (state) => {
      for (const move of Object.keys(rowMoves) as RowMove[]) {
        const { id, day, some, by } = await aTransferIn('MADE', state)
        const row = {
          pupilId: anni,
          oldId: randomUUID(),
          oldHouseId: houses.mae.id,
          oldToOn: day,
          newClassId: randomUUID(),
          year: 2026,
          toOn: day,
          endedBy: null,
          leftReason: '',
          voidIds: [],
          nextClassId: null,
          newId: move === 'ask' ? null : randomUUID(),
          nextId: null,
        }
        const moving = inTransaction(office().db, (tx) =>
          move === 'ask' || move === 'place' || move === 'placeAnew'
            ? writeRows(tx, move, { id, day }, [row])
            : moveRows(tx, move, some, by),
        )
        const { from, to } = rowMoves[move]
        if (may(from, state)) await moving
        else await expect(moving).rejects.toThrow(`can't ${move}`)
        expect([move, await rowOf(id)]).toEqual([move, may(from, state) && to !== 'SAME' ? to : state])
      }
    },
  )
})
