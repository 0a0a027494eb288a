import type { Person } from '@/lib/access/rights'
import type { EhisKind } from '@/lib/deliveries/pupil-message'
import { dateFromDay } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import { countLimit, mostCounted, pageOf } from '@/lib/shared/paging'
import type { DeliveryState } from '@/lib/shared/generated/enums'
import type { Snapshot } from '@/lib/shared/snapshot'
import type { PupilFilter } from './pupil-filter'
import { houseScope, ownHouses } from './visible'

export const messagesAPage = 50

/** A message as the EHIS log shows it. */
export type PupilLine = {
  id: string
  kind: EhisKind
  pupil: string
  house: string
  /** `Vaja saata` */
  dueOn: Date
  state: DeliveryState
  problem: string | null
  attempts: number
  settledAt: Date | null
}

/** The filter as a condition on the delivery `x`, and on its pupil `p` if it asks for a name. */
const fitting = (filter: PupilFilter) => {
  const { house, kind, state, from, to, name, cause } = filter
  const conditions = [
    Prisma.sql`x.topic = 'ehis.pupil'`,
    house && Prisma.sql`x.house_id = ${house}::uuid`,
    kind && Prisma.sql`x.payload -> 'message' ->> 'kind' = ${kind}`,
    state && Prisma.sql`x.state = ${state}::"DeliveryState"`,
    from && Prisma.sql`x.due_on >= ${dateFromDay(from)}::date`,
    to && Prisma.sql`x.due_on <= ${dateFromDay(to)}::date`,
    name &&
      Prisma.sql`plain(p.first_name || ' ' || p.last_name) LIKE '%' || plain(${name.replace(/[\\%_]/g, '\\$&')}) || '%'`,
    cause && Prisma.sql`x.state = 'NEEDS_PERSON' AND md5(${causeOf}) = ${cause}`,
  ].filter((each) => each !== undefined && each !== '')
  return Prisma.join(conditions, ' AND ')
}

/** Messages of the houses the person works with that fit the filter, with the delivery as `x`, its pupil and house. */
const messages = (person: Person, filter: PupilFilter) =>
  Prisma.sql`deliveries_delivery x JOIN schools_pupil p ON p.id = x.pupil_id JOIN schools_house h ON h.id = x.house_id
    WHERE ${houseScope(person)} AND ${fitting(filter)}`
/** The same without pupil and house, unless the pupil's name is asked for. */
const bare = (person: Person, filter: PupilFilter) =>
  filter.name
    ? messages(person, filter)
    : Prisma.sql`deliveries_delivery x WHERE ${houseScope(person)} AND ${fitting(filter)}`
/** The same, each asked for its house: so the database knows the share of these houses. */
const walked = (person: Person, filter: PupilFilter) =>
  filter.name
    ? messages(person, filter)
    : Prisma.sql`deliveries_delivery x WHERE x.house_id IN (SELECT h.id FROM schools_house h WHERE ${ownHouses(person)}) AND ${fitting(filter)}`
/** The same, of one house after another, so that no other house's are read and no more than are asked for. */
const collected = (person: Person, filter: PupilFilter) =>
  filter.name
    ? messages(person, filter)
    : Prisma.sql`schools_house h CROSS JOIN LATERAL (
        SELECT * FROM deliveries_delivery x WHERE x.house_id = h.id AND ${fitting(filter)} OFFSET 0) x WHERE ${ownHouses(person)}`

/** The words of a refusal without personal codes, so that equal refusals of many messages are one cause. */
const causeOf = Prisma.sql`regexp_replace(coalesce(x.problem, ''), '[0-9]{11}', '…', 'g')`

const line = Prisma.sql`x.id, x.payload -> 'message' ->> 'kind' AS kind, p.first_name || ' ' || p.last_name AS pupil,
  h.name AS house, x.due_on AS "dueOn", x.state, x.problem, x.attempts, x.settled_at AS "settledAt"`
const order = { by: [Prisma.sql`x.due_on`, Prisma.sql`x.seq`], down: true }

/** How many of the messages that fit the filter are open, by state, and the last one's place in the order of posting. */
type Open = { waiting: number; held: number; refused: number; until: string }

/**
 * One page of the log, how many fit, up to `countLimit`, which of them are open, and the causes of refusals that need a
 * person. Four statements.
 */
export async function pupilLog(db: Db, person: Person, filter: PupilFilter) {
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM ${collected(person, filter)} LIMIT ${countLimit(filter)}) x`
  const [open] = await db.$queryRaw<[Open]>`
    SELECT coalesce(max(x.seq), 0)::text AS until,
           count(*) FILTER (WHERE x.state = 'WAITING' AND x.claimed_at IS NULL)::int AS waiting,
           count(*) FILTER (WHERE x.state = 'HELD')::int AS held,
           count(*) FILTER (WHERE x.state = 'NEEDS_PERSON')::int AS refused
      FROM ${bare(person, filter)} AND x.state IN ('WAITING', 'HELD', 'NEEDS_PERSON')`
  const row = Prisma.sql`deliveries_delivery x WHERE x.id = ${rowAsked(filter)}::uuid`
  const page = pageParts(order, filter, messagesAPage, row)
  // The database can't know whether few messages fit, which are fetched and put in order, or many, of which the next ones
  // are soon met on the way through the log.
  const those =
    count <= mostCounted
      ? Prisma.sql`(SELECT x.* FROM ${collected(person, filter)} OFFSET 0) x WHERE true`
      : walked(person, filter)
  const found = await db.$queryRaw<PupilLine[]>`
    SELECT ${line} FROM (
      SELECT x.id FROM ${those} AND ${page.within} ORDER BY ${page.order} LIMIT ${page.limit} OFFSET ${page.offset}) shown
      JOIN deliveries_delivery x ON x.id = shown.id JOIN schools_pupil p ON p.id = x.pupil_id JOIN schools_house h ON h.id = x.house_id ORDER BY ${page.order}`
  const causes = await db.$queryRaw<{ key: string; problem: string; count: number }[]>`
    SELECT md5(${causeOf}) AS key, min(${causeOf}) AS problem, count(*)::int AS count
      FROM ${bare(person, { ...filter, state: 'NEEDS_PERSON', cause: undefined })}
     GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 20`
  const { rows: lines, more } = pageOf(found, filter, messagesAPage)
  return { ...open, count, lines, more, causes }
}

/** All messages of the log in its order, in pieces. */
export const pupilMessagesForFile = (rows: Snapshot, person: Person, filter: PupilFilter) =>
  rows.$streamRaw<PupilLine>`SELECT ${line} FROM ${messages(person, filter)} ORDER BY ${inOrder(order)}`

/** The messages that pass the filter and were there when it was shown, or the single one named. */
export async function messageIds(tx: Tx, person: Person, filter: PupilFilter, until: bigint, id?: string) {
  const those = id ? Prisma.sql`x.id = ${id}::uuid` : Prisma.sql`x.seq <= ${until}`
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT x.id FROM ${messages(person, filter)} AND ${those}`
  return found.map(({ id }) => id)
}
