import type { Person } from '@/lib/access/rights'
import { schoolYearOf } from '@/lib/schools/rules/school-year'
import { housesWhere } from '@/lib/schools/scope'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { isCode } from '@/lib/shared/personal-code'
import { sameCode } from '@/lib/shared/written'
import { PupilFilter } from '../schema/pupils'
import { searchPupils } from './pupils'

type ClassFound = { id: string; label: string; house: string; count: number }
type HouseFound = { id: string; name: string; registryCode: string; count: number }

/**
 * Pupils, classes of this school year and houses that the person may use, found by the typed text: starts of names in
 * any order, ignoring accents and case; the beginning of a personal code; "3.a"; a school's EHIS id. `total` counts all
 * that match. Five statements.
 */
export async function searchSchools(
  db: Db,
  person: Person,
  { q, most, now }: { q: string; most: number; now: Date },
) {
  const houses = await db.house.findMany({ where: housesWhere(person), select: { id: true } })
  if (q.length < 2 || houses.length === 0)
    return { pupils: { pupils: [], total: 0 }, classes: [], houses: [] }
  const own = houses.map(({ id }) => id)
  const asked = isCode(q) ? { q: '', code: q.replace(/\s/g, '') } : { q }
  const pupils = await searchPupils(db, person, { ...PupilFilter.parse({}), ...asked }, now)
  const classes = await db.$queryRaw<ClassFound[]>`
    SELECT c.id, c.number || '.' || c.parallel AS label, h.name AS house, count(*) OVER ()::int AS count
      FROM school_class c JOIN house h ON h.id = c.house_id
     WHERE c.house_id = ANY (${own}::uuid[]) AND c.year = ${schoolYearOf(dayInTallinn(now))}
       AND starts_with(same_code(c.number || '.' || c.parallel), ${sameCode(q)}) AND ${/^\d{1,2}\./.test(q)}
     ORDER BY h.name, c.number, c.parallel LIMIT ${most}`
  const called = await db.$queryRaw<HouseFound[]>`
    SELECT id, name, registry_code AS "registryCode", count(*) OVER ()::int AS count FROM house
     WHERE id = ANY (${own}::uuid[]) AND (position(plain(${q}) IN plain(name)) > 0 OR ehis_id = ltrim(${q}, '0'))
     ORDER BY name LIMIT ${most}`
  return { pupils, classes, houses: called }
}
