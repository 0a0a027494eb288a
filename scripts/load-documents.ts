import { draws, id, oneOf, type Range } from './load-names'

/** The last day on which anything was done, at noon of which the newest documents stand. */
const today = `date '2026-11-27'`

/**
 * What every statement asks of its documents: kind, state, day and how many persons are drawn by number; the persons
 * follow each other through the loaded study places, each on one document as long as there are enough of them.
 */
const drawn = ({ from, to, seed }: Range) => {
  const { part, whole } = draws(seed)
  return `
    SELECT *, CASE WHEN kind IN ('DIPLOMA', 'TRANSCRIPT', 'NOTICE') THEN kind WHEN kind = 'EXMATRICULATION' THEN 'PROPOSAL' ELSE 'VICE_DEAN_DIRECTIVE' END AS type,
           CASE WHEN kind = 'GRANT' THEN ${oneOf(['PERFORMANCE', 'SPECIALTY_ESF', 'BASIC_ALLOWANCE', 'IT_ACADEMY'], whole(41, 4))} END AS subkind,
           CASE state WHEN 'DRAFT' THEN 0 WHEN 'CHECKED' THEN 1 WHEN 'SENDING' THEN 2 WHEN 'ISSUED' THEN 3 ELSE 4 END AS steps,
           CASE WHEN state IN ('REGISTERED', 'CANCELLED') THEN ${today} - floor(1400 * power(${part(42)}, 1.5))::int
                ELSE ${today} - ${whole(42, 40)} END AS day
      FROM (SELECT n,
                   CASE WHEN ${part(43)} < 0.3 THEN 'OWN_FUNDS_ALLOWANCE' WHEN ${part(43)} < 0.55 THEN 'GRANT' WHEN ${part(43)} < 0.7 THEN 'ACADEMIC_LEAVE'
                        WHEN ${part(43)} < 0.8 THEN 'DIPLOMA' WHEN ${part(43)} < 0.86 THEN 'TRANSCRIPT' WHEN ${part(43)} < 0.93 THEN 'NOTICE' ELSE 'EXMATRICULATION' END AS kind,
                   CASE WHEN ${part(44)} < 0.905 THEN 'REGISTERED' WHEN ${part(44)} < 0.935 THEN 'CANCELLED' WHEN ${part(44)} < 0.96 THEN 'ISSUED'
                        WHEN ${part(44)} < 0.989 THEN 'DRAFT' WHEN ${part(44)} < 0.998 THEN 'CHECKED' ELSE 'SENDING' END AS state
              FROM generate_series(${from}, ${to}) AS n) AS each`
}

/** Most have one person, a seventh up to forty, one of a hundred up to three hundred. */
const persons = (seed: number) => {
  const { part, whole } = draws(seed)
  return `CASE WHEN ${part(45)} < 0.6 THEN 1 WHEN ${part(45)} < 0.85 THEN 2 + ${whole(46, 4)}
               WHEN ${part(45)} < 0.99 THEN 10 + ${whole(46, 31)} ELSE 100 + ${whole(46, 201)} END`
}

/** The row's values by the names of its fields, as texts; NULL where the kind hasn't the field. `of`: the head's alias. */
const valuesOf = (seed: number, of = '') => {
  const { skewed } = draws(seed)
  const when = (kinds: string, value: string) => `CASE WHEN ${of}kind IN (${kinds}) THEN ${value} END`
  const grants = `'OWN_FUNDS_ALLOWANCE', 'GRANT'`
  const certificates = `'DIPLOMA', 'TRANSCRIPT', 'NOTICE'`
  return [
    [when(grants, `${of}from_on::text`), 'paidFrom'],
    [when(grants, `${of}to_on::text`), 'paidTo'],
    [when(grants, `(60 + 20 * ${skewed(47, 40, `${of}n`)} || '.00')`), 'monthlyAmount'],
    [
      when(grants, oneOf(['HTM', 'ESF', 'LTFYS', 'IKT', 'SF0180', 'PRG1052'], skewed(48, 6, `${of}n`))),
      'fundingSource',
    ],
    [when(`'ACADEMIC_LEAVE'`, `${of}from_on::text`), 'leaveFrom'],
    [when(`'ACADEMIC_LEAVE'`, `${of}to_on::text`), 'leaveTo'],
    [when(`'EXMATRICULATION'`, `${of}from_on::text`), 'exmatriculatedOn'],
    [when(`'ACADEMIC_LEAVE', 'EXMATRICULATION'`, `'Õppija soovil'`), 'reason'],
    [when(certificates, `'On täitnud õppekava nõuded.'`), 'certificateText'],
  ]
    .map(([value, name]) => `${value} AS "${name}"`)
    .join(', ')
}

const certificateFields = '["certificateNumber", "certificateText"]'
const grantFields = '["paidFrom", "paidTo", "monthlyAmount", "fundingSource", "bankAccount"]'
/** Of each kind: type and title on paper, fields, and the grant type if it gives one. */
const papers = [
  [
    'OWN_FUNDS_ALLOWANCE',
    'prodekaani või struktuuriüksuse juhi korraldus',
    'Doktoranditoetuse määramine struktuuriüksuse omavahenditest',
    grantFields,
    'DOCTORAL_ALLOWANCE_OWN_FUNDS',
  ],
  [
    'GRANT',
    'prodekaani või struktuuriüksuse juhi korraldus',
    'Õppetoetuse või stipendiumi määramine',
    grantFields,
    'PERFORMANCE',
  ],
  [
    'ACADEMIC_LEAVE',
    'prodekaani või struktuuriüksuse juhi korraldus',
    'Akadeemilisele puhkusele lubamine',
    '["leaveFrom", "leaveTo", "reason"]',
    '',
  ],
  ['EXMATRICULATION', 'prodekaani esildis', 'Eksmatrikuleerimine', '["exmatriculatedOn", "reason"]', ''],
  ['DIPLOMA', 'diplom', 'Diplom', certificateFields, ''],
  ['TRANSCRIPT', 'akadeemiline õiend', 'Akadeemiline õiend', certificateFields, ''],
  ['NOTICE', 'teatis', 'Teatis', certificateFields, ''],
]
  .map((paper) => `('${paper.slice(0, 3).join("', '")}', '${paper[3]}'::jsonb, '${paper[4]}')`)
  .join(', ')

/** A PDF of one empty page. */
const emptyPaper =
  '%PDF-1.4 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj trailer<</Root 1 0 R>>'

/** What a grant's receiver and the registry were told of it, in the words by which later news is compared. */
const told = `paid_from || ' ' || paid_to || ' ' || monthly_amount || ' ' || bank_account || ' ' || funding_source`

/** How many persons these documents have together. */
export const personsOn = ({ from, to, seed }: Range) =>
  `SELECT sum(${persons(seed)}) AS persons FROM generate_series(${from}, ${to}) AS n`

/**
 * Documents of all kinds and states with their persons and all that registering leaves: grants, leaves, certificates,
 * effects, history, versions, news and messages. In one session, and in one transaction: the statements share tables
 * that end with it. `learners`: how many a load has made, and this one will have.
 */
export const documents = (learners: number) => [
  (range: Range) => `
    CREATE TEMP TABLE load_document ON COMMIT DROP AS
    SELECT d.*, (sum(persons) OVER (ORDER BY n) - persons)::bigint AS before FROM (SELECT d.*, ${persons(range.seed)} AS persons FROM (${drawn(range)}) AS d) AS d`,
  () => `
    CREATE TEMP TABLE load_row ON COMMIT DROP AS
    SELECT d.n, ${id('c', 'start + place')} AS row_id, ${id('b')} AS document_id, start + place AS at, position, p.id AS study_place_id, p.learner_id, p.unit_id,
           l.first_name, l.last_name, l.personal_code, l.email
      FROM (SELECT coalesce((SELECT right(id::text, 12)::bigint + 1 FROM document_row WHERE id BETWEEN ${id('c', '0')} AND ${id('c', '999999999999')} ORDER BY id DESC LIMIT 1), 0) AS start) AS s
     CROSS JOIN load_document d CROSS JOIN LATERAL (SELECT before + k - 1 AS place, k AS position FROM generate_series(1, persons) AS k) AS row
      JOIN study_place p ON p.id = ${id(2, `(start + place) % ${learners}`)} JOIN learner l ON l.id = p.learner_id`,
  () => `CREATE UNIQUE INDEX ON load_row (n, position)`,
  () => `ANALYZE load_document, load_row`,
  // The unit is that of the first person; clerk and vice-dean are its own, where it has some.
  () => `
    CREATE TEMP TABLE load_head ON COMMIT DROP AS
    SELECT d.*, r.document_id, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.contact, clerk.id AS clerk_id,
           clerk.first_name || ' ' || clerk.last_name AS clerk, dean.id AS dean_id, dean.first_name || ' ' || dean.last_name AS dean,
           CASE d.type WHEN 'PROPOSAL' THEN '7-37/' || u.code WHEN 'DIPLOMA' THEN '11-8' WHEN 'TRANSCRIPT' THEN '11-9'
                       WHEN 'NOTICE' THEN '11-10/' || u.code ELSE '2.1-17' END AS series,
           (day + time '09:00') AT TIME ZONE 'UTC' AS at, steps >= 3 AS sent, to_char(day, 'DD.MM.YYYY') AS shown,
           date_trunc('month', day + 31)::date AS from_on, (date_trunc('month', day + 31) + interval '6 months' - interval '1 day')::date AS to_on
      FROM load_document d JOIN load_row r ON r.n = d.n AND r.position = 1 JOIN unit u ON u.id = r.unit_id
     CROSS JOIN LATERAL (SELECT a.* FROM app_user a LEFT JOIN (user_role o JOIN role_unit s ON s.role_id = o.id AND s.unit_id = u.id) ON o.user_id = a.id AND o.role = 'UNIT_CLERK'
                          WHERE s.unit_id IS NOT NULL OR a.id = (SELECT user_id FROM user_role WHERE role = 'STUDY_OFFICE' ORDER BY user_id LIMIT 1)
                          ORDER BY s.unit_id IS NULL, a.id LIMIT 1) AS clerk
     CROSS JOIN LATERAL (SELECT a.* FROM app_user a JOIN user_role o ON o.user_id = a.id AND o.role = 'VICE_DEAN' LEFT JOIN role_unit s ON s.role_id = o.id AND s.unit_id = u.id
                          ORDER BY s.unit_id IS NULL, a.id LIMIT 1) AS dean`,
  () => `CREATE UNIQUE INDEX ON load_head (n)`,
  () => `ANALYZE load_head`,
  ({ seed }: Range) => `
    INSERT INTO document (id, type, kind, subkind, state, revision, unit_id, creator_id, drafter_id, signer_id, basis, common, send_no, number, series,
                          numbered_in, dhis_id, dhis_url, created_at, changed_at, issued_at, registered_on, registered_at, finance_told_at)
    SELECT document_id, type::"DocumentType", kind, subkind, state::"DocumentState", 1 + steps, unit_id, clerk_id, clerk_id, dean_id,
           'Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord', common, CASE WHEN steps >= 2 THEN 1 ELSE 0 END,
           CASE WHEN sent THEN series || '/' || 100000 + n END, CASE WHEN sent THEN series END, CASE WHEN sent THEN extract(year FROM day) END,
           CASE WHEN sent THEN 'load-' || document_id END, CASE WHEN sent THEN 'http://dhis.example/' || document_id END,
           at - interval '2 days', at + interval '3 hours', CASE WHEN sent THEN at END, CASE WHEN state = 'REGISTERED' THEN day END,
           CASE WHEN state = 'REGISTERED' THEN at + interval '3 hours' END,
           -- Finance is told within the hour; once in a hundred the letter failed.
           CASE WHEN state = 'REGISTERED' AND kind IN ('OWN_FUNDS_ALLOWANCE', 'GRANT') AND n % 100 <> 7 THEN at + interval '4 hours' END
      FROM load_head CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(to_jsonb(v)) AS common FROM (SELECT ${valuesOf(seed)}) AS v) AS values`,
  ({ seed }: Range) => `
    INSERT INTO document_row (id, document_id, position, learner_id, study_place_id, paid_from, paid_to, monthly_amount, funding_source, bank_account,
                              leave_from, leave_to, exmatriculated_on, reason, certificate_number, certificate_text)
    SELECT r.row_id, r.document_id, r.position, r.learner_id, r.study_place_id, v."paidFrom"::date, v."paidTo"::date, v."monthlyAmount"::numeric,
           coalesce(v."fundingSource", ''), CASE WHEN v."paidFrom" IS NULL THEN '' ELSE 'EE382200221020145685' END, v."leaveFrom"::date, v."leaveTo"::date,
           v."exmatriculatedOn"::date, coalesce(v.reason, ''), CASE WHEN v."certificateText" IS NULL THEN '' ELSE 'L' || r.at END, coalesce(v."certificateText", '')
      FROM load_row r JOIN load_head h USING (n) CROSS JOIN LATERAL (SELECT ${valuesOf(seed, 'h.')}) AS v ORDER BY r.row_id`,
  () => `
    INSERT INTO history_entry (document_id, at, user_id, who, act, from_state, to_state)
    SELECT document_id, CASE WHEN step < 3 THEN h.at - (3 - step) * interval '20 minutes' ELSE h.at + (step - 3) * interval '3 hours' END,
           CASE WHEN step < 3 OR act = 'cancel' THEN clerk_id END, CASE WHEN step < 3 OR act = 'cancel' THEN clerk WHEN step = 3 THEN 'DHIS' ELSE dean END,
           act, was::"DocumentState", becomes::"DocumentState"
      FROM load_head h JOIN (VALUES (0, 'save', 'DRAFT', NULL), (1, 'check', 'CHECKED', 'DRAFT'), (2, 'send', 'SENDING', 'CHECKED'), (3, 'sent', 'ISSUED', 'SENDING'),
                                    (4, 'confirmed', 'REGISTERED', 'ISSUED'), (4, 'cancel', 'CANCELLED', 'ISSUED')) AS step (step, act, becomes, was)
        ON step <= steps AND (step < 4 OR becomes = state) ORDER BY n, step`,
  ({ seed }: Range) => `
    INSERT INTO document_version (id, document_id, send_no, revision, content, pdf, pdf_sha256, rules, warnings, checked_by_id, checked_at, sent_at)
    SELECT ${id('b1')}, h.document_id, 1, 2, jsonb_build_object(
             'institution', 'Tartu Näidisülikool', 'unit', jsonb_build_object('code', unit_code, 'name', unit_name), 'type', typed.type, 'title', typed.title,
             'number', NULL, 'basis', 'Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord', 'fields', typed.fields, 'rows', rows, 'extraInfo', '', 'footer', '',
             'signer', jsonb_build_object('name', dean, 'title', 'õppeprodekaan'), 'drafter', clerk, 'warnings', '[]'::jsonb, 'base', NULL, 'amends', NULL)
             || CASE WHEN h.type IN ('DIPLOMA', 'TRANSCRIPT', 'NOTICE') THEN '{"sheets": true}'::jsonb ELSE '{}' END,
           paper.pdf, encode(sha256(paper.pdf), 'hex'),
           CASE WHEN typed.given <> '' THEN jsonb_build_object('kind', CASE h.kind WHEN 'GRANT' THEN 'STIPEND' ELSE 'OWN_FUNDS' END, 'givenType', coalesce(h.subkind, typed.given),
             'rules', '[]'::jsonb, 'visaContact', '', 'academicYears', years.all) END,
           '', clerk_id, h.at - interval '20 minutes', CASE WHEN steps >= 2 THEN h.at END
      FROM load_head h JOIN (VALUES ${papers}) AS typed (kind, type, title, fields, given) ON typed.kind = h.kind,
           (SELECT convert_to('${emptyPaper}', 'UTF8') AS pdf) AS paper,
           (SELECT jsonb_agg(jsonb_build_object('label', label, 'from', first_on, 'to', last_on) ORDER BY first_on) AS all FROM academic_year) AS years,
           LATERAL (SELECT jsonb_agg(jsonb_build_object('key', r.row_id, 'name', r.first_name || ' ' || r.last_name, 'personalCode', r.personal_code, 'studyPlace', unit_name,
                                       'values', v.values, 'texts', v.values) ORDER BY r.position) AS rows
                      FROM load_row r CROSS JOIN (SELECT jsonb_strip_nulls(to_jsonb(v)) AS values FROM (SELECT ${valuesOf(seed, 'h.')}) AS v) AS v WHERE r.n = h.n) AS rows
     WHERE steps >= 1`,
  () => `
    INSERT INTO news (id, neighbour, event_id, received_at, body, document_id, state)
    SELECT ${id('b2')}, 'DHIS', 'load-' || document_id, at + interval '3 hours',
           jsonb_build_object('eventId', 'load-' || document_id, 'type', 'confirmed', 'id', 'load-' || document_id, 'ourId', document_id, 'version', 1,
                              'by', jsonb_build_object('name', dean, 'personalCode', ''), 'at', at + interval '3 hours'), document_id, 'TAKEN'
      FROM load_head WHERE state = 'REGISTERED'`,
  () => `
    CREATE TEMP TABLE load_grant ON COMMIT DROP AS
    SELECT ${id('d2', 'r.at')} AS grant_id, ${id('d3', 'r.at')} AS registry_id, r.at, w.id AS row_id, w.document_id, w.learner_id, w.study_place_id, w.paid_from, w.paid_to,
           w.monthly_amount, w.funding_source, w.bank_account, coalesce(h.subkind, 'DOCTORAL_ALLOWANCE_OWN_FUNDS') AS type_code, h.day, h.at AS told_at, h.contact, h.shown,
           h.series || '/' || 100000 + h.n AS number, r.first_name || ' ' || r.last_name AS name, r.email
      FROM load_row r JOIN load_head h USING (n) JOIN document_row w ON w.id = r.row_id WHERE h.state = 'REGISTERED' AND h.kind IN ('OWN_FUNDS_ALLOWANCE', 'GRANT')`,
  () => `
    INSERT INTO study_grant (id, registry_id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, bank_account, document_id, row_id)
    SELECT grant_id, registry_id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, bank_account, document_id, row_id FROM load_grant ORDER BY at`,
  () => `
    INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
    SELECT document_id, row_id, learner_id, 'GRANT', grant_id, jsonb_build_object('from', paid_from, 'to', paid_to, 'amount', monthly_amount::text, 'fundingSource', funding_source)
      FROM load_grant ORDER BY at`,
  () => `
    WITH given AS (INSERT INTO academic_leave (id, study_place_id, from_on, to_on, document_id, row_id)
      SELECT ${id('f2', 'r.at')}, w.study_place_id, w.leave_from, w.leave_to, w.document_id, w.id
        FROM load_row r JOIN load_head h USING (n) JOIN document_row w ON w.id = r.row_id WHERE h.state = 'REGISTERED' AND h.kind = 'ACADEMIC_LEAVE'
          ON CONFLICT DO NOTHING RETURNING *)
    INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
    SELECT g.document_id, g.row_id, p.learner_id, 'LEAVE', g.id, jsonb_build_object('from', from_on, 'to', to_on) FROM given g JOIN study_place p ON p.id = g.study_place_id ORDER BY g.id`,
  () => `
    WITH made AS (INSERT INTO certificate (id, study_place_id, kind, number, text, document_id, row_id)
      SELECT ${id('f3', 'r.at')}, w.study_place_id, h.kind, w.certificate_number, w.certificate_text, w.document_id, w.id
        FROM load_row r JOIN load_head h USING (n) JOIN document_row w ON w.id = r.row_id WHERE h.state = 'REGISTERED' AND h.type IN ('DIPLOMA', 'TRANSCRIPT', 'NOTICE') RETURNING *)
    INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
    SELECT m.document_id, m.row_id, p.learner_id, 'CERTIFICATE', m.id, jsonb_build_object('number', m.number) FROM made m JOIN study_place p ON p.id = m.study_place_id ORDER BY m.id`,
  // One in a thousand got stuck on its way.
  ({ seed }: Range) => `
    INSERT INTO delivery (id, neighbour, topic, key, thread, document_id, payload, state, problem, attempts, heard, created_at, due_at, settled_at)
    SELECT ${id('b3')}, 'DHIS', 'dhis.register', 'dhis.register:' || document_id || ':1', document_id, document_id, jsonb_build_object('documentId', document_id, 'sendNo', 1),
           (CASE WHEN sent THEN 'DONE' ELSE 'NEEDS_PERSON' END)::"DeliveryState", CASE WHEN NOT sent THEN 'DHIS: 503 Service Unavailable' END, 1 + ${draws(seed).skewed(50, 4)},
           (CASE WHEN sent THEN 'SURELY' ELSE 'MAYBE' END)::"Heard", at - interval '5 minutes', at - interval '5 minutes', CASE WHEN sent THEN at END
      FROM load_head WHERE steps >= 2 ORDER BY n`,
  () => `
    INSERT INTO delivery (id, neighbour, topic, key, thread, document_id, learner_id, subject_id, payload, state, attempts, heard, created_at, due_at, settled_at)
    SELECT ${id('d4', 'at')}, 'MAIL', 'mail.letter', 'letter:' || row_id, 'letter:' || registry_id, document_id, learner_id, grant_id,
           jsonb_build_object('to', email, 'subject', 'Teile on määratud toetus', 'text', 'Tere, ' || name || '! Teile on korraldusega nr ' || number || ' (' || shown || ') määratud toetus ajavahemikuks ' ||
             to_char(paid_from, 'DD.MM.YYYY') || ' - ' || to_char(paid_to, 'DD.MM.YYYY') || ', ' || monthly_amount || ' eurot kuus.' || E'\n\n' || contact,
             'told', jsonb_build_object(registry_id, jsonb_build_object('was', '', 'is', ${told}))),
           'DONE', 1, 'SURELY', told_at + interval '3 hours', told_at + interval '3 hours', told_at + interval '185 minutes'
      FROM load_grant ORDER BY at`,
  () => `
    INSERT INTO delivery (id, neighbour, topic, key, thread, document_id, payload, state, attempts, heard, created_at, due_at, settled_at)
    SELECT ${id('d5', 'min(at)')}, 'MAIL', 'mail.finance', 'finance:' || document_id, 'finance:rahandus@ylikool.example', document_id,
           jsonb_build_object('to', 'rahandus@ylikool.example', 'subject', 'Korraldus ' || number || ' on registreeritud', 'documentId', document_id,
             'text', 'Korraldus nr ' || number || ' (' || shown || ') on registreeritud.' || E'\n\n' || string_agg(name || ': ' || monthly_amount || ' €, ' || funding_source, E'\n' ORDER BY at)),
           'DONE', 1, 'SURELY', told_at + interval '3 hours', told_at + interval '3 hours', told_at + interval '185 minutes'
      FROM load_grant GROUP BY document_id, number, shown, told_at ORDER BY min(at)`,
  // What was registered in the last weeks waits for the study office's release.
  () => `
    INSERT INTO delivery (id, neighbour, topic, key, thread, document_id, learner_id, subject_id, payload, state, attempts, heard, created_at, due_at, settled_at)
    SELECT ${id('d6', 'at')}, 'EHIS', 'ehis.grant', 'ehis.grant:' || registry_id || ':1', 'ehis.grant:' || registry_id, document_id, learner_id, grant_id,
           jsonb_build_object('registryId', registry_id, 'act', 'GIVE') || CASE WHEN held THEN '{}' ELSE jsonb_build_object('told', ${told}) END,
           (CASE WHEN held THEN 'HELD' ELSE 'DONE' END)::"DeliveryState", CASE WHEN held THEN 0 ELSE 1 END, (CASE WHEN held THEN 'NOT' ELSE 'SURELY' END)::"Heard",
           told_at + interval '3 hours', told_at + interval '3 hours', CASE WHEN NOT held THEN told_at + interval '2 days' END
      FROM (SELECT *, day > ${today} - 20 AS held FROM load_grant) AS g ORDER BY at`,
]
