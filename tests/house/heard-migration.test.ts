import pg from 'pg'
import { expect, test } from 'vitest'
import { applyMigrations } from '@/scripts/migrate'
import { readMigrations } from '@/scripts/schema-engine'
import { freshDatabase } from '../support/database'

/** Deliveries as an office had them before: what is kept of each, the outcomes of its exchanges, and what follows from both. */
const before: [set: object, outcomes: string[], heard: string][] = [
  [{}, [], 'NOT'],
  [{ state: 'DONE', attempts: 1 }, ['done'], 'SURELY'],
  [{ state: 'WAITING', attempts: 1, problem: 'FAULT' }, ['done'], 'SURELY'],
  [{ state: 'NEEDS_PERSON', attempts: 1, problem: 'refused: Viga' }, ['refused'], 'NOT'],
  [{ state: 'NEEDS_PERSON', attempts: 2, problem: 'refused: Viga' }, ['unreachable', 'refused'], 'MAYBE'],
  [{ state: 'CALLED_OFF', attempts: 1, problem: 'unreachable: HTTP 502' }, ['unreachable'], 'MAYBE'],
  [{ state: 'NEEDS_PERSON', attempts: 1, problem: 'unreadable: XML' }, ['unreadable'], 'MAYBE'],
  [{ state: 'NEEDS_PERSON', attempts: 1, problem: 'FAULT' }, ['fault'], 'MAYBE'],
  // A delivery that couldn't be sent leaves no exchange, nor does the last attempt of a worker that died.
  [{ state: 'NEEDS_PERSON', attempts: 1, problem: 'noReleaser: ' }, [], 'NOT'],
  [{ state: 'NEEDS_PERSON', attempts: 2, problem: 'refused: Viga' }, ['refused'], 'MAYBE'],
  // A worker has this one in hand and will write down itself what was heard.
  [{ state: 'WAITING', attempts: 1, claimed_at: '2026-11-30T08:00:00Z' }, [], 'NOT'],
]

test('an upgrade tells from old problems and exchanges what the neighbours have heard', async () => {
  const url = (await freshDatabase({ bare: true })).ownerUrl
  const all = (await readMigrations()).migrationDirectories.map(({ path }) => path)
  await applyMigrations(url, { before: all.find((path) => path.endsWith('_what_neighbours_have_heard'))! })
  const owner = new pg.Client(url)
  await owner.connect()
  for (const [no, [set, outcomes]] of before.entries()) {
    const row = { neighbour: 'EHIS', topic: 'ehis.grant', key: `${no}`, thread: `${no}`, payload: {}, ...set }
    const columns = Object.keys(row).join(', ')
    await owner.query(
      `WITH d AS (INSERT INTO delivery (${columns})
                  SELECT ${columns} FROM jsonb_populate_record(NULL::delivery, $1) RETURNING id)
       INSERT INTO exchange (delivery_id, at, took_ms, method, address, outcome)
       SELECT id, now(), 1, 'POST', '', outcome FROM d, unnest($2::text[]) outcome`,
      [JSON.stringify(row), outcomes],
    )
  }
  await applyMigrations(url)
  const { rows } = await owner.query<{ heard: string }>('SELECT heard FROM delivery ORDER BY key::int')
  expect(rows.map(({ heard }) => heard)).toEqual(before.map(([, , heard]) => heard))
  await owner.end()
})
