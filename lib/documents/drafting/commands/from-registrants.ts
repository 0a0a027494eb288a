import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { reach, within } from '@/lib/access/rights'
import { formOf, lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { mostRows, readForm, type DraftRow, type ReadRow } from '@/lib/documents/rules/form'
import { draftersOf } from '@/lib/documents/rules/kinds'
import type { FromRegistrantsInput } from '@/lib/documents/schema'
import { answered, keepAnswer, refreshOld } from '@/lib/documents/sending/juhan-first'
import { juhanBefore } from '@/lib/documents/sending/queries/juhan'
import { placeFacts } from '@/lib/grants/queries/facts'
import { seenNow } from '@/lib/grants/rules/changes'
import { putOnDirective, type PutOn } from '@/lib/registrants/commands/directive'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { emptyForm, signersIn, unitsInReach } from '../options'
import { openDrafts } from '../queries/drafts'
import { changeDraft, firstSave, writeRows } from './drafting'

/** The draft that was created or extended, and who was left out and why. */
export type MadeFromRegistrants = {
  id: string
  run: string
  toDraft: boolean
  added: number
  left: PutOn['left']
}

const type = 'VICE_DEAN_DIRECTIVE'
type Input = Omit<z.output<typeof FromRegistrantsInput>, 'reason' | 'document'> & {
  reason?: string
  document?: string
}

/**
 * `Tekita korraldus`: drafts a directive with the ticked registrants of a run, or `Lisa isikuid` adds them to the
 * person's own draft. Throws `Isikud on määramata.` when nobody is ticked. Those who can't be added are listed with the
 * reason, and the rest are added. Throws when nobody is left, and throws draftGone when the draft is no longer the
 * person's, the run's or a draft.
 */
export async function directiveOfRegistrants(act: Act, input: Input): Promise<MadeFromRegistrants> {
  const { run: runId, kind, registrants, document = '', reason = '' } = input
  const before = kind === 'ADMISSION' ? await juhanBefore(act.db, runId, act.now) : null
  const asked = before ? [before] : []
  if (registrants.length > 0) await refreshOld(act, asked, reason)
  return inTransaction(act.db, async (tx) => {
    const run = await tx.registrantsRun.findFirst({ where: { id: runId }, include: { programme: true } })
    if (!run || !within(reach(act.person, draftersOf({ type, kind })), run.programme.unitId)) {
      throw new Refused([{ code: 'notFound' }])
    }
    if (registrants.length === 0) throw new Refused([{ code: 'noPersonsChosen', field: 'registrants' }])
    const draft = document ? await draftToAddTo(tx, act, input, document) : null
    const form = draft ? null : await newForm(tx, act, input, run.programme.unitId)

    const note = answered(asked, reason, { refreshing: true })
    await keepAnswer(tx, act, asked, note)
    const { rows, left } = await putOnDirective(tx, runId, kind, registrants)
    if (rows.length === 0) {
      throw new Refused([{ code: 'nobodyFits', field: 'registrants' }, ...left.map(({ reason }) => reason)])
    }
    const id = draft?.id ?? randomUUID()
    const head = draft ? formOf(draft).head : form!.head
    const { read } = readForm({ head, rows: await newRows(tx, id, rows) })
    if (draft) await addRows(tx, act, draft, read.rows, note)
    else {
      await firstSave(tx, act, { ...form!.drafted, id }, read, { note })
      await writeRows(tx, id, read.rows)
    }
    return { id, run: runId, toDraft: draft !== null, added: rows.length, left }
  })
}

/** The head of a new directive of the run's unit. */
async function newForm(tx: Tx, act: Act, { kind, signerId }: Input, unitId: string) {
  const drafted = { type, kind, subkind: null, baseId: null, base: null, amendmentId: null } as const
  const today = dayInTallinn(act.now)
  const units = await unitsInReach(tx, act.person, drafted, today)
  if (units.find(({ id }) => id === unitId)?.closed) throw new Refused([{ code: 'unitClosed' }])
  const signers = await signersIn(tx, drafted, unitId, today)
  if (!signers.some(({ id }) => id === signerId)) {
    throw new Refused([{ code: 'signerWrong', field: 'signerId' }])
  }
  const { head } = await emptyForm(tx, act.person, drafted, today, unitId)
  return { drafted, head: { ...head, unitId, signerId, drafterId: act.person.id } }
}

/** The draft, locked until the transaction ends. */
async function draftToAddTo(tx: Tx, act: Act, { run, kind }: Input, id: string): Promise<LoadedDocument> {
  const document = await lockDocument(tx, id)
  const open = await openDrafts(tx, act.person, run, kind)
  if (!document || !open.some((draft) => draft.id === id))
    throw new Refused([{ code: 'draftGone', field: 'document' }])
  return document
}

/** Adds the rows; unsaved typing in the draft stays as it is. */
async function addRows(tx: Tx, act: Act, draft: LoadedDocument, added: ReadRow[], note: string) {
  const read = readOf(draft)
  const rows = [...read.rows, ...added]
  if (rows.length > mostRows) throw new Refused([{ code: 'tooManyRows', params: { most: mostRows } }])
  await changeDraft(tx, act, draft, { ...read, rows }, note)
  await writeRows(tx, draft.id, rows)
}

/** The rows, each with the person's facts at the time of adding. */
async function newRows(tx: Tx, documentId: string, rows: PutOn['rows']): Promise<DraftRow[]> {
  const places = await placeFacts(
    tx,
    rows.map(({ studyPlaceId }) => studyPlaceId),
    { documentId },
  )
  return rows.map((row) => ({ ...row, key: randomUUID(), seen: seenNow(places.get(row.studyPlaceId)!) }))
}
