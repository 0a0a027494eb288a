import { changesOf, type Changed } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { classLabel, schoolYearOf } from '@/lib/schools/rules/school-year'
import { isOfficialOf, ownHouse, ownHouses } from '@/lib/schools/scope'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { SchoolKind } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { dayWithin } from './classes'
import { houseSubject } from '../commands/houses'

export type HouseSheet = {
  id: string
  name: string
  kind: SchoolKind
  municipality: string
  ehisId: string
  branchCode: string
  registryCode: string
  closedOn: Day | null
  /** the person is an official of its municipality and may change it */
  may: boolean
  years: number[]
  /** the year asked for, else that of the day */
  year: number
  /** of that year */
  classes: {
    id: string
    number: number
    parallel: string
    label: string
    curriculum: string
    pupils: number
  }[]
  /** the other houses of the same EHIS id that the person works with */
  others: { id: string; name: string }[]
  changes: Changed[]
}

/**
 * `Kooli andmed`: a house with its classes of a year, and the number of pupils in each on that day. Null: not the
 * person's. Three statements.
 */
export async function houseSheet(
  db: Db,
  person: Person,
  id: string,
  asked: number | undefined,
  on: Day,
): Promise<HouseSheet | null> {
  const year = asked ?? schoolYearOf(on)
  if (!isUuid(id)) return null
  type Found = Omit<HouseSheet, 'may' | 'year' | 'classes' | 'changes'> & { municipalityId: string }
  const [house] = await db.$queryRaw<Found[]>`
    SELECT h.id, h.municipality_id AS "municipalityId", m.name AS municipality, h.name, h.kind, h.ehis_id AS "ehisId",
           h.branch_code AS "branchCode", h.registry_code AS "registryCode", h.closed_on::text AS "closedOn",
           (SELECT coalesce(json_agg(DISTINCT c.year ORDER BY c.year), '[]') FROM school_class c WHERE c.house_id = h.id) AS years,
           (SELECT coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name), '[]') FROM house o
             WHERE o.ehis_id = h.ehis_id AND o.id <> h.id AND o.id = ANY(${ownHouses(person)})) AS others
      FROM house h JOIN municipality m ON m.id = h.municipality_id WHERE h.id = ${id}::uuid AND ${ownHouse(person)}`
  if (!house) return null
  const day = dayWithin(year, on)
  const classes = await db.$queryRaw<Omit<HouseSheet['classes'][number], 'label'>[]>`
    SELECT c.id, c.number, c.parallel, c.curriculum, count(p.id)::int AS pupils
      FROM school_class c LEFT JOIN placement p ON p.class_id = c.id AND p.voided_at IS NULL
       AND p.from_on <= ${day}::date AND p.to_on >= ${day}::date
     WHERE c.house_id = ${id}::uuid AND c.year = ${year} GROUP BY c.id ORDER BY c.number, c.parallel`
  return {
    ...house,
    may: isOfficialOf(person, house.municipalityId),
    year,
    classes: classes.map((one) => ({ ...one, label: classLabel(one) })),
    changes: await changesOf(db, houseSubject(id)),
  }
}
