import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addPlace } from '@/lib/schools/groups/commands/groups'
import { endPlaces } from '@/lib/schools/groups/commands/places'
import { keptSubject } from '@/lib/schools/kept/commands'
import { leaveSchool, takeLeavingBack } from '@/lib/schools/pupils/commands/leaving'
import { holdPupils } from '@/lib/schools/pupils/hold'
import { moveDay, takeBack } from '@/lib/schools/transfers/commands/changes'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { turnsYear } from '@/lib/schools/transfers/rules/plan'
import { addDays, dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { castClass, castPupil, classes, houses } from '@/prisma/cast-schools'
import { withOffice } from '../support/office'
import { randomly, unhurried } from '../support/randomly'
import { atOnce, unlessRefused } from '../support/refused'
import { noonOf, placementsOf, schoolsAnew, standingOf } from '../support/transfers'

const office = withOffice()
const names = ['Anni Kask', 'Karl Erik Lepp', 'Liisa Mägi']

/**
 * `of`: which pupil; `which`: which of the transfers made so far; `on`: so many days after 25.08.2026; `turn`: on the first day
 * of the next school year instead; `again`: the grade is repeated.
 */
const some = {
  of: fc.nat(names.length - 1),
  on: fc.nat(440),
  turn: fc.nat(3).map((n) => n === 0),
  again: fc.boolean(),
}
type Some = { [K in keyof typeof some]: (typeof some)[K] extends fc.Arbitrary<infer One> ? One : never }
const house = fc.constantFrom('mae' as const, 'joe' as const, 'oru' as const)
const someAct = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('MOVE' as const),
      house,
      all: fc.boolean(),
      next: fc.boolean(),
      ...some,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('MOVE_DAY' as const), which: fc.nat(5), ...some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('TAKE_BACK' as const), which: fc.nat(5), ...some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('NEXT_YEAR' as const), ...some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('MESSAGE' as const), ...some }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('LEAVE' as const), ...some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('STAY' as const), ...some }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('PLACE' as const), lasts: fc.nat(60), ...some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('END_PLACE' as const), ...some }) },
)
type Act = typeof someAct extends fc.Arbitrary<infer One> ? One : never
/** Acts one after another, some of them at the same moment; between them days pass. */
const someStory = fc.array(
  fc.record({ acts: fc.array(someAct, { minLength: 1, maxLength: 3 }), passing: fc.nat(15) }),
  {
    minLength: 4,
    maxLength: 9,
  },
)

test(
  'after any sequence of acts, some at the same moment, nobody stands in two classes, everything kept and every card has followed, and every message waits under the right house',
  unhurried,
  async () => {
    await fc.assert(
      fc.asyncProperty(someStory, async (story) => {
        await schoolsAnew(office())
        let today: Day = '2026-09-15'
        for (const { acts, passing } of story) {
          today = addDays(today, passing)
          await atOnce(...acts.map((act) => () => perform(act, today)))
          await expectWhole()
        }
      }),
      randomly(5),
    )
  },
)

test(
  'a transfer that is taken back leaves everything as it was, wherever the pupils stood',
  unhurried,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        someStory,
        fc.array(fc.record({ house, next: fc.boolean(), ...some }), { maxLength: 6 }),
        async (story, tries) => {
          await schoolsAnew(office())
          const today: Day = '2026-09-15'
          for (const act of story.flatMap(({ acts }) => acts)) await unlessRefused(() => perform(act, today))
          for (const each of tries) {
            const before = await standingOf(office())
            const made = await unlessRefused(() =>
              move({ ...each, all: true, on: 60 + (each.on % 300) }, today),
            )
            if (made) await takeBack(await piret(today), made)
            expect(await standingOf(office())).toEqual(before)
          }
        },
      ),
      randomly(5),
    )
  },
)

const piret = (today: Day) => office().as('piret', noonOf(today))

async function perform(act: Act, today: Day): Promise<unknown> {
  if (act.act === 'MOVE') return move(act, today)
  if (act.act === 'NEXT_YEAR') return copyToNextYear(act)
  if (act.act === 'MESSAGE') return message(act, today)
  if (act.act === 'LEAVE') return leave(act, today)
  if (act.act === 'STAY') return stay(act.of, today)
  if (act.act === 'PLACE') return giveGroupPlace(act, today)
  if (act.act === 'END_PLACE') return endGroupPlace(act, today)
  const made = await office().db.transfer.findMany({ include: { rows: true }, orderBy: { askedAt: 'asc' } })
  const transfer = made[act.which % Math.max(made.length, 1)]
  if (!transfer) return
  const pupilIds = transfer.rows.map(({ pupilId }) => pupilId).slice(0, 1 + act.of)
  const input = { transferId: transfer.id, pupilIds }
  if (act.act === 'TAKE_BACK') return takeBack(await piret(today), input)
  return moveDay(await piret(today), { ...input, day: dayOf(act) })
}

const dayOf = ({ on, turn }: { on: number; turn: boolean }): Day =>
  turn ? '2027-09-01' : addDays('2026-08-25', on)

/** Moves from the class where the pupil stands last before the day, alone or with all who stand there. */
async function move(asked: Some & { house: 'mae' | 'joe' | 'oru'; all: boolean; next: boolean }, today: Day) {
  const { of, house: into, all, next, again } = asked
  const day = dayOf(asked)
  const standing = await office().db.placement.findMany({
    where: {
      pupilId: { in: names.map((name) => castPupil(name).id) },
      voidedAt: null,
      fromOn: { lt: dateFromDay(day) },
    },
    orderBy: { fromOn: 'desc' },
  })
  const own = standing.find(({ pupilId }) => pupilId === castPupil(names[of]!).id)
  if (!own) return null
  const { number, year } = classes.find(({ id }) => id === own.classId)!
  const turns = turnsYear(day, year)
  const goesOn = !turns || again ? number : number + 1
  const to = classes.find(
    (each) =>
      each.house === into &&
      each.number === goesOn &&
      each.parallel === 'a' &&
      each.year === (turns ? year + 1 : year),
  )
  if (!to) return null
  const with_ = standing.filter(({ classId }) => classId === own.classId).map(({ pupilId }) => pupilId)
  const pupilIds = all ? [...new Set(with_)] : [own.pupilId]
  const classThen = (then: number) => (next && year === 2026 ? castClass(into, then, 'a', 2027).id : null)
  const transfer = {
    id: randomUUID(),
    day,
    houseId: houses[into].id,
    moves: [
      {
        fromClassId: own.classId,
        toClassId: to.id,
        pupilIds,
        nextClassId: classThen(number + 1),
        repeatClassId: classThen(number),
      },
    ],
  }
  await askTransfer(await piret(today), transfer)
  return { transferId: transfer.id, pupilIds }
}

/** Copies into the class with the next number, or the same, in the house where the pupil stands last this year. */
const copyToNextYear = ({ of, again }: Some) =>
  inTransaction(office().db, async (tx) => {
    const pupilId = castPupil(names[of]!).id
    await holdPupils(tx, [pupilId])
    const standing = await tx.placement.findMany({
      where: { pupilId, voidedAt: null },
      orderBy: { fromOn: 'asc' },
    })
    const last = standing.at(-1)!
    if (last.year !== 2026 || last.endedBy) return
    const next = classes.find(
      (each) =>
        houses[each.house].id === last.houseId && each.year === 2027 && each.number === (again ? 3 : 4),
    )!
    await tx.placement.create({
      data: {
        pupilId,
        classId: next.id,
        houseId: last.houseId,
        year: 2027,
        stayId: last.stayId,
        fromOn: dateFromDay('2027-09-01'),
        toOn: dateFromDay('2028-08-31'),
      },
    })
  })

/** Leaves from where the pupil stands today; the registry has heard of nothing yet. */
async function leave({ of, ...when }: Some, today: Day) {
  const at = dateFromDay(today)
  const standing = await office().db.placement.findFirst({
    where: { pupilId: castPupil(names[of]!).id, voidedAt: null, fromOn: { lte: at }, toOn: { gte: at } },
  })
  if (!standing) return
  const asked = { placementId: standing.id, lastOn: dayOf(when), reason: 'TEINE' }
  return leaveSchool(await piret(today), asked)
}

/** Takes back the pupil's first leaving, if there is one. */
async function stay(of: number, today: Day) {
  const left = await office().db.placement.findFirst({
    where: { pupilId: castPupil(names[of]!).id, endedBy: 'LEAVING', voidedAt: null },
    orderBy: { fromOn: 'asc' },
  })
  if (left) return takeLeavingBack(await piret(today), { placementId: left.id })
}

/** Gives a place in the day group of the house where the pupil stands on the day; `lasts`: so many days, 0 = without an end. */
async function giveGroupPlace({ of, lasts, ...when }: Some & { lasts: number }, today: Day) {
  const { db } = office()
  const [pupilId, fromOn] = [castPupil(names[of]!).id, dayOf(when)]
  const at = dateFromDay(fromOn)
  const standing = await db.placement.findFirst({
    where: { pupilId, voidedAt: null, fromOn: { lte: at }, toOn: { gte: at } },
  })
  if (!standing) return
  const group = { houseId: standing.houseId, name: 'Päevarühm' }
  await db.group.createMany({ data: [{ ...group, kind: 'DAY' }], skipDuplicates: true })
  const { id: groupId } = await db.group.findFirstOrThrow({ where: group })
  const toOn = lasts === 0 ? null : addDays(fromOn, lasts)
  return addPlace(await piret(today), { groupId, pupilId, fromOn, toOn })
}

/** Ends the pupil's first place, as the planner does. */
async function endGroupPlace({ of, ...when }: Some, today: Day) {
  const place = await office().db.groupPlace.findFirst({
    where: { pupilId: castPupil(names[of]!).id },
    orderBy: { fromOn: 'asc' },
  })
  if (place) return endPlaces(await piret(today), { places: [place.id], lastDay: dayOf(when) })
}

/** A message of an edit in the house where the pupil stands on the day it is due. */
const message = ({ of, ...when }: Some, today: Day) =>
  inTransaction(office().db, async (tx) => {
    const pupilId = castPupil(names[of]!).id
    await holdPupils(tx, [pupilId])
    const due = dateFromDay(dayOf(when) < today ? today : dayOf(when))
    const standing = await tx.placement.findFirst({
      where: { pupilId, voidedAt: null, fromOn: { lte: due }, toOn: { gte: due } },
    })
    // A house that a transfer has yet to bring the pupil to can't edit anything.
    if (!standing || (standing.stayId && dateFromDay(today) < standing.fromOn)) return
    const subject = keptSubject(pupilId, standing.houseId, 'swimming')
    const details = { changes: [], about: [] }
    await tx.auditEntry.create({ data: { at: noonOf(today), act: 'pupils.keep', subject, details } })
    await tx.delivery.create({
      data: {
        neighbour: 'EHIS',
        topic: 'ehis.pupil',
        key: randomUUID(),
        thread: `ehis.pupil:${pupilId}`,
        pupilId,
        houseId: standing.houseId,
        dueOn: due,
        dueAt: due,
        payload: {
          message: { kind: 'SWIMMING', on: dayFromDate(due), swimming: null },
          byId: pupilId,
          cause: { act: 'EDIT' },
        },
      },
    })
  })

async function expectWhole() {
  const { db } = office()
  const twice = await db.$queryRaw`
    SELECT p.pupil_id FROM placement p JOIN placement q ON q.pupil_id = p.pupil_id AND q.id > p.id
     WHERE p.voided_at IS NULL AND q.voided_at IS NULL AND p.from_on <= q.to_on AND q.from_on <= p.to_on`
  expect(twice).toEqual([])

  const astray = await db.$queryRaw`
    SELECT d.due_on, d.payload -> 'cause' AS cause, h.name, d.house_id, p.house_id AS stands FROM delivery d JOIN house h ON h.id = d.house_id
      JOIN placement p ON p.pupil_id = d.pupil_id AND p.voided_at IS NULL AND d.due_on BETWEEN p.from_on AND p.to_on
     WHERE d.state = 'WAITING' AND d.house_id <> p.house_id`
  expect(astray).toEqual([])

  // Nobody has a place in a group of a house without standing there on its first day, nor for longer than a transfer or leaving allows.
  const placeless = await db.$queryRaw`
    SELECT g.from_on, g.to_on FROM group_place g JOIN school_group s ON s.id = g.group_id AND s.kind <> 'HOBBY_SCHOOL'
     WHERE NOT EXISTS (SELECT FROM placement p WHERE p.pupil_id = g.pupil_id AND p.house_id = s.house_id
                          AND p.voided_at IS NULL AND g.from_on BETWEEN p.from_on AND p.to_on
                          AND (p.ended_by IS NULL OR g.to_on <= p.to_on))`
  expect(placeless).toEqual([])

  const own = await db.$queryRaw<{ told: number }[]>`
    SELECT count(d.id)::int AS told FROM transfer_row r LEFT JOIN delivery d ON d.pupil_id = r.pupil_id AND d.state = 'WAITING'
       AND d.payload -> 'cause' ->> 'transferId' = r.transfer_id::text AND d.due_on = r.day
     WHERE r.taken_back_at IS NULL GROUP BY r.transfer_id, r.pupil_id`
  expect(own.filter(({ told }) => told !== 1)).toEqual([])

  // As much is kept of every stay as of the first: nothing is lost, nothing copied twice, nothing left behind.
  const kept = [
    'special_needs',
    'decision',
    'foreign_language',
    'swimming',
    'consent',
    'absence',
    'failing_grade',
  ]
  const unequal = await db.$queryRawUnsafe(
    `WITH k AS (${kept.map((table) => `SELECT pupil_id, stay_id FROM ${table}`).join(' UNION ALL ')})
     SELECT r.transfer_id FROM transfer_row r
      WHERE (SELECT count(*) FROM k WHERE k.pupil_id = r.pupil_id AND k.stay_id = r.transfer_id)
         <> CASE WHEN r.taken_back_at IS NULL THEN (SELECT count(*) FROM k WHERE k.pupil_id = r.pupil_id AND k.stay_id IS NULL) ELSE 0 END`,
  )
  expect(unequal).toEqual([])

  // From the day before a placement begins its house has the pupil's cards that are still valid then.
  const left = await db.$queryRaw`
    SELECT s.number, p.from_on FROM student_card s
      JOIN placement p ON p.pupil_id = s.pupil_id AND p.voided_at IS NULL AND s.valid_to >= DATE '2027-12-31'
     WHERE p.house_id <> (SELECT h.house_id FROM card_house h WHERE h.card_id = s.id AND h.from_on <= p.from_on - 1
                           ORDER BY h.from_on DESC LIMIT 1)`
  expect(left).toEqual([])
  for (const name of names) expect((await placementsOf(office(), name)).length).toBeGreaterThan(0)
}
