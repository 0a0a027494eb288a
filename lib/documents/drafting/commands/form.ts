import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changedSince } from '@/lib/documents/changed-since'
import { loadDocument } from '@/lib/documents/load'
import { readForm } from '@/lib/documents/rules/form'
import type { ChangeInput, KeepInput, SaveInput } from '@/lib/documents/schema'
import { checkOver } from '@/lib/documents/sending/commands/issuing'
import { rowStanding } from '@/lib/documents/standing'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { applyToAll, changedByOthers, keepTyping, openForm, removeRows, saveDraft } from './drafting'

/*
 * What the buttons of a document's form do. Each keeps what was typed before it does anything else, so that nothing
 * typed is lost when the rest is refused.
 */

/** The form's plain buttons (ChangeInput). Returns the page of the document to go to, if that was asked for. */
export async function changeForm(
  act: Act,
  { id, keys, picked, all, flagged, field, go, ...typed }: z.output<typeof ChangeInput>,
): Promise<{ id: string; go?: string }> {
  await keepTyping(act, { id, ...typed })
  if (go) return { id, go }
  if (field) await applyToAll(act, { id, field })
  else {
    const chosen = keys ? [keys] : all ? await everyRow(act, id, flagged === '1') : picked
    if (chosen.length > 0) await removeRows(act, { id, keys: chosen })
  }
  return { id }
}

/** Keys of all rows of the user's form, or of those with warnings. */
function everyRow(act: Act, id: string, flagged: boolean): Promise<string[]> {
  return inTransaction(act.db, async (tx) => {
    const { drafted, form } = await openForm(tx, act, id)
    const keys = form.rows.map(({ key }) => key)
    if (!flagged) return keys
    const standing = await rowStanding(tx, drafted, readForm(form).read.rows)
    return keys.filter((key) => standing.flagged.has(key))
  })
}

/** `Salvesta`. */
export async function saveForm(act: Act, input: z.output<typeof SaveInput>): Promise<string> {
  await keepTyping(act, input)
  return saveDraft(act, { id: input.id, revision: input.revision, over: input.over })
}

/** `Väljasta…`: saves first where something is typed and unsaved, then checks over. Returns the document's id. */
export async function issueForm(act: Act, input: z.output<typeof SaveInput>): Promise<string> {
  await keepTyping(act, input)
  const { id } = input
  const copy = await act.db.workingCopy.findUnique({
    where: { documentId_userId: { documentId: id, userId: act.person.id } },
  })
  if (copy) await saveDraft(act, { id, revision: input.revision })
  const saved = await loadDocument(act.db, id)
  if (!saved) throw new Refused([{ code: 'notFound' }])
  const others = copy ? null : await changedByOthers(act.db, saved, input.revision, act.person.id)
  if (others)
    throw new Refused([await changedSince(act.db, saved, { since: input.revision, userId: act.person.id })])
  return checkOver(act, { id, revision: saved.revision })
}

/** Chooses a basis for the form; it is unsaved typing like any other. */
export async function chooseBasis(
  act: Act,
  { basis, ...input }: z.output<typeof KeepInput> & { basis: string },
) {
  await keepTyping(act, { ...input, head: { basis } })
  return input.id
}
