import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { reach } from '@/lib/access/rights'
import { leaveDocument } from '@/lib/deliveries/commands'
import { changedByOthers } from '@/lib/documents/changed-since'
import { changedInHand, lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { actorOf, move } from '@/lib/documents/move'
import { fieldNames, fieldOf, isEmpty, type RowField } from '@/lib/documents/rules/fields'
import { readForm, type HeadField, type ReadForm } from '@/lib/documents/rules/form'
import { draftersOf, kindOf, type Drafted } from '@/lib/documents/rules/kinds'
import type { BeginInput, DocumentInput, KeepInput, SaveInput } from '@/lib/documents/schema'
import { factsInHand } from '@/lib/documents/standing'
import { savedChanges } from '@/lib/documents/versions/saved-changes'
import { sees } from '@/lib/documents/visibility'
import { givenTypes } from '@/lib/grants/queries/facts'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { log } from '@/lib/shared/log'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { inSteps, keepIn, openForm, type FormInHand } from '../form-in-hand'
import { draftOptions } from '../options'

/** `Lisa dokument`: begins an empty working copy. No document exists until the first `Salvesta`. Returns its id. */
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

/** Whether, on that day, the office gives grants of this type by a directive of their own. */
const isGiven = async (db: Db, code: string, on: Day) =>
  (await givenTypes(db, on)).some((type) => type.code === code)

/**
 * Saves typing automatically: unsaved changes of a draft, visible only to their author until `Salvesta`. A field that
 * the author has changed in another window, unknown to this page, is not overwritten: it is refused with the text that
 * stands there (`typedElsewhere`, `clearedElsewhere`), and everything else is kept.
 */
export const keepTyping = (act: Act, input: z.output<typeof KeepInput>): Promise<void> =>
  inSteps(act.db, async (tx) => {
    await keepIn(tx, act, await openForm(tx, act, input.id), input)
  })

/** `Loobu muudatustest`: discards the user's own typing; the document stays as it was saved. */
export async function discardTyping({ db, person }: Act, { id }: z.output<typeof DocumentInput>) {
  await db.workingCopy.deleteMany({ where: { documentId: id, userId: person.id } })
}

/**
 * Handles one press of a form button: opens the form, keeps the typing, and runs the button's steps, all in one
 * transaction. When a step is refused, the typing and the steps before it stay. A fault of ours rolls back everything,
 * and the typing is then kept on its own.
 */
export async function press<T>(
  act: Act,
  input: z.output<typeof KeepInput>,
  steps: (tx: Tx, form: FormInHand) => Promise<T>,
): Promise<T> {
  try {
    return await inSteps(act.db, async (tx) =>
      steps(tx, await keepIn(tx, act, await openForm(tx, act, input.id), input)),
    )
  } catch (error) {
    if (!(error instanceof Refused)) await keepTyping(act, input).catch(unkept)
    throw error
  }
}

const unkept = (error: unknown) => log.error({ err: error }, 'what was typed could not be kept')

/**
 * `Salvesta`: turns the typing into the draft, all of it or nothing. Throws with every malformed field, and with
 * `changedByOther` when somebody saved since the typing began (no typing is lost). A checked-over draft becomes a plain
 * draft again. Returns the document's id.
 */
export const saveDraft = (act: Act, input: z.output<typeof SaveInput>): Promise<string> =>
  press(act, input, async (tx, form) => {
    await saveIn(tx, act, form, input)
    return input.id
  })

/** `saveDraft` as a step of a press. Returns the document after the save, or null when this was its first save. */
export async function saveIn(
  tx: Tx,
  act: Act,
  { document, copy, form, drafted }: FormInHand,
  { revision, over }: Pick<z.output<typeof SaveInput>, 'revision' | 'over'>,
): Promise<LoadedDocument | null> {
  const { id } = drafted
  const begun = over ?? copy?.revision ?? revision
  const others = document && (await changedByOthers(tx, document, begun, act.person.id))
  if (others) throw new Refused([others])
  // Pressed twice: the first press has saved everything.
  if (document && !copy && document.revision > begun) return document

  const { read, refusals } = readForm(form)
  refusals.push(...(await wrongChoices(tx, act, drafted, read, document)))
  if (refusals.length > 0) throw new Refused(refusals)

  const saved = document ? await changeDraft(tx, act, document, read) : null
  if (!document) await firstSave(tx, act, drafted, read)
  await writeRows(tx, id, read.rows)
  await tx.workingCopy.deleteMany({ where: { documentId: id, userId: act.person.id } })
  return saved
}

/** Deletes a draft that was never sent; an audit entry stays. */
export function deleteDraft(act: Act, { id }: z.output<typeof DocumentInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const document = await lockDocument(tx, id)
    if (!document || !sees(act.person, document)) throw new Refused([{ code: 'notFound' }])
    const facts = factsInHand(document, dayInTallinn(act.now))
    // Sendings called off before DHIS had the document left deliveries; they stay as a record, without the document.
    await leaveDocument(tx, id)
    await move(tx, document, { act: 'delete', actor: actorOf(act, document), facts, at: act.now })
    await tx.workingCopy.deleteMany({ where: { documentId: id } })
    const { kind, unit, rows } = document
    await audit(tx, {
      at: act.now,
      userId: act.person.id,
      act: 'document.delete',
      subject: id,
      details: { kind, unit: unit.code, rows: rows.length },
    })
  })
}

/**
 * Refuses choices that aren't offered: a unit out of reach or closed, a signer of another unit, a drafter who may not
 * draft.
 */
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
  const [{ unitId }, today] = [head, dayInTallinn(act.now)]
  const options = await draftOptions(tx, act.person, drafted, unitId, today)
  const unit = options.units.find(({ id }) => id === unitId)
  if (!unit) refuse('unitWrong', 'unitId')
  else if (unit.closed) refuse('unitClosed', 'unitId')
  if (document?.number && document.unitId !== unitId) refuse('unitFixed', 'unitId')
  const offered = (list: { id: string }[], id: string) => id === '' || list.some((option) => option.id === id)
  if (!offered(options.signers, head.signerId)) refusals.push(await wrongSigner(tx, drafted.type, head))
  if (!offered(options.drafters, head.drafterId)) refuse('drafterWrong', 'drafterId')
  for (const [field, list] of Object.entries(options.choices) as [RowField, { id: string }[]][])
    for (const row of rows)
      if (!offered(list, row[field] as string))
        refusals.push({ code: 'choiceWrong', field: `rows.${row.key}.${field}` })
  return refusals
}

/** Why the signer can't be chosen; somebody who once could sign this type in the unit is named. */
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

/** Creates a document with the first entry of its history; `proposalId`: the proposal from which it was made. */
export async function firstSave(
  tx: Tx,
  act: Act,
  drafted: FormInHand['drafted'],
  read: ReadForm,
  { proposalId = null, note = '' }: { proposalId?: string | null; note?: string } = {},
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

/**
 * Writes the form's head to the draft and adds a history entry; `writeRows` writes the rows. Returns the document after
 * the change.
 */
export async function changeDraft(
  tx: Tx,
  act: Omit<Act, 'db'>,
  document: LoadedDocument,
  read: ReadForm,
  note = '',
): Promise<LoadedDocument> {
  const facts = factsInHand(document, dayInTallinn(act.now))
  const moved = await move(tx, document, {
    act: 'save',
    actor: actorOf(act, document),
    facts,
    at: act.now,
    set: columns(read.head),
    note,
    details: {
      changed: changedFields(readOf(document), read),
      ...(await savedChanges(tx, document, read, act.now)),
    },
  })
  return changedInHand(tx, document, { ...columns(read.head), ...moved, rows: read.rows })
}

/** Names of the changed head fields and the number of added, removed or changed rows, for the history. */
function changedFields(before: ReadForm, after: ReadForm): string[] {
  const fields = Object.keys(after.head) as (keyof ReadForm['head'])[]
  const head = fields.filter((field) => before.head[field] !== after.head[field])
  const old = new Map(before.rows.map((row) => [row.key, JSON.stringify(row)]))
  const same = after.rows.filter((row) => old.get(row.key) === JSON.stringify(row)).length
  const rows = Math.max(before.rows.length, after.rows.length) - same
  return [...head, ...(rows > 0 ? [`rows:${rows}`] : []), ...newlyKept(before, after)]
}

/** The reasons for keeping warnings that this save adds. */
function newlyKept(before: ReadForm | null, after: ReadForm): string[] {
  const of = (form: ReadForm) =>
    form.rows.flatMap(({ key, accepted = [] }) =>
      accepted.map((each) => [`${key} ${each.key}`, each.reason] as const),
    )
  const known = new Set(before ? of(before).map(([key]) => key) : [])
  return of(after).flatMap(([key, reason]) => (known.has(key) ? [] : [`kept:${reason}`]))
}

/** The head as it is stored: its own fields, then the common ones as one object. */
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
const typed = list(fieldNames.map((name) => `"${name}" ${columnTypes[fieldOf(name).as]}`))
const given = list(
  fieldNames.map((name) => (fieldOf(name).record ? `nullif("${name}", '')::uuid` : `"${name}"`)),
)
const replaced = list(fieldNames.map((name) => `${column(name)} = excluded.${column(name)}`))

/** Writes all rows in two statements, however many. */
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
