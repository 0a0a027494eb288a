import { createHash, randomUUID } from 'node:crypto'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { storedAnswer } from './stored'

/*
 * A press of a form's button is done once, however often it is sent: the answer was lost and the person pressed again,
 * the page was reloaded, the browser sent it anew. The press has a key, made with the form; that it was done is kept in
 * the act's own transaction, and what came of it right after. So a repeated press is answered with what was done.
 */

/** What an act answered when it was done: where to go, or what to tell. */
export type Answer = { go?: string; notice?: string; result?: unknown }

/** One press: whose, its key, and a digest of the act and of everything that was sent. */
export type Press = { userId: string; key: string; digest: string }

/** What is known of a press: never done; done, with its answer (null where that got lost); done with other content. */
export type Known = { done: false } | { done: true; same: boolean; answer: Answer | null }

/** A key for the next press. */
export const newKey = () => randomUUID()

/** The press that a form's state and content make; null where the state has no key. Files count by their content. */
export async function pressOf(
  userId: string,
  door: string,
  state: unknown,
  form: FormData,
): Promise<Press | null> {
  const key = (state as { once?: unknown } | null)?.once
  if (typeof key !== 'string' || !isUuid(key)) return null
  const digest = createHash('sha256').update(door)
  for (const [name, value] of form) {
    if (name.startsWith('$ACTION')) continue
    digest.update(`\0${name}\0`)
    if (typeof value === 'string') digest.update(value)
    else digest.update(`${value.name}\0`).update(new Uint8Array(await value.arrayBuffer()))
  }
  return { userId, key: key.toLowerCase(), digest: digest.digest('hex') }
}

/** Whether the press was done before. One look-up by key. */
export async function knownOf(db: Db, { userId, key, digest }: Press): Promise<Known> {
  const found = await db.sentForm.findUnique({ where: { userId_key: { userId, key } } })
  if (!found) return { done: false }
  return { done: true, same: found.digest === digest, answer: storedAnswer.parse(found.answer) }
}

/** Thrown where the same press is being done, or was done, by another request. */
export class SentBefore extends Error {}

/**
 * The same database, in whose first transaction the press is kept as done: both are there or neither. The same press sent
 * twice at once waits here for the first and then throws `SentBefore`.
 */
export function keepingPress(db: Db, press: Press, at: Date): Db {
  let kept = false
  const $transaction = async <T>(work: (tx: Tx) => Promise<T>, options?: object): Promise<T> => {
    const result = await db.$transaction(async (tx) => {
      if (!kept) await keep(tx, press, at)
      return work(tx)
    }, options)
    kept = true
    return result
  }
  return new Proxy(db, {
    get: (target, name) => (name === '$transaction' ? $transaction : Reflect.get(target, name)),
  })
}

async function keep(tx: Tx, { userId, key, digest }: Press, at: Date) {
  const kept = await tx.$executeRaw`
    INSERT INTO sent_form (user_id, key, digest, at) VALUES (${userId}::uuid, ${key}::uuid, ${digest}, ${at})
    ON CONFLICT DO NOTHING`
  if (kept === 0) throw new SentBefore()
}

/** Keeps what the press came to. An act without a transaction of its own is kept as done only here. */
export async function keepAnswer(db: Db, { userId, key, digest }: Press, answer: Answer, at: Date) {
  const kept = answer as Prisma.InputJsonObject
  await db.sentForm.upsert({
    where: { userId_key: { userId, key } },
    create: { userId, key, digest, at, answer: kept },
    update: { answer: kept },
  })
}

const week = 7 * 24 * 60 * 60 * 1000

/** Forgets presses older than a week: no browser sends one again after that. */
export const forgetPresses = (db: Db, now: Date) =>
  db.sentForm.deleteMany({ where: { at: { lt: new Date(now.getTime() - week) } } })
