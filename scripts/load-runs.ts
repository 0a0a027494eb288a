import { draws, firstNames, id, lastNames, oneOf, personalCode, type Range } from './load-names'

/**
 * Runs of continuing education with their registrants, most of them from Juhan and some of them learners of the
 * register; each linked run was once refreshed. Ten runs a programme.
 */
export const runs = [
  ({ from, to, seed }: Range) => `
    WITH open AS MATERIALIZED (SELECT array_agg(id ORDER BY code) AS ids FROM unit WHERE closed_on IS NULL)
    INSERT INTO programme (id, unit_id, code, name, hours)
    SELECT ${id('91')}, ids[1 + ${draws(seed).skewed(80, 'cardinality(ids)')}], 'LT-' || n, ${oneOf(['Haridustehnoloogia', 'Andmeanalüüs', 'Projektijuhtimine', 'Eripedagoogika', 'Inglise keel', 'Digipädevus'], 'n % 6')} || ' ' || n + 1, 8 + 8 * ${draws(seed).whole(81, 20)}
      FROM generate_series(${from} / 10, ${to} / 10) AS n, open ON CONFLICT DO NOTHING`,
  ({ from, to, seed }: Range) => `
    INSERT INTO run (id, programme_id, code, starts_on, ends_on, place, juhan_id, refreshed_at)
    SELECT ${id('92')}, ${id('91', 'n / 10')}, 'LT-' || n / 10 || '-' || n % 10 + 1, day, day + 30, 'Tartu', CASE WHEN n % 5 > 0 THEN 'load-' || n END, CASE WHEN n % 5 > 0 THEN day - interval '2 days' END
      FROM (SELECT n, date '2025-01-13' + ${draws(seed).whole(82, 900)} AS day FROM generate_series(${from}, ${to}) AS n) AS each`,
  ({ from, to, seed }: Range) => `
    INSERT INTO registrant (id, run_id, juhan_id, juhan_status, personal_code, first_name, last_name, email, payer, registered_on, workplace, created_at)
    SELECT ${id('93', 'r')}, ${id('92')}, CASE WHEN n % 5 > 0 THEN 'load-' || r END,
           CASE WHEN n % 5 > 0 THEN CASE ${draws(seed).whole(83, 12, 'r')} WHEN 0 THEN 'WAITING_LIST' WHEN 1 THEN 'CANCELLED' ELSE 'REGISTERED' END::"JuhanStatus" END,
           CASE WHEN ${draws(seed).whole(84, 10, 'r')} > 0 THEN ${personalCode('1962-01-01', 7000, 'r')} END, ${oneOf(firstNames, draws(seed).skewed(85, firstNames.length, 'r'))},
           ${oneOf(lastNames, draws(seed).skewed(86, lastNames.length, 'r'))}, 'koolitus' || r || '@kool.example', (CASE WHEN ${draws(seed).whole(87, 3, 'r')} = 0 THEN 'SELF' ELSE 'LEGAL_PERSON' END)::"Payer",
           date '2025-01-01' + ${draws(seed).whole(88, 600, 'r')}, 'Näidiskool', timestamptz '2026-01-01'
      FROM (SELECT n, n * 64 + k AS r FROM generate_series(${from}, ${to}) AS n CROSS JOIN LATERAL generate_series(0, 5 + ${draws(seed).skewed(89, 58)}) AS k) AS each`,
  ({ from, to }: Range) => `
    INSERT INTO refresh (id, run_id, user_id, who, started_at, state, fetched, expected, ended_at, ended_by)
    SELECT ${id('94')}, r.id, u.id, u.first_name || ' ' || u.last_name, r.refreshed_at, 'APPLIED', c.many, c.many, r.refreshed_at + interval '1 minute', u.first_name || ' ' || u.last_name
      FROM generate_series(${from}, ${to}) AS n JOIN run r ON r.id = ${id('92')} AND r.juhan_id IS NOT NULL
     CROSS JOIN LATERAL (SELECT count(*) AS many FROM registrant WHERE run_id = r.id) AS c,
           (SELECT a.* FROM app_user a JOIN user_role o ON o.user_id = a.id AND o.role = 'CE_CLERK' ORDER BY a.id LIMIT 1) AS u`,
]
