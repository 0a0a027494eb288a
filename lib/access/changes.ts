import type { Day } from '@/lib/shared/dates'
import { showInstant } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import type { Act } from './action'
import { storedChanges } from './stored'
import { audit } from './audit'

/** One change on a page of settings: its name, the value before and after; `on`: the day from which it holds. */
export type Change = { what: string; from: string; to: string; on?: Day }

/** The subject of changes: a page of settings, or one thing on it; a programme, a run, a registrant. */
export type Subject =
  `settings.${string}` | `registrants.${string}` | `schools.${string}` | `learners.${string}`

/** Changes made by one person at one time. */
export type Changed = { id: string; at: Date; who: string; about: string[]; changes: Change[] }

/** The most changes that a page shows. */
export const mostShown = 50

/** Settings share one lock; everything else has a lock of its own. */
const lockOf = (subject: Subject) => (subject.startsWith('settings.') ? 'olek.settings' : subject)

/**
 * Locks all settings, or the one thing, for the rest of the transaction, so that changes come one after the other.
 * `seen` is the last change that the page showed; throws when there is a later one, naming who made it.
 */
export async function holdSettings(tx: Tx, { person }: Act, subject: Subject, seen: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${lockOf(subject)}))`
  const [last] = await changesOf(tx, subject, 1)
  if (!last || last.id === seen) return
  const params = { who: last.who, at: showInstant(last.at, person.locale) }
  throw new Refused([{ code: 'settingsChanged', params }])
}

type Texts = Readonly<Record<string, string>>
/** `about`: the name of the changed thing, or the codes that identify it. */
type Work = { about?: readonly string[]; before: Texts; after: Texts }

/**
 * Changes a subject in one locked transaction, and records the changes. Throws when somebody has changed the subject
 * since the page was shown. Returns the number of changes.
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

/** The act, its subject and its changes; `about`: names of the subject, for the history. */
type Recorded = {
  name: string
  subject: Subject
  changes: readonly Change[]
  about?: readonly string[]
}

/** Records who changed what. Writes nothing when there is no change; returns their number. */
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
export async function changesOf(client: Db | Tx, subject: Subject, most = mostShown): Promise<Changed[]> {
  const found = await client.$queryRaw<{ id: string; at: Date; who: string; details: unknown }[]>`
    SELECT a.id::text, a.at, coalesce(u.first_name || ' ' || u.last_name, '') AS who, a.details
      FROM audit_entry a LEFT JOIN app_user u ON u.id = a.user_id
     WHERE a.subject = ${subject} ORDER BY a.id DESC LIMIT ${most}`
  return found.map(({ details, ...entry }) => ({ ...entry, ...storedChanges.parse(details) }))
}

/** The changes of each of several subjects, newest first, so many of each at most. One statement. */
export async function changesOfEach(
  client: Db | Tx,
  subjects: readonly Subject[],
  most = mostShown,
): Promise<Map<Subject, Changed[]>> {
  type Found = { subject: Subject; id: string; at: Date; who: string; details: unknown }
  const found = await client.$queryRaw<Found[]>`
    SELECT s.subject, a.id::text, a.at, coalesce(u.first_name || ' ' || u.last_name, '') AS who, a.details
      FROM unnest(${[...subjects]}::text[]) AS s(subject)
     CROSS JOIN LATERAL (SELECT * FROM audit_entry a WHERE a.subject = s.subject ORDER BY a.id DESC LIMIT ${most}) a
      LEFT JOIN app_user u ON u.id = a.user_id ORDER BY a.id DESC`
  const made = found.map(({ subject, details, ...entry }) => ({
    subject,
    change: { ...entry, ...storedChanges.parse(details) },
  }))
  return new Map(
    subjects.map((subject) => [
      subject,
      made.flatMap((each) => (each.subject === subject ? each.change : [])),
    ]),
  )
}

/** The values that differ, by name, as changes. */
export const differences = (before: Texts, after: Texts): Change[] =>
  Object.keys(after).flatMap((what) => {
    const [from, to] = [before[what] ?? '', after[what]!]
    return from === to ? [] : [{ what, from, to }]
  })
