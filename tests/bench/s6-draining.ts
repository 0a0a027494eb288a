import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { stopJobs } from '@/lib/deliveries/jobs'
import { closeDb, db } from '@/lib/shared/db'
import { forgetEnv } from '@/lib/shared/env'
import { deliverDue } from '@/lib/telling/deliver'
import { users } from '@/prisma/cast'
import { houses } from '@/prisma/cast-schools'
import { atLeast, inTurns, type Measured, type Spread } from './support'

const deliveries = 5_000
const runs = 3
/** As lib/deliveries/deliver.ts has it. */
const atOnce = 8

/**
 * S6: 5,000 messages about as many pupils told to a registry that answers at once, each read, built, sent, understood
 * and kept, against a bare loop that fetches as often and as many at a time with a message of the same size.
 */
export async function draining(url: string): Promise<Measured[]> {
  const registry = createServer((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => response.end(answer(/<xrd:id>([^<]*)</.exec(text)?.[1] ?? '')))
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  process.env.EHIS_URL = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
  forgetEnv()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await somePupils(client)
  const times = await inTurns(
    runs,
    () => deliverDue(db(), 'EHIS', () => new Date()),
    () => fetchAll(process.env.EHIS_URL!),
    () => post(client),
  )
  // What was posted for the last run of the floor is left.
  await client.query(unsent)
  const { rows: left } = await client.query<{ state: string; problem: string | null; count: string }>(
    `SELECT state, problem, count(*) FROM delivery WHERE ${own} AND state <> 'DONE' GROUP BY 1, 2 LIMIT 5`,
  )
  await client.end()
  registry.closeAllConnections()
  registry.close()
  await stopJobs()
  await closeDb()
  if (left.length > 0) throw new Error(`Not all were taken: ${JSON.stringify(left)}`)
  return [
    atLeast('S6 draining 5,000 deliveries', '/s', 0.6, {
      ours: rates(times.ours),
      floor: rates(times.floor),
    }),
  ]
}

const rate = (ms: number) => (deliveries / ms) * 1000
/** The slowest round is the lowest rate. */
const rates = ({ median, least, most }: Spread): Spread => ({
  median: rate(median),
  least: rate(most),
  most: rate(least),
})

const answer = (id: string) => `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd">
<s:Header><x:id>${id}</x:id></s:Header>
<s:Body><e:laeYldharidusResponse xmlns:e="http://producers.ehis.xtee.riik.ee/producer/ehis">
<teade>Andmed on edukalt laetud</teade><kood>0</kood></e:laeYldharidusResponse></s:Body></s:Envelope>`

/** Born after all pupils of a load. */
const somePupils = (client: pg.Client) =>
  client.query(
    `INSERT INTO pupil (personal_code, first_name, last_name)
     SELECT (61501010000 + n)::text, 'Proov', 'Laps' || n FROM generate_series(1, $1::int) AS n`,
    [deliveries],
  )

/** Messages of the bench's own pupils; those of the register are none of its business. */
const own = `pupil_id IN (SELECT id FROM pupil WHERE first_name = 'Proov')`
const unsent = `DELETE FROM delivery WHERE ${own} AND state = 'WAITING' AND attempts = 0`

/** So many wait, and no more: the floor sends none of those that were posted for it. */
async function post(client: pg.Client) {
  await client.query(unsent)
  await client.query(
    `INSERT INTO delivery (neighbour, topic, key, thread, house_id, pupil_id, due_on, payload)
     SELECT 'EHIS', 'ehis.pupil', gen_random_uuid()::text, 'ehis.pupil:' || id, $1, id, current_date,
            jsonb_build_object('message', jsonb_build_object('kind', 'CLASS', 'on', current_date, 'parallel', 'b'),
                               'byId', $2::text, 'cause', jsonb_build_object('act', 'EDIT'))
       FROM pupil WHERE first_name = 'Proov'`,
    [houses.mae.id, users.piret.id],
  )
}

async function fetchAll(url: string) {
  const body = ' '.repeat(1_700)
  let left = deliveries
  const oneByOne = async () => {
    while (left-- > 0) await (await fetch(url, { method: 'POST', body })).text()
  }
  await Promise.all(Array.from({ length: atOnce }, oneByOne))
}
