import type { Day } from '@/lib/shared/dates'
import { showInstant } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { Act } from './action'
import { storedChanges } from './stored'
import { audit } from './audit'

/** One thing changed on a page of settings: its name, how it stood and how it stands; `on`: the day it holds from. */
export type Change = { what: string; from: string; to: string; on?: Day }

/** What the changes are about: a page of settings, or one thing on it; a programme, a run, a registrant. */
export type Subject =
  `settings.${string}` | `registrants.${string}` | `schools.${string}` | `learners.${string}`

/** Changes made by one person at one time. */
export type Changed = { id: string; at: Date; who: string; about: string[]; changes: Change[] }

/** A page tells of so many. */
const mostShown = 50

/** Settings change one after the other; of anything else, each thing for itself. */
const lockOf = (subject: Subject) => (subject.startsWith('settings.') ? 'olek.settings' : subject)

/**
 * Holds all settings, or the one thing, for the rest of the transaction, so that changes come one after the other. `seen` is what the page
 * showed as the last change; refused when there is a later one, naming who made it.
 */
export async function holdSettings(tx: Tx, { person }: Act, subject: Subject, seen: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${lockOf(subject)}))`
  const [last] = await changesOf(tx, subject, 1)
  if (!last || last.id === seen) return
  const params = { who: last.who, at: showInstant(last.at, person.locale) }
  throw new Refused([{ code: 'settingsChanged', params }])
}

type Texts = Readonly<Record<string, string>>
/** `about`: what the changed thing is called, or the codes that name it. */
type Work = { about?: readonly string[]; before: Texts; after: Texts }

/**
 * Does work on a subject in one transaction, alone, and keeps what it changed. Refused when somebody changed the subject
 * since the page was shown. Returns how many things changed.
 */
export function changing(
  act: Act,
  { name, subject, seen }: { name: string; subject: Subject; seen: string },
  work: (tx: Tx) => Promise<Work>,
): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, subject, seen)
    const { about, before, after } = await work(tx)
    return recordChanges(tx, act, { name, subject, changes: differences(before, after), about })
  })
}

/** What was done, to what, with which changes; `about`: names of what it is about, for the history. */
type Recorded = {
  name: string
  subject: Subject
  changes: readonly Change[]
  about?: readonly string[]
}

/** Keeps who changed what. Without a change nothing is written; returns how many there are. */
export async function recordChanges(
  tx: Tx,
  act: Act,
  { name, subject, changes, about = [] }: Recorded,
): Promise<number> {
  if (changes.length > 0) {
    const details = { changes: [...changes], about: [...about] }
    await audit(tx, { at: act.now, userId: act.person.id, act: name, subject, details })
  }
  return changes.length
}

/** The changes of a subject, newest first; one statement. The first one's id is what a form has seen, '' = none. */
export const changesOf = (client: Db | Tx, subject: Subject, most = mostShown): Promise<Changed[]> =>
  changesOfSeveral(client, [subject], most)

/** The same of several subjects together: of records that have become one. */
export async function changesOfSeveral(
  client: Db | Tx,
  subjects: readonly Subject[],
  most = mostShown,
): Promise<Changed[]> {
  const found = await client.$queryRaw<{ id: string; at: Date; who: string; details: unknown }[]>`
    SELECT a.id::text, a.at, coalesce(u.first_name || ' ' || u.last_name, '') AS who, a.details
      FROM audit_entry a LEFT JOIN app_user u ON u.id = a.user_id
     WHERE a.subject = ANY(${[...subjects]}::text[]) ORDER BY a.id DESC LIMIT ${most}`
  return found.map(({ details, ...entry }) => ({ ...entry, ...storedChanges.parse(details) }))
}

/** Of values by name, those that differ, as changes. */
export const differences = (before: Texts, after: Texts): Change[] =>
  Object.keys(after).flatMap((what) => {
    const [from, to] = [before[what] ?? '', after[what]!]
    return from === to ? [] : [{ what, from, to }]
  })
