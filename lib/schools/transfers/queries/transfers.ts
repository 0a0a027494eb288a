import type { Person } from '@/lib/access/rights'
import { keptKinds, type KeptKind } from '@/lib/schools/kept/things'
import { countKept } from '@/lib/schools/kept/store'
import { housesToldApart } from '@/lib/schools/rules/names'
import { classLabel } from '@/lib/schools/rules/school-year'
import { ownHouses } from '@/lib/schools/scope'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import type { Refusal } from '@/lib/shared/refusal'
import { transferFacts } from '../facts'
import {
  planTransfer,
  type ChildPlan,
  type PlacementFacts,
  type TransferAsk,
  type TransferFacts,
} from '../rules/plan'

/**
 * What moves with a child, as numbers; `messages`: those waiting for EHIS that are readdressed to the new house, and
 * the transfer's own.
 */
export type Along = Record<KeptKind | 'cards' | 'messages', number>
export type PlannedChild = ChildPlan & {
  along: Along
  /** groups whose places stay behind, if they last until today; places that end before the day don't refuse */
  staysBehind: { id: string; name: string; to: Day | null; refuses: boolean }[]
}
export type Planner = { refusals: Refusal[]; children: PlannedChild[]; along: Along }

/**
 * The planner: what is copied, readdressed, left behind and refused for each child; `along` totals those who can go.
 */
export async function plannerOf(db: Db, person: Person, ask: TransferAsk, now: Date): Promise<Planner> {
  const today = dayInTallinn(now)
  const facts = await transferFacts(db, person, ask, { today })
  const plan = planTransfer(facts, ask)
  const stays = staysOf(facts, ask, plan.children)
  const counts = new Map<string, Along>(plan.children.map(({ pupilId }) => [pupilId, nothing()]))
  for (const { pupilId, kind, count } of await alongOf(db, stays, ask, today))
    counts.get(pupilId)![kind] += count
  const places = Map.groupBy(await placesOf(db, stays), ({ pupilId }) => pupilId)
  const children = plan.children.map((child): PlannedChild => {
    const lasting = (places.get(child.pupilId) ?? []).filter(({ to }) => to === null || today <= to)
    const staysBehind = lasting.map(({ id, name, to }) => ({
      id,
      name,
      to,
      refuses: to === null || ask.day <= to,
    }))
    return { ...child, along: counts.get(child.pupilId)!, staysBehind }
  })
  const going = children.filter(({ move }) => move !== null)
  return {
    refusals: plan.refusals,
    children,
    along: going.map(({ along }) => along).reduce(sumOf, nothing()),
  }
}

const alongKinds = [...keptKinds, 'cards', 'messages'] as const
const nothing = () => Object.fromEntries(alongKinds.map((kind) => [kind, 0])) as Along
const sumOf = (one: Along, other: Along) =>
  Object.fromEntries(alongKinds.map((kind) => [kind, one[kind] + other[kind]])) as Along

type Stay = { pupilId: string } & Pick<PlacementFacts, 'houseId' | 'stayId' | 'from'>

/** The stays that the children would end. */
function staysOf({ pupils }: TransferFacts, { moves }: TransferAsk, children: readonly ChildPlan[]): Stay[] {
  const classOf = new Map(
    moves.flatMap(({ pupilIds, fromClassId }) => pupilIds.map((id) => [id, fromClassId])),
  )
  const planned = new Set(children.map(({ pupilId }) => pupilId))
  return pupils
    .filter(({ id }) => planned.has(id))
    .flatMap(({ id, placements }) => {
      const old = placements.filter(({ classId }) => classId === classOf.get(id)).at(-1)
      return old ? [{ pupilId: id, houseId: old.houseId, stayId: old.stayId, from: old.from }] : []
    })
}

const asRows = (stays: readonly Stay[]) => Prisma.sql`
  SELECT "pupilId" AS pupil_id, "houseId" AS house_id, "stayId" AS stay_id, "from" AS from_on
    FROM json_to_recordset(${JSON.stringify(stays)}::json) AS x("pupilId" uuid, "houseId" uuid, "stayId" uuid, "from" date)`

async function alongOf(db: Db, stays: readonly Stay[], { day, houseId }: TransferAsk, today: Day) {
  type Counted = { pupilId: string; kind: keyof Along; count: number }
  const counted = await db.$queryRaw<Counted[]>`
    SELECT pupil_id AS "pupilId", kind, count FROM (${countKept(asRows(stays))}) AS k`
  const others = await db.$queryRaw<Counted[]>`
    WITH stays AS (${asRows(stays)})
    SELECT s.pupil_id AS "pupilId", 'cards' AS kind, count(*)::int AS count
      FROM stays s JOIN student_card c ON c.pupil_id = s.pupil_id AND c.closed_on IS NULL
       AND c.valid_to >= greatest(${today}::date, ${day}::date - 1)
     WHERE s.house_id = (SELECT h.house_id FROM card_house h WHERE h.card_id = c.id AND h.from_on <= ${day}::date - 1
                          ORDER BY h.from_on DESC LIMIT 1)
     GROUP BY 1
     UNION ALL
    SELECT s.pupil_id, 'messages', count(d.id)::int + 1 + (
             SELECT y.tells_branch::int FROM house n JOIN municipality y ON y.id = n.municipality_id WHERE n.id = ${houseId}::uuid)
      FROM stays s LEFT JOIN deliveries_delivery d ON d.pupil_id = s.pupil_id AND d.house_id = s.house_id
       AND d.topic = 'ehis.pupil' AND d.due_on >= ${day}::date AND d.state NOT IN ('DONE', 'CALLED_OFF')
     GROUP BY 1`
  return [...counted, ...others]
}

/** Places in groups of the old houses, since the stay's placement began. */
const placesOf = (db: Db, stays: readonly Stay[]) =>
  db.$queryRaw<{ pupilId: string; id: string; name: string; to: Day | null }[]>`
    WITH stays AS (${asRows(stays)})
    SELECT s.pupil_id AS "pupilId", p.id, g.name, p.to_on::text AS to
      FROM stays s JOIN group_place p ON p.pupil_id = s.pupil_id AND (p.to_on IS NULL OR p.to_on >= s.from_on)
      JOIN school_group g ON g.id = p.group_id AND g.house_id = s.house_id AND g.kind <> 'HOBBY_SCHOOL'
     ORDER BY g.name, p.from_on`

/**
 * A house to which a class's pupils can move, with its classes of the same number and the next one in every school
 * year.
 */
export type Target = {
  id: string
  name: string
  classes: { id: string; year: number; number: number; label: string }[]
}

/**
 * The choices of the dialog `Tõsta teise majja`: null when the button doesn't show (the switch is off, or the person
 * works with no other house of the same EHIS id); an empty list when none of them is of the same kind. One statement.
 */
export async function transferTargets(db: Db, person: Person, classId: string): Promise<Target[] | null> {
  if (!isUuid(classId)) return null
  type Found = Omit<Target, 'classes'> & {
    registryCode: string
    sameKind: boolean
    classes: { id: string; year: number; number: number; parallel: string }[]
  }
  const houses = await db.$queryRaw<Found[]>`
    SELECT o.id, o.name, o.registry_code AS "registryCode", o.kind = f.kind AS "sameKind",
           (SELECT coalesce(json_agg(json_build_object('id', x.id, 'year', x.year, 'number', x.number, 'parallel', x.parallel)
                      ORDER BY x.year, x.parallel), '[]')
              FROM school_class x WHERE x.house_id = o.id AND x.number IN (c.number, c.number + 1)) AS classes
      FROM school_class c JOIN house f ON f.id = c.house_id JOIN municipality m ON m.id = f.municipality_id
      JOIN house o ON o.ehis_id = f.ehis_id AND o.municipality_id = f.municipality_id AND o.id <> f.id
     WHERE c.id = ${classId}::uuid AND m.moves_between_houses
       AND f.id = ANY(${ownHouses(person)}) AND o.id = ANY(${ownHouses(person)})`
  if (houses.length === 0) return null
  return housesToldApart(houses.filter(({ sameKind }) => sameKind)).map(({ id, name, classes }) => ({
    id,
    name,
    classes: classes.map((each) => ({
      id: each.id,
      year: each.year,
      number: each.number,
      label: classLabel(each),
    })),
  }))
}
