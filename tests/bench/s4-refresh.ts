import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { refreshFetched } from '@/lib/registrants/commands/refresh-heard'
import type { Registration } from '@/lib/registrants/rules/sync-plan'
import { db, inTransaction } from '@/lib/shared/db'
import { units, users } from '@/prisma/cast'
import { atMost, inTurns, type Measured, type Statistics } from './support'

const people = 10_000
const runs = 5

/**
 * S4: a refresh of 10,000 registrants, planned, applied and kept line by line, against COPY to a staging table and
 * MERGE with the same lines kept. Of the answer half is new, a quarter has changed and a quarter is the same; each
 * side has runs of its own, made beforehand, and they alternate.
 */
export async function refreshing(url: string, statistics: Statistics): Promise<Measured[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const next = async () => {
    const needed = await aRun(client, people)
    if (statistics === 'fresh') await client.query('ANALYZE registrant')
    return needed
  }
  const times = await inTurns(
    runs,
    ({ refreshId, run, list }) =>
      inTransaction(db(), (tx) => refreshFetched(tx, { refreshId, run }, { list }, new Date())),
    (needed) => byHand(client, needed),
    next,
  )
  await client.end()
  return [atMost('S4 refreshing 10,000 registrants', 'ms', 2, times)]
}

/** Runs of this process: no two have one code. */
let made = 0

type Needed = { refreshId: string; runId: string; run: string; list: Registration[]; lines: string }

/** A linked run with half of the answer's people on its list, and the refresh that is being asked. */
export async function aRun(client: pg.Client, people: number): Promise<Needed> {
  const [programmeId, runId, refreshId, run] = [randomUUID(), randomUUID(), randomUUID(), `bench-${++made}`]
  await client.query(`INSERT INTO programme (id, unit_id, code, name, hours) VALUES ($1, $2, $3, $3, 8)`, [
    programmeId,
    units.LT.id,
    run,
  ])
  await client.query(
    `INSERT INTO run (id, programme_id, code, starts_on, ends_on, juhan_id) VALUES ($1, $2, $3, '2026-12-01', '2026-12-31', $3)`,
    [runId, programmeId, run],
  )
  await client.query(
    `INSERT INTO registrant (run_id, juhan_id, juhan_status, personal_code, first_name, last_name, email, phone, payer, registered_on, workplace)
     SELECT $1, $2 || '-' || n, 'REGISTERED', (48501010000 + n)::text, 'Birgit', 'Saar', 'b' || n || '@kool.ee', '5550101', 'SELF', '2026-11-02', 'Näidiskool'
       FROM generate_series(1, $3::int) AS n`,
    [runId, run, people / 2],
  )
  await client.query(
    `INSERT INTO refresh (id, run_id, user_id, who, started_at) VALUES ($1, $2, $3, 'Maarja Ilves', now())`,
    [refreshId, runId, users.maarja.id],
  )
  const list = Array.from({ length: people }, (_, at): Registration => ({
    juhanId: `${run}-${at + 1}`,
    status: 'REGISTERED',
    personalCode: String(48_501_010_001 + at),
    firstName: 'Birgit',
    lastName: 'Saar',
    email: `b${at + 1}@kool.ee`,
    payer: 'SELF',
    phone: at < people / 4 ? '5550199' : '5550101',
    registeredOn: '2026-11-02',
    workplace: 'Näidiskool',
    odd: {},
  }))
  const lines = list.map((each) =>
    [
      each.juhanId,
      each.status,
      each.personalCode,
      each.firstName,
      each.lastName,
      each.email,
      each.phone,
      each.payer,
      each.registeredOn,
      each.workplace,
    ].join(','),
  )
  return { refreshId, runId, run, list, lines: lines.join('\n') }
}

async function byHand(client: pg.Client, { refreshId, runId, lines }: Needed) {
  await client.query('BEGIN')
  await client.query(
    `CREATE TEMP TABLE staging (juhan_id text, status "JuhanStatus", personal_code text, first_name text, last_name text,
       email text, phone text, payer "Payer", registered_on date, workplace text) ON COMMIT DROP`,
  )
  await copyIn(client, 'COPY staging FROM STDIN WITH (FORMAT csv)', lines)
  await client.query('ANALYZE staging')
  await client.query(
    `INSERT INTO refresh_row (refresh_id, position, juhan_id, registrant_id, name, juhan_status, step, told)
     SELECT $1, row_number() OVER (ORDER BY s.last_name, s.first_name), s.juhan_id, g.id, s.first_name || ' ' || s.last_name, s.status,
            CASE WHEN g.id IS NULL THEN 'ADD' WHEN g.phone <> s.phone THEN 'CHANGE' ELSE 'SAME' END,
            CASE WHEN g.id IS NULL OR g.phone <> s.phone THEN to_jsonb(s) END
       FROM staging s LEFT JOIN registrant g ON g.juhan_id = s.juhan_id`,
    [refreshId],
  )
  await client.query(
    `MERGE INTO registrant g USING staging s ON g.juhan_id = s.juhan_id
     WHEN MATCHED AND (g.personal_code, g.first_name, g.last_name, g.email, g.phone, g.payer, g.registered_on, g.workplace)
          IS DISTINCT FROM (s.personal_code, s.first_name, s.last_name, s.email, s.phone, s.payer, s.registered_on, s.workplace)
       THEN UPDATE SET juhan_status = s.status, personal_code = s.personal_code, first_name = s.first_name, last_name = s.last_name,
            email = s.email, phone = s.phone, payer = s.payer, registered_on = s.registered_on, workplace = s.workplace
     WHEN NOT MATCHED THEN INSERT (run_id, juhan_id, juhan_status, personal_code, first_name, last_name, email, phone, payer, registered_on, workplace)
       VALUES ($1, s.juhan_id, s.status, s.personal_code, s.first_name, s.last_name, s.email, s.phone, s.payer, s.registered_on, s.workplace)`,
    [runId],
  )
  await client.query(`UPDATE run SET refreshed_at = now() WHERE id = $1`, [runId])
  await client.query(`UPDATE refresh SET state = 'APPLIED', ended_at = now() WHERE id = $1`, [refreshId])
  await client.query('COMMIT')
}

/** COPY FROM STDIN, which pg can carry but has no call for. */
const copyIn = (client: pg.Client, text: string, lines: string) =>
  new Promise<void>((resolve, reject) => {
    type Carrier = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }
    client.query({
      submit: (connection: Carrier) => connection.query(text),
      handleCopyInResponse(connection: Carrier) {
        connection.sendCopyFromChunk(Buffer.from(lines))
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    } as never)
  })
