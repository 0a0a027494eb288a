import { holds, reach, type Person, type Reach } from '@/lib/access/rights'
import { continuingKinds } from '@/lib/documents/rules/kinds'
import {
  isContinuing,
  isDraft,
  othersDrafts,
  partiesOf,
  sees,
  visibleDocuments,
  type Bearing,
} from '@/lib/documents/visibility'
import { housesWhere, usesHouse } from '@/lib/schools/scope'
import { Prisma } from '@/lib/shared/generated/client'

/**
 * Deliveries that the person may see: the administrator sees states alone, the study office all of the university's,
 * others those of documents they see (so not of other people's drafts) and of the runs of continuing education that
 * they may edit. A school's messages are for those who work with its house.
 */
export function visibleDelivery(person: Person): Prisma.DeliveriesDeliveryWhereInput {
  if (holds(person, 'ADMIN')) return {}
  const ofSchools = { house: housesWhere(person) }
  if (holds(person, 'STUDY_OFFICE')) return { OR: [{ houseId: null }, ofSchools] }
  const units = reach(person, ['UNIT_CLERK'])
  const inUnits = units === 'ALL' ? {} : { unitId: { in: [...units] } }
  const ofCourses = { unitId: { in: [...runUnits(person)] } }
  const documents = { OR: [inUnits, { ...ofCourses, kind: { in: [...continuingKinds] } }] }
  return {
    OR: [
      { document: { AND: [documents, visibleDocuments(person)] } },
      { run: { programme: ofCourses } },
      ofSchools,
    ],
  }
}

/** The same in SQL, with the delivery as `x` and its document, if it has one, as `d`; a test holds the two together. */
export function deliveryScope(person: Person): Prisma.Sql {
  if (holds(person, 'ADMIN')) return Prisma.sql`true`
  return Prisma.sql`((x.house_id IS NULL AND ${officeScope(person)}) OR ${houseScope(person)})`
}

/** Which of the university's own deliveries the person sees, in the same way. */
export const officeScope = (person: Person) =>
  seesOffice(person)
    ? Prisma.sql`true`
    : Prisma.sql`(${ofDocuments(person)} OR x.run_id IN (SELECT run.id FROM ${ownRuns(person)}))`

/**
 * The same that fit a condition on `x`, found by one document or run after another, so that no more of them are read than
 * are asked for; each once.
 */
export const officeFound = (person: Person, fits: Prisma.Sql) => Prisma.sql`
  SELECT x.* FROM documents_document d CROSS JOIN LATERAL (
    SELECT * FROM deliveries_delivery x WHERE x.document_id = d.id AND x.house_id IS NULL AND ${fits} OFFSET 0) x WHERE ${ofDocuments(person)}
   UNION ALL
  SELECT x.* FROM ${ownRuns(person)} CROSS JOIN LATERAL (
    SELECT * FROM deliveries_delivery x WHERE x.run_id = run.id AND x.house_id IS NULL AND ${fits} OFFSET 0) x
   WHERE NOT EXISTS (SELECT FROM documents_document d WHERE d.id = x.document_id AND ${ofDocuments(person)})`

/** Whether the person sees all of the university's deliveries. */
export const seesOffice = (person: Person) => holds(person, 'ADMIN') || holds(person, 'STUDY_OFFICE')

/** Documents `d` whose deliveries the person sees. */
function ofDocuments(person: Person) {
  const out = Prisma.sql`NOT ${isDraft} OR ${othersDrafts(person)}`
  const own = Prisma.sql`${person.id}::uuid IN (d.creator_id, d.drafter_id)`
  return Prisma.sql`(
    (${unitIn(reach(person, ['UNIT_CLERK']))} AND (${out} OR (${own} AND NOT ${isContinuing})))
    OR (${unitIn(reach(person, ['CE_CLERK']))} AND ${isContinuing} AND (${out} OR ${own})))`
}

/** The runs that the person may edit, as `run`. */
const ownRuns = (person: Person) => Prisma.sql`
  (SELECT r.id FROM registrants_run r JOIN registrants_programme p ON p.id = r.programme_id
    WHERE p.unit_id = ANY(${runUnits(person)}::uuid[])) AS run`

/** Messages of the houses that the person works with, with the delivery as `x`. */
export const houseScope = (person: Person) => Prisma.sql`
  x.house_id = ANY(ARRAY(SELECT h.id FROM schools_house h WHERE ${ownHouses(person)}))`

/** The houses `h` that the person works with. */
export const ownHouses = ({ schools }: Person) => Prisma.sql`
  (h.municipality_id = ANY(${[...schools.municipalities]}::uuid[]) OR h.id = ANY(${[...schools.houses]}::uuid[]))`

/**
 * Whether the person sees more of a delivery than its state: content, names, the neighbour's own words. `document`,
 * `run` and `house` are the delivery's own, if any.
 */
export const seesContent = (person: Person, { document, run, house }: Owners) =>
  (house !== null && usesHouse(person, house)) ||
  (house === null && holds(person, 'STUDY_OFFICE')) ||
  ((holds(person, 'UNIT_CLERK') || holds(person, 'CE_CLERK')) &&
    document !== null &&
    sees(person, document)) ||
  (run !== null && keepsRun(person, run.programme))

/**
 * Who may leave a delivery out: for the registry's messages the study office alone; for others whoever drafts the
 * document or may edit the run, and the study office.
 */
export const mayLeaveOut = (
  person: Person,
  { topic, document, run }: Omit<Owners, 'house'> & { topic: string },
): boolean =>
  holds(person, 'STUDY_OFFICE') ||
  (!topic.startsWith('ehis.') &&
    ((document !== null &&
      partiesOf(person, document).some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')) ||
      (run !== null && keepsRun(person, run.programme))))

type Owners = {
  document: Bearing | null
  run: { programme: { unitId: string } } | null
  house: { id: string; municipalityId: string } | null
}

/** Whether the person may edit the runs of the programme's unit. */
const keepsRun = (person: Person, { unitId }: { unitId: string }) => runUnits(person).includes(unitId)

/** The units whose runs the person may edit; the study office, which sees all, aside. */
function runUnits(person: Person): readonly string[] {
  const units = reach(person, ['CE_CLERK'])
  return units === 'ALL' ? [] : units
}

const unitIn = (units: Reach) =>
  units === 'ALL' ? Prisma.sql`true` : Prisma.sql`d.unit_id = ANY(${[...units]}::uuid[])`
