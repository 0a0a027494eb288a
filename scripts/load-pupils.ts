import { draws, firstNames, id, lastNames, oneOf, personalCode, type Range } from './load-names'

/** 160,000 pupils have 600 houses. */
export const pupilsOfHouse = 267
/** So many of a house's pupils went to the school's other house in November. */
const movedOfHouse = 6

/** Two houses a school. Its classes of this school year and the next, two parallels; its number tells house, year, number and parallel. */
export const houses = [
  ({ from, to, seed }: Range) => `
    INSERT INTO house (id, municipality_id, name, kind, ehis_id, branch_code, registry_code)
    SELECT ${id(3)}, (SELECT array_agg(id ORDER BY code) FROM municipality)[1 + (n / 2) % (SELECT count(*) FROM municipality)],
           ${oneOf(lastNames, draws(seed).whole(60, lastNames.length, 'n / 2'))} || ' kool (' || n / 2 + 1 || '), ' || CASE n % 2 WHEN 0 THEN 'peamaja' ELSE 'algkooli maja' END,
           'BASIC_SCHOOL', 500000 + n / 2, n % 2 + 1, 80000000 + n
      FROM generate_series(${from}, ${to}) AS n`,
  ({ from, to }: Range) => `
    INSERT INTO school_class (id, house_id, year, number, parallel)
    SELECT ${id(4, 'h * 36 + (y - 2026) * 18 + (number - 1) * 2 + parallel')}, ${id(3, 'h')}, y, number, chr(97 + parallel)
      FROM generate_series(${from}, ${to}) AS h, generate_series(2026, 2027) AS y, generate_series(1, 9) AS number, generate_series(0, 1) AS parallel`,
  ({ from, to }: Range) => `
    INSERT INTO school_group (id, house_id, kind, name)
    SELECT ${id(6)}, ${id(3)}, 'DAY', 'Pikapäevarühm' FROM generate_series(${from}, ${to}) AS n`,
]

/** The pupil's house and class, and the transfer that moves the pupil to the school's other house, if one does. */
const stands = ({ from, to }: Range) => `
  SELECT n, h, round, ${id(5)} AS pupil_id, ${id(3, 'h')} AS house_id, h * 36 + round % 18 AS class, '2026-09-01'::date AS began,
         CASE WHEN moved THEN ${id(9, 'h')} END AS transfer_id, CASE WHEN moved THEN h # 1 ELSE h END AS new_h,
         CASE WHEN moved THEN (h # 1) * 36 + round % 18 END AS new_class, '2026-11-02'::date + (h % 20)::int AS day
    FROM (SELECT n, n / ${pupilsOfHouse} AS h, n % ${pupilsOfHouse} AS round, n % ${pupilsOfHouse} < ${movedOfHouse} AND (n / ${pupilsOfHouse}) % 2 = 0 AS moved
            FROM generate_series(${from}, ${to}) AS n) AS each`
const of =
  (target: string, values: string, which = 'true') =>
  (range: Range) =>
    `INSERT INTO ${target} SELECT ${values} FROM (${stands(range)}) AS s WHERE ${which}`
const drawnOf =
  (target: string, values: (draw: ReturnType<typeof draws>) => string, which = 'true') =>
  (range: Range) =>
    of(target, values(draws(range.seed)), which)(range)
const called = (what: string) => `(${what} % 18) / 2 + 1 || '.' || chr(97 + (${what} % 2)::int)`
const official = `(SELECT id FROM app_user WHERE id IN (SELECT user_id FROM user_role WHERE role = 'MUNICIPAL_OFFICIAL') ORDER BY id LIMIT 1)`

/** Pupils with their codes, born before all of the cast; placements this school year and, of who moved, in both houses. */
export const pupils = [
  ({ from, to, seed }: Range) => `
    INSERT INTO pupil (id, personal_code, first_name, last_name)
    SELECT ${id(5)}, ${personalCode('2004-01-01', 3652)}, ${oneOf(firstNames, draws(seed).skewed(61, firstNames.length))},
           ${oneOf(lastNames, draws(seed).skewed(62, lastNames.length))} || CASE WHEN ${draws(seed).whole(63, 20)} = 0 THEN '-' || ${oneOf(lastNames, draws(seed).skewed(64, lastNames.length))} ELSE '' END
      FROM generate_series(${from}, ${to}) AS n`,
  of(
    'placement (id, pupil_id, class_id, house_id, year, from_on, to_on, ended_by)',
    `${id(7)}, pupil_id, ${id(4, 'class')}, house_id, 2026, began, CASE WHEN transfer_id IS NULL THEN date '2027-08-31' ELSE day - 1 END,
     CASE WHEN transfer_id IS NOT NULL THEN 'TRANSFER'::"PlacementEnd" END`,
  ),
  of(
    'transfer (id, municipality_id, asked_at, asked_by_id, who, day, house_id, state, steps_done, ended_at)',
    `DISTINCT ON (transfer_id) transfer_id, (SELECT municipality_id FROM house WHERE id = s.house_id), day - interval '3 days', ${official}, 'Piret Allik', day, ${id(3, 'new_h')},
     'MADE'::"TransferState", 5, day - interval '3 days'`,
    'transfer_id IS NOT NULL',
  ),
  of(
    'placement (id, pupil_id, class_id, house_id, year, from_on, to_on, stay_id)',
    `${id('71')}, pupil_id, ${id(4, 'new_class')}, ${id(3, 'new_h')}, 2026, day, date '2027-08-31', transfer_id`,
    'transfer_id IS NOT NULL',
  ),
  of(
    'transfer_row (transfer_id, pupil_id, old_id, old_to_on, new_class_id, day, new_id)',
    `transfer_id, pupil_id, ${id(7)}, date '2027-08-31', ${id(4, 'new_class')}, day, ${id('71')}`,
    'transfer_id IS NOT NULL',
  ),
  of(
    'placement_log (at, by_id, who, act, pupil_id, to_house_id, to_class, day)',
    `timestamptz '2026-08-25 09:00', ${official}, 'Piret Allik', 'PLACED', pupil_id, house_id, ${called('class')}, began`,
  ),
  of(
    'placement_log (at, by_id, who, act, pupil_id, from_house_id, from_class, to_house_id, to_class, day, transfer_id)',
    `day - interval '3 days', ${official}, 'Piret Allik', 'MOVED', pupil_id, house_id, ${called('class')}, ${id(3, 'new_h')}, ${called('new_class')}, day, transfer_id`,
    'transfer_id IS NOT NULL',
  ),
]

/**
 * What houses keep: a foreign language of each, every second's card, every third's absences, every fifth's swimming, every
 * tenth's needs, every twentieth's decision or day group; a language's copy for who moved.
 */
export const kept = [
  of(
    'foreign_language (id, pupil_id, house_id, changed_on, language, level)',
    `${id('5a')}, pupil_id, house_id, began, CASE n % 7 WHEN 0 THEN 'SAKSA' WHEN 1 THEN 'VENE' ELSE 'INGLISE' END, 'A'`,
  ),
  of(
    'foreign_language (id, pupil_id, house_id, stay_id, origin_id, changed_on, language, level)',
    `${id('5b')}, pupil_id, ${id(3, 'new_h')}, transfer_id, ${id('5a')}, began, CASE n % 7 WHEN 0 THEN 'SAKSA' WHEN 1 THEN 'VENE' ELSE 'INGLISE' END, 'A'`,
    'transfer_id IS NOT NULL',
  ),
  of(
    'student_card (id, pupil_id, number, valid_from, valid_to)',
    `${id(8)}, pupil_id, 'L' || n, began, date '2027-08-31'`,
    'n % 2 = 0',
  ),
  of('card_house (card_id, from_on, house_id)', `${id(8)}, began, house_id`, 'n % 2 = 0'),
  of(
    'card_house (card_id, from_on, house_id, transfer_id)',
    `${id(8)}, day - 1, ${id(3, 'new_h')}, transfer_id`,
    'n % 2 = 0 AND transfer_id IS NOT NULL',
  ),
  drawnOf(
    'absence (id, pupil_id, house_id, year, quarter, hours, times)',
    (draw) =>
      `${id('5c')}, pupil_id, house_id, 2026, 1, 1 + ${draw.skewed(65, 60)}, 1 + ${draw.skewed(66, 9)}`,
    'n % 3 = 0',
  ),
  drawnOf(
    'swimming (id, pupil_id, house_id, changed_on, planned_hours, done_hours, group_size, level)',
    (draw) => `${id('5d')}, pupil_id, house_id, date '2026-10-15', 24, ${draw.whole(67, 25)}, '12', 'ALGAJA'`,
    'n % 5 = 0',
  ),
  of(
    'special_needs (id, pupil_id, house_id, changed_on, needs)',
    `${id('5e')}, pupil_id, house_id, date '2026-09-10', '{LUGEMISRASKUS}'`,
    'n % 10 = 0',
  ),
  of(
    'decision (id, pupil_id, house_id, issuer, number, decided_on, valid_from, content)',
    `${id('5f')}, pupil_id, house_id, 'HARNO', '8-1/26/L' || n, date '2026-06-12', began, 'Soovitatav on logopeedi teenus.'`,
    'n % 20 = 0',
  ),
  of(
    'group_place (id, group_id, pupil_id, from_on)',
    `${id('61')}, ${id(6, 'h')}, pupil_id, began`,
    'n % 20 = 1',
  ),
]

/**
 * A year of messages to EHIS, one to five a pupil and most of them in autumn: all but a few have arrived; some of this
 * week's wait to be released or got stuck. The last ones with what went over the wire.
 */
export const messages = [
  ({ from, to, seed }: Range) => {
    const { part, skewed } = draws(seed)
    return `
    INSERT INTO delivery (id, neighbour, topic, key, thread, house_id, pupil_id, due_on, payload, state, problem, attempts, heard, created_at, due_at, settled_at)
    SELECT ${id('5'.padEnd(3, '1'), 'n * 8 + k')}, 'EHIS', 'ehis.pupil', 'load:' || n || ':' || k, 'ehis.pupil:' || pupil_id,
           CASE WHEN transfer_id IS NOT NULL AND on_day >= day THEN ${id(3, 'new_h')} ELSE house_id END, pupil_id, on_day,
           jsonb_build_object('byId', ${official}, 'cause', '{"act": "EDIT"}'::jsonb, 'message', CASE k
             WHEN 0 THEN jsonb_build_object('kind', 'CLASS', 'on', on_day, 'parallel', chr(97 + (class % 2)::int), 'number', (class % 18) / 2 + 1)
             WHEN 1 THEN jsonb_build_object('kind', 'LANGUAGES', 'on', on_day, 'languages', '[{"language": "INGLISE", "level": "A"}]'::jsonb)
             WHEN 2 THEN jsonb_build_object('kind', 'OTHER', 'on', on_day, 'absences', jsonb_build_array(jsonb_build_object('year', 2026, 'quarter', 1, 'hours', 1 + n % 20, 'times', 1 + n % 5)))
             WHEN 3 THEN jsonb_build_object('kind', 'SWIMMING', 'on', on_day, 'swimming', jsonb_build_object('plannedHours', 24, 'doneHours', n % 25, 'groupSize', '12', 'level', 'ALGAJA', 'trainerCode', '', 'assistantCodes', '[]'::jsonb))
             ELSE jsonb_build_object('kind', 'OTHER', 'on', on_day, 'dayGroup', k = 4) END),
           state::"DeliveryState", CASE state WHEN 'NEEDS_PERSON' THEN 'EHIS: isikut ei leitud' END, CASE state WHEN 'HELD' THEN 0 ELSE 1 + ${skewed(71, 4, 'n * 8 + k')} END,
           (CASE state WHEN 'DONE' THEN 'SURELY' ELSE 'NOT' END)::"Heard", on_day + time '09:00', on_day + time '09:00', CASE state WHEN 'DONE' THEN on_day + time '09:01' END
      FROM (SELECT s.*, k, CASE WHEN k = 0 THEN began ELSE date '2026-11-27' - floor(360 * power(${part(70, 'n * 8 + k')}, 1.7))::int END AS on_day,
                   CASE WHEN ${part(72, 'n * 8 + k')} < 0.004 THEN 'NEEDS_PERSON' WHEN ${part(72, 'n * 8 + k')} < 0.006 THEN 'HELD' ELSE 'DONE' END AS state
              FROM (${stands({ from, to, seed })}) AS s CROSS JOIN LATERAL generate_series(0, ${skewed(73, 5)}) AS k) AS m ORDER BY n, k`
  },
  ({ from, to }: Range) => `
    INSERT INTO exchange (delivery_id, at, took_ms, method, address, request, status, response, outcome)
    SELECT id, due_at, 40 + seq % 400, 'POST', 'https://turvaserver.example/', '<laeYldharidus>' || payload::text || '</laeYldharidus>', 200,
           '<laeYldharidusResponse><teade>Andmed on edukalt laetud</teade><kood>0</kood></laeYldharidusResponse>', CASE state WHEN 'DONE' THEN 'accepted' ELSE 'refused' END
      FROM delivery WHERE id BETWEEN ${id('511', `${from} * 8`)} AND ${id('511', `${to} * 8 + 7`)} AND (state = 'NEEDS_PERSON' OR due_on > date '2026-11-20') ORDER BY seq`,
]
