import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { reach } from '@/lib/access/rights'
import { changedSince, changeParams } from '@/lib/documents/changed-since'
import { draftedOf, formOf, lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { move } from '@/lib/documents/move'
import { fieldNames, fields, inEveryRow, isEmpty, type RowField } from '@/lib/documents/rules/fields'
import {
  differing,
  mergeTyped,
  partElsewhere,
  readForm,
  withTyped,
  type DraftForm,
  type HeadField,
  type ReadForm,
  type Typed,
} from '@/lib/documents/rules/form'
import { draftersOf, kindOf, type Drafted } from '@/lib/documents/rules/kinds'
import { isEditable } from '@/lib/documents/rules/lifecycle'
import type {
  ApplyToAllInput,
  BeginInput,
  DocumentInput,
  KeepInput,
  RowsInput,
  SaveInput,
} from '@/lib/documents/schema'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { lastOfOthers } from '@/lib/documents/versions/history'
import { savedChanges } from '@/lib/documents/versions/saved-changes'
import { partiesOf, sees } from '@/lib/documents/visibility'
import { givenTypes } from '@/lib/grants/queries/facts'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { draftOptions, emptyForm } from '../options'

/** `Lisa dokument`: an empty working copy. There is no document until the first `Salvesta`. Returns its id. */
export async function beginDraft(
  { db, person, now }: Act,
  input: z.output<typeof BeginInput>,
): Promise<string> {
  const kind = kindOf(input)
  if (kind.amends || kind.ofRegistrants || !kind.types.includes(input.type)) {
    throw new Refused([{ code: 'kindNotOfType', field: 'kind' }])
  }
  if (reach(person, draftersOf(input)).length === 0) throw new Refused([{ code: 'notFound' }])
  if (kind.subkind && !(await isGiven(db, input.subkind ?? '', dayInTallinn(now)))) {
    throw new Refused([{ code: 'grantTypeWrong', field: 'kind' }])
  }
  const documentId = randomUUID()
  await db.workingCopy.create({
    data: { documentId, userId: person.id, ...input, content: {}, changedAt: now },
  })
  return documentId
}

/** Whether the office gives grants of this type on the day by a directive of its own. */
const isGiven = async (db: Db, code: string, on: Day) =>
  (await givenTypes(db, on)).some((type) => type.code === code)

/**
 * Typing saved by itself: unsaved changes of a draft, seen by their author alone until `Salvesta`. What the author wrote
 * into a field in another window meanwhile, and this page doesn't know, isn't written over: everything else is kept, and
 * the field is refused with what stands there (`typedElsewhere`, `clearedElsewhere`).
 */
export async function keepTyping(
  act: Act,
  { id, revision, was, ...typed }: z.output<typeof KeepInput>,
): Promise<void> {
  let refusals: Refusal[] = []
  const kept = async ({ document, copy, form }: Opened, tx: Tx) => {
    if (!was) return differing(form, typed)
    const saved = document && revision !== undefined && document.revision > revision
    const own = saved && !(await changedByOthers(tx, document, revision, act.person.id))
    const written = own ? writtenIn(form) : ((copy?.content ?? {}) as Typed)
    const { rest, elsewhere } = partElsewhere(typed, was, written)
    refusals = elsewhere.map(({ field, stands }) =>
      stands === ''
        ? { code: 'clearedElsewhere', field }
        : { code: 'typedElsewhere', field, params: { stands } },
    )
    return differing(form, rest)
  }
  await changeCopy(act, id, kept, revision)
  if (refusals.length > 0) throw new Refused(refusals)
}

const writtenIn = ({ head, rows }: DraftForm): Typed => ({
  head,
  rows: Object.fromEntries(rows.map((row) => [row.key, row])),
})

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
    ({ form }) => mergeTyped(typed, { rows: sameInEveryRow(withTyped(form, typed), field) }),
    revision,
  )
}

const sameInEveryRow = (form: DraftForm, field: RowField) =>
  Object.fromEntries(
    form.rows.map(({ key }, at) => [key, { [field]: inEveryRow(field, form.head[field] ?? '', at) }]),
  )

/**
 * Lays more typing over the user's working copy, made on the spot where there is none. `more` gets the form as it
 * stands with what was typed before; nothing more makes no copy. `begunOn`: the revision the person saw when the typing
 * began, where it isn't the present one: what others saved since is told at `Salvesta`.
 */
export function changeCopy(
  act: Act,
  id: string,
  more: (opened: Opened, tx: Tx) => Typed | Promise<Typed>,
  begunOn?: number,
): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const opened = await openForm(tx, act, id)
    const { document, copy, drafted } = opened
    const typed = await more(opened, tx)
    if (Object.values(typed).every((part) => Object.keys(part).length === 0)) return
    const content = mergeTyped((copy?.content ?? {}) as Typed, typed) as Prisma.InputJsonObject
    await tx.workingCopy.upsert({
      where: { documentId_userId: { documentId: id, userId: act.person.id } },
      create: {
        documentId: id,
        userId: act.person.id,
        type: drafted.type,
        kind: drafted.kind,
        subkind: drafted.subkind,
        baseId: drafted.baseId,
        amendmentId: drafted.amendmentId,
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
    const { document, copy, form, drafted } = await openForm(tx, act, id)
    const begun = over ?? copy?.revision ?? revision
    const others = document && (await changedByOthers(tx, document, begun, act.person.id))
    if (others) throw new Refused([others])
    // Pressed twice: the first has saved all there was.
    if (document && !copy && document.revision > begun) return id

    const { read, refusals } = readForm(withTyped(form, typed))
    refusals.push(...(await wrongChoices(tx, act, drafted, read, document)))
    if (refusals.length > 0) throw new Refused(refusals)

    if (document) await changeDraft(tx, act, document, read)
    else await firstSave(tx, act, drafted, read)
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
export const actorOf = ({ person }: Pick<Act, 'person'>, document: LoadedDocument) => ({
  userId: person.id,
  who: person.name,
  parties: partiesOf(person, document),
})

/**
 * The form that the user works on: the saved document, if there is one, with the user's own typing over it. Refused
 * as not found to whoever may not draft it, and with who sent it and when (`draftClosed`) once it is no plain draft any more: what stands on the page stays there.
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
  if (document && !isEditable(document.state)) {
    throw new Refused([{ ...(await changedSince(tx, document)), code: 'draftClosed' }])
  }
  const begun = await draftedOf(tx, document, copy)
  if (!begun) throw new Refused([{ code: 'notFound' }])
  const { type, kind, subkind, baseId, base, amendmentId } = begun
  const drafted = { id, type, kind, subkind, baseId, base, amendmentId }
  const typed = (copy?.content ?? {}) as Typed
  const saved = document
    ? formOf(document)
    : await emptyForm(tx, act.person, drafted, dayInTallinn(act.now), typed.head?.unitId)
  return { document, copy, drafted, form: withTyped(saved, typed) }
}

type Opened = Awaited<ReturnType<typeof openForm>>

const drafts = (act: Act, document: LoadedDocument) =>
  actorOf(act, document).parties.some((party) => party === 'DRAFTER' || party === 'SPECIAL_RIGHT')

/** Who else changed the document since the revision on which typing began; null = nobody but the person. */
export async function changedByOthers(
  client: Db | Tx,
  { id, revision }: LoadedDocument,
  since: number,
  userId: string,
): Promise<Refusal | null> {
  const last = await lastOfOthers(client, { id, revision }, since, userId)
  return (
    last && {
      code: 'changedByOther',
      params: { ...changeParams(last), since },
      field: 'over',
    }
  )
}

/** Refuses an act on a page that shows a revision that is no more, with who changed it, when and how. */
export async function assertSeen(
  client: Db | Tx,
  { person }: Pick<Act, 'person'>,
  document: LoadedDocument,
  revision: number,
) {
  if (document.revision === revision) return
  throw new Refused([await changedSince(client, document, { since: revision, userId: person.id })])
}

/** Choices that aren't offered: a unit out of reach or closed, a signer not of this unit, a drafter who may not draft. */
async function wrongChoices(
  tx: Tx,
  act: Act,
  drafted: Drafted,
  { head, rows }: ReadForm,
  document: LoadedDocument | null,
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: HeadField) => refusals.push({ code, field: `head.${field}` })
  if (!isUuid(head.unitId)) return head.unitId === '' ? [] : [{ code: 'unitWrong', field: 'head.unitId' }]
  const options = await draftOptions(tx, act.person, drafted, head.unitId, dayInTallinn(act.now))
  const unit = options.units.find(({ id }) => id === head.unitId)
  if (!unit) refuse('unitWrong', 'unitId')
  else if (unit.closed) refuse('unitClosed', 'unitId')
  if (document?.number && document.unitId !== head.unitId) refuse('unitFixed', 'unitId')
  const offered = (list: { id: string }[], id: string) => id === '' || list.some((option) => option.id === id)
  if (!offered(options.signers, head.signerId)) refusals.push(await wrongSigner(tx, drafted.type, head))
  if (!offered(options.drafters, head.drafterId)) refuse('drafterWrong', 'drafterId')
  for (const [field, list] of Object.entries(options.choices) as [RowField, { id: string }[]][])
    for (const row of rows)
      if (!offered(list, row[field] as string))
        refusals.push({ code: 'choiceWrong', field: `rows.${row.key}.${field}` })
  return refusals
}

/** Why the signer can't be chosen: one who once could sign the type in the unit is named. */
async function wrongSigner(tx: Tx, type: Drafted['type'], { unitId, signerId }: ReadForm['head']) {
  const field = 'head.signerId'
  const signed = isUuid(signerId)
    ? await tx.signing.findFirst({
        where: { userId: signerId, type, OR: [{ unitId }, { unitId: null }] },
        include: { user: true },
      })
    : null
  return signed
    ? { code: 'signerGone', params: { who: `${signed.user.firstName} ${signed.user.lastName}` }, field }
    : { code: 'signerWrong', field }
}

/** Puts a new document down, with the first entry of its history; `proposalId`: what it was made from. */
export async function firstSave(
  tx: Tx,
  act: Act,
  drafted: Opened['drafted'],
  read: ReadForm,
  proposalId: string | null = null,
  note = '',
) {
  const { head } = read
  const kept = newlyKept(null, read)
  const { id, type, kind, subkind, baseId, amendmentId } = drafted
  await tx.document.create({
    data: {
      id,
      type,
      kind,
      subkind,
      baseId,
      proposalId,
      amendmentId,
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
      note,
      details: {
        ...(kept.length > 0 && { changed: kept }),
        ...(proposalId && { proposal: proposalId }),
      },
    },
  })
}

/** What was read becomes the draft's head, with an entry in its history; the rows are written by `writeRows`. */
export async function changeDraft(
  tx: Tx,
  act: Omit<Act, 'db'>,
  document: LoadedDocument,
  read: ReadForm,
  note = '',
) {
  const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(act.now))
  await move(tx, document, 'save', actorOf(act, document), facts, act.now, {
    set: columns(read.head),
    note,
    details: {
      changed: changedFields(readOf(document), read),
      ...(await savedChanges(tx, document, read, act.now)),
    },
  })
}

/** Names of the head fields that differ and how many rows came, went or changed; for the history. */
function changedFields(before: ReadForm, after: ReadForm): string[] {
  const fields = Object.keys(after.head) as (keyof ReadForm['head'])[]
  const head = fields.filter((field) => before.head[field] !== after.head[field])
  const old = new Map(before.rows.map((row) => [row.key, JSON.stringify(row)]))
  const same = after.rows.filter((row) => old.get(row.key) === JSON.stringify(row)).length
  const rows = Math.max(before.rows.length, after.rows.length) - same
  return [...head, ...(rows > 0 ? [`rows:${rows}`] : []), ...newlyKept(before, after)]
}

/** Reasons for which warnings are kept, that weren't before. */
function newlyKept(before: ReadForm | null, after: ReadForm): string[] {
  const of = (form: ReadForm) =>
    form.rows.flatMap(({ key, accepted = [] }) =>
      accepted.map((each) => [`${key} ${each.key}`, each.reason] as const),
    )
  const known = new Set(before ? of(before).map(([key]) => key) : [])
  return of(after).flatMap(([key, reason]) => (known.has(key) ? [] : [`kept:${reason}`]))
}

/** The head as it is stored: its own fields, and the common ones together. */
const columns = ({ unitId, signerId, drafterId, basis, extraInfo, footer, ...common }: ReadForm['head']) => ({
  unitId,
  signerId,
  drafterId,
  basis,
  extraInfo,
  footer,
  common: Object.fromEntries(
    fieldNames.flatMap((name) => (isEmpty(common[name]) ? [] : [[name, common[name]]])),
  ),
})

/** Types of the columns of a row's fields. */
const columnTypes = {
  day: 'date',
  amount: 'numeric(8, 2)',
  text: 'text',
  line: 'text',
  serial: 'text',
  account: 'text',
  choice: 'text',
} as const
const column = (name: RowField) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const list = (parts: readonly string[]) => Prisma.raw(parts.join(', '))
const names = list(fieldNames.map(column))
const typed = list(fieldNames.map((name) => `"${name}" ${columnTypes[fields[name]]}`))
const given = list(
  fieldNames.map((name) => (name === 'grantId' ? `nullif("grantId", '')::uuid` : `"${name}"`)),
)
const replaced = list(fieldNames.map((name) => `${column(name)} = excluded.${column(name)}`))

/** All rows in two statements, however many. */
export async function writeRows(tx: Tx, documentId: string, rows: ReadForm['rows']) {
  const keys = rows.map(({ key }) => key)
  await tx.$executeRaw`DELETE FROM document_row WHERE document_id = ${documentId}::uuid AND id <> ALL(${keys}::uuid[])`
  await tx.$executeRaw`
    INSERT INTO document_row (id, document_id, position, learner_id, study_place_id, base_row_id, accepted, seen, ${names})
    SELECT key, ${documentId}::uuid, place, "learnerId", "studyPlaceId", "baseRowId", coalesce(accepted, '[]'), seen,
           ${given}
      FROM jsonb_to_recordset(${JSON.stringify(rows.map((row, at) => ({ ...row, place: at + 1 })))}::jsonb)
           AS r(key uuid, place int, "learnerId" uuid, "studyPlaceId" uuid, "baseRowId" uuid, accepted jsonb, seen jsonb,
                ${typed})
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, accepted = excluded.accepted, ${replaced}
     WHERE document_row.document_id = excluded.document_id`
}
