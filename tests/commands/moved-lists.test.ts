import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { askTransfer } from '@/lib/schools/commands-transfers'
import { arrivalList } from '@/lib/schools/queries-arrivals'
import { classPupils } from '@/lib/schools/queries-classes'
import { logList } from '@/lib/schools/queries-log'
import { transferSheet } from '@/lib/schools/queries-outcome'
import { planSheet } from '@/lib/schools/queries-planner'
import { ArrivalsFilter, LogFilter } from '@/lib/schools/schema-lists'
import { planAsked } from '@/lib/schools/schema-planner'
import { castClass, castPupil, houses } from '@/prisma/cast-schools'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { noon, withOffice, type CastName } from '../support/office'

const office = withOffice()
const today = '2026-11-21'
const from = castClass('mae', 3, 'a').id

test('the planner prefills the same letter, and tells who can go and what stands in the way', async () => {
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

test('a transfer stands in the inbox, the log and on its page for those of both houses, and for nobody else', async () => {
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

  // A code is whole as long as a house of the reader's has the pupil, whatever day is looked at.
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

test('a whole class in the planner is also who will leave the school, by name', async () => {
  const { db } = office()
  const oskar = castPupil('Oskar Õunapuu').id
  const leaving = { toOn: dateFromDay('2027-06-10'), endedBy: 'LEAVING' as const }
  await db.placement.updateMany({ where: { pupilId: oskar, year: 2026 }, data: leaving })
  const asked = planAsked({ class: [from], day: '01.12.2026', house: houses.joe.id })
  const plan = await planSheet(db, await office().person('piret'), asked, noon)
  expect(plan.classes[0]!.pupilIds).toContain(oskar)
  expect(plan.classes[0]!.pupilIds).not.toContain(castPupil('Anni Kask').id)
})
