import { leavingsHeard } from '@/lib/deliveries/readdress'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { GroupKind, PlacementAct } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { classLabel } from '../rules/school-year'
import type { Placed } from '../rules/stays'
import { storedLeaving } from '../stored'
import { stands } from '../transfers/standing'
import type { ReadCard } from './queries/cards'

export type HouseOf = { id: string; name: string; municipalityId: string }
export type ReadPlacement = Placed & {
  house: HouseOf
  class: { id: string; label: string }
  year: number
  leftReason: string
  /** a leaving that can be taken back: EHIS hasn't been told */
  canStay: boolean
}
/** A line of the placement log. */
export type LogLine = {
  id: bigint
  at: Date
  who: string
  act: PlacementAct
  day: Day
  dayBefore: Day | null
  fromHouseId: string | null
  fromClass: string
  toHouseId: string | null
  toClass: string
}
export type ReadPupil = {
  id: string
  name: string
  firstName: string
  lastName: string
  personalCode: string
  /** in order of their first day, void ones included */
  placements: ReadPlacement[]
  /** transfers in force: the placement that each ended, and the one it began */
  transfers: { id: string; oldId: string; newId: string | null; day: Day }[]
  log: LogLine[]
  groups: {
    id: string
    placeId: string
    name: string
    kind: GroupKind
    house: HouseOf
    from: Day
    to: Day | null
  }[]
  /** newest first */
  cards: ReadCard[]
  /** records of the same child that were merged into this one */
  merged: string[]
  /** houses named by placements, cards or the log */
  houses: { id: string; name: string }[]
}

/** The placement that a leaving's message names: a transfer may have carried the leaving on from there. */
const leftFrom = (id: string, atLeaving: unknown) => storedLeaving.parse(atLeaving).placementId ?? id

type Stored = Omit<ReadPupil, 'name' | 'placements' | 'log'> & {
  placements: (Omit<ReadPlacement, 'class' | 'canStay'> & {
    class: { id: string; number: number; parallel: string }
    atLeaving: unknown
  })[]
  log: (Omit<LogLine, 'id' | 'at'> & { id: string; at: string })[]
}

/**
 * Everything about a pupil's placements and cards, in all houses; the caller decides what to show. Two statements if the
 * pupil was ever going to leave a school, else one.
 */
export async function readPupil(db: Db, id: string): Promise<ReadPupil | null> {
  if (!isUuid(id)) return null
  const [pupil] = await db.$queryRaw<Stored[]>`
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.personal_code AS "personalCode",
           ${all(merged)} AS merged, ${all(placements)} AS placements, ${all(transfers)} AS transfers, ${all(log)} AS log,
           ${all(groups)} AS groups, ${all(cards)} AS cards, ${all(houses)} AS houses
      FROM pupil u WHERE u.id = ${id}::uuid`
  if (!pupil) return null
  const left = pupil.placements.some(({ endedBy, atLeaving }) => endedBy === 'LEAVING' && atLeaving !== null)
  const heard = left ? await leavingsHeard(db, id) : new Set()
  return {
    ...pupil,
    name: `${pupil.firstName} ${pupil.lastName}`,
    placements: pupil.placements.map(({ class: own, atLeaving, ...placement }) => ({
      ...placement,
      class: { id: own.id, label: classLabel(own) },
      canStay:
        placement.endedBy === 'LEAVING' &&
        atLeaving !== null &&
        !heard.has(leftFrom(placement.id, atLeaving)),
    })),
    log: pupil.log.map((line) => ({ ...line, id: BigInt(line.id), at: new Date(line.at) })),
  }
}

/** All rows of a query about `pupil u`, as one value; `place` orders them. */
const all = (rows: Prisma.Sql) => Prisma.sql`
  (SELECT coalesce(json_agg(x.row ORDER BY x.place), '[]') FROM (${rows}) AS x)`

/** Records that were merged into this one; lines of the log still name them. */
const merged = Prisma.sql`SELECT to_json(m.id) AS row, m.id AS place FROM pupil m WHERE m.merged_into_id = u.id`
const records = Prisma.sql`(SELECT m.id FROM pupil m WHERE m.id = u.id OR m.merged_into_id = u.id)`

const placements = Prisma.sql`
  SELECT json_build_object('id', p.id, 'houseId', p.house_id, 'stayId', p.stay_id, 'year', p.year, 'from', p.from_on,
           'to', p.to_on, 'endedBy', p.ended_by, 'leftReason', p.left_reason, 'voided', p.voided_at IS NOT NULL,
           'atLeaving', p.at_leaving, 'class', json_build_object('id', c.id, 'number', c.number, 'parallel', c.parallel),
           'house', json_build_object('id', h.id, 'name', h.name, 'municipalityId', h.municipality_id)) AS row,
         row_number() OVER (ORDER BY p.from_on, p.voided_at DESC, p.id) AS place
    FROM placement p JOIN school_class c ON c.id = p.class_id JOIN house h ON h.id = p.house_id WHERE p.pupil_id = u.id`

const transfers = Prisma.sql`
  SELECT json_build_object('id', r.transfer_id, 'oldId', r.old_id, 'newId', r.new_id, 'day', r.day) AS row,
         r.transfer_id AS place
    FROM transfer_row r WHERE r.pupil_id = u.id AND ${stands('r')}`

const log = Prisma.sql`
  SELECT json_build_object('id', l.id::text, 'at', l.at, 'who', l.who, 'act', l.act, 'day', l.day, 'dayBefore', l.day_before,
           'fromHouseId', l.from_house_id, 'fromClass', l.from_class, 'toHouseId', l.to_house_id, 'toClass', l.to_class) AS row,
         l.id AS place
    FROM placement_log l WHERE l.pupil_id IN ${records}`

const groups = Prisma.sql`
  SELECT json_build_object('id', g.id, 'placeId', p.id, 'name', g.name, 'kind', g.kind, 'from', p.from_on, 'to', p.to_on,
           'house', json_build_object('id', h.id, 'name', h.name, 'municipalityId', h.municipality_id)) AS row,
         row_number() OVER (ORDER BY p.from_on, p.id) AS place
    FROM group_place p JOIN school_group g ON g.id = p.group_id JOIN house h ON h.id = g.house_id WHERE p.pupil_id = u.id`

const cards = Prisma.sql`
  SELECT json_build_object('id', c.id, 'number', c.number, 'validFrom', c.valid_from, 'validTo', c.valid_to,
           'closedOn', c.closed_on, 'houses', (SELECT json_agg(json_build_object('houseId', o.house_id, 'from', o.from_on)
              ORDER BY o.from_on) FROM card_house o WHERE o.card_id = c.id)) AS row,
         row_number() OVER (ORDER BY c.valid_from DESC, c.number) AS place
    FROM student_card c WHERE c.pupil_id = u.id`

const houses = Prisma.sql`
  SELECT json_build_object('id', h.id, 'name', h.name) AS row, h.id AS place FROM house h WHERE h.id IN (
    SELECT p.house_id FROM placement p WHERE p.pupil_id = u.id
     UNION SELECT o.house_id FROM student_card c JOIN card_house o ON o.card_id = c.id WHERE c.pupil_id = u.id
     UNION SELECT unnest(ARRAY[l.from_house_id, l.to_house_id]) FROM placement_log l WHERE l.pupil_id IN ${records})`
