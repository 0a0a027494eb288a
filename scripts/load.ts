/**
 * `npm run load -- --learners 100000 --pupils 160000` beside `npm start` adds invented learners and pupils to its
 * database, or to the one at DATABASE_OWNER_URL: for benches, and to see how pages perform for a whole office. It never
 * deletes.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { runningEngine } from './engine'
import { firstNames, id, lastNames } from './load-names'
import { loadPupils } from './load-pupils'

/**
 * Adds that many learners with a study place each in the existing units: every second doctoral, every tenth with a
 * leave next spring, every fifth attested long ago, every third with a grant that has ended, every hundredth with a
 * doctoral allowance in force. Six statements, whatever the number.
 */
export async function load(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const there = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM learner WHERE id::text LIKE '1%'`,
    )
    const from = Number(there.rows[0]!.n)
    const range = [from, from + count - 1]
    await client.query('BEGIN')
    await client.query(learners, [...range, firstNames, lastNames])
    await client.query(studyPlaces, range)
    for (const sql of [terms, leaves, attestations, grants]) await client.query(sql, range)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** Personal codes with a true check digit (two passes), with serial numbers that nobody in the cast has. */
const learners = `
  INSERT INTO learner (id, personal_code, first_name, last_name, email, bank_account)
  SELECT ${id(1)}, ten || CASE WHEN a % 11 < 10 THEN a % 11 WHEN b % 11 < 10 THEN b % 11 ELSE 0 END,
         ($3::text[])[1 + n % 12], ($4::text[])[1 + (n / 12) % 12] || CASE WHEN n % 7 = 0 THEN '-' || ($4::text[])[1 + (n / 84) % 12] ELSE '' END,
         'oppija' || n || '@ylikool.example', 'EE382200221020145685'
    FROM (SELECT n, (3 + n % 2)::text || to_char(date '1950-01-01' + (n / 800)::int, 'YYMMDD') || (200 + n % 800)::text AS ten
            FROM generate_series($1::int, $2::int) AS n) AS person
   CROSS JOIN LATERAL (
     SELECT sum(substr(ten, k, 1)::int * ((k - 1) % 9 + 1)) AS a, sum(substr(ten, k, 1)::int * ((k + 1) % 9 + 1)) AS b
       FROM generate_series(1, 10) AS k) AS digit`

const studyPlaces = `
  INSERT INTO study_place (id, learner_id, unit_id, code, level, started_on, nominal_end_on)
  SELECT ${id(2)}, ${id(1)}, (SELECT array_agg(id ORDER BY code) FROM unit)[1 + n % (SELECT count(*) FROM unit)],
         'L' || n, (CASE WHEN n % 2 = 0 THEN 'DOCTORAL' ELSE 'MASTER' END)::"Level",
         date '2023-09-01' + (n % 700)::int, date '2027-08-31' + (n % 700)::int
    FROM generate_series($1::int, $2::int) AS n`

const terms = `
  INSERT INTO study_term (study_place_id, aspect, value, from_on, imported_number, imported_on)
  SELECT ${id(2)}, aspect::"TermAspect", value, date '2023-09-01', 'import', date '2023-09-01'
    FROM generate_series($1::int, $2::int) AS n
   CROSS JOIN LATERAL (VALUES ('LOAD', CASE WHEN n % 20 = 0 THEN 'PART' ELSE 'FULL' END), ('FUNDING', 'STATE_FUNDED'),
                              ('CURRICULUM', 'LOAD' || n % 50), ('MAIN_STATE', 'STUDYING')) AS term(aspect, value)`

const leaves = `
  INSERT INTO academic_leave (study_place_id, from_on, to_on, imported_number, imported_on)
  SELECT ${id(2)}, date '2027-02-01', date '2027-06-30', 'import', date '2026-10-01'
    FROM generate_series($1::int, $2::int) AS n WHERE n % 10 = 0`

const attestations = `
  INSERT INTO attestation (study_place_id, attested_on, decision)
  SELECT ${id(2)}, CASE WHEN n % 5 = 0 THEN date '2024-06-12' ELSE date '2026-06-12' END, 'POSITIVE'
    FROM generate_series($1::int, $2::int) AS n WHERE n % 2 = 0`

const grants = `
  INSERT INTO study_grant (learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source,
                           imported_number, imported_on)
  SELECT ${id(1)}, ${id(2)}, CASE WHEN n % 100 = 1 THEN 'DOCTORAL_ALLOWANCE' ELSE 'BASIC_ALLOWANCE' END,
         CASE WHEN n % 100 = 1 THEN date '2026-09-01' ELSE date '2025-09-01' END,
         CASE WHEN n % 100 = 1 THEN date '2027-08-31' ELSE date '2026-06-30' END, 660, 'HTM', 'import', date '2025-09-01'
    FROM generate_series($1::int, $2::int) AS n WHERE n % 3 = 0 OR n % 100 = 1`

/** The named database, else that of the running `npm start`. */
export async function addressToLoad(): Promise<string> {
  const named = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL
  const url = named ?? (await runningEngine())
  if (!url)
    throw new Error('No database is running here: begin with npm start, or name one in DATABASE_OWNER_URL.')
  return url
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { values } = parseArgs({
    options: { learners: { type: 'string', default: '10000' }, pupils: { type: 'string', default: '0' } },
  })
  if (![values.learners, values.pupils].every((count) => /^\d{1,7}$/.test(count)))
    throw new Error('Say how many: npm run load -- --learners 10000 --pupils 160000')
  const url = await addressToLoad()
  if (Number(values.learners) > 0) await load(url, Number(values.learners))
  if (Number(values.pupils) > 0) await loadPupils(url, Number(values.pupils))
  console.log(`${values.learners} learners and ${values.pupils} pupils added`)
}
