import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import { addGroup, addPlace, endPlace, renameGroup } from '@/lib/schools/groups/commands/groups'
import { endPlaces } from '@/lib/schools/groups/commands/places'
import { groupSubject } from '@/lib/schools/groups/group-places'
import { groupList, groupSheet } from '@/lib/schools/groups/queries'
import { addClass, changeClass, changeHouse, houseSubject } from '@/lib/schools/houses/commands/houses'
import { houseSheet } from '@/lib/schools/houses/queries/house'
import * as schema from '@/lib/schools/houses/schema/houses'
import { leaveSchool, takeLeavingBack } from '@/lib/schools/pupils/commands/leaving'
import { takeBack } from '@/lib/schools/transfers/commands/changes'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import { castClass, castCode, castPupil, groups, houses } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aTransfer, noonOf, schoolsAnew } from '../support/transfers'

const office = withOffice()
beforeEach(() => schoolsAnew(office()))

const as = (who: CastName = 'urve', day: Day = '2026-11-21') => office().as(who, noonOf(day))
const [dayGroup, robotics, guitar] = groups
const anni = castPupil('Anni Kask')
const hugo = castPupil('Hugo Sild')

const place = async (changes: object = {}, who?: CastName) =>
  addPlace(
    await as(who),
    schema.PlaceInput.parse({
      groupId: dayGroup!.id,
      pupilId: anni.id,
      fromOn: '01.12.2026',
      toOn: '',
      ...changes,
    }),
  )
const placeOf = async (pupilId: string) =>
  (await office().db.groupPlace.findFirstOrThrow({ where: { pupilId, groupId: dayGroup!.id } })).id
const end = async (id: string, lastOn: string, who?: CastName) =>
  endPlace(await as(who), schema.EndPlaceInput.parse({ id, lastOn }))
const told = async (pupilId: string) =>
  (
    await office().db.delivery.findMany({
      where: { pupilId, topic: 'ehis.pupil', state: { not: 'CALLED_OFF' } },
      orderBy: { seq: 'asc' },
    })
  ).map(({ payload, dueOn, houseId }) => {
    const { message, cause } = payload as { message: { on: Day; dayGroup: boolean }; cause: { act: string } }
    expect(cause).toEqual({ act: 'DAY_GROUP' })
    expect(houseId).toBe(houses.mae.id)
    return `${message.dayGroup ? 'in' : 'out'} ${message.on} ${dayFromDate(dueOn!)}`
  })

describe('a place in a day group', () => {
  test('tells EHIS when it begins and when it ends', async () => {
    await place({ toOn: '31.05.2027' })
    expect(await told(anni.id)).toEqual(['in 2026-12-01 2026-12-01', 'out 2027-06-01 2027-06-01'])
    const sheet = await groupSheet(office().db, (await as()).person, dayGroup!.id, '2026-11-21')
    expect(sheet!.places.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual([
      'Anni Kask 2026-12-01 2027-05-31',
      'Hugo Sild 2026-09-01 null',
    ])
  })

  test('tells EHIS the earlier day when it ends earlier, and takes back what was told when it is removed before it begins', async () => {
    await end(await placeOf(hugo.id), '30.11.2026')
    expect(await told(hugo.id)).toEqual(['out 2026-12-01 2026-12-01'])
    await place({ toOn: '31.05.2027' })
    await end(await placeOf(anni.id), '30.11.2026')
    expect(await told(anni.id)).toEqual([])
    await place()
    await office().db.delivery.updateMany({
      where: { pupilId: anni.id, state: 'WAITING' },
      data: { state: 'DONE' },
    })
    await end(await placeOf(anni.id), '30.11.2026')
    expect(await told(anni.id)).toEqual(['in 2026-12-01 2026-12-01', 'out 2026-12-01 2026-12-01'])
    expect(await office().db.groupPlace.count({ where: { pupilId: anni.id } })).toBe(0)
  })

  test('that goes on in another day group of the house tells EHIS nothing', async () => {
    const id = await addGroup(
      await as(),
      schema.GroupInput.parse({ houseId: houses.mae.id, kind: 'DAY', name: 'Teine pikapäevarühm' }),
    )
    await end(await placeOf(hugo.id), '30.11.2026')
    await place({ groupId: id, pupilId: hugo.id })
    expect(await told(hugo.id)).toEqual([])
  })

  test('that is ended in the planner tells EHIS and stays in the group’s history', async () => {
    const { db } = office()
    await place({ toOn: '15.01.2027' })
    await db.groupPlace.create({
      data: { groupId: robotics!.id, pupilId: anni.id, fromOn: dateFromDay('2026-12-01') },
    })
    const places = (await db.groupPlace.findMany({ where: { pupilId: { in: [anni.id, hugo.id] } } })).map(
      ({ id }) => id,
    )
    const stop = async (who?: CastName) => endPlaces(await as(who), { places, lastDay: '2026-12-31' })
    await expectRefused(office(), () => stop('madis'), 'notFound')
    expect(await stop()).toEqual({ count: 3 })
    expect(await told(hugo.id)).toEqual(['out 2027-01-01 2027-01-01'])
    expect(await told(anni.id)).toEqual(['in 2026-12-01 2026-12-01', 'out 2027-01-01 2027-01-01'])
    const [last] = await changesOf(db, groupSubject(dayGroup!.id))
    expect(last!.changes.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual([
      { what: 'placeTo Anni Kask', from: '2027-01-15', to: '2026-12-31' },
      { what: 'placeTo Hugo Sild', from: '', to: '2026-12-31' },
    ])
    expect(await changesOf(db, groupSubject(robotics!.id))).toHaveLength(1)
    await stop()
    expect(await told(hugo.id)).toHaveLength(1)
  })

  test('differs from one in a hobby group, of which EHIS is told nothing', async () => {
    await place({ groupId: robotics!.id })
    expect(await told(anni.id)).toEqual([])
  })

  test('is refused a second time, outside the house and by another house, and can’t be changed once it is over', async () => {
    const refused = (changes: object, who: CastName, ...codes: string[]) =>
      expectRefused(office(), () => place(changes, who), ...codes)
    await refused({ pupilId: hugo.id }, 'urve', 'pupil.placeTaken')
    await refused({ pupilId: castPupil('Marta Jõgi').id }, 'urve', 'pupil.notInHouse')
    await refused({ fromOn: '31.08.2026' }, 'urve', 'pupil.notInHouse')
    await refused({ groupId: anni.id }, 'urve', 'notFound')
    await refused({}, 'madis', 'notFound')
    const id = await placeOf(hugo.id)
    await expectRefused(office(), () => end(id, '30.11.2026', 'madis'), 'notFound')
    await end(id, '20.11.2026')
    await expectRefused(office(), () => end(id, '30.11.2026'), 'pupil.placeOver')
  })

  test('can’t outlast a placement whose end is set, and the message of its end follows where the pupil is then', async () => {
    const { db } = office()
    const outlasting = async (last: string, late: string) => {
      for (const toOn of ['', late]) {
        const [refusal] = await expectRefused(
          office(),
          () => place({ fromOn: '25.11.2026', toOn }),
          'pupil.placeOutlasts',
        )
        expect(refusal!.params).toEqual({ pupil: 'Anni Kask', to: last })
      }
    }
    const asked = aTransfer()
    await askTransfer(await as('piret'), asked)
    await outlasting('2026-11-30', '01.12.2026')
    await place({ fromOn: '25.11.2026', toOn: '30.11.2026' })
    const out = { pupilId: anni.id, payload: { path: ['message', 'dayGroup'], equals: false } }
    expect(await db.delivery.findFirst({ where: out })).toMatchObject({
      houseId: houses.joe.id,
      dueOn: dateFromDay('2026-12-01'),
      state: 'WAITING',
    })
    await takeBack(await as('piret'), { transferId: asked.id, pupilIds: [anni.id] })
    expect(await db.delivery.findFirst({ where: out })).toMatchObject({ houseId: houses.mae.id })

    await schoolsAnew(office())
    const { id: placementId } = await db.placement.findFirstOrThrow({ where: { pupilId: anni.id } })
    await leaveSchool(await as(), { placementId, lastOn: '2026-12-15', reason: 'TEINE' })
    await outlasting('2026-12-15', '16.12.2026')
    await place({ fromOn: '25.11.2026', toOn: '15.12.2026' })
    expect(await db.delivery.findFirst({ where: out })).toMatchObject({ state: 'CALLED_OFF' })
    await takeLeavingBack(await as(), { placementId })
    expect(await db.delivery.findFirst({ where: out })).toMatchObject({ state: 'WAITING' })
  })

  test('is given once when two people give it at the same moment', async () => {
    expect(await atOnce(place, place)).toEqual({ done: 1, codes: ['pupil.placeTaken'] })
  })
})

test('a hobby school takes any known pupil by personal code', async () => {
  const about = {
    groupId: guitar!.id,
    pupilId: undefined,
    personalCode: castPupil('Maria Salu').personalCode,
  }
  await place(about, 'piret')
  await expectRefused(
    office(),
    () => place({ ...about, personalCode: castCode(true, 1992, 38) }, 'piret'),
    'pupil.noSuchPupil',
  )
})

test('groups are added, listed and renamed, with a name that is free in the house and a kind that fits it', async () => {
  const group = (changes: object = {}) =>
    schema.GroupInput.parse({ houseId: houses.mae.id, kind: 'HOBBY', name: 'Koor', ...changes })
  const id = await addGroup(await as(), group())
  await expectRefused(office(), async () => addGroup(await as(), group()), 'pupil.groupTaken')
  await expectRefused(office(), async () => addGroup(await as('madis'), group()), 'pupil.houseMissing')
  await expectRefused(
    office(),
    async () => addGroup(await as(), group({ kind: 'HOBBY_SCHOOL' })),
    'pupil.groupKind',
  )
  const rename = async (name: string, who?: CastName) => {
    const seen = (await changesOf(office().db, groupSubject(id)))[0]!.id
    return renameGroup(await as(who), schema.RenameGroupInput.parse({ id, seen, name }))
  }
  await expectRefused(office(), () => rename('Robootikaring'), 'pupil.groupTaken')
  await expectRefused(office(), () => rename('Laulukoor', 'madis'), 'notFound')
  expect(await rename('Laulukoor')).toBe(1)
  const list = async (who: CastName) =>
    (await groupList(office().db, (await as(who)).person, { page: 1 }, '2026-11-21')).groups.map(
      ({ name }) => name,
    )
  expect(await list('urve')).toEqual(['3. klasside pikapäevarühm', 'Laulukoor', 'Robootikaring'])
  expect(await list('madis')).toEqual([])
})

describe('a house', () => {
  const { id, kind, ehisId, registryCode } = houses.joe
  const about = { id, name: 'Jõe maja', kind, ehisId, branchCode: '2', registryCode, closedOn: '' }
  const seenOf = async () => (await changesOf(office().db, houseSubject(id)))[0]?.id ?? ''
  const change = async (changes: object = {}, who: CastName = 'piret') =>
    changeHouse(await as(who), schema.HouseInput.parse({ ...about, seen: await seenOf(), ...changes }))

  test('can be changed only by its municipality’s official, and read by its representative', async () => {
    expect(await change()).toBe(1)
    expect(await change({ closedOn: '01.09.2027' })).toBe(1)
    await expectRefused(office(), () => change({}, 'madis'), 'notFound')
    await expectRefused(office(), () => change({}, 'sirje'), 'notFound')
    const sheet = await houseSheet(office().db, (await as('madis')).person, id, 2026, '2026-11-21')
    expect(sheet).toMatchObject({ name: 'Jõe maja', may: false, closedOn: '2027-09-01' })
    expect(sheet!.classes.find(({ label }) => label === '3.a')).toMatchObject({ pupils: 4 })
    expect(await houseSheet(office().db, (await as('sirje')).person, id, 2026, '2026-11-21')).toBeNull()
  })

  test('can’t get a kind, branch code or registry code that clashes, nor be changed after a change by somebody else', async () => {
    await expectRefused(office(), () => change({ kind: 'HOBBY_SCHOOL' }), 'pupil.kindHeld')
    await expectRefused(office(), () => change({ branchCode: '1' }), 'pupil.branchTaken')
    const { registryCode } = houses.metsa
    await expectRefused(office(), () => change({ registryCode }), 'pupil.registryTaken')
    await expect(office().db.house.update({ where: { id }, data: { registryCode } })).rejects.toThrow()
    await expectRefused(office(), () => change({ seen: '0' }), 'settingsChanged')
    for (const wrong of [
      { ehisId: 'x' },
      { branchCode: '1a' },
      { registryCode: '7501' },
      { closedOn: '31.02.2027' },
    ])
      expect(schema.HouseInput.safeParse({ ...about, seen: '', ...wrong }).success).toBe(false)
  })

  test('gets classes, and a class that somebody stands in keeps its name', async () => {
    const add = async (changes: object = {}, who: CastName = 'piret') =>
      addClass(
        await as(who),
        schema.NewClassInput.parse({
          houseId: id,
          seen: await seenOf(),
          year: '2026',
          number: '3',
          parallel: 'd',
          curriculum: '',
          ...changes,
        }),
      )
    await add()
    await expectRefused(office(), () => add(), 'pupil.classTaken')
    await expectRefused(office(), () => add({ parallel: 'e' }, 'madis'), 'notFound')
    await expectRefused(office(), () => add({ houseId: houses.huvi.id, seen: '' }), 'pupil.noClasses')
    const rename = async (classId: string, parallel: string, curriculum = '') =>
      changeClass(
        await as('piret'),
        schema.ClassInput.parse({ id: classId, seen: await seenOf(), number: '3', parallel, curriculum }),
      )
    const held = castClass('joe', 3, 'a').id
    await expectRefused(office(), () => rename(held, 'x'), 'pupil.classHeld')
    expect(await rename(held, 'a', '1010101')).toBe(1)
    const { id: fresh } = await office().db.schoolClass.findFirstOrThrow({
      where: { houseId: id, parallel: 'd' },
    })
    await expectRefused(office(), () => rename(fresh, 'b'), 'pupil.classTaken')
    await rename(fresh, 'e')
  })
})
