import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyMigrations } from '@/scripts/migrate'
import { readMigrations } from '@/scripts/schema-engine'
import { freshDatabase } from '../support/database'

/** An office as it was before codes had one written form: each code and name in several spellings. */
const before = `
  INSERT INTO unit (id, code, name) VALUES
    ('00000000-0000-4000-8000-000000000001', 'LTFYS', 'Fu\u0308u\u0308sika\u00a0instituut');
  INSERT INTO learner (id, other_code, first_name, last_name, email) VALUES
    ('00000000-0000-4000-8000-000000000011', 'SE-LS-77', 'Lars', 'Svensson', 'lars@ylikool.example'),
    ('00000000-0000-4000-8000-000000000012', 'se-ls-77', 'Lars', 'Svensson', ''),
    ('00000000-0000-4000-8000-000000000013', 'SE\u2011LS\u201177', 'Lars', 'Svensson', ''),
    ('00000000-0000-4000-8000-000000000014', ' FI\u20111 / 2', 'Mari\u2010Liis', 'O\u0303ispuu\u00a0', 'ma\u00adri@ylikool.example'),
    ('00000000-0000-4000-8000-000000000015', NULL, 'Jaan', 'O\u2019Brien', '');
  INSERT INTO curriculum (code, name) VALUES ('LT\u2011Y', 'Füüsika'), ('80131', 'A'), ('80132', 'B');
  INSERT INTO study_place (id, learner_id, unit_id, code, level, started_on) VALUES
    ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001',
     'HB\u20110112', 'DOCTORAL', '2026-08-31');
  INSERT INTO study_term (study_place_id, aspect, value, from_on, imported_number) VALUES
    ('00000000-0000-4000-8000-000000000021', 'CURRICULUM', 'LT\u2011Y', '2026-08-31', 'HB\u20131 / 26');
  INSERT INTO grant_type (code, name, valid_from) VALUES ('OWN', 'Oma', '2020-01-01');
  INSERT INTO study_grant (id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, imported_number)
  SELECT ('00000000-0000-4000-8000-00000000003' || no)::uuid, '00000000-0000-4000-8000-000000000011',
         '00000000-0000-4000-8000-000000000021', 'OWN', '2026-09-01', '2026-12-31', 660, 'LTFYS', number
    FROM unnest(ARRAY['HB-G/26', 'HB-G / 26', 'hb-g/26', 'HB\u2013G/26', 'HB-H / 26']) WITH ORDINALITY AS x (number, no);
  INSERT INTO municipality (id, code, name) VALUES ('00000000-0000-4000-8000-000000000041', 'TLN', 'Tallinn');
  INSERT INTO house (id, municipality_id, name, kind, ehis_id, registry_code) VALUES
    ('00000000-0000-4000-8000-000000000042', '00000000-0000-4000-8000-000000000041', 'Kool', 'BASIC_SCHOOL', '04999', '75000001');
  INSERT INTO school_class (id, house_id, year, number, parallel) VALUES
    ('00000000-0000-4000-8000-000000000051', '00000000-0000-4000-8000-000000000042', 2026, 5, 'ö'),
    ('00000000-0000-4000-8000-000000000052', '00000000-0000-4000-8000-000000000042', 2026, 5, 'o\u0308'),
    ('00000000-0000-4000-8000-000000000053', '00000000-0000-4000-8000-000000000042', 2026, 6, 'o\u0308');
  INSERT INTO app_user (id, first_name, last_name, email) VALUES ('00000000-0000-4000-8000-000000000061', 'A', 'B', 'a@b.example');
  INSERT INTO document (id, type, kind, unit_id, creator_id, drafter_id, signer_id, basis, number, created_at)
  SELECT ('00000000-0000-4000-8000-00000000007' || no)::uuid, 'VICE_RECTOR_DIRECTIVE', 'OWN_FUNDS_ALLOWANCE',
         '00000000-0000-4000-8000-000000000001', u.id, u.id, u.id, '', number, '2026-11-01'::date + no::int
    FROM app_user u, unnest(ARRAY['HB/7-a', 'HB/7-A', 'HB/7 \u2013 a', 'HB/8']) WITH ORDINALITY AS x (number, no);`

let owner: pg.Client
let url: string
beforeAll(async () => {
  url = (await freshDatabase({ bare: true })).ownerUrl
  const all = (await readMigrations()).migrationDirectories.map(({ path }) => path)
  const name = all.find((path) => path.endsWith('_written_form'))!
  await applyMigrations(url, { before: name })
  owner = new pg.Client(url)
  await owner.connect()
  await owner.query(before)
  await applyMigrations(url)
})
afterAll(() => owner.end())

const column = async (sql: string) =>
  (await owner.query({ text: sql, rowMode: 'array' })).rows.map(([value]: unknown[]) => value)

test('the upgrade brings names, codes and addresses into their written form', async () => {
  expect(await column('SELECT name FROM unit')).toEqual(['Füüsika instituut'])
  expect(
    await column(
      `SELECT concat_ws('|', other_code, first_name, last_name, email) FROM learner WHERE last_name <> 'Svensson' ORDER BY id`,
    ),
  ).toEqual(['FI-1/2|Mari-Liis|Õispuu|mari@ylikool.example', "Jaan|O'Brien|"])
  expect(await column('SELECT code FROM curriculum ORDER BY code')).toEqual(['80131', '80132', 'LT-Y'])
  expect(await column('SELECT code FROM study_place')).toEqual(['HB-0112'])
  expect(await column('SELECT value FROM study_term')).toEqual(['LT-Y'])
  expect(await column('SELECT imported_number FROM study_term')).toEqual(['HB-1/26'])
  expect(await column('SELECT ehis_id FROM house')).toEqual(['4999'])
  expect(await column('SELECT parallel FROM school_class WHERE number = 6')).toEqual(['ö'])
})

test('the upgrade merges no rows: those that share a code keep their spellings and are listed as collisions', async () => {
  expect(await column(`SELECT place || ' ' || writing FROM desk_collision ORDER BY place, twin`)).toEqual([
    'learner SE-LS-77',
    'learner se-ls-77',
    'learner SE\u2011LS\u201177',
    'school_class 5.ö',
    'school_class 5.o\u0308',
    'study_grant HB-G/26',
    'study_grant hb-g/26',
    'study_grant HB-G / 26',
    'study_grant HB\u2013G/26',
  ])
})

test('the first of documents that spell one number differently holds it, and the others bear it as DHIS gave it', async () => {
  expect(await column('SELECT number_as_is FROM document ORDER BY id')).toEqual([false, true, true, false])
})

test('the audit tells how many values of each column the upgrade brought into their written form', async () => {
  const [details] = await column(`SELECT details FROM audit_entry WHERE act = 'written.form'`)
  expect(details).toMatchObject({ 'learner.other_code': 1, 'study_grant.imported_number': 1 })
})

describe('the database refuses a taken code in another spelling:', () => {
  test.each([
    [`INSERT INTO learner (other_code, first_name, last_name) VALUES ('Se\u2013Ls\u201377', 'L', 'S')`],
    [`INSERT INTO unit (code, name) VALUES ('ltfys', 'x')`],
    [`INSERT INTO curriculum (code, name) VALUES ('lt \u2013 y', 'x')`],
    [
      `INSERT INTO study_place (learner_id, unit_id, code, level, started_on) SELECT learner_id, unit_id, 'hb-0112', level, started_on FROM study_place`,
    ],
    [
      `INSERT INTO school_class (house_id, year, number, parallel) SELECT house_id, year, 5, 'Ö' FROM school_class LIMIT 1`,
    ],
    [
      `INSERT INTO study_grant (learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, imported_number)
       SELECT learner_id, study_place_id, type_code, paid_from, paid_to, 1, '', 'hb\u2212h/26' FROM study_grant LIMIT 1`,
    ],
  ])('%s', async (sql) => {
    await expect(owner.query(sql)).rejects.toMatchObject({ code: '23505' })
  })
})

describe('an index serves the look-up by written form:', () => {
  test.each([
    [`SELECT id FROM learner WHERE same_code(other_code) = ANY (ARRAY['a', 'b'])`, 'learner_same_other_code'],
    [`SELECT id FROM study_place WHERE same_code(code) = ANY (ARRAY['a', 'b'])`, 'study_place_same_code'],
    [`SELECT id FROM document WHERE same_code(number) = ANY (ARRAY['a', 'b'])`, 'document_same_number'],
    [`SELECT code FROM curriculum WHERE same_code(code) = 'a'`, 'curriculum_same_code'],
    [`SELECT id FROM student_card WHERE same_code(number) = 'a'`, 'student_card_same_number'],
    [
      `SELECT id FROM learner WHERE same_name(last_name) = 'a' AND same_name(first_name) = 'b'`,
      'learner_same_name',
    ],
  ])('%s', async (sql, index) => {
    await owner.query('SET enable_seqscan = off')
    // An index of rows that were changed just before serves once every older transaction of the server has ended.
    await expect.poll(async () => (await column(`EXPLAIN ${sql}`)).join('\n')).toContain(index)
  })
})

test('applying the migrations again changes nothing', async () => {
  expect(await applyMigrations(url)).toEqual([])
})
