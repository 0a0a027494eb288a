import type pg from 'pg'
import { units } from '@/prisma/cast'
import { houses, municipalities } from '@/prisma/cast-schools'

/** One of each among the rows of a load: a statement that finds its id, under the name that pages are asked about. */
const found = {
  learner: `SELECT l.id FROM study_grant l_g JOIN study_place p ON p.id = l_g.study_place_id JOIN document_row r ON r.study_place_id = p.id
              JOIN learner l ON l.id = p.learner_id WHERE p.unit_id = '${units.LT.id}' GROUP BY l.id ORDER BY count(*) DESC, l.id LIMIT 1`,
  ...documents({ draft: 'DRAFT', checked: 'CHECKED', issued: 'ISSUED', registered: 'REGISTERED' }),
  delivery: `SELECT x.id FROM delivery x JOIN document d ON d.id = x.document_id WHERE d.unit_id = '${units.LT.id}' AND x.topic = 'dhis.register' ORDER BY x.seq LIMIT 1`,
  run: `SELECT r.id FROM run r JOIN programme p ON p.id = r.programme_id JOIN registrant g ON g.run_id = r.id
         WHERE p.unit_id = '${units.LT.id}' AND r.juhan_id LIKE 'load-%' GROUP BY r.id ORDER BY count(*) DESC, r.id LIMIT 1`,
  class: `SELECT c.id FROM school_class c JOIN placement p ON p.class_id = c.id JOIN house h ON h.id = c.house_id
           WHERE h.municipality_id = '${municipalities.linn.id}' GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1`,
  pupil: `SELECT r.pupil_id AS id FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id WHERE t.municipality_id = '${municipalities.linn.id}' ORDER BY 1 LIMIT 1`,
  transfer: `SELECT id FROM transfer WHERE municipality_id = '${municipalities.linn.id}' AND state = 'MADE' ORDER BY 1 LIMIT 1`,
  group: `SELECT g.id FROM school_group g JOIN house h ON h.id = g.house_id WHERE h.municipality_id = '${municipalities.linn.id}' ORDER BY 1 LIMIT 1`,
  house: `SELECT id FROM house WHERE municipality_id = '${municipalities.linn.id}' AND id NOT IN ('${Object.values(
    houses,
  )
    .map(({ id }) => id)
    .join(`', '`)}') ORDER BY 1 LIMIT 1`,
  pupilMessage: `SELECT x.id FROM delivery x JOIN house h ON h.id = x.house_id WHERE h.municipality_id = '${municipalities.linn.id}' AND x.topic = 'ehis.pupil' ORDER BY x.seq DESC LIMIT 1`,
  user: `SELECT id FROM app_user WHERE email LIKE 'kasutaja%' ORDER BY email LIMIT 1`,
}

/** Documents of the clerk's unit with the most persons. */
function documents<Name extends string>(states: Record<Name, string>) {
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => [
      name,
      `SELECT d.id FROM document d JOIN document_row r ON r.document_id = d.id WHERE d.unit_id = '${units.LT.id}' AND d.state = '${String(state)}'
          AND d.type = 'VICE_DEAN_DIRECTIVE' GROUP BY d.id ORDER BY count(*) DESC, d.id LIMIT 1`,
    ]),
  ) as Record<Name, string>
}

export type GrownSubjects = Record<keyof typeof found, string>

/** Finds them; throws when the load has made none of one. */
export async function grownSubjects(owner: pg.Client): Promise<GrownSubjects> {
  const ids: Partial<GrownSubjects> = {}
  for (const [name, statement] of Object.entries(found)) {
    const { rows } = await owner.query<{ id: string }>(statement)
    if (!rows[0]) throw new Error(`The load has made no ${name}`)
    ids[name as keyof GrownSubjects] = rows[0].id
  }
  return ids as GrownSubjects
}
