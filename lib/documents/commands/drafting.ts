import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { reach } from '@/lib/office/access'
import type { Prisma } from '@/lib/shared/generated/client'
import { dateFromDay, dayInTallinn, showInstant } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import {
  differing,
  mergeTyped,
  readForm,
  withTyped,
  type DraftForm,
  type HeadField,
  type ReadForm,
  type Typed,
} from '../form'
import { kindOf, type CommonField } from '../kinds'
import { formOf, lockDocument, readOf, type LoadedDocument } from '../load'
import { move } from '../move'
import { draftOptions, emptyForm } from '../options'
import type { ApplyToAllInput, BeginInput, DocumentInput, KeepInput, RowsInput, SaveInput } from '../schema'
import { factsOf, rowObjections } from '../standing'
import { partiesOf, sees } from '../visibility'
import { isUuid } from '../schema'

/** `Lisa dokument`: an empty working copy. There is no document until the first `Salvesta`. Returns its id. */
export async function beginDraft(
  { db, person, now }: Act,
  input: z.output<typeof BeginInput>,
): Promise<string> {
  const kind = kindOf(input.kind)
  if (!kind.types.includes(input.type)) throw new Refused([{ code: 'kindNotOfType', field: 'kind' }])
  if (reach(person, kind.draftedBy).length === 0) throw new Refused([{ code: 'notFound' }])
  const documentId = randomUUID()
  await db.workingCopy.create({
    data: { documentId, userId: person.id, kind: input.kind, content: {}, changedAt: now },
  })
  return documentId
}

/** Typing saved by itself: unsaved changes of a draft, seen by their author alone until `Salvesta`. */
export function keepTyping(act: Act, { id, revision, ...typed }: z.output<typeof KeepInput>): Promise<void> {
  return changeCopy(act, id, (form) => differing(form, typed), revision)
}

/** Takes rows off the form; they leave the document at `Salvesta`. */
export function removeRows(
  act: Act,
  { id, revision, keys, ...typed }: z.output<typeof RowsInput>,
): Promise<void> {
  return changeCopy(act, id, () => mergeTyped(typed, { removed: keys }), revision)
}

/** `Rakenda kõigile ridadele`: one common field into every row. */
export function applyToAll(
  act: Act,
  { id, revision, field, ...typed }: z.output<typeof ApplyToAllInput>,
): Promise<void> {
  return changeCopy(
    act,
    id,
    (form) => mergeTyped(typed, { rows: sameInEveryRow(withTyped(form, typed), field) }),
    revision,
  )
}

const sameInEveryRow = (form: DraftForm, field: CommonField) =>
  Object.fromEntries(form.rows.map(({ key }) => [key, { [field]: form.head[field] }]))

/**
 * Lays more typing over the user's working copy, made on the spot where there is none. `more` gets the form as it
 * stands with what was typed before; nothing more makes no copy. `begunOn`: the revision the person saw when the typing
 * began, where it isn't the present one: what others saved since is told at `Salvesta`.
 */
export function changeCopy(
  act: Act,
  id: string,
  more: (form: DraftForm) => Typed,
  begunOn?: number,
): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const { document, copy, kind, form } = await openForm(tx, act, id)
    const typed = more(form)
    if (Object.values(typed).every((part) => Object.keys(part).length === 0)) return
    const content = mergeTyped((copy?.content ?? {}) as Typed, typed) as Prisma.InputJsonObject
    await tx.workingCopy.upsert({
      where: { documentId_userId: { documentId: id, userId: act.person.id } },
      create: {
        documentId: id,
        userId: act.person.id,
        kind,
        revision: document ? Math.max(1, Math.min(begunOn ?? document.revision, document.revision)) : 0,
        content,
        changedAt: act.now,
      },
      update: { content, changedAt: act.now },
    })
  })
}

/** `Loobu muudatustest`: throws the user's own typing away; the document stays as it was saved. */
export async function discardTyping({ db, person }: Act, { id }: z.output<typeof DocumentInput>) {
  await db.workingCopy.deleteMany({ where: { documentId: id, userId: person.id } })
}

/**
 * `Salvesta`: what was typed becomes the draft, whole or not at all. Refused with every malformed field; with
 * `changedMeanwhile` when somebody saved since the typing began (nothing typed is lost); a checked-over draft is a
 * plain draft again. Returns the document's id.
 */
export function saveDraft(act: Act, input: z.output<typeof SaveInput>): Promise<string> {
  const { id, revision, over, ...typed } = input
  return inTransaction(act.db, async (tx) => {
    const { document, copy, form, kind } = await openForm(tx, act, id)
    const begun = over ?? copy?.revision ?? revision
    if (document && document.revision !== begun) throw new Refused([await whatChanged(tx, document, begun)])

    const { read, refusals } = readForm(withTyped(form, typed))
    refusals.push(...(await wrongChoices(tx, act, kind, read, document)))
    if (refusals.length > 0) throw new Refused(refusals)

    if (document) await changeDraft(tx, act, document, read)
    else await firstSave(tx, act, id, kind, read)
    await writeRows(tx, id, read.rows)
    await tx.workingCopy.deleteMany({ where: { documentId: id, userId: act.person.id } })
    return id
  })
}

/** Deletes a draft that was never sent; an audit entry stays. */
export function deleteDraft(act: Act, { id }: z.output<typeof DocumentInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(act.now))
    // A sending that was called off before DHIS had it left deliveries; they stay for the story, without the document.
    await tx.delivery.updateMany({ where: { documentId: id }, data: { documentId: null } })
    await move(tx, document, 'delete', actorOf(act, document), facts, act.now)
    await tx.workingCopy.deleteMany({ where: { documentId: id } })
    const { kind, unit, rows } = document
    await tx.auditEntry.create({
      data: {
        at: act.now,
        userId: act.person.id,
        act: 'document.delete',
        subject: id,
        details: { kind, unit: unit.code, rows: rows.length },
      },
    })
  })
}

/** The user as an actor on this document. */
export const actorOf = ({ person }: Act, document: LoadedDocument) => ({
  userId: person.id,
  who: person.name,
  parties: partiesOf(person, document),
})

/**
 * The form that the user works on: the saved document, if there is one, with the user's own typing over it. Refused
 * as not found to whoever may not draft it, and as changed meanwhile once it is no plain draft any more.
 */
export async function openForm(tx: Tx, act: Act, id: string) {
  const known = await lockDocument(tx, id)
  await tx.$queryRaw`SELECT FROM working_copy WHERE document_id = ${id}::uuid AND user_id = ${act.person.id}::uuid
                        FOR UPDATE`
  // Of two first saves at once the second waited here, and the document is there by now.
  const document = known ?? (await lockDocument(tx, id))
  const copy = await tx.workingCopy.findUnique({
    where: { documentId_userId: { documentId: id, userId: act.person.id } },
  })
  if (document && !drafts(act, document)) throw new Refused([{ code: 'notFound' }])
  if (document && !['DRAFT', 'CHECKED'].includes(document.state)) {
    throw new Refused([{ code: 'changedMeanwhile' }])
  }
  const kind = document?.kind ?? copy?.kind
  if (!kind) throw new Refused([{ code: 'notFound' }])
  const saved = document ? formOf(document) : await emptyForm(tx, act.person, kind, dayInTallinn(act.now))
  return { document, copy, kind, form: withTyped(saved, (copy?.content ?? {}) as Typed) }
}

const drafts = (act: Act, document: LoadedDocument) =>
  actorOf(act, document).parties.some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')

/** Says who saved what since the typing began. */
async function whatChanged(tx: Tx, { id }: LoadedDocument, since: number): Promise<Refusal> {
  const last = await tx.historyEntry.findFirst({ where: { documentId: id }, orderBy: { id: 'desc' } })
  return {
    code: 'changedByOther',
    params: { who: last?.who ?? '', at: last ? showInstant(last.at) : '', since },
    field: 'over',
  }
}

/** Choices that aren't offered: a unit out of reach or closed, a signer not of this unit, a drafter who may not draft. */
async function wrongChoices(
  tx: Tx,
  act: Act,
  kind: string,
  { head }: ReadForm,
  document: LoadedDocument | null,
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: HeadField) => refusals.push({ code, field: `head.${field}` })
  if (!isUuid(head.unitId)) return head.unitId === '' ? [] : [{ code: 'unitWrong', field: 'head.unitId' }]
  const options = await draftOptions(tx, act.person, kind, head.unitId, dayInTallinn(act.now))
  const unit = options.units.find(({ id }) => id === head.unitId)
  if (!unit) refuse('unitWrong', 'unitId')
  else if (unit.closed) refuse('unitClosed', 'unitId')
  if (document?.number && document.unitId !== head.unitId) refuse('unitFixed', 'unitId')
  const offered = (list: { id: string }[], id: string) => id === '' || list.some((option) => option.id === id)
  if (!offered(options.signers, head.signerId)) refuse('signerWrong', 'signerId')
  if (!offered(options.drafters, head.drafterId)) refuse('drafterWrong', 'drafterId')
  return refusals
}

async function firstSave(tx: Tx, act: Act, id: string, kind: string, { head }: ReadForm) {
  await tx.document.create({
    data: {
      id,
      type: kindOf(kind).types[0]!,
      kind,
      creatorId: act.person.id,
      createdAt: act.now,
      changedAt: act.now,
      ...columns(head),
    },
  })
  await tx.historyEntry.create({
    data: {
      documentId: id,
      at: act.now,
      userId: act.person.id,
      who: act.person.name,
      act: 'save',
      toState: 'DRAFT',
    },
  })
}

async function changeDraft(tx: Tx, act: Act, document: LoadedDocument, read: ReadForm) {
  const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(act.now))
  await move(tx, document, 'save', actorOf(act, document), facts, act.now, {
    set: columns(read.head),
    details: { changed: changedFields(readOf(document), read) },
  })
}

/** Names of the head fields that differ and how many rows came, went or changed; for the history. */
function changedFields(before: ReadForm, after: ReadForm): string[] {
  const fields = Object.keys(after.head) as (keyof ReadForm['head'])[]
  const head = fields.filter((field) => before.head[field] !== after.head[field])
  const old = new Map(before.rows.map((row) => [row.key, JSON.stringify(row)]))
  const same = after.rows.filter((row) => old.get(row.key) === JSON.stringify(row)).length
  const rows = Math.max(before.rows.length, after.rows.length) - same
  return rows > 0 ? [...head, `rows:${rows}`] : head
}

const columns = ({ paidFrom, paidTo, ...head }: ReadForm['head']) => ({
  ...head,
  paidFrom: paidFrom && dateFromDay(paidFrom),
  paidTo: paidTo && dateFromDay(paidTo),
})

/** All rows in two statements, however many. */
async function writeRows(tx: Tx, documentId: string, rows: ReadForm['rows']) {
  const keys = rows.map(({ key }) => key)
  await tx.$executeRaw`DELETE FROM document_row WHERE document_id = ${documentId}::uuid AND id <> ALL(${keys}::uuid[])`
  await tx.$executeRaw`
    INSERT INTO document_row (id, document_id, position, learner_id, study_place_id, paid_from, paid_to,
                              monthly_amount, funding_source, bank_account)
    SELECT key, ${documentId}::uuid, n, "learnerId", "studyPlaceId", "paidFrom", "paidTo", "monthlyAmount",
           "fundingSource", "bankAccount"
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (key uuid, "learnerId" uuid,
           "studyPlaceId" uuid, "paidFrom" date, "paidTo" date, "monthlyAmount" numeric(8, 2), "fundingSource" text,
           "bankAccount" text)) WITH ORDINALITY AS r(key, "learnerId", "studyPlaceId", "paidFrom", "paidTo",
           "monthlyAmount", "fundingSource", "bankAccount", n)
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, paid_from = excluded.paid_from,
           paid_to = excluded.paid_to, monthly_amount = excluded.monthly_amount,
           funding_source = excluded.funding_source, bank_account = excluded.bank_account
     WHERE document_row.document_id = excluded.document_id`
}
