import { continuingKinds } from '@/lib/documents/kinds'
import { isContinuing, othersDrafts, sees, visibleDocuments, type Bearing } from '@/lib/documents/visibility'
import { Prisma } from '@/lib/shared/generated/client'
import { holds, reach, type Person, type Reach } from '@/lib/office/access'

/**
 * Deliveries the person may see: the administrator's list is of states alone, the study office's is whole, the others'
 * is of the documents they see, so not of other people's drafts, and of the runs of continuing education they keep.
 */
export function visibleDelivery(person: Person): Prisma.DeliveryWhereInput {
  if (seesAll(person)) return {}
  const units = reach(person, ['UNIT_CLERK'])
  const inUnits = units === 'ALL' ? {} : { unitId: { in: [...units] } }
  const ofCourses = { unitId: { in: [...runUnits(person)] } }
  const documents = { OR: [inUnits, { ...ofCourses, kind: { in: [...continuingKinds] } }] }
  return {
    OR: [{ document: { AND: [documents, visibleDocuments(person)] } }, { run: { programme: ofCourses } }],
  }
}

/** The same in SQL, with the delivery as `x` and its document, if it has one, as `d`; a test holds the two together. */
export function deliveryScope(person: Person): Prisma.Sql {
  if (seesAll(person)) return Prisma.sql`true`
  const out = Prisma.sql`d.state NOT IN ('DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF') OR ${othersDrafts(person)}`
  const own = Prisma.sql`${person.id}::uuid IN (d.creator_id, d.drafter_id)`
  return Prisma.sql`(
    (${unitIn(reach(person, ['UNIT_CLERK']))} AND (${out} OR (${own} AND NOT ${isContinuing})))
    OR (${unitIn(reach(person, ['CE_CLERK']))} AND ${isContinuing} AND (${out} OR ${own}))
    OR x.run_id IN (SELECT run.id FROM run JOIN programme ON programme.id = run.programme_id
                     WHERE programme.unit_id = ANY(${runUnits(person)}::uuid[])))`
}

/**
 * Whether the person sees more of a delivery than its state: content, names, the neighbour's own words. `document` and
 * `run` are the delivery's own, if it has them.
 */
export const seesContent = (
  person: Person,
  { document, run }: { document: Bearing | null; run: { programme: { unitId: string } } | null },
) =>
  holds(person, 'STUDY_OFFICE') ||
  ((holds(person, 'UNIT_CLERK') || holds(person, 'CE_CLERK')) &&
    document !== null &&
    sees(person, document)) ||
  (run !== null && runUnits(person).includes(run.programme.unitId))

/** The units whose runs the person keeps, besides the study office, which sees all. */
function runUnits(person: Person): readonly string[] {
  const units = reach(person, ['CE_CLERK'])
  return units === 'ALL' ? [] : units
}

const seesAll = (person: Person) => holds(person, 'ADMIN') || holds(person, 'STUDY_OFFICE')

const unitIn = (units: Reach) =>
  units === 'ALL' ? Prisma.sql`true` : Prisma.sql`d.unit_id = ANY(${[...units]}::uuid[])`
