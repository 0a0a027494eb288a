import { isCode } from '@/lib/learners/schema'
import type { Person } from '@/lib/office/access'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { schoolYearOf } from './school-year'
import { housesWhere } from './scope'

/** What was found of one sort, as many as asked for, and how many there are. */
type FoundOf<Row> = { rows: Row[]; count: number }
type PupilFound = { id: string; name: string; house: string; class: string }
type ClassFound = { id: string; label: string; house: string }
type HouseFound = { id: string; name: string; ehisId: string }

/**
 * Pupils, classes of this school year and houses that the person may use, for what was typed: starts of names in any
 * order, without accents and case; the beginning of a personal code; "3.a"; a school's EHIS id. Four statements.
 */
export async function searchSchools(
  db: Db,
  person: Person,
  { q, most, now }: { q: string; most: number; now: Date },
): Promise<{ pupils: FoundOf<PupilFound>; classes: FoundOf<ClassFound>; houses: FoundOf<HouseFound> }> {
  const none = { rows: [], count: 0 }
  const houses = await db.house.findMany({ where: housesWhere(person), select: { id: true } })
  if (q.length < 2 || houses.length === 0) return { pupils: none, classes: none, houses: none }
  const own = Prisma.sql`${houses.map(({ id }) => id)}::uuid[]`
  const year = schoolYearOf(dayInTallinn(now))
  const placed = Prisma.sql`s.pupil_id = p.id AND s.voided_at IS NULL AND s.house_id = ANY (${own})`
  const pupils = await db.$queryRaw<(PupilFound & { count: number })[]>`
    SELECT p.id, p.first_name || ' ' || p.last_name AS name, h.name AS house,
           c.number || '.' || c.parallel AS class, p.count
      FROM (SELECT p.*, count(*) OVER ()::int AS count, row_number() OVER (ORDER BY ${byName}) AS place
              FROM pupil p WHERE ${matches(q)} AND EXISTS (SELECT FROM placement s WHERE ${placed})
             ORDER BY ${byName} LIMIT ${most}) p
      JOIN LATERAL (SELECT * FROM placement s WHERE ${placed} ORDER BY s.from_on DESC LIMIT 1) s ON true
      JOIN school_class c ON c.id = s.class_id JOIN house h ON h.id = s.house_id ORDER BY p.place`
  const classes = await db.$queryRaw<(ClassFound & { count: number })[]>`
    SELECT c.id, c.number || '.' || c.parallel AS label, h.name AS house, count(*) OVER ()::int AS count
      FROM school_class c JOIN house h ON h.id = c.house_id
     WHERE c.house_id = ANY (${own}) AND c.year = ${year}
       AND starts_with(c.number || '.' || lower(c.parallel), ${q.toLowerCase()}) AND ${/^\d{1,2}\./.test(q)}
     ORDER BY h.name, c.number, c.parallel LIMIT ${most}`
  const found = await db.$queryRaw<(HouseFound & { count: number })[]>`
    SELECT id, name, ehis_id AS "ehisId", count(*) OVER ()::int AS count FROM house
     WHERE id = ANY (${own}) AND (position(plain(${q}) IN plain(name)) > 0 OR ehis_id = ${q})
     ORDER BY name LIMIT ${most}`
  return { pupils: counted(pupils), classes: counted(classes), houses: counted(found) }
}

/** In Estonian order. */
const byName = Prisma.sql`p.last_name COLLATE "et-x-icu", p.first_name COLLATE "et-x-icu", p.id`

/** What was typed as a condition on `pupil p`. */
function matches(typed: string): Prisma.Sql {
  if (isCode(typed)) return Prisma.sql`p.personal_code LIKE ${`${typed.replace(/\s/g, '')}%`}`
  const words = typed
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 10)
  return words.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`p.search_words @@
        (SELECT string_agg(quote_literal(plain(word)) || ':*', ' & ')::tsquery FROM unnest(${words}::text[]) word)`
}

const counted = <Row extends { count: number }>(rows: Row[]): FoundOf<Row> => ({
  rows,
  count: rows[0]?.count ?? 0,
})
