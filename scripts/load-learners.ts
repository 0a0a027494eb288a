import { draws, firstNames, id, lastNames, oneOf, personalCode, type Range } from './load-names'

const subjects =
  'Füüsika Keemia Bioloogia Matemaatika Informaatika Geograafia Ajalugu Filosoofia Psühholoogia Majandusteadus Õigusteadus Arstiteadus Eripedagoogika Semiootika Kirjandus Sotsioloogia Ökoloogia Robootika Statistika Teoloogia'.split(
    ' ',
  )
const ofSubjects =
  'füüsika keemia bioloogia matemaatika informaatika geograafia ajaloo filosoofia psühholoogia majandus õigus arsti eripedagoogika semiootika kirjanduse sotsioloogia ökoloogia robootika statistika teoloogia'.split(
    ' ',
  )

/** Units with a clerk and a vice-dean each, who signs there. */
export const units = [
  ({ from, to }: Range) => `
    INSERT INTO unit (id, code, name, contact, finance_recipients)
    SELECT ${id('a')}, 'Y' || lpad((n + 1)::text, 3, '0'),
           initcap(${oneOf(ofSubjects, 'n % 20')}) || ' ' || CASE WHEN n < 20 THEN 'instituut' ELSE (n / 20 + 1) || '. osakond' END,
           'Y' || (n + 1) || '@ylikool.example', ARRAY['rahandus@ylikool.example']
      FROM generate_series(${from}, ${to}) AS n`,
  ({ from, to, seed }: Range) => `
    INSERT INTO app_user (id, first_name, last_name, email)
    SELECT ${id('a1', 'k')}, ${oneOf(firstNames, draws(seed).skewed(1, firstNames.length, 'k'))},
           ${oneOf(lastNames, draws(seed).skewed(2, lastNames.length, 'k'))}, 'kasutaja' || k || '@ylikool.example'
      FROM generate_series(${from * 2}, ${to * 2 + 1}) AS k`,
  ({ from, to }: Range) => `
    INSERT INTO user_role (id, user_id, role)
    SELECT ${id('a2', 'k')}, ${id('a1', 'k')}, (CASE WHEN k % 2 = 0 THEN 'UNIT_CLERK' ELSE 'VICE_DEAN' END)::"Role"
      FROM generate_series(${from * 2}, ${to * 2 + 1}) AS k`,
  ({ from, to }: Range) => `
    INSERT INTO role_unit (role_id, unit_id)
    SELECT ${id('a2', 'k')}, ${id('a', 'k / 2')} FROM generate_series(${from * 2}, ${to * 2 + 1}) AS k`,
  ({ from, to }: Range) => `
    INSERT INTO signing (id, user_id, unit_id, type, title, valid_from)
    SELECT ${id('a3', 'n * 5 + k - 1')}, ${id('a1', 'n * 2 + 1')}, ${id('a')}, type, 'õppeprodekaan', date '2015-01-01'
      FROM generate_series(${from}, ${to}) AS n
     CROSS JOIN unnest('{VICE_DEAN_DIRECTIVE,PROPOSAL,DIPLOMA,TRANSCRIPT,NOTICE}'::"DocumentType"[]) WITH ORDINALITY AS t (type, k)`,
]

export const curricula = 200
export const curriculaOf = () => `
  INSERT INTO curriculum (code, name)
  SELECT 'L' || 1001 + n, ${oneOf(subjects, 'n % 20')} || CASE WHEN n < 20 THEN '' ELSE ' ' || n / 20 + 1 END
    FROM generate_series(0, ${curricula - 1}) AS n ON CONFLICT DO NOTHING`

/** Three of five study; of the others two of three have graduated. By number and seed, as every statement asks it. */
const state = (seed: number) =>
  `CASE WHEN ${draws(seed).part(20)} < 0.6 THEN 'STUDYING' WHEN ${draws(seed).part(20)} < 0.87 THEN 'GRADUATED' ELSE 'EXMATRICULATED' END`
const level = (seed: number) =>
  `CASE WHEN ${draws(seed).part(21)} < 0.38 THEN 'BACHELOR' WHEN ${draws(seed).part(21)} < 0.63 THEN 'MASTER'
        WHEN ${draws(seed).part(21)} < 0.73 THEN 'INTEGRATED' WHEN ${draws(seed).part(21)} < 0.85 THEN 'PROFESSIONAL' ELSE 'DOCTORAL' END`
/** Those who study began in the last four Septembers, the others earlier. */
const startedOn = (seed: number) =>
  `make_date(CASE WHEN ${draws(seed).part(20)} < 0.6 THEN 2026 ELSE 2021 END - ${draws(seed).whole(22, 4)}, 9, 1)`
/** Of those who don't study any more: within three years of the start. */
const endedOn = (seed: number) => `(${startedOn(seed)} + 200 + ${draws(seed).whole(23, 900)})`

/**
 * Learners with a study place each, its four dated values, leaves next spring, attestations of doctoral students, and a
 * grant for every third: each statement for learners of these numbers.
 */
export const learners = [
  ({ from, to, seed }: Range) => `
    INSERT INTO learner (id, personal_code, first_name, last_name, email, phone, bank_account)
    SELECT ${id(1)}, ${personalCode('1983-01-01', 9131)},
           ${oneOf(firstNames, draws(seed).skewed(1, firstNames.length))},
           ${oneOf(lastNames, draws(seed).skewed(2, lastNames.length))}
             || CASE WHEN ${draws(seed).whole(3, 20)} = 0 THEN '-' || ${oneOf(lastNames, draws(seed).skewed(4, lastNames.length))} ELSE '' END,
           'oppija' || n || '@ylikool.example', CASE WHEN ${draws(seed).whole(5, 3)} > 0 THEN '+372 5' || lpad((n % 10000000)::text, 7, '0') ELSE '' END,
           CASE WHEN ${draws(seed).whole(6, 5)} > 0 THEN 'EE382200221020145685' ELSE '' END
      FROM generate_series(${from}, ${to}) AS n`,
  ({ from, to, seed }: Range) => `
    WITH open AS MATERIALIZED (SELECT array_agg(id ORDER BY code) AS ids FROM unit WHERE closed_on IS NULL)
    INSERT INTO study_place (id, learner_id, unit_id, code, level, started_on, nominal_end_on)
    SELECT ${id(2)}, ${id(1)}, ids[1 + ${draws(seed).skewed(24, 'cardinality(ids)')}],
           'L' || n, (${level(seed)})::"Level", ${startedOn(seed)}, (${startedOn(seed)} + interval '4 years' - interval '1 day')::date
      FROM generate_series(${from}, ${to}) AS n, open`,
  ({ from, to, seed }: Range) => `
    INSERT INTO study_term (id, study_place_id, aspect, value, from_on, imported_number, imported_on)
    SELECT ${id('e', 'n * 4 + k')}, ${id(2)}, aspect::"TermAspect", value, day, '2.1-1/' || n % 5000, day - 14
      FROM (SELECT n, ${startedOn(seed)} AS started, ${state(seed)} AS state, ${endedOn(seed)} AS ended FROM generate_series(${from}, ${to}) AS n OFFSET 0) AS each
     CROSS JOIN LATERAL (VALUES
       (0, 'LOAD', CASE WHEN ${draws(seed).whole(25, 6)} = 0 THEN 'PART' ELSE 'FULL' END, started),
       (1, 'FUNDING', CASE WHEN ${draws(seed).whole(26, 8)} = 0 THEN 'PAID' WHEN ${draws(seed).whole(26, 8)} = 1 THEN 'FREE' ELSE 'STATE_FUNDED' END, started),
       (2, 'CURRICULUM', 'L' || 1001 + ${draws(seed).skewed(27, curricula)}, started),
       (3, 'MAIN_STATE', state, CASE state WHEN 'STUDYING' THEN started ELSE ended END)) AS term (k, aspect, value, day)`,
  ({ from, to, seed }: Range) => `
    INSERT INTO academic_leave (id, study_place_id, from_on, to_on, imported_number, imported_on)
    SELECT ${id('f')}, ${id(2)}, date '2027-02-01', date '2027-06-30', '2.1-17/' || n % 9000, date '2026-10-01'
      FROM generate_series(${from}, ${to}) AS n WHERE ${draws(seed).whole(28, 16)} = 0 AND ${state(seed)} = 'STUDYING'`,
  ({ from, to, seed }: Range) => `
    INSERT INTO attestation (id, study_place_id, attested_on, decision)
    SELECT ${id('f1', 'n * 3 + k')}, ${id(2)}, make_date(2024 + k, 6, 12),
           (CASE ${draws(seed).whole(29, 25, 'n * 3 + k')} WHEN 0 THEN 'NEGATIVE' WHEN 1 THEN 'NOT_ATTESTED' ELSE 'POSITIVE' END)::"AttestationDecision"
      FROM generate_series(${from}, ${to}) AS n, generate_series(0, 2) AS k
     WHERE ${level(seed)} = 'DOCTORAL' AND ${state(seed)} = 'STUDYING' AND make_date(2024 + k, 6, 12) > ${startedOn(seed)}`,
  ({ from, to, seed }: Range) => `
    INSERT INTO study_grant (id, registry_id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source,
                             bank_account, imported_number, imported_on)
    SELECT ${id('d')}, ${id('d1')}, ${id(1)}, ${id(2)},
           CASE WHEN doctoral AND ${draws(seed).whole(31, 2)} = 0 THEN 'DOCTORAL_ALLOWANCE'
                ELSE ${oneOf(['BASIC_ALLOWANCE', 'PERFORMANCE', 'SPECIALTY_ESF', 'SUPPLEMENTARY_ALLOWANCE', 'IT_ACADEMY'], draws(seed).skewed(32, 5))} END,
           day, CASE WHEN doctoral THEN day + 364 ELSE day + 150 END, 60 + 20 * ${draws(seed).skewed(33, 40)},
           ${oneOf(['HTM', 'ESF', 'LTFYS', 'IKT', 'SF0180', 'PRG1052', 'TK210', 'MOBTT'], draws(seed).skewed(34, 8))},
           'EE382200221020145685', '2.1-17/' || 10000 + n % 90000, day - 14
      FROM (SELECT n, ${level(seed)} = 'DOCTORAL' AS doctoral, make_date(2022 + ${draws(seed).whole(35, 5)}, 2 + 7 * ${draws(seed).whole(36, 2)}, 1) AS day
              FROM generate_series(${from}, ${to}) AS n) AS each
     WHERE ${draws(seed).whole(30, 3)} = 0`,
]
