import { isContinuing, othersDrafts, sees, visibleDocuments, type Bearing } from '@/lib/documents/visibility'
import { Prisma } from '@/lib/shared/generated/client'
import { holds, reach, type Person, type Reach } from '@/lib/office/access'

/**
 * Deliveries the person may see: the administrator's list is of states alone, the study office's is whole, the others'
 * is of the documents they see, so not of other people's drafts.
 */
export function visibleDelivery(person: Person): Prisma.DeliveryWhereInput {
  if (seesAll(person)) return {}
  const units = reach(person, ['UNIT_CLERK'])
  const inUnits = units === 'ALL' ? {} : { unitId: { in: [...units] } }
  return { document: { AND: [inUnits, visibleDocuments(person)] } }
}

/** The same as a condition in SQL, with the delivery's document, if it has one, as `d`; a test holds the two together. */
export function deliveryScope(person: Person): Prisma.Sql {
  if (seesAll(person)) return Prisma.sql`true`
  return Prisma.sql`(${unitIn(reach(person, ['UNIT_CLERK']))}
    AND (d.state NOT IN ('DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF') OR ${othersDrafts(person)}
         OR (${person.id}::uuid IN (d.creator_id, d.drafter_id) AND NOT ${isContinuing})))`
}

/**
 * Whether the person sees more of a delivery than its state: content, names, the neighbour's own words. `document` is
 * the delivery's own, if it has one.
 */
export const seesContent = (person: Person, document: Bearing | null) =>
  holds(person, 'STUDY_OFFICE') ||
  (holds(person, 'UNIT_CLERK') && document !== null && sees(person, document))

const seesAll = (person: Person) => holds(person, 'ADMIN') || holds(person, 'STUDY_OFFICE')

const unitIn = (units: Reach) =>
  units === 'ALL' ? Prisma.sql`true` : Prisma.sql`d.unit_id = ANY(${[...units]}::uuid[])`
