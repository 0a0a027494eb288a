import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { readPerson } from '@/lib/access/person'
import { askTransfer, carryOut } from '@/lib/schools/transfers/commands/transfers'
import type { TransferInput } from '@/lib/schools/transfers/schema/transfers'
import { db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { municipalities } from '@/prisma/cast-schools'
import { atMost, inTurns, type Measured, type Statistics } from './support'

const pupils = 2_000
const classesEach = 40
const runs = 5
const now = new Date('2026-11-21T10:00:00Z')

/**
 * S5: 2,000 pupils moved to another house with everything that is kept of them, cards, next year, log and messages,
 * asked and carried out as the office does it, against a hand-written set-based SQL script that checks the same and writes
 * the same rows. Each side has houses of its own, made beforehand, and they alternate.
 */
export async function moving(url: string, statistics: Statistics): Promise<Measured[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  const person = (await readPerson(db(), users.piret.id))!
  const times = await inTurns(
    runs,
    async (input) => {
      await askTransfer({ db: db(), person, now }, input)
      if (!(await carryOut(db(), input.id, now))) throw new Error('Not carried out')
    },
    (input) => byHand(client, input),
    async () => {
      const input = await aSchool(client, pupils)
      if (statistics === 'fresh') await client.query('ANALYZE')
      return input
    },
  )
  await client.end()
  return [atMost('S5 moving 2,000 pupils', 'ms', 1.5, times)]
}

/** No two houses have one registry code. */
let houses = 0
const registryCode = () => String(75_900_000 + houses++)

/** Two houses with 40 classes each, 50 pupils in each class of the first with everything that is kept, no two of one name; and what is asked. */
export async function aSchool(client: pg.Client, pupils: number): Promise<TransferInput> {
  const [from, to] = [randomUUID(), randomUUID()]
  const sql = (text: string, ...values: unknown[]) => client.query(text, values)
  for (const [id, name] of [
    [from, 'Vana maja'],
    [to, 'Uus maja'],
  ])
    await sql(
      `INSERT INTO house (id, municipality_id, name, kind, ehis_id, registry_code) VALUES ($1, $2, $3, 'BASIC_SCHOOL', '9901', $4)`,
      id,
      municipalities.linn.id,
      name,
      registryCode(),
    )
  await sql(
    `INSERT INTO school_class (house_id, year, number, parallel)
     SELECT house, year, (n - 1) % 8 + 1 + year - 2026, chr(96 + (n - 1) / 8 + 1)
       FROM unnest($1::uuid[]) AS house, generate_series(2026, 2027) AS year, generate_series(1, $2::int) AS n`,
    [from, to],
    classesEach,
  )
  const { rows } = await sql(
    `WITH placed AS (
       INSERT INTO pupil (personal_code, first_name, last_name)
       SELECT left(gen_random_uuid()::text, 24), 'Anni', 'Kask' || translate(n::text, '0123456789', 'abcdefghij') FROM generate_series(1, $2::int) AS n RETURNING id)
     SELECT id FROM placed WHERE $1::uuid IS NOT NULL`,
    from,
    pupils,
  )
  const ids = rows.map(({ id }: { id: string }) => id)
  const placed = `(SELECT u.id, row_number() OVER () AS at FROM unnest($1::uuid[]) AS u(id)) AS u
     JOIN (SELECT c.*, row_number() OVER (PARTITION BY year ORDER BY number, parallel) - 1 AS at FROM school_class c WHERE house_id = $2) AS c
       ON c.at = u.at % ${classesEach}`
  await sql(
    `INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on)
     SELECT u.id, c.id, c.house_id, c.year, make_date(c.year, 9, 1), make_date(c.year + 1, 8, 31) FROM ${placed}`,
    ids,
    from,
  )
  const kept = (table: string, columns: string, values: string, each = 1) =>
    sql(
      `INSERT INTO ${table} (pupil_id, house_id, ${columns})
       SELECT u, $2, ${values} FROM unnest($1::uuid[]) AS u, generate_series(1, ${each}) AS n`,
      ids,
      from,
    )
  await kept('special_needs', 'changed_on, needs', `'2026-09-10', '{LUGEMISRASKUS}'`)
  await kept(
    'decision',
    'issuer, number, decided_on, valid_from, content',
    `'HARNO', '8-1/26/' || n, '2026-06-12', '2026-09-01', 'Soovitatav on tõhustatud tugi.'`,
  )
  await kept('foreign_language', 'changed_on, language, level', `'2026-09-01', 'KEEL' || n, 'A'`, 2)
  await kept('swimming', 'changed_on, planned_hours', `'2026-10-15', 24`)
  await kept('consent', 'number, decided_on, given', `'N-' || n, '2026-09-03', true`, 2)
  await kept('absence', 'year, quarter, hours, times', `2026, n, 14, 5`, 3)
  await kept('failing_grade', 'changed_on, year, subject', `'2026-06-10', 2025, 'MATEMAATIKA'`)
  await sql(
    `WITH given AS (
       INSERT INTO student_card (pupil_id, number, valid_from, valid_to)
       SELECT u, gen_random_uuid(), '2026-09-01', '2027-08-31' FROM unnest($1::uuid[]) AS u RETURNING id)
     INSERT INTO card_house (card_id, from_on, house_id) SELECT id, '2026-09-01', $2 FROM given`,
    ids,
    from,
  )
  await sql(
    `INSERT INTO delivery (neighbour, topic, key, thread, pupil_id, house_id, due_on, due_at, payload)
     SELECT 'EHIS', 'ehis.pupil', gen_random_uuid(), 'ehis.pupil:' || u, u, $2, '2027-02-01', '2027-02-01', '{}' FROM unnest($1::uuid[]) AS u`,
    ids,
    from,
  )
  const moves = await sql(
    `SELECT f.id AS "fromClassId", t.id AS "toClassId", n.id AS "nextClassId", array_agg(p.pupil_id::text) AS "pupilIds"
       FROM school_class f JOIN placement p ON p.class_id = f.id
       JOIN school_class t ON t.house_id = $2 AND t.year = f.year AND (t.number, t.parallel) = (f.number, f.parallel)
       JOIN school_class n ON n.house_id = $2 AND n.year = f.year + 1 AND (n.number, n.parallel) = (f.number + 1, f.parallel)
      WHERE f.house_id = $1 AND f.year = 2026 GROUP BY 1, 2, 3`,
    from,
    to,
  )
  return { id: randomUUID(), day: '2026-12-01', houseId: to, moves: moves.rows as TransferInput['moves'] }
}

const keptColumns = {
  special_needs: 'changed_on, needs, services, specialist_text, measures_text, other_text',
  decision: 'issuer, number, decided_on, valid_from, valid_to, content, consent, consent_on, consent_note',
  foreign_language: 'changed_on, language, level',
  swimming: 'changed_on, planned_hours, done_hours, group_size, level, trainer_code, assistant_codes',
  consent: 'number, decided_on, given, note',
  absence: 'year, quarter, hours, times',
  failing_grade: 'changed_on, year, subject',
}

/** A pupil's rows, looked up by key (OFFSET 0), or on no statistics the floor is what is slow. */
const byPupil = (table: string, pupil = 'm.pupil_id') =>
  `SELECT * FROM ${table} WHERE pupil_id = ${pupil} OFFSET 0`

async function byHand(client: pg.Client, { id, day, houseId, moves }: TransferInput) {
  const sql = (text: string, ...values: unknown[]) => client.query(text, values)
  await client.query('BEGIN')
  await client.query(
    `CREATE TEMP TABLE moving (pupil_id uuid PRIMARY KEY, old_id uuid, old_house uuid, old_to date, old_class uuid,
       new_class uuid, next_class uuid, void_id uuid, new_id uuid DEFAULT gen_random_uuid(), next_id uuid) ON COMMIT DROP`,
  )
  const asked = moves.flatMap(({ pupilIds, toClassId, nextClassId }) =>
    pupilIds.map((pupil) => ({ pupil, to: toClassId, next: nextClassId })),
  )
  await sql(
    `INSERT INTO moving SELECT u.id, p.id, p.house_id, p.to_on, p.class_id, x.to, x.next, v.id, gen_random_uuid(), gen_random_uuid()
       FROM json_to_recordset($1) AS x(pupil uuid, "to" uuid, next uuid) JOIN pupil u ON u.id = x.pupil
       CROSS JOIN LATERAL (${byPupil('placement', 'u.id')}) AS p
       LEFT JOIN LATERAL (${byPupil('placement', 'u.id')}) AS v ON v.voided_at IS NULL AND v.house_id = p.house_id AND v.year = 2027
      WHERE p.voided_at IS NULL AND p.year = 2026`,
    JSON.stringify(asked),
  )
  await client.query(
    'SELECT FROM pupil WHERE id IN (SELECT pupil_id FROM moving) ORDER BY id FOR NO KEY UPDATE',
  )
  await client.query('ANALYZE moving')
  const refused = await sql(
    `SELECT m.pupil_id FROM moving m CROSS JOIN LATERAL (${byPupil('placement')}) AS p WHERE p.voided_at IS NULL
       AND p.id NOT IN (m.old_id, m.void_id) AND p.from_on <= m.old_to AND p.to_on >= $1::date
     UNION ALL SELECT m.pupil_id FROM moving m CROSS JOIN LATERAL (${byPupil('group_place')}) AS g WHERE g.to_on IS NULL OR g.to_on >= $1::date
     UNION ALL SELECT m.pupil_id FROM moving m JOIN school_class o ON o.id = m.old_class JOIN school_class n ON n.id = m.new_class
      WHERE (o.year, o.number) <> (n.year, n.number)`,
    day,
  )
  if (refused.rows.length > 0) throw new Error('Refused')
  await sql(
    `INSERT INTO transfer (id, municipality_id, asked_at, asked_by_id, who, day, house_id, state, ended_at)
     VALUES ($1, $2, $3, $4, 'Piret Allik', $5, $6, 'MADE', $3)`,
    id,
    municipalities.linn.id,
    now,
    users.piret.id,
    day,
    houseId,
  )
  await sql(
    `UPDATE placement p SET voided_at = $2::timestamptz, voided_by_id = $1::uuid FROM moving m WHERE p.id = m.void_id`,
    id,
    now,
  )
  await sql(
    `UPDATE placement p SET to_on = $1::date - 1, ended_by = 'TRANSFER' FROM moving m WHERE p.id = m.old_id`,
    day,
  )
  await sql(
    `INSERT INTO placement (id, pupil_id, class_id, house_id, year, from_on, to_on, stay_id)
     SELECT new_id, pupil_id, new_class, $2::uuid, 2026, $3::date, old_to, $1::uuid FROM moving
     UNION ALL SELECT next_id, pupil_id, next_class, $2::uuid, 2027, '2027-09-01', '2028-08-31', $1::uuid FROM moving`,
    id,
    houseId,
    day,
  )
  await sql(
    `INSERT INTO transfer_row (transfer_id, pupil_id, old_id, old_to_on, new_class_id, day, new_id, voided_id, next_class_id, next_id)
     SELECT $1::uuid, pupil_id, old_id, old_to, new_class, $2::date, new_id, void_id, next_class, next_id FROM moving`,
    id,
    day,
  )
  for (const [table, columns] of Object.entries(keptColumns))
    await sql(
      `INSERT INTO ${table} (pupil_id, house_id, stay_id, origin_id, ${columns})
       SELECT k.pupil_id, $2::uuid, $1::uuid, k.id, ${columns} FROM moving m CROSS JOIN LATERAL (${byPupil(table)}) AS k
        WHERE k.house_id = m.old_house AND k.stay_id IS NULL`,
      id,
      houseId,
    )
  await sql(
    `INSERT INTO card_house (card_id, from_on, house_id, transfer_id)
     SELECT s.id, $3::date - 1, $2::uuid, $1::uuid FROM moving m CROSS JOIN LATERAL (${byPupil('student_card')}) AS s
      WHERE s.closed_on IS NULL AND s.valid_to >= $3::date`,
    id,
    houseId,
    day,
  )
  await sql(
    `INSERT INTO placement_log (at, by_id, who, act, pupil_id, from_house_id, from_class, to_house_id, to_class, day, transfer_id)
     SELECT $2::timestamptz, $3::uuid, 'Piret Allik', x.act::"PlacementAct", m.pupil_id, m.old_house, o.number || '.' || o.parallel, $4::uuid, n.number || '.' || n.parallel, $5::date, $1::uuid
       FROM moving m JOIN school_class o ON o.id = m.old_class JOIN school_class n ON n.id = m.new_class, (VALUES ('MOVED'), ('VOIDED'), ('COPIED')) AS x(act)`,
    id,
    now,
    users.piret.id,
    houseId,
    day,
  )
  await sql(
    `WITH found AS (SELECT d.id, d.house_id FROM moving m CROSS JOIN LATERAL (${byPupil('delivery')} FOR UPDATE) AS d
                     WHERE d.house_id = m.old_house AND d.topic = 'ehis.pupil' AND d.due_on >= $3::date AND d.state NOT IN ('DONE', 'CALLED_OFF')),
     noted AS (INSERT INTO readdressing (delivery_id, transfer_id, from_house_id, to_house_id) SELECT id, $1::uuid, house_id, $2::uuid FROM found)
     UPDATE delivery d SET house_id = $2::uuid FROM found WHERE d.id = found.id`,
    id,
    houseId,
    day,
  )
  await sql(
    `INSERT INTO delivery (neighbour, topic, key, thread, pupil_id, house_id, due_on, due_at, payload)
     SELECT 'EHIS', 'ehis.pupil', 'ehis.pupil:' || gen_random_uuid(), 'ehis.pupil:' || m.pupil_id, m.pupil_id, $2::uuid, $3::date,
            ($3::date)::timestamp AT TIME ZONE 'Europe/Tallinn',
            jsonb_build_object('message', jsonb_build_object('kind', 'CLASS', 'on', $3::date, 'parallel', n.parallel),
              'byId', $4::text, 'cause', jsonb_build_object('act', 'TRANSFER', 'transferId', $1::text))
       FROM moving m JOIN school_class n ON n.id = m.new_class`,
    id,
    houseId,
    day,
    users.piret.id,
  )
  await client.query('COMMIT')
}
