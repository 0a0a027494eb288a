import type { Person } from '@/lib/access/rights'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { housesWhere } from '../scope'
import type { PlacementFacts, TransferredPupil, TransferAsk, TransferFacts } from './rules/plan'

/**
 * All facts for planning a transfer, in a fixed number of statements, within the person's rights. `undoing`: a transfer
 * whose void placements count as though they were in force.
 */
export async function transferFacts(
  db: Db | Tx,
  person: Person,
  ask: TransferAsk,
  { today, undoing }: { today: Day; undoing?: string },
): Promise<TransferFacts> {
  const classIds = ask.moves.flatMap(({ fromClassId, toClassId, nextClassId, repeatClassId }) =>
    [fromClassId, toClassId, nextClassId ?? [], repeatClassId ?? []].flat(),
  )
  const classes = await db.schoolClass.findMany({
    where: { id: { in: classIds }, house: housesWhere(person) },
    select: { id: true, houseId: true, year: true, number: true, parallel: true },
  })
  const houses = await db.house.findMany({
    where: {
      AND: [{ id: { in: [ask.houseId, ...classes.map(({ houseId }) => houseId)] } }, housesWhere(person)],
    },
    include: { municipality: { select: { movesBetweenHouses: true } } },
  })
  const pupilIds = ask.moves.flatMap((move) => move.pupilIds)
  return {
    today,
    classes,
    houses: houses.map(({ closedOn, municipality, ...house }) => ({
      ...house,
      closedOn: closedOn && dayFromDate(closedOn),
      switchedOn: municipality.movesBetweenHouses,
    })),
    pupils: await pupilFacts(db, pupilIds, ask.day, undoing ?? null),
  }
}

type FactsRow = {
  id: string
  name: string
  placements: PlacementFacts[] | null
  places: TransferredPupil['places'] | null
}

/** Pupils with all placements in force, and the places in groups that last until the day or longer. */
async function pupilFacts(
  db: Db | Tx,
  ids: readonly string[],
  day: Day,
  undoing: string | null,
): Promise<TransferredPupil[]> {
  const rows = await db.$queryRaw<FactsRow[]>`
    WITH asked AS (SELECT id, first_name || ' ' || last_name AS name FROM pupil WHERE id = ANY(${[...ids]}::uuid[])),
    placed AS (
      SELECT p.pupil_id, json_agg(json_build_object('id', p.id, 'classId', p.class_id, 'houseId', p.house_id,
               'houseName', h.name, 'year', p.year, 'number', c.number, 'parallel', c.parallel, 'from', p.from_on, 'to', p.to_on, 'endedBy', p.ended_by, 'leftReason', p.left_reason,
               'stayId', p.stay_id) ORDER BY p.from_on) AS placements
        FROM asked a CROSS JOIN LATERAL (SELECT * FROM placement p WHERE p.pupil_id = a.id OFFSET 0) AS p
        JOIN house h ON h.id = p.house_id JOIN school_class c ON c.id = p.class_id
       WHERE p.voided_at IS NULL OR p.voided_by_id = ${undoing}::uuid
       GROUP BY 1),
    grouped AS (
      SELECT g.pupil_id, json_agg(json_build_object('kind', s.kind, 'name', s.name, 'houseId', s.house_id,
               'from', g.from_on, 'to', g.to_on) ORDER BY g.from_on, s.name) AS places
        FROM asked a CROSS JOIN LATERAL (SELECT * FROM group_place g WHERE g.pupil_id = a.id OFFSET 0) AS g
        JOIN school_group s ON s.id = g.group_id
       WHERE g.to_on IS NULL OR g.to_on >= ${day}::date
       GROUP BY 1)
    SELECT a.id, a.name, p.placements, g.places
      FROM asked a LEFT JOIN placed p ON p.pupil_id = a.id LEFT JOIN grouped g ON g.pupil_id = a.id`
  return rows.map(({ placements, places, ...pupil }) => ({
    ...pupil,
    placements: placements ?? [],
    places: places ?? [],
  }))
}
