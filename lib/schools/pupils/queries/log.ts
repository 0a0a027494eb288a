import type { Person } from '@/lib/access/rights'
import { aPage, type LogFilter } from '@/lib/schools/houses/schema/lists'
import { startsOf, wordsOf } from '@/lib/learners/queries/names'
import { ownHouses } from '@/lib/schools/scope'
import { dayAfter, startInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { PlacementAct } from '@/lib/shared/generated/enums'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, mostCounted, pageOf } from '@/lib/shared/paging'
import type { Snapshot } from '@/lib/shared/snapshot'
import { writtenName } from '@/lib/shared/written'

export type LogLine = {
  id: string
  at: Date
  who: string
  act: PlacementAct
  pupil: { id: string; firstName: string; lastName: string }
  from: { house: string; class: string } | null
  to: { house: string; class: string } | null
  day: Day
  dayBefore: Day | null
  transferId: string | null
}

/**
 * Lines of the placement log that concern the person's houses, one page; `count`: all that match, up to `countLimit`;
 * `more` of them follow. Two statements.
 */
export async function logList(db: Db, person: Person, filter: LogFilter) {
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM ${collected(person, filter)} l LIMIT ${countLimit(filter)}) l`
  const page = pageParts(
    orderOf(filter),
    filter,
    aPage,
    Prisma.sql`placement_log l WHERE l.id = ${rowAsked(filter)}::bigint`,
  )
  // The database can't know whether few lines fit, which are fetched and put in order, or many, of which the next ones are
  // soon met on the way through the log.
  const lines = count <= mostCounted ? collected(person, filter) : walked(person, filter)
  const found = await db.$queryRaw<LogLine[]>`
    SELECT ${shown} FROM (SELECT * FROM ${lines} l WHERE ${page.within} ORDER BY ${page.order}
                           LIMIT ${page.limit} OFFSET ${page.offset}) l ${named} ORDER BY ${page.order}`
  const { rows, more } = pageOf(found, filter, aPage)
  return { count, lines: rows, more }
}

/** All lines of the log in its order, in pieces. */
export function logForFile(rows: Snapshot, person: Person, filter: LogFilter) {
  const order = inOrder(orderOf(filter))
  return rows.$streamRaw<LogLine>`
    SELECT ${shown} FROM (SELECT * FROM ${walked(person, filter)} l ORDER BY ${order}) l ${named} ORDER BY ${order}`
}

const orderOf = ({ sort }: LogFilter) => ({ by: [Prisma.sql`l.id`], down: sort === '-at' })

const shown = Prisma.sql`
  l.id::text, l.at, l.who, l.act, l.day::text, l.day_before::text AS "dayBefore", l.transfer_id AS "transferId",
  json_build_object('id', coalesce(u.merged_into_id, u.id), 'firstName', u.first_name, 'lastName', u.last_name) AS pupil,
  CASE WHEN l.from_house_id IS NOT NULL THEN json_build_object('house', coalesce(f.name, ''), 'class', l.from_class) END AS from,
  CASE WHEN l.to_house_id IS NOT NULL THEN json_build_object('house', coalesce(t.name, ''), 'class', l.to_class) END AS to`
const named = Prisma.sql`
  JOIN pupil u ON u.id = l.pupil_id LEFT JOIN house f ON f.id = l.from_house_id LEFT JOIN house t ON t.id = l.to_house_id`

/** The lines that fit, each once, found by its houses. */
function collected(person: Person, filter: LogFilter) {
  const houses = filter.house ? Prisma.sql`ARRAY[${filter.house}::uuid]` : ownHouses(person)
  const fits = fitting(person, filter)
  return Prisma.sql`(
    SELECT l.* FROM placement_log l WHERE l.to_house_id = ANY(${houses}) AND ${fits}
     UNION ALL
    SELECT l.* FROM placement_log l WHERE l.from_house_id = ANY(${houses})
       AND (l.to_house_id IS NULL OR l.to_house_id <> ALL(${houses})) AND ${fits} OFFSET 0)`
}

const walked = (person: Person, filter: LogFilter) =>
  Prisma.sql`(SELECT l.* FROM placement_log l WHERE ${fitting(person, filter)})`

/** The filter as a condition on `placement_log l`, within the person's houses. */
function fitting(person: Person, { q, house, act, transfer, from, to }: LogFilter) {
  const words = writtenName(q).split(' ').filter(Boolean).slice(0, 10)
  const starts = words.map((word) => `${word.replace(/[\\%_]/g, '\\$&')}%`)
  const among = (houses: Prisma.Sql) =>
    Prisma.sql`(l.from_house_id = ANY(${houses}) OR l.to_house_id = ANY(${houses}))`
  return Prisma.join(
    [
      among(ownHouses(person)),
      ...(house ? [among(Prisma.sql`ARRAY[${house}::uuid]`)] : []),
      ...(act ? [Prisma.sql`l.act = ${act}::"PlacementAct"`] : []),
      ...(transfer ? [Prisma.sql`l.transfer_id = ${transfer}::uuid`] : []),
      ...(from ? [Prisma.sql`l.at >= ${startInTallinn(from)}`] : []),
      ...(to ? [Prisma.sql`l.at < ${startInTallinn(dayAfter(to))}`] : []),
      // The words of the search find the pupils; of these, each word begins the first or the last name.
      ...(starts.length > 0
        ? [
            Prisma.sql`l.pupil_id IN (SELECT u.id FROM pupil u WHERE u.search_words @@ ${startsOf(wordsOf(q))}
              AND NOT EXISTS (SELECT FROM unnest(${starts}::text[]) AS w
                               WHERE u.first_name NOT ILIKE w AND u.last_name NOT ILIKE w))`,
          ]
        : []),
    ],
    ' AND ',
  )
}
