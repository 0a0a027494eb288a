import type { Exchange } from '@/lib/outside/outcome'
import type { Db } from '@/lib/shared/db'
import type { Claimed } from '@/lib/telling/routes'

/** A delivery that got through, and nobody has to hear of it. */
export type Through = { delivery: Claimed; exchange: Exchange }

/** How long the first one waits at most for others to be settled with, ms. */
const gatherMs = 100

/**
 * Settles those that got through together: exchanges and states in one statement. `alone` settles one by itself; it is
 * given those whose row somebody else holds at the moment, for nobody waits here for more than one row at a time, and
 * all of them if one can't be stored.
 */
export function settlingMany(db: Db, clock: () => Date, alone: (through: Through) => Promise<void>) {
  let gathered: Through[] = []
  let timer: NodeJS.Timeout | undefined
  let settled = Promise.resolve()

  async function settleAll(through: readonly Through[]) {
    const ids = await settleThrough(db, through, clock()).catch(() => new Set<string>())
    for (const each of through) if (!ids.has(each.delivery.id)) await alone(each)
  }
  function settleGathered() {
    clearTimeout(timer)
    timer = undefined
    const through = gathered
    gathered = []
    settled = settled.then(() => settleAll(through))
    // Whoever awaits `all` hears of a failure; until then it is nobody's.
    settled.catch(() => undefined)
  }
  return {
    add(through: Through) {
      gathered.push(through)
      timer ??= setTimeout(settleGathered, gatherMs)
    },
    /** Resolves when everything added is settled. */
    all() {
      if (gathered.length > 0) settleGathered()
      return settled
    },
  }
}

/** Returns the ids of those that are settled now. */
async function settleThrough(db: Db, through: readonly Through[], now: Date): Promise<Set<string>> {
  const rows = through.map(({ delivery, exchange }) => ({
    ...exchange,
    id: delivery.id,
    houseId: delivery.houseId,
  }))
  const settled = await db.$queryRaw<{ id: string }[]>`
    WITH told AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, "houseId" uuid, at timestamptz,
             "tookMs" int, method text, address text, request text, status int, response text)),
    held AS (
      SELECT id FROM delivery WHERE id IN (SELECT id FROM told) AND state = 'WAITING' FOR UPDATE SKIP LOCKED),
    kept AS (
      INSERT INTO exchange (delivery_id, at, took_ms, method, address, request, status, response, outcome)
      SELECT id, at, "tookMs", method, address, request, status, response, 'done' FROM told JOIN held USING (id))
    UPDATE delivery d SET state = 'DONE', settled_at = ${now}, claimed_at = NULL, problem = NULL, house_id = told."houseId"
      FROM told JOIN held USING (id) WHERE d.id = told.id
    RETURNING d.id`
  return new Set(settled.map(({ id }) => id))
}
