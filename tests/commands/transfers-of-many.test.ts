import { beforeEach, expect, test } from 'vitest'
import { takeBack } from '@/lib/schools/transfers/commands/changes'
import { transferOfPlan } from '@/lib/schools/transfers/commands/foresee'
import { askTransfer, carryOut, carryOutWaiting } from '@/lib/schools/transfers/commands/transfers'
import { plannerOf } from '@/lib/schools/transfers/queries/transfers'
import { castClass, castPupil, houses } from '@/prisma/cast-schools'
import { withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'
import { aTransfer, noonOf, manyPupils, placementsOf, schoolsAnew } from '../support/transfers'

const office = withOffice()
const now = noonOf('2026-11-21')
const piret = () => office().as('piret', now)

beforeEach(() => schoolsAnew(office()))

test('a transfer takes as many statements for 2 as for 300 pupils', async () => {
  const counts: number[] = []
  for (const count of [2, 300]) {
    const asked = { ...aTransfer(), ...(await manyPupils(office(), count)) }
    const act = await piret()
    counts.push((await countStatements(office().db, () => askTransfer(act, asked))).count)
  }
  expect(counts[1]).toBe(counts[0])
  expect(counts[0]).toBeLessThan(45)
})

test('a transfer of more than 300 pupils is only recorded, and a worker carries it out', async () => {
  const asked = { ...aTransfer(), ...(await manyPupils(office(), 301)) }
  await askTransfer(await piret(), asked)
  expect(await stateOf(asked.id)).toMatchObject({ state: 'UNDER_WAY', stepsDone: 0 })
  expect(await office().db.placement.count({ where: { stayId: asked.id } })).toBe(0)
  await carryOutWaiting(office().db, () => now)
  expect(await stateOf(asked.id)).toMatchObject({ state: 'MADE', stepsDone: 5 })
  expect(await office().db.placement.count({ where: { stayId: asked.id } })).toBe(301)
  expect(await carryOut(office().db, asked.id, now)).toBe(false)
})

test('when several workers start at once, one of them carries a transfer out', async () => {
  const asked = { ...aTransfer(), ...(await manyPupils(office(), 301)) }
  await askTransfer(await piret(), asked)
  const done = await Promise.all([1, 2, 3].map(() => carryOut(office().db, asked.id, now)))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(await office().db.placementLog.count({ where: { transferId: asked.id } })).toBe(301)
})

test('a transfer that waits for a worker moves nobody if a pupil was placed elsewhere meanwhile, and names the pupil', async () => {
  const many = await manyPupils(office(), 300)
  const asked = {
    ...aTransfer(),
    moves: [{ ...many.moves[0]!, pupilIds: [...many.moves[0]!.pupilIds, castPupil('Anni Kask').id] }],
  }
  await askTransfer(await piret(), asked)
  await askTransfer(await piret(), aTransfer({ to: { house: 'oru', parallel: 'a' } }))
  await carryOutWaiting(office().db, () => now)
  expect(await stateOf(asked.id)).toMatchObject({
    state: 'REFUSED',
    refusals: [
      {
        code: 'transfer.placedElsewhere',
        params: { children: 'Anni Kask (Kesklinna kool, Oru maja)' },
      },
    ],
  })
  expect(await office().db.placement.count({ where: { stayId: asked.id } })).toBe(0)
})

test('a transfer that waits for a worker moves nobody if a pupil’s placement was taken away meanwhile, and names the pupil', async () => {
  const first = aTransfer()
  await askTransfer(await piret(), first)
  const oru = castClass('oru', 3, 'a').id
  const { moves } = await manyPupils(office(), 300)
  const ofAnni = { fromClassId: castClass('joe', 3, 'b').id, pupilIds: [castPupil('Anni Kask').id] }
  const asked = {
    ...aTransfer({ day: '2027-01-10', to: { house: 'oru', parallel: 'a' } }),
    moves: [...moves, ofAnni].map((move) => ({ ...move, toClassId: oru })),
  }
  await askTransfer(await piret(), asked)
  await takeBack(await piret(), { transferId: first.id, pupilIds: ofAnni.pupilIds })
  await carryOutWaiting(office().db, () => now)
  expect(await stateOf(asked.id)).toMatchObject({
    state: 'REFUSED',
    refusals: [{ code: 'transfer.gone', params: { children: 'Anni Kask' } }],
  })
  expect(await office().db.placement.count({ where: { stayId: asked.id } })).toBe(0)
})

test('when a child is in a transfer of many and in one alone at the same moment, one of the two is made', async () => {
  const many = await manyPupils(office(), 301)
  const act = await piret()
  const one = aTransfer({ to: { house: 'oru', parallel: 'a' } })
  const asked = { ...aTransfer(), ...many }
  await askTransfer(act, asked)
  const child = { ...one, moves: [{ ...one.moves[0]!, pupilIds: many.moves[0]!.pupilIds.slice(0, 1) }] }
  await atOnce(
    () => askTransfer(act, child),
    () => carryOut(office().db, asked.id, now),
  )
  const { state } = await stateOf(asked.id)
  const made = await office().db.placement.groupBy({
    by: ['houseId'],
    where: { stayId: { not: null } },
    _count: true,
  })
  expect(made).toEqual([
    state === 'MADE' ? { houseId: houses.joe.id, _count: 301 } : { houseId: houses.oru.id, _count: 1 },
  ])
})

test('the planner tells for each child what goes along, what stays behind and what stands in the way', async () => {
  const names = ['Anni Kask', 'Karl Erik Lepp', 'Hugo Sild', 'Emma Rand']
  const planner = await plannerOf(office().db, await office().person('piret'), aTransfer({ names }), now)
  const [anni, karl, hugo, emma] = planner.children
  expect(anni).toMatchObject({
    along: {
      needs: 1,
      decisions: 1,
      languages: 1,
      swimming: 1,
      consents: 1,
      absences: 1,
      grades: 0,
      cards: 1,
      messages: 1,
    },
    staysBehind: [],
    obstacles: [],
  })
  expect(karl!.along).toMatchObject({ cards: 2, languages: 2, absences: 1, grades: 1 })
  expect(hugo).toMatchObject({
    move: null,
    obstacles: [{ code: 'transfer.inGroups' }],
    staysBehind: [{ refuses: true, to: null }],
  })
  // Emma's place in Robootikaring was over before today.
  expect(emma).toMatchObject({ obstacles: [], staysBehind: [] })
  expect(planner.along).toMatchObject({ cards: 3, decisions: 1, messages: 3 })
  expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(1)
})

test('a transfer asked for in the planner is the same as any other, and leads back to the pupils who were left out', async () => {
  const back = { left: '2', rest: '/schools/transfers/new?class=x&stopped=1' }
  const asked = aTransfer()
  const planned = await transferOfPlan(await piret(), { ...asked, ...back })
  expect(planned).toEqual({ ...(await askTransfer(await piret(), asked)), ...back })
  expect(await stateOf(asked.id)).toMatchObject({ state: 'MADE' })
  expect(await placementsOf(office(), 'Anni Kask')).toHaveLength(2)
  const sirje = await office().as('sirje', now)
  await expectRefused(office(), () => transferOfPlan(sirje, { ...aTransfer(), ...back }), 'notFound')
})

const stateOf = (id: string) => office().db.transfer.findUniqueOrThrow({ where: { id } })
