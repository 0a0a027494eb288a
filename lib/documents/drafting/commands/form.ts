import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changedByOthers, changedSince } from '@/lib/documents/changed-since'
import { loadDocument } from '@/lib/documents/load'
import { inEveryRow, type RowField } from '@/lib/documents/rules/fields'
import { readForm, type DraftForm } from '@/lib/documents/rules/form'
import type { ChangeInput, KeepInput, SaveInput } from '@/lib/documents/schema'
import { checkIn } from '@/lib/documents/sending/commands/issuing'
import { rowStanding } from '@/lib/documents/standing'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { layOver, type FormInHand } from '../form-in-hand'
import { keepTyping, press, saveIn } from './drafting'

/**
 * Handles the form's plain buttons (ChangeInput). Returns the page of the document to go to, if the button names one.
 */
export function changeForm(
  act: Act,
  { id, keys, picked, all, flagged, field, go, ...typed }: z.output<typeof ChangeInput>,
): Promise<{ id: string; go?: string }> {
  return press(act, { id, ...typed }, async (tx, opened) => {
    if (go) return { id, go }
    if (field) await layOver(tx, act, opened, { rows: sameInEveryRow(opened.form, field) })
    else {
      const chosen = keys ? [keys] : all ? await everyRow(tx, opened, flagged === '1') : picked
      if (chosen.length > 0) await layOver(tx, act, opened, { removed: chosen })
    }
    return { id }
  })
}

/** `Rakenda kõigile ridadele`. */
const sameInEveryRow = (form: DraftForm, field: RowField) =>
  Object.fromEntries(
    form.rows.map(({ key }, at) => [key, { [field]: inEveryRow(field, form.head[field] ?? '', at) }]),
  )

/** Keys of all rows of the user's form, or only of those with warnings. */
async function everyRow(tx: Tx, { drafted, form }: FormInHand, flagged: boolean): Promise<string[]> {
  const keys = form.rows.map(({ key }) => key)
  if (!flagged) return keys
  const standing = await rowStanding(tx, drafted, readForm(form).read.rows)
  return keys.filter((key) => standing.flagged.has(key))
}

/** `Väljasta…`: saves first if there is unsaved typing, then checks over. Returns the document's id. */
export function issueForm(act: Act, input: z.output<typeof SaveInput>): Promise<string> {
  const { id, revision } = input
  return press(act, input, async (tx, form) => {
    const unsaved = form.copy !== null
    const saved = unsaved ? await saveIn(tx, act, form, { revision }) : form.document
    const document = saved ?? (await loadDocument(tx, id))
    if (!document) throw new Refused([{ code: 'notFound' }])
    const others = unsaved ? null : await changedByOthers(tx, document, revision, act.person.id)
    if (others)
      throw new Refused([await changedSince(tx, document, { since: revision, userId: act.person.id })])
    await checkIn(tx, act, document)
    return id
  })
}

/** Chooses a basis for the form; like all typing, it stays unsaved until `Salvesta`. */
export async function chooseBasis(
  act: Act,
  { basis, ...input }: z.output<typeof KeepInput> & { basis: string },
) {
  await keepTyping(act, { ...input, head: { basis } })
  return input.id
}
