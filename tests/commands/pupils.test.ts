import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { endPlace } from '@/lib/schools/groups/commands/groups'
import { CardInput, CloseCardInput, LeavingInput } from '@/lib/schools/houses/schema/houses'
import { keptSubject } from '@/lib/schools/kept/commands'
import { closeCard, giveCard } from '@/lib/schools/pupils/commands/cards'
import { findPupils } from '@/lib/schools/pupils/commands/find'
import { leaveSchool, takeLeavingBack } from '@/lib/schools/pupils/commands/leaving'
import { heldStay } from '@/lib/schools/pupils/held-stay'
import { holdPupils } from '@/lib/schools/pupils/hold'
import { pupilSheet } from '@/lib/schools/pupils/queries/pupil'
import { searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { FindPupilInput, PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { takeBack as takeTransferBack } from '@/lib/schools/transfers/commands/changes'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { cards, castPupil, houses, type HouseName } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'
import { expectRefused, refusalsOf } from '../support/refused'
import { aTransfer, noonOf, place, placementsOf, schoolsAnew } from '../support/transfers'

const office = withOffice()
beforeEach(() => schoolsAnew(office()))

const as = (who: CastName, day: Day = '2026-11-21') => office().as(who, noonOf(day))
const idOf = (name: string) => castPupil(name).id
const placementOf = async (name: string, house: HouseName = 'mae') =>
  (
    await office().db.placement.findFirstOrThrow({
      where: { pupilId: idOf(name), houseId: houses[house].id, year: 2026 },
    })
  ).id
const move = async (name: string, day: Day, on: Day = '2026-11-21') =>
  askTransfer(await as('piret', on), aTransfer({ names: [name], day }))
const sheetOf = async (who: CastName, name: string, day: Day = '2026-11-21') => {
  const { db, person, now } = await as(who, day)
  const sheet = await pupilSheet(db, person, idOf(name), { on: day }, now)
  if (!sheet) throw new Error(`${who} doesn't see ${name}`)
  return sheet
}
/** How many acts wait for another to end. */
const waiting = async (db: ReturnType<typeof office>['db']) =>
  (
    await db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  ).length
const messages = async (name: string) =>
  (
    await office().db.delivery.findMany({
      where: { pupilId: idOf(name), topic: 'ehis.pupil' },
      orderBy: { seq: 'asc' },
    })
  ).map(({ payload, dueOn }) => ({
    ...(payload as { message: object }).message,
    dueOn: dayFromDate(dueOn!),
  }))

describe('the page of a pupil who moves to another house', () => {
  const day = '2026-12-01'
  const line = {
    fromHouse: houses.mae.name,
    fromClass: '3.a',
    toHouse: houses.joe.name,
    toClass: '3.b',
    day,
  }

  test('shows the official both placements, each with its log entry', async () => {
    await move('Anni Kask', day)
    const { placements } = await sheetOf('piret', 'Anni Kask')
    expect(placements).toMatchObject([
      { house: { name: houses.mae.name }, class: { label: '3.a' }, to: '2026-11-30', state: 'LEAVING' },
      { house: { name: houses.joe.name }, class: { label: '3.b' }, from: day, state: 'COMING' },
    ])
    for (const { log } of placements) expect(log).toMatchObject([{ act: 'MOVED', who: 'Piret Allik', day }])
    const later = await sheetOf('piret', 'Anni Kask', day)
    expect(later.placements.map(({ state }) => state)).toEqual(['LEFT', 'STUDYING'])
  })

  test('shows the new house’s representative the placement there and where the pupil comes from', async () => {
    await move('Anni Kask', day)
    const { placements, stay, stays } = await sheetOf('madis', 'Anni Kask')
    expect(placements).toMatchObject([
      { house: { name: houses.joe.name }, cameBy: line, state: 'COMING', log: [] },
    ])
    expect(stay).toMatchObject({ waits: true, may: false })
    expect(stays).toHaveLength(1)
  })

  test('says until the day of the transfer that leaving can’t be recorded, and where the pupil goes', async () => {
    await move('Oskar Õunapuu', day)
    expect(await sheetOf('piret', 'Oskar Õunapuu')).toMatchObject({
      leavingId: undefined,
      leavingWaits: { day, house: houses.joe.name },
    })
    expect((await sheetOf('piret', 'Mattias Org')).leavingWaits).toBeUndefined()
  })

  test('shows the old house’s representative the ended placement there and the new house’s name', async () => {
    const asked = aTransfer({
      names: ['Marta Jõgi'],
      day,
      from: { house: 'joe', parallel: 'a' },
      to: { house: 'oru', parallel: 'a' },
    })
    await askTransfer(await as('piret'), asked)
    const { placements, leavingId } = await sheetOf('madis', 'Marta Jõgi', day)
    expect(placements).toMatchObject([
      { house: { name: houses.joe.name }, state: 'LEFT', to: '2026-11-30', wentTo: houses.oru.name, log: [] },
    ])
    expect(placements[0]!.cameBy).toBeNull()
    expect(leavingId).toBeUndefined()
    expect(await office().db.placement.count({ where: { pupilId: idOf('Marta Jõgi') } })).toBe(2)
  })

  test('shows next year’s placement as coming, and a void one to the official alone', async () => {
    await place(office(), 'Anni Kask', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    const before = await sheetOf('urve', 'Anni Kask')
    expect(before.placements.map(({ state }) => state)).toEqual(['STUDYING', 'COMING'])
    expect(before.stays).toHaveLength(1)
    await move('Anni Kask', day)
    expect((await sheetOf('urve', 'Anni Kask')).placements.map(({ state }) => state)).toEqual([
      'LEAVING',
      'COMING',
    ])
    const official = await sheetOf('piret', 'Anni Kask')
    expect(official.placements.map(({ state }) => state).toSorted()).toEqual(['COMING', 'LEAVING', 'VOID'])
  })

  test('masks the personal code once every house of the reader has let the pupil go', async () => {
    const { personalCode } = castPupil('Marta Jõgi')
    const asked = aTransfer({
      names: ['Marta Jõgi'],
      day,
      from: { house: 'joe', parallel: 'a' },
      to: { house: 'oru', parallel: 'a' },
    })
    await askTransfer(await as('piret'), asked)
    expect((await sheetOf('madis', 'Marta Jõgi')).personalCode).toBe(personalCode)
    expect((await sheetOf('madis', 'Marta Jõgi', day)).personalCode).toContain('*')
    expect((await sheetOf('piret', 'Marta Jõgi', day)).personalCode).toBe(personalCode)
  })

  test('isn’t there for anybody of another house or municipality, or of the university', async () => {
    for (const who of ['madis', 'sirje', 'liis', 'tiina', 'toomas'] as const) {
      const { db, person, now } = await as(who)
      expect(await pupilSheet(db, person, idOf('Anni Kask'), { on: '2026-11-21' }, now)).toBeNull()
    }
  })
})

test('a representative sees a moving pupil’s decisions in one house, and the official alone those in both', async () => {
  const seen = async (who: CastName, day: Day) =>
    (await sheetOf(who, 'Anni Kask', day)).decisions?.map(({ house, originId, may }) => [
      house === houses.mae.name ? 'old' : 'new',
      ...(originId ? ['copy'] : []),
      ...(may ? ['may'] : []),
    ])
  expect(await seen('urve', '2026-11-21')).toEqual([['old', 'may']])
  await move('Anni Kask', '2026-12-01')
  // Urve has both houses, and looks at the one that the child is in.
  expect(await seen('urve', '2026-11-30')).toEqual([['old', 'may']])
  expect(await seen('madis', '2026-11-30')).toEqual([['new', 'copy']])
  expect(await seen('urve', '2026-12-01')).toEqual([['new', 'copy', 'may']])
  expect(await seen('madis', '2026-12-01')).toEqual([['new', 'copy', 'may']])
  for (const day of ['2026-11-30', '2026-12-01'] as const)
    expect((await seen('piret', day))?.map(([house]) => house).toSorted()).toEqual(['new', 'old'])
  const { db, person, now } = await as('urve', '2026-12-01')
  const old = { on: '2026-12-01' as Day, stay: await placementOf('Anni Kask') }
  const sheet = await pupilSheet(db, person, idOf('Anni Kask'), old, now)
  expect(sheet).toMatchObject({ stay: { state: 'LEFT', may: false } })
  expect(sheet!.decisions).toBeUndefined()
})

test('a house whose school year is over counts as left once another house has the pupil', async () => {
  const [name, { personalCode }] = ['Anni Kask', castPupil('Anni Kask')]
  const seen = async (day: Day) => {
    const sheet = await sheetOf('urve', name, day)
    return [sheet.stay?.state, sheet.stay?.may, sheet.decisions?.length, sheet.personalCode === personalCode]
  }
  expect(await seen('2027-09-15')).toEqual(['OVER', true, 1, true])
  await place(office(), name, { house: 'ylejoe', number: 3, parallel: 'a', year: 2027 })
  expect(await seen('2027-08-31')).toEqual(['STUDYING', true, 1, true])
  expect(await seen('2027-09-01')).toEqual(['OVER', false, undefined, false])
  const [act, placementId] = [await as('urve', '2028-03-01'), await placementOf(name)]
  await expectRefused(
    office(),
    () => inTransaction(office().db, (tx) => heldStay(tx, act, placementId)),
    'pupil.left',
  )
})

describe('a student card', () => {
  const about = { number: 'N2610001', validFrom: '21.11.2026', validTo: '31.08.2027' }
  const seenOf = async (name: string) =>
    (await changesOf(office().db, keptSubject(idOf(name), houses.mae.id, 'cards')))[0]?.id ?? ''
  const give = async (name: string, changes: object = {}, who: CastName = 'urve', day?: Day) => {
    const placementId = await placementOf(name)
    return giveCard(
      await as(who, day),
      CardInput.parse({ placementId, seen: await seenOf(name), ...about, ...changes }),
    )
  }
  const houseOf = async (name: string, day: Day) =>
    (await sheetOf('piret', name, day)).cards.map(({ number, house }) => `${number} ${house}`)

  test('is given for its house, and closed on a day that is neither to come nor before it was valid', async () => {
    await give('Oskar Õunapuu')
    expect(await houseOf('Oskar Õunapuu', '2026-11-21')).toEqual([`N2610001 ${houses.mae.name}`])
    const [card] = (await sheetOf('urve', 'Oskar Õunapuu')).cards
    const close = async (closedOn: string) =>
      closeCard(
        await as('urve'),
        CloseCardInput.parse({
          id: card!.id,
          placementId: await placementOf('Oskar Õunapuu'),
          seen: await seenOf('Oskar Õunapuu'),
          closedOn,
        }),
      )
    await expectRefused(office(), () => close('22.11.2026'), 'pupil.cardDayWrong')
    await expectRefused(office(), () => close('01.01.2026'), 'pupil.cardDayWrong')
    await close('21.11.2026')
    expect((await sheetOf('urve', 'Oskar Õunapuu')).cards).toMatchObject([{ state: 'CLOSED' }])
    await expectRefused(office(), () => close('21.11.2026'), 'pupil.cardClosed')
  })

  test('that is given while a transfer waits follows to the new house, also when it is given the day before', async () => {
    await move('Oskar Õunapuu', '2026-12-01')
    await give('Oskar Õunapuu')
    await give('Oskar Õunapuu', { number: 'N2', validFrom: '01.12.2026' }, 'urve', '2026-11-30')
    expect(await houseOf('Oskar Õunapuu', '2026-11-29')).toEqual([
      `N2 ${houses.mae.name}`,
      `N2610001 ${houses.mae.name}`,
    ])
    for (const day of ['2026-11-30', '2026-12-01'] as const)
      expect(await houseOf('Oskar Õunapuu', day)).toEqual([
        `N2 ${houses.joe.name}`,
        `N2610001 ${houses.joe.name}`,
      ])
  })

  test('is refused with a taken number, when it is over already, and to a pupil of another house or one who has left', async () => {
    const refused = (changes: object, who: CastName, day: Day, ...codes: string[]) =>
      expectRefused(office(), () => give('Oskar Õunapuu', changes, who, day), ...codes)
    await refused({ number: cards[0]!.number }, 'urve', '2026-11-21', 'pupil.cardTaken')
    await refused({ validFrom: '01.01.2026', validTo: '20.11.2026' }, 'urve', '2026-11-21', 'pupil.cardOver')
    await refused({}, 'madis', '2026-11-21', 'notFound')
    await move('Oskar Õunapuu', '2026-12-01')
    await refused({}, 'urve', '2026-12-01', 'pupil.left')
  })
})

describe('leaving the school', () => {
  const leave = async (name: string, changes: object = {}, who: CastName = 'urve', day?: Day) => {
    const about = { placementId: await placementOf(name), lastOn: '30.11.2026', reason: 'TEINE' }
    return leaveSchool(await as(who, day), LeavingInput.parse({ ...about, ...changes }))
  }

  test('ends the placement and the places in groups, voids next year’s placement, and tells EHIS on the last day', async () => {
    await place(office(), 'Hugo Sild', { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    await leave('Hugo Sild')
    expect(await placementsOf(office(), 'Hugo Sild')).toEqual(['1 3.a 2026-09-01–2026-11-30 LEAVING'])
    const places = await office().db.groupPlace.findMany({ where: { pupilId: idOf('Hugo Sild') } })
    expect(places.map(({ toOn }) => dayFromDate(toOn!))).toEqual(['2026-11-30'])
    expect(await messages('Hugo Sild')).toEqual([
      { kind: 'LEAVING', on: '2026-11-30', reason: 'TEINE', dueOn: '2026-11-30' },
    ])
    const { placements } = await sheetOf('piret', 'Hugo Sild', '2026-12-01')
    expect(placements).toMatchObject([
      { state: 'LEFT', leftReason: 'TEINE', log: [{ act: 'LEFT', day: '2026-12-01', fromClass: '3.a' }] },
      { state: 'VOID', log: [{ act: 'VOIDED', fromClass: '4.a' }] },
    ])
  })

  test('on the last day of the school year is logged beside the placement too', async () => {
    await leave('Mirtel Kuusk', { lastOn: '31.08.2027' })
    const { placements } = await sheetOf('piret', 'Mirtel Kuusk')
    expect(placements[0]!.log).toMatchObject([{ act: 'LEFT', day: '2027-09-01' }])
  })

  test('is refused outside the placement, with an unknown reason, while a transfer waits, a second time, and to other houses', async () => {
    const refused = (changes: object, who: CastName, ...codes: string[]) =>
      expectRefused(office(), () => leave('Oskar Õunapuu', changes, who), ...codes)
    await refused({ lastOn: '31.08.2026' }, 'urve', 'pupil.leavingDay')
    await refused({ lastOn: '01.09.2027' }, 'urve', 'pupil.leavingDay')
    await refused({ reason: 'NIISAMA' }, 'urve', 'choiceWrong')
    await refused({}, 'madis', 'notFound')
    await refused({}, 'sirje', 'notFound')
    await leave('Oskar Õunapuu')
    await refused({}, 'urve', 'pupil.leavingState')
    await move('Anni Kask', '2026-12-01')
    await expectRefused(office(), () => leave('Anni Kask'), 'pupil.transferWaits')
  })

  test.each(['is deleted', 'becomes void'])(
    'is refused when the placement %s at the same moment',
    async (how) => {
      const { db } = office()
      const where = { id: await placementOf('Oskar Õunapuu') }
      const refused = await inTransaction(db, async (tx) => {
        await holdPupils(tx, [idOf('Oskar Õunapuu')])
        const codes = refusalsOf(() => leave('Oskar Õunapuu'))
        await expect.poll(() => waiting(db)).toBe(1)
        if (how === 'is deleted') await tx.placement.delete({ where })
        else await tx.placement.update({ where, data: { voidedAt: new Date() } })
        return { codes }
      })
      expect(await refused.codes).toEqual([{ code: 'notFound' }])
    },
  )
})

describe('taking back a leaving', () => {
  const lastOn = '2026-11-30'
  const leave = async (name: string) =>
    leaveSchool(
      await as('urve'),
      LeavingInput.parse({ placementId: await placementOf(name), lastOn: '30.11.2026', reason: 'TEINE' }),
    )
  const takeBack = async (name: string, who: CastName = 'urve') =>
    takeLeavingBack(await as(who), { placementId: await placementOf(name) })
  const kept = async (name: string) => {
    const { db } = office()
    const pupilId = idOf(name)
    return {
      placements: await db.placement.findMany({ where: { pupilId }, orderBy: { id: 'asc' } }),
      places: await db.groupPlace.findMany({ where: { pupilId }, orderBy: { id: 'asc' } }),
      messages: await db.delivery.findMany({
        where: { pupilId, NOT: { payload: { path: ['message', 'kind'], equals: 'LEAVING' } } },
        orderBy: { seq: 'asc' },
      }),
    }
  }
  const theMessage = { topic: 'ehis.pupil', payload: { path: ['message', 'kind'], equals: 'LEAVING' } }

  test('restores everything as it was, and EHIS is told nothing of either act', async () => {
    const { db } = office()
    const [name, pupilId] = ['Hugo Sild', idOf('Hugo Sild')]
    await place(office(), name, { house: 'mae', number: 4, parallel: 'a', year: 2027 })
    const { id, groupId } = await db.groupPlace.findFirstOrThrow({ where: { pupilId } })
    await endPlace(await as('urve'), { id, lastOn: '2026-12-10' })
    await db.groupPlace.create({
      data: { groupId, pupilId, fromOn: new Date('2027-01-11'), toOn: new Date('2027-05-31') },
    })
    const before = await kept(name)
    expect(before.messages.map(({ state }) => state)).toEqual(['WAITING'])

    await leave(name)
    const left = await kept(name)
    expect(left.messages.map(({ state }) => state)).toEqual(['CALLED_OFF'])
    expect(left.places.map(({ toOn }) => dayFromDate(toOn!))).toEqual([lastOn])
    expect(await takeBack(name)).toBe(pupilId)
    expect(await kept(name)).toEqual(before)
    const { state } = await db.delivery.findFirstOrThrow({ where: { pupilId, ...theMessage } })
    expect(state).toBe('CALLED_OFF')
    const { placements } = await sheetOf('piret', name)
    expect(placements[0]!.log.slice(-2)).toMatchObject([
      { act: 'LEFT' },
      { act: 'STAYED', day: '2026-12-01' },
    ])
    // A second time works too: the first one has left nothing in the way.
    await leave(name)
    await takeBack(name)
    expect(await kept(name)).toEqual(before)
  })

  test('works in the new house after a transfer, and leaves nothing behind when the transfer is taken back too', async () => {
    const { db } = office()
    const [name, pupilId] = ['Oskar Õunapuu', idOf('Oskar Õunapuu')]
    const houseOf = async (kind: string) =>
      (
        await db.delivery.findMany({
          where: { pupilId, payload: { path: ['message', 'kind'], equals: kind } },
          include: { houseKey: true },
        })
      ).map(({ state, houseKey }) => `${state} ${houseKey!.branchCode}`)
    const moveOn = async () => {
      const asked = aTransfer({ names: [name], day: '2026-11-25' })
      await askTransfer(await as('urve'), asked)
      return { transferId: asked.id, pupilIds: [pupilId] }
    }
    await db.delivery.create({
      data: {
        neighbour: 'EHIS',
        topic: 'ehis.pupil',
        key: 'test',
        thread: `ehis.pupil:${pupilId}`,
        pupilId,
        houseId: houses.mae.id,
        dueOn: new Date('2026-12-10'),
        dueAt: noonOf('2026-12-10'),
        payload: { message: { kind: 'SWIMMING', on: '2026-12-10', swimming: null }, cause: { act: 'EDIT' } },
      },
    })
    const before = await kept(name)
    await leave(name)
    const left = await kept(name)

    await takeTransferBack(await as('urve'), await moveOn())
    const standing = async () => {
      const { messages, ...rest } = await kept(name)
      return { ...rest, messages: messages.filter(({ key }) => key === 'test') }
    }
    expect(await standing()).toEqual(left)

    const moved = await moveOn()
    expect((await sheetOf('urve', name)).placements.map(({ canStay }) => canStay)).toContain(true)
    expect(await houseOf('LEAVING')).toEqual(['WAITING 2'])
    await takeLeavingBack(await as('urve'), { placementId: await placementOf(name, 'joe') })
    expect(await placementsOf(office(), name)).toEqual([
      '1 3.a 2026-09-01–2026-11-24 TRANSFER',
      '2 3.b 2026-11-25–2027-08-31',
    ])
    expect(await houseOf('LEAVING')).toEqual(['CALLED_OFF 2'])
    expect(await houseOf('SWIMMING')).toEqual(['WAITING 2'])
    await takeTransferBack(await as('urve'), moved)
    expect(await standing()).toEqual(before)
  })

  test('is refused when nobody left, to other houses, once EHIS may know, and once the pupil was placed elsewhere', async () => {
    const refused = (name: string, who: CastName, ...codes: string[]) =>
      expectRefused(office(), () => takeBack(name, who), ...codes)
    const { db } = office()
    await refused('Hugo Sild', 'urve', 'pupil.notLeaving')
    await leave('Hugo Sild')
    await refused('Hugo Sild', 'madis', 'notFound')
    await refused('Hugo Sild', 'sirje', 'notFound')
    const ofHugo = { pupilId: idOf('Hugo Sild'), ...theMessage }
    const offered = async () => (await sheetOf('urve', 'Hugo Sild')).placements[0]!.canStay
    expect(await offered()).toBe(true)
    for (const told of [
      { state: 'DONE', heard: 'SURELY', claimedAt: null },
      { state: 'WAITING', heard: 'NOT', claimedAt: noonOf('2026-11-21') },
      { state: 'WAITING', heard: 'MAYBE', claimedAt: null },
    ] as const) {
      await db.delivery.updateMany({ where: ofHugo, data: told })
      await refused('Hugo Sild', 'urve', 'pupil.leavingTold')
      expect(await offered()).toBe(false)
    }
    await db.delivery.updateMany({ where: ofHugo, data: { state: 'HELD', heard: 'NOT', claimedAt: null } })
    await place(
      office(),
      'Hugo Sild',
      { house: 'joe', number: 3, parallel: 'a', year: 2026 },
      { from: '2026-12-07' },
    )
    await refused('Hugo Sild', 'urve', 'pupil.placedSince')
  })
})

describe('the search', () => {
  const found = async (who: CastName, filter: object, day?: Day) => {
    const { db, person, now } = await as(who, day)
    const { pupils, total } = await searchPupils(db, person, PupilFilter.parse(filter), now)
    expect(total).toBe(pupils.length)
    return pupils.map(
      ({ firstName, lastName, class: own, state }) => `${firstName} ${lastName} ${own} ${state}`,
    )
  }

  test('finds pupils of the reader’s houses by the beginnings of names, without accents', async () => {
    expect(await found('piret', { q: 'zar sarl' })).toEqual(['Šarlotte Žarkov 3.a STUDYING'])
    expect(await found('urve', { q: 'ounap' })).toEqual(['Oskar Õunapuu 3.a STUDYING'])
    expect(await found('madis', { q: 'ounap' })).toEqual([])
    expect(await found('sirje', {})).toHaveLength(3)
    expect(await found('liis', {})).toEqual([])
  })

  test('finds a pupil by personal code, which is never read from an address', async () => {
    const { personalCode } = castPupil('Oskar Õunapuu')
    expect(PupilFilter.parse({ q: personalCode }).q).toBe('')
    expect(await findPupils(await as('urve'), FindPupilInput.parse({ q: personalCode }))).toMatchObject({
      by: 'CODE',
      total: 1,
      pupils: [{ lastName: 'Õunapuu', personalCode }],
    })
    expect(await findPupils(await as('madis'), FindPupilInput.parse({ q: personalCode }))).toMatchObject({
      by: 'CODE',
      total: 0,
    })
    expect(await findPupils(await as('madis'), FindPupilInput.parse({ q: 'Õunapuu' }))).toEqual({
      by: 'NAME',
      q: 'Õunapuu',
    })
  })

  test('narrows by house, year and state as of a day', async () => {
    await move('Oskar Õunapuu', '2026-12-01')
    const mae = { house: houses.mae.id, q: 'ounapuu' }
    expect(await found('urve', { ...mae })).toEqual(['Oskar Õunapuu 3.a LEAVING'])
    expect(await found('urve', { ...mae, on: '01.12.2026' })).toEqual([])
    expect(await found('urve', { ...mae, on: '01.12.2026', state: 'LEFT' })).toEqual([
      'Oskar Õunapuu 3.a LEFT',
    ])
    expect(await found('urve', { ...mae, year: '2027' })).toEqual([])
    expect(await found('urve', { house: houses.joe.id, state: 'COMING' })).toEqual([
      'Oskar Õunapuu 3.b COMING',
    ])
    expect(await found('madis', { house: houses.mae.id })).toEqual([])
  })
})
