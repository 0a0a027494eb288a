import { randomUUID } from 'node:crypto'
import { instant } from '../clock'
import { Refusal } from '../http'
import { takeFault } from '../faults'
import { whole, type Store } from '../store'
import type { Decision, DhisEvent, DhisState } from './contract'
import { finished, get, setState } from './register'

/** In which states a person may do what: routing goes on after the confirmation, e.g. to the finance office. */
const open: Record<Decision['type'], readonly DhisState[]> = {
  confirmed: ['waiting'],
  rejected: ['waiting'],
  routed: ['waiting', 'locked', 'confirmed'],
}

/**
 * A person decides in DHIS: changes the document's state and queues the news of it, together. Anybody may, as in the
 * real one; the sender judges whether it was the right person. `silent` keeps the news unsent, as though it had got
 * lost. Returns the event's id.
 */
export function decide(store: Store, id: string, decision: Decision, silent = false): string {
  return whole(store, () => {
    const row = get(store, id)
    if (!open[decision.type].includes(row.state)) throw finished(row.state)
    if ((decision.to !== undefined) !== (decision.type === 'routed')) {
      throw new Refusal(400, 'to', 'Märkige, kellele dokument suunata')
    }
    if (decision.type !== 'routed') setState(store, id, decision.type, decision.comment ?? null)
    const event = {
      ...decision,
      id,
      ourId: row.our_id,
      version: row.version,
      at: instant(store).toISOString(),
    }
    return queue(store, { ...event, eventId: randomUUID() }, { silent, invented: false })
  })
}

/** News of an event that never happened, to test the receiver: no state changes here. */
export function invent(
  store: Store,
  id: string,
  decision: Decision,
  overrides: Partial<Pick<DhisEvent, 'eventId' | 'ourId' | 'version' | 'at'>>,
): string {
  return whole(store, () => {
    const row = get(store, id)
    const event = {
      ...decision,
      id,
      ourId: row.our_id,
      version: row.version,
      at: instant(store).toISOString(),
    }
    return queue(store, { ...event, eventId: randomUUID(), ...overrides }, { silent: false, invented: true })
  })
}

/** The news that decided a document, else the last genuine one; sent or not. */
export function lastEvent(store: Store, id: string): DhisEvent | null {
  const row = store
    .prepare(
      `SELECT body FROM events WHERE document_id = ? AND invented = 0
        ORDER BY body ->> 'type' = 'routed', seq DESC LIMIT 1`,
    )
    .get(id)
  return row ? (JSON.parse(row.body as string) as DhisEvent) : null
}

function queue(store: Store, event: DhisEvent, how: { silent: boolean; invented: boolean }): string {
  const fault = how.silent ? null : takeFault(store, 'dhis', 'event')
  const held = how.silent
    ? undefined
    : store.prepare("SELECT seq FROM events WHERE out_of_turn = 1 AND state = 'due'").get()
  const now = Date.now()
  let due = now
  if (held) {
    // The delayed one goes right after this one.
    store
      .prepare('UPDATE events SET out_of_turn = 2, due_at = ? WHERE seq = ?')
      .run(now + 300, held.seq as number)
  } else if (fault?.mode === 'reorder') {
    due = now + fault.ms
  }
  store
    .prepare(
      `INSERT INTO events (event_id, document_id, body, invented, copies, out_of_turn, state, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      event.eventId,
      event.id,
      JSON.stringify(event),
      how.invented ? 1 : 0,
      fault?.mode === 'twice' ? 2 : 1,
      held ? 2 : fault?.mode === 'reorder' ? 1 : 0,
      how.silent ? 'unsent' : 'due',
      due,
    )
  return event.eventId
}
