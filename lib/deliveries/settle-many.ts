import { settleThrough, type Through } from './move'
import type { Worker } from './route'

/** The longest that the first one waits for others to be settled with it, ms. */
const gatherMs = 100

/**
 * Settles deliveries that got through together: exchanges and states in one statement. `alone` settles one by itself:
 * those whose row somebody else has locked, because nobody here waits for more than one row at a time, and all of them
 * if one can't be stored.
 */
export function settlingMany({ db, clock }: Worker, alone: (through: Through) => Promise<void>) {
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
    // A failure is reported to whoever awaits `all`; until then nobody handles it.
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
