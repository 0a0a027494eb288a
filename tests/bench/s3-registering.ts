import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { db } from '@/lib/shared/db'
import { units, users } from '@/prisma/cast'
import { atMost, inTurns, type Measured, type Statistics } from './support'

const persons = 5_000
const runs = 5

/**
 * S3: registering 5,000 persons with all effects, against a hand-written set-based SQL script that writes the same
 * rows. Both register documents of their own, made beforehand; runs alternate.
 */
export async function registering(url: string, statistics: Statistics): Promise<Measured[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const next = async () => {
    const id = await issuedDocument(client, persons)
    if (statistics === 'fresh') await client.query('ANALYZE document, document_row')
    return id
  }
  const times = await inTurns(
    runs,
    async (id) => {
      const taken = await takeNews(db(), newsOf(id), new Date())
      if (taken.outcome !== 'taken') throw new Error(`Not registered: ${JSON.stringify(taken)}`)
    },
    (id) => byHand(client, id),
    next,
  )
  await client.end()
  return [atMost('S3 registering 5,000 persons', 'ms', 2, times)]
}

/** Documents of this process: each pays for ten days of its own, so that the same persons can be on all of them. */
let made = 0

/** A document that DHIS has, with persons who study and have no doctoral allowance from elsewhere: each looked up by key, on any statistics. */
export async function issuedDocument(client: pg.Client, persons: number): Promise<string> {
  const id = randomUUID()
  await client.query(
    `INSERT INTO document (id, type, kind, state, unit_id, creator_id, drafter_id, signer_id, basis, send_no, number,
                           dhis_id, dhis_url, issued_at)
     VALUES ($1, 'VICE_DEAN_DIRECTIVE', 'OWN_FUNDS_ALLOWANCE', 'ISSUED', $2, $3, $3, $4, 'Kord', 1, $5, $5,
             'http://dhis.example', now())`,
    [id, units.LT.id, users.liis.id, users.mari.id, `bench-${id}`],
  )
  const { rowCount } = await client.query(
    `INSERT INTO document_row (document_id, position, learner_id, study_place_id, paid_from, paid_to, monthly_amount,
                               funding_source, bank_account)
     SELECT $1, row_number() OVER (), learner_id, id, date '2026-12-01' + $2 * 10, date '2026-12-10' + $2 * 10, 660, 'LTFYS', 'EE382200221020145685'
       FROM (SELECT * FROM study_place sp WHERE code LIKE 'L%' AND started_on < '2026-12-01' AND NOT EXISTS (
               SELECT FROM study_grant g WHERE g.learner_id = sp.learner_id AND g.type_code LIKE 'DOCTORAL_ALLOWANCE%' AND g.paid_to - g.paid_from > 9 OFFSET 0)
                AND NOT EXISTS (SELECT FROM study_term t WHERE t.study_place_id = sp.id AND t.value IN ('GRADUATED', 'EXMATRICULATED') OFFSET 0)
              ORDER BY id LIMIT $3) AS place`,
    [id, made++, persons],
  )
  if (rowCount !== persons) throw new Error(`Only ${rowCount} persons can be registered`)
  return id
}

/** DHIS says that the signer has confirmed it. */
export const newsOf = (id: string) => ({
  eventId: randomUUID(),
  type: 'confirmed' as const,
  id: `bench-${id}`,
  ourId: id,
  version: 1,
  by: { name: 'Mari Mets', personalCode: users.mari.personalCode },
  at: new Date().toISOString(),
})

/** Looks up by key too (OFFSET 0), or on no statistics the floor is what is slow. The same rows: state, history, news, grants, effects, letters, notice, held messages, one job. */
async function byHand(client: pg.Client, id: string) {
  await client.query('BEGIN')
  await client.query(
    `SELECT FROM learner WHERE id IN (SELECT learner_id FROM document_row WHERE document_id = $1) ORDER BY id FOR UPDATE`,
    [id],
  )
  const blocked = await client.query(
    `SELECT FROM document_row r CROSS JOIN LATERAL (SELECT * FROM grants_in_force WHERE learner_id = r.learner_id OFFSET 0) AS g
      WHERE r.document_id = $1 AND g.type_code LIKE 'DOCTORAL%' AND g.paid_from <= r.paid_to AND g.effective_to >= r.paid_from`,
    [id],
  )
  if (blocked.rowCount !== 0) throw new Error('blocked')
  for (const sql of script) await client.query(sql, [id])
  await client.query('COMMIT')
}

const script = [
  `UPDATE document SET state = 'REGISTERED', revision = revision + 1, registered_on = current_date, registered_at = now(),
          changed_at = now() WHERE id = $1 AND state = 'ISSUED'`,
  `INSERT INTO history_entry (document_id, at, who, act, from_state, to_state) VALUES ($1, now(), 'Mari Mets', 'confirmed', 'ISSUED', 'REGISTERED')`,
  `INSERT INTO news (neighbour, event_id, received_at, body, document_id, state) VALUES ('DHIS', gen_random_uuid(), now(), '{}', $1, 'TAKEN')`,
  `INSERT INTO study_grant (learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, bank_account, document_id, row_id)
   SELECT learner_id, study_place_id, 'DOCTORAL_ALLOWANCE_OWN_FUNDS', paid_from, paid_to, monthly_amount, funding_source, bank_account, document_id, id
     FROM document_row WHERE document_id = $1`,
  `INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
   SELECT document_id, row_id, learner_id, 'GRANT', id, jsonb_build_object('from', paid_from, 'to', paid_to, 'amount', monthly_amount, 'fundingSource', funding_source)
     FROM study_grant WHERE document_id = $1`,
  `INSERT INTO delivery (neighbour, topic, key, thread, document_id, learner_id, subject_id, payload)
   SELECT 'MAIL', 'mail.letter', 'letter:' || g.document_id || ':' || g.row_id, 'letter:' || g.row_id, g.document_id, g.learner_id, g.id,
          jsonb_build_object('to', l.email, 'subject', 'Teile on määratud doktoranditoetus', 'text',
            'Tere, ' || l.first_name || ' ' || l.last_name || '! Teile on korraldusega nr ' || d.number || ' (' ||
            to_char(d.registered_on, 'DD.MM.YYYY') || ') määratud doktoranditoetus struktuuriüksuse omavahenditest ajavahemikuks ' ||
            to_char(g.paid_from, 'DD.MM.YYYY') || ' - ' || to_char(g.paid_to, 'DD.MM.YYYY') || ', ' || g.monthly_amount || ' eurot kuus.' || u.contact)
     FROM study_grant g JOIN learner l ON l.id = g.learner_id JOIN document d ON d.id = g.document_id JOIN unit u ON u.id = d.unit_id
    WHERE g.document_id = $1`,
  `INSERT INTO delivery (neighbour, topic, key, thread, document_id, learner_id, subject_id, payload, state)
   SELECT 'EHIS', 'ehis.grant', 'ehis.grant:' || registry_id || ':1', 'ehis.grant:' || registry_id, document_id, learner_id, id,
          jsonb_build_object('registryId', registry_id, 'act', 'GIVE'), 'HELD' FROM study_grant WHERE document_id = $1`,
  `INSERT INTO delivery (neighbour, topic, key, thread, document_id, payload)
   SELECT 'MAIL', 'mail.finance', 'finance:' || $1::uuid, 'finance:' || $1::uuid, $1::uuid, jsonb_build_object('to', 'rahandus@ylikool.example',
          'text', string_agg(l.last_name || ', ' || l.first_name || ': ' || g.paid_from || '–' || g.paid_to || ', ' || g.monthly_amount, E'\\n'))
     FROM study_grant g JOIN learner l ON l.id = g.learner_id WHERE g.document_id = $1::uuid`,
]
