import { createHmac } from 'node:crypto'
import type { Env } from '../env'
import { Refusal } from '../http'
import type { Store } from '../store'
import type { DhisEvent } from './contract'

const pausesMs = [1000, 2000, 5000, 15_000, 60_000]
/** The receiver has taken it, or said why it never will. */
const settled = [200, 401, 409]

export type EventRow = {
  seq: number
  event: DhisEvent
  state: 'due' | 'sent' | 'unsent'
  attempts: number
  answerStatus: number | null
  answer: string | null
}

/**
 * Sends the queued news to Olek, one after another, until each has a final answer; news that waited when the sandbox
 * was killed goes out after the restart. Returns the stop.
 */
export function startSending(store: Store, env: Env): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async () => {
    for (const row of dueNow(store)) {
      if (!stopped) await send(store, env, row)
    }
    if (!stopped) timer = setTimeout(round, 50)
  }
  store.prepare("UPDATE events SET due_at = ? WHERE state = 'due' AND out_of_turn <> 1").run(Date.now())
  void round()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Sends news once more, whatever the earlier answer. */
export function sendAgain(store: Store, eventId: string): void {
  const changed = store
    .prepare("UPDATE events SET state = 'due', copies = 1, due_at = ? WHERE event_id = ?")
    .run(Date.now(), eventId).changes
  if (changed === 0) throw new Refusal(404, 'not-found', 'Sellist teadet ei ole')
}

/** News of one document, or of all; oldest first. */
export function eventsOf(store: Store, documentId: string | null): EventRow[] {
  return store
    .prepare('SELECT * FROM events WHERE ?1 IS NULL OR document_id = ?1 ORDER BY seq')
    .all(documentId)
    .map((row) => ({
      seq: row.seq as number,
      event: JSON.parse(row.body as string) as DhisEvent,
      state: row.state as EventRow['state'],
      attempts: row.attempts as number,
      answerStatus: row.answer_status as number | null,
      answer: row.answer as string | null,
    }))
}

type Due = { seq: number; body: string; copies: number; attempts: number }

/** News about one document goes in order, unless told otherwise. */
function dueNow(store: Store): Due[] {
  return store
    .prepare(
      `SELECT seq, body, copies, attempts FROM events e WHERE state = 'due' AND due_at <= ? AND (out_of_turn > 0
         OR NOT EXISTS (SELECT 1 FROM events b WHERE b.document_id = e.document_id AND b.state = 'due' AND b.seq < e.seq))
       ORDER BY due_at, seq`,
    )
    .all(Date.now()) as Due[]
}

async function send(store: Store, env: Env, row: Due): Promise<void> {
  const answers = await Promise.all(Array.from({ length: row.copies }, () => post(env, row.body)))
  const answer = answers.find(({ status }) => !settled.includes(status ?? 0)) ?? answers[0]
  const done = settled.includes(answer?.status ?? 0)
  const pause = pausesMs[Math.min(row.attempts, pausesMs.length - 1)] ?? 0
  store
    .prepare(
      'UPDATE events SET state = ?, attempts = attempts + 1, answer_status = ?, answer = ?, due_at = ? WHERE seq = ?',
    )
    .run(done ? 'sent' : 'due', answer?.status ?? null, answer?.text ?? null, Date.now() + pause, row.seq)
}

async function post(env: Env, body: string): Promise<{ status: number | null; text: string }> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', env.DHIS_EVENT_SECRET).update(`${timestamp}.${body}`).digest('hex')
  try {
    const response = await fetch(`${env.OLEK_URL}/api/dhis/events`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-DHIS-Timestamp': timestamp,
        'X-DHIS-Signature': signature,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    })
    return { status: response.status, text: (await response.text()).slice(0, 2000) }
  } catch (error) {
    return { status: null, text: error instanceof Error ? error.message : String(error) }
  }
}
