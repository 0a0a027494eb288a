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
  const onDay = async (on: '2026-11-30' | '2026-12-01') =>
    (await classPupils(office().db, from, { on, state: 'ALL' }, today)).find(({ id }) => id === pupilIds[0])
  expect(await onDay('2026-11-30')).toMatchObject({ state: 'LEAVING', to: '2026-11-30', pickable: true })
  expect(await onDay('2026-12-01')).toMatchObject({ state: 'LEFT', pickable: false })
})
