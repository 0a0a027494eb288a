import { createHash, randomUUID } from 'node:crypto'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Db, Tx } from '@/lib/shared/db'
import { isUuid } from '@/lib/shared/ids'
import { storedAnswer } from './stored'

/*
 * A press of a form's button is done once, however often it is sent: the answer was lost and the user pressed again,
 * the page was reloaded, the browser sent it anew. The press has a key, made with the form; the act's own transaction
 * stores that it was done, and its answer is stored right after. So a repeated press gets that answer.
 */

/** An act's answer when it was done: where to go, or what to show. */
export type Answer = { go?: string; notice?: string; result?: unknown }

/** One press: the user, its key, and a digest of the act and of everything that was sent. */
export type Press = { userId: string; key: string; digest: string }

/** What we know about a press: never done; done, with its answer (null if that got lost); done with other content. */
export type Known = { done: false } | { done: true; same: boolean; answer: Answer | null }

/** A key for the next press. */
export const newKey = () => randomUUID()

/** The press of a form's state and content; null when the state has no key. Files count by their content. */
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

/** Thrown when another request is doing, or has done, the same press. */
export class SentBefore extends Error {}

/**
 * The same database, whose first transaction also stores the press as done: both or neither. A second request with the
 * same press waits here for the first and then throws `SentBefore`.
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

/** Stores the answer to a press. An act without a transaction of its own is stored as done only here. */
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
