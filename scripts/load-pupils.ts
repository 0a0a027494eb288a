import pg from 'pg'
import { firstNames, id, lastNames } from './load-names'

/** As many as spec 9 has: 160,000 pupils in 600 houses. */
const aHouse = 267

/**
 * Adds that many pupils with a placement this school year and its line in the log, in new houses of the existing
 * municipalities, two houses per school: each with a foreign language, every second with a card, every third with
 * absences, every fifth swims, every tenth with needs, every twentieth with a decision or in a day group, every fourth
 * known to EHIS. A fixed number of statements, whatever the number.
 */
export async function loadPupils(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const there = async (table: string, family: number) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE id BETWEEN $1 AND $2`,
      [`${family}0000000-0000-4000-8000-000000000000`, `${family}0000000-0000-4000-8000-999999999999`],
    )
    return rows[0]!.n
  }
  try {
    const [from, houseFrom] = [await there('pupil', 5), await there('house', 3)]
    const houseCount = Math.max(2, Math.ceil(count / aHouse))
    const range = [from, from + count - 1]
    const houseRange = [houseFrom, houseFrom + houseCount - 1]
    await client.query('BEGIN')
    await client.query(houses, houseRange)
    await client.query(classes, houseRange)
    await client.query(groups, houseRange)
    await client.query(pupils, [...range, firstNames, lastNames])
    for (const sql of [placements, ...kept]) await client.query(sql, [...range, ...houseRange])
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

const houses = `
  INSERT INTO house (id, municipality_id, name, kind, ehis_id, branch_code, registry_code)
  SELECT ${id(3)}, (SELECT array_agg(id ORDER BY code) FROM municipality)[1 + (n / 2) % (SELECT count(*) FROM municipality)],
         (n / 2 + 1) || '. näidiskool, ' || (n % 2 + 1) || '. maja', 'BASIC_SCHOOL', 500000 + n / 2, n % 2 + 1, 80000000 + n
    FROM generate_series($1::int, $2::int) AS n`

/** Of this school year and the next, two parallels; its number tells house, year, number and parallel. */
const classes = `
  INSERT INTO school_class (id, house_id, year, number, parallel)
  SELECT ${id(4, 'h * 36 + (y - 2026) * 18 + (number - 1) * 2 + parallel')}, ${id(3, 'h')}, y, number, chr(97 + parallel)
    FROM generate_series($1::int, $2::int) AS h, generate_series(2026, 2027) AS y, generate_series(1, 9) AS number,
         generate_series(0, 1) AS parallel`

const groups = `
  INSERT INTO school_group (id, house_id, kind, name)
  SELECT ${id(6)}, ${id(3)}, 'DAY', 'Pikapäevarühm' FROM generate_series($1::int, $2::int) AS n`

/** Personal codes with a true check digit (two passes), born before all of the cast. */
const pupils = `
  INSERT INTO pupil (id, personal_code, first_name, last_name)
  SELECT ${id(5)}, ten || CASE WHEN a % 11 < 10 THEN a % 11 WHEN b % 11 < 10 THEN b % 11 ELSE 0 END,
         ($3::text[])[1 + n % 12], ($4::text[])[1 + (n / 12) % 12] || CASE WHEN n % 7 = 0 THEN '-' || ($4::text[])[1 + (n / 84) % 12] ELSE '' END
    FROM (SELECT n, (5 + n % 2)::text || to_char(date '2004-01-01' + (n / 800)::int, 'YYMMDD') || (200 + n % 800)::text AS ten
            FROM generate_series($1::int, $2::int) AS n) AS person
   CROSS JOIN LATERAL (
     SELECT sum(substr(ten, k, 1)::int * ((k - 1) % 9 + 1)) AS a, sum(substr(ten, k, 1)::int * ((k + 1) % 9 + 1)) AS b
       FROM generate_series(1, 10) AS k) AS digit`

/** Distributes pupils over the houses in turn, and in each round over this year's classes. */
const stands = `
  SELECT n, h, ${id(5)} AS pupil_id, ${id(3, 'h')} AS house_id, h * 36 + round % 18 AS class
    FROM (SELECT n, $3::int + (n - $1::int) % ($4::int - $3::int + 1) AS h, (n - $1::int) / ($4::int - $3::int + 1) AS round
            FROM generate_series($1::int, $2::int) AS n) AS each`
const of = (target: string, values: string, which = 'true') =>
  `INSERT INTO ${target} SELECT ${values} FROM (${stands}) AS s WHERE ${which}`

const placements = of(
  'placement (id, pupil_id, class_id, house_id, year, from_on, to_on)',
  `${id(7)}, pupil_id, ${id(4, 'class')}, house_id, 2026, date '2026-09-01', date '2027-08-31'`,
)

const kept = [
  of(
    'placement_log (at, by_id, who, act, pupil_id, to_house_id, to_class, day)',
    `timestamptz '2026-08-25 09:00', pupil_id, 'load', 'PLACED', pupil_id, house_id,
     (class % 18) / 2 + 1 || '.' || chr(97 + class % 2), date '2026-09-01'`,
  ),
  of(
    'foreign_language (pupil_id, house_id, changed_on, language, level)',
    `pupil_id, house_id, date '2026-09-01', 'INGLISE', 'A'`,
  ),
  of(
    'student_card (id, pupil_id, number, valid_from, valid_to)',
    `${id(8)}, pupil_id, 'L' || n, date '2026-09-01', date '2027-08-31'`,
    'n % 2 = 0',
  ),
  of('card_house (card_id, from_on, house_id)', `${id(8)}, date '2026-09-01', house_id`, 'n % 2 = 0'),
  of(
    'absence (pupil_id, house_id, year, quarter, hours, times)',
    'pupil_id, house_id, 2026, 1, 1 + n % 20, 1 + n % 5',
    'n % 3 = 0',
  ),
  of(
    'swimming (pupil_id, house_id, changed_on, planned_hours, done_hours, group_size, level)',
    `pupil_id, house_id, date '2026-10-15', 24, n % 25, '12', 'ALGAJA'`,
    'n % 5 = 0',
  ),
  of(
    'special_needs (pupil_id, house_id, changed_on, needs)',
    `pupil_id, house_id, date '2026-09-10', '{LUGEMISRASKUS}'`,
    'n % 10 = 0',
  ),
  of(
    'decision (pupil_id, house_id, issuer, number, decided_on, valid_from, content)',
    `pupil_id, house_id, 'HARNO', '8-1/26/L' || n, date '2026-06-12', date '2026-09-01', 'Soovitatav on logopeedi teenus.'`,
    'n % 20 = 0',
  ),
  of('group_place (group_id, pupil_id, from_on)', `${id(6, 'h')}, pupil_id, date '2026-09-01'`, 'n % 20 = 1'),
  of(
    'delivery (neighbour, topic, key, thread, house_id, pupil_id, due_on, payload, state, due_at, settled_at)',
    `'EHIS', 'ehis.pupil', 'load:' || n, 'ehis.pupil:' || pupil_id, house_id, pupil_id, date '2026-09-01',
     '{"message": {"kind": "LANGUAGES", "on": "2026-09-01", "languages": [{"language": "INGLISE", "level": "A"}]},
       "byId": "00000000-0000-4000-8000-000000000000", "cause": {"act": "EDIT"}}',
     'DONE', timestamptz '2026-09-01 00:00', timestamptz '2026-09-01 09:00'`,
    'n % 4 = 0',
  ),
]
