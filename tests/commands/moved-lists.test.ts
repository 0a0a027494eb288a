import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { classPupils } from '@/lib/schools/houses/queries/classes'
import { ArrivalsFilter, LogFilter } from '@/lib/schools/houses/schema/lists'
import { logList } from '@/lib/schools/pupils/queries/log'
import { foreseeTransfer } from '@/lib/schools/transfers/commands/foresee'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { arrivalList } from '@/lib/schools/transfers/queries/arrivals'
import { transferSheet } from '@/lib/schools/transfers/queries/outcome'
import { planSheet } from '@/lib/schools/transfers/queries/planner'
import { planAsked } from '@/lib/schools/transfers/schema/planner'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { castClass, castPupil, houses } from '@/prisma/cast-schools'
import { noon, withOffice, type CastName } from '../support/office'
import { place } from '../support/transfers'

const office = withOffice()
const today = '2026-11-21'
const from = castClass('mae', 3, 'a').id

test('the planner prefills the same letter, and names who can’t go and which groups end', async () => {
  const asked = planAsked({
    class: [from, castClass('mae', 3, 'b').id],
    day: '01.12.2026',
    house: houses.joe.id,
  })
  const plan = await planSheet(office().db, await office().person('urve'), asked, noon)
  expect(plan.classes.map(({ label, to }) => [label, to])).toEqual([
    ['3.a', castClass('joe', 3, 'a').id],
    ['3.b', castClass('joe', 3, 'b').id],
  ])
  const stopped = plan.planner!.children.filter(({ move }) => !move).map(({ name }) => name)
  expect(stopped.toSorted()).toEqual(['Grete Paju', 'Hugo Sild'])
  expect(plan.places.map(({ group }) => group).toSorted()).toEqual([
    '3. klasside pikapäevarühm',
    'Robootikaring',
  ])
  const foreign = await planSheet(office().db, await office().person('sirje'), asked, noon)
  expect(foreign.classes).toEqual([])
})

test('on 1 September the planner offers the next class number, and repeaters the same one', async () => {
  const liisa = castPupil('Liisa Mägi').id
  const { id } = await place(office(), 'Liisa Mägi', { house: 'mae', number: 3, parallel: 'b', year: 2027 })
  const asked = (more: object = {}) =>
    planAsked({
      class: from,
      day: '1.9.2027',
      house: houses.joe.id,
      pupil: [liisa, castPupil('Anni Kask').id],
      ...more,
    })
  const sheetOf = async (more?: object) =>
    planSheet(office().db, await office().person('piret'), asked(more), noon)
  const labels = (list: { text: string }[]) => list.map(({ text }) => text)
  const sheet = await sheetOf()
  const [own] = sheet.classes
  expect([labels(own!.targets), labels(own!.nextClasses), labels(own!.repeatClasses)]).toEqual([
    ['4.a', '4.b', '4.c'],
    [],
    ['3.a', '3.b', '3.c'],
  ])
  const goes = (plan: typeof sheet) =>
    Object.fromEntries(plan.planner!.children.map(({ name, move }) => [name, move?.newClassId]))
  expect(goes(sheet)).toEqual({
    'Anni Kask': castClass('joe', 4, 'a', 2027).id,
    'Liisa Mägi': castClass('joe', 3, 'a', 2027).id,
  })
  const repeating = await sheetOf({ repeats: '1' })
  expect(labels(repeating.classes[0]!.targets)).toEqual(['3.a', '3.b', '3.c'])
  expect(new Set(Object.values(goes(repeating)))).toEqual(new Set([castClass('joe', 3, 'a', 2027).id]))
  const foreseen = await foreseeTransfer(await office().as('piret'), {
    id: randomUUID(),
    day: '2027-09-01',
    houseId: houses.joe.id,
    moves: sheet.ask!.moves.map((move) => ({ ...move, pupilIds: [...move.pupilIds] })),
  })
  expect(foreseen).toMatchObject({ can: 2, repeating: 1, nextClasses: [], repeatClasses: [] })
  const during = await foreseeTransfer(await office().as('piret'), {
    id: randomUUID(),
    day: '2026-12-01',
    houseId: houses.joe.id,
    moves: [{ fromClassId: from, toClassId: castClass('joe', 3, 'a').id, pupilIds: [liisa] }],
  })
  expect([labels(during!.nextClasses), labels(during!.repeatClasses)]).toEqual([[], ['3.a', '3.b', '3.c']])
  await office().db.placement.delete({ where: { id } })
})

test('a transfer is shown in the lists and on its page to both houses, and to nobody else', async () => {
  const pupilIds = [castPupil('Anni Kask').id]
  const moves = [{ fromClassId: from, toClassId: castClass('joe', 3, 'b').id, pupilIds }]
  const asked = { id: randomUUID(), day: '2026-12-01' as const, houseId: houses.joe.id, moves }
  const { transfer } = await askTransfer(await office().as('piret'), asked)
  const seen = async (name: CastName) => {
    const { db } = office()
    const person = await office().person(name)
    const inbox = await arrivalList(db, person, ArrivalsFilter.parse({}), today)
    const log = await logList(db, person, LogFilter.parse({ transfer }))
    const sheet = await transferSheet(db, person, transfer, 1, today)
    return [inbox.count, log.count, sheet?.count ?? null, sheet?.open ?? null]
  }
  expect(await seen('piret')).toEqual([1, 1, 1, true])
  expect(await seen('urve')).toEqual([1, 1, 1, true])
  expect(await seen('madis')).toEqual([1, 1, 1, false])
  expect(await seen('sirje')).toEqual([0, 0, null, null])

  // On its day the transfer can be taken back while EHIS hasn't heard of it, but not moved to another day.
  const onDayItself = async () =>
    transferSheet(office().db, await office().person('piret'), transfer, 1, '2026-12-01')
  expect(await onDayItself()).toMatchObject({ open: true, movable: false, openIds: pupilIds })
  const own = { pupilId: pupilIds[0], payload: { path: ['cause', 'transferId'], equals: transfer } }
  await office().db.delivery.updateMany({ where: own, data: { state: 'DONE', heard: 'SURELY' } })
  expect(await onDayItself()).toMatchObject({ open: false, openIds: [] })
  await office().db.delivery.updateMany({ where: own, data: { state: 'WAITING' } })

  const { arrivals } = await arrivalList(
    office().db,
    await office().person('madis'),
    ArrivalsFilter.parse({}),
    today,
  )
  expect(arrivals[0]!.along).toMatchObject({ cards: 1, decisions: 1, needs: 1, languages: 1, absences: 1 })
  const onDay = async (on: Day, now = noon) => {
    const ofMae = {
      ...(await office().person('urve')),
      schools: { municipalities: [], houses: [houses.mae.id] },
    }
    const list = await classPupils(office().db, ofMae, from, { on, state: 'ALL' }, now)
    return list.find(({ id }) => id === pupilIds[0])
  }
  expect(await onDay('2026-11-30')).toMatchObject({ state: 'LEAVING', to: '2026-11-30', pickable: true })
  expect(await onDay('2026-12-01')).toMatchObject({ state: 'LEFT', pickable: false })

  // The code is shown whole as long as a house of the reader has the pupil, on whatever day one looks.
  const { personalCode } = castPupil('Anni Kask')
  expect((await onDay('2026-12-01'))!.personalCode).toBe(personalCode)
  const later = await onDay('2026-11-30', new Date('2026-12-05T10:00:00Z'))
  expect(later!.personalCode).not.toContain(personalCode.slice(4))
})

test('a day of the placement log begins at midnight in Estonia', async () => {
  const pupilIds = [castPupil('Liisa Mägi').id]
  const moves = [{ fromClassId: from, toClassId: castClass('joe', 3, 'b').id, pupilIds }]
  const asked = { id: randomUUID(), day: '2027-05-01' as const, houseId: houses.joe.id, moves }
  // Half past midnight on 28 March; the clocks go forward later that night.
  await askTransfer(await office().as('piret', new Date('2027-03-27T22:30:00Z')), asked)
  const on = async (day: string) =>
    (await logList(office().db, await office().person('piret'), LogFilter.parse({ from: day, to: day })))
      .count
  expect([await on('27.03.2027'), await on('28.03.2027'), await on('29.03.2027')]).toEqual([0, 1, 0])
})

test('a whole class in the planner includes a pupil who will leave the school later', async () => {
  const { db } = office()
  const oskar = castPupil('Oskar Õunapuu').id
  const leaving = { toOn: dateFromDay('2027-06-10'), endedBy: 'LEAVING' as const }
  await db.placement.updateMany({ where: { pupilId: oskar, year: 2026 }, data: leaving })
  const asked = planAsked({ class: [from], day: '01.12.2026', house: houses.joe.id })
  const plan = await planSheet(db, await office().person('piret'), asked, noon)
  expect(plan.classes[0]!.pupilIds).toContain(oskar)
  expect(plan.classes[0]!.pupilIds).not.toContain(castPupil('Anni Kask').id)
})
