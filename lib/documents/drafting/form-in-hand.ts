import { storedTyped } from '@/lib/documents/stored'
import type { Act } from '@/lib/access/action'
import { changedByOthers, changedSince } from '@/lib/documents/changed-since'
import { draftedOf, formOf, lockDocument, type LoadedDocument } from '@/lib/documents/load'
import { actorOf } from '@/lib/documents/move'
import {
  differing,
  mergeTyped,
  partElsewhere,
  withTyped,
  type DraftForm,
  type Typed,
} from '@/lib/documents/rules/form'
import type { Drafted } from '@/lib/documents/rules/kinds'
import { isEditable } from '@/lib/documents/rules/lifecycle'
import type { KeepInput } from '@/lib/documents/schema'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { z } from 'zod'
import { emptyForm } from './options'

/*
 * A press of a button opens the form once, locks it until the end of its one transaction, and hands it from step to
 * step: keep the typing, save it, check it over. Nothing is read twice.
 */

/** The user's unsaved typing, and the document's revision on which it began; 0 = there was no document. */
type WorkingCopy = {
  type: DocumentType
  kind: string
  subkind: string | null
  baseId: string | null
  amendmentId: string | null
  revision: number
  content: Typed
}

/** The form on which a user works, locked by the transaction. */
export type FormInHand = {
  document: LoadedDocument | null
  copy: WorkingCopy | null
  drafted: Drafted & { id: string; baseId: string | null; amendmentId: string | null }
  /** the form without the copy's typing, and with it */
  saved: DraftForm
  form: DraftForm
}

/**
 * Opens the form: the saved document, if any, with the user's own typing over it. Throws `notFound` for anybody who may
 * not draft it, and `draftClosed` with who sent it and when once it is no longer a plain draft: the typing on the page
 * stays there. Six statements for a saved document.
 */
export async function openForm(tx: Tx, act: Act, id: string): Promise<FormInHand> {
  const known = await lockDocument(tx, id)
  const copy = await lockCopy(tx, act, id)
  // Of two simultaneous first saves the second has waited at the copy, so the document exists by now.
  const document = known ?? (await lockDocument(tx, id))
  if (document && !drafts(act, document)) throw new Refused([{ code: 'notFound' }])
  if (document && !isEditable(document.state)) {
    throw new Refused([{ ...(await changedSince(tx, document)), code: 'draftClosed' }])
  }
  const begun = await draftedOf(tx, document, copy)
  if (!begun) throw new Refused([{ code: 'notFound' }])
  const { type, kind, subkind, baseId, base, amendmentId } = begun
  const drafted = { id, type, kind, subkind, baseId, base, amendmentId }
  const typed = copy?.content ?? {}
  const saved = document ? formOf(document) : await newForm(tx, act, drafted, typed)
  return { document, copy, drafted, saved, form: withTyped(saved, typed) }
}

async function lockCopy(tx: Tx, { person }: Act, id: string): Promise<WorkingCopy | null> {
  const [copy] = await tx.$queryRaw<(Omit<WorkingCopy, 'content'> & { content: unknown })[]>`
    SELECT type::text AS type, kind, subkind, base_id AS "baseId", amendment_id AS "amendmentId", revision, content
      FROM working_copy WHERE document_id = ${id}::uuid AND user_id = ${person.id}::uuid FOR UPDATE`
  return copy ? { ...copy, content: storedTyped.parse(copy.content) } : null
}

const newForm = (tx: Tx, { person, now }: Act, drafted: Drafted, { head }: Typed) =>
  emptyForm(tx, person, drafted, dayInTallinn(now), head?.unitId)

const drafts = (act: Act, document: LoadedDocument) =>
  actorOf(act, document).parties.some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')

/**
 * Lays more typing over the form and keeps it in the user's working copy, creating one if needed; no typing, no copy.
 * `begunOn`: the revision that the person saw when the typing began, if it isn't the present one; `Salvesta` then
 * reports what others saved since. Returns the form with the typing.
 */
export async function layOver(
  tx: Tx,
  act: Act,
  opened: FormInHand,
  typed: Typed,
  begunOn?: number,
): Promise<FormInHand> {
  if (Object.values(typed).every((part) => Object.keys(part).length === 0)) return opened
  const { document, drafted } = opened
  const { id, type, kind, subkind = null, baseId, amendmentId } = drafted
  const content = mergeTyped(opened.copy?.content ?? {}, typed)
  const begun = {
    type,
    kind,
    subkind,
    baseId,
    amendmentId,
    revision: document ? Math.max(1, Math.min(begunOn ?? document.revision, document.revision)) : 0,
  }
  const kept = { content: content as Prisma.InputJsonObject, changedAt: act.now }
  await tx.workingCopy.upsert({
    where: { documentId_userId: { documentId: id, userId: act.person.id } },
    create: { documentId: id, userId: act.person.id, ...begun, ...kept },
    update: kept,
  })
  // The footer of a new form follows the unit typed in it.
  const follows = !document && typed.head?.unitId !== undefined
  const saved = follows ? await newForm(tx, act, drafted, content) : opened.saved
  return {
    ...opened,
    copy: { ...(opened.copy ?? begun), content },
    saved,
    form: withTyped(saved, content),
  }
}

/** Lays over the form the changes that `more` computes from it, in a transaction of its own. */
export function changeCopy(act: Act, id: string, more: (opened: FormInHand) => Typed): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const opened = await openForm(tx, act, id)
    await layOver(tx, act, opened, more(opened))
  })
}

/**
 * Keeps typing as `keepTyping` says. Returns the form with it; keeps everything else, then throws with the fields that
 * were written in another window.
 */
export async function keepIn(
  tx: Tx,
  act: Act,
  opened: FormInHand,
  { id: _, revision, was, ...typed }: z.output<typeof KeepInput>,
): Promise<FormInHand> {
  const { document, copy, form } = opened
  if (!was) return layOver(tx, act, opened, differing(form, typed), revision)
  const saved = document && revision !== undefined && document.revision > revision
  const own = saved && !(await changedByOthers(tx, document, revision, act.person.id))
  const { rest, elsewhere } = partElsewhere(typed, was, own ? writtenIn(form) : (copy?.content ?? {}))
  const kept = await layOver(tx, act, opened, differing(form, rest), revision)
  const refusals = elsewhere.map(({ field, stands }): Refusal =>
    stands === ''
      ? { code: 'clearedElsewhere', field }
      : { code: 'typedElsewhere', field, params: { stands } },
  )
  if (refusals.length > 0) throw new Refused(refusals)
  return kept
}

const writtenIn = ({ head, rows }: DraftForm): Typed => ({
  head,
  rows: Object.fromEntries(rows.map((row) => [row.key, row])),
})

/**
 * Runs steps in one transaction. When a step throws a refusal, the writes before it stay and the refusal is thrown on;
 * so a step must decide before it writes. Any other error rolls back everything.
 */
export async function inSteps<T>(client: Db, steps: (tx: Tx) => Promise<T>): Promise<T> {
  const outcome = await inTransaction(client, async (tx) => {
    try {
      return { value: await steps(tx) }
    } catch (error) {
      if (error instanceof Refused) return { refused: error }
      throw error
    }
  })
  if ('refused' in outcome) throw outcome.refused
  return outcome.value
}
