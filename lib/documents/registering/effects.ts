import {
  annulGrants,
  endGrants,
  giveGrants,
  liftEnds,
  restoreEnds,
  restoreGrants,
  type Ending,
} from '@/lib/grants/commands/giving'
import type { GrantState } from '@/lib/grants/queries/states'
import {
  annulCertificates,
  giveCertificates,
  restoreCertificates,
} from '@/lib/learners/commands/certificates'
import { effectsRedone, effectsUndone } from '@/lib/learners/commands/effects'
import {
  annulLeaves,
  changeTerms,
  grantLeaves,
  restoreLeaves,
  revertTerms,
  type TermChange,
} from '@/lib/learners/commands/official'
import { placesBegin } from '@/lib/learners/queries/known'
import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { readOf, type LoadedDocument } from '../load'
import type { ReadRow } from '../rules/form'
import { kindOf, type EffectName } from '../rules/kinds'
import { ownersOf } from './base'

/** A registered document with its number and day. */
export type Registered = LoadedDocument & { number: string; registeredOn: Date }

type Rows = readonly ReadRow[]
type Effect = {
  /** applies the effect to learners; a fixed number of statements, whatever the number of rows */
  apply: (tx: Tx, document: Registered, rows: Rows) => Promise<unknown>
  /** takes the effect back for these rows */
  undo: (tx: Tx, document: Registered, rows: Rows, at: Date) => Promise<unknown>
  /** reapplies to these rows an effect that was taken back */
  redo: (tx: Tx, document: Registered, rows: Rows) => Promise<unknown>
}

const ids = (rows: Rows) => rows.map(({ key }) => key)

/** Effects by the names in kinds.ts. Only they and import write official facts about a learner. */
const effects: Record<EffectName, Effect> = {
  grant: {
    apply: (tx, document, rows) => {
      rows.forEach(complete)
      return give(tx, document)
    },
    undo: (tx, _, rows, at) => annulGrants(tx, ids(rows), at),
    redo: (tx, _, rows) => restoreGrants(tx, ids(rows)),
  },
  leave: {
    apply: (tx, document, rows) =>
      grantLeaves(
        tx,
        document.id,
        rows.map((row) => ({ ...who(row), from: must(row.leaveFrom), to: must(row.leaveTo) })),
      ),
    undo: (tx, _, rows, at) => annulLeaves(tx, ids(rows), at),
    redo: (tx, _, rows) => restoreLeaves(tx, ids(rows)),
  },
  exmatriculation: terms((row) => [
    { aspect: 'MAIN_STATE', value: 'EXMATRICULATED', from: must(row.exmatriculatedOn) },
  ]),
  admission: fromFirstDay('STUDYING'),
  // Covers the whole study place: the person was not a learner here on any day.
  admissionAnnulment: fromFirstDay('ADMISSION_ANNULLED'),
  discontinuation: terms((row) => [
    { aspect: 'MAIN_STATE', value: 'DISCONTINUED', from: must(row.discontinuedOn) },
  ]),
  change: terms((row) => {
    const from = must(row.effectiveOn)
    return [
      { aspect: 'CURRICULUM' as const, value: row.curriculum, from },
      { aspect: 'LOAD' as const, value: row.load, from },
      { aspect: 'FUNDING' as const, value: row.funding, from },
    ].filter(({ value }) => value !== '')
  }),
  ends: {
    apply: (tx, document, rows) => endGrants(tx, document.id, rows.flatMap(endingsOf)),
    undo: (tx, _, rows, at) => liftEnds(tx, ids(rows), at),
    redo: (tx, _, rows) => restoreEnds(tx, ids(rows)),
  },
  certificate: {
    apply: (tx, { id, kind }) => giveCertificates(tx, { documentId: id, kind }, certificatesOf(id)),
    undo: (tx, _, rows, at) => annulCertificates(tx, ids(rows), at),
    redo: (tx, _, rows) => restoreCertificates(tx, ids(rows)),
  },
  cancelRows: {
    apply: (tx, document, rows) => takeBackNamed(tx, document, rows),
    undo: (tx, document, rows) => putBackNamed(tx, document, rows),
    redo: (tx, document, rows) => takeBackNamed(tx, document, rows),
  },
  changeRows: {
    apply: async (tx, document, rows) => {
      await takeBackNamed(tx, document, rows)
      for (const name of factsOf(document)) await effects[name].apply(tx, document, rows)
    },
    undo: async (tx, document, rows, at) => {
      for (const name of factsOf(document).toReversed()) await effects[name].undo(tx, document, rows, at)
      await putBackNamed(tx, document, rows)
    },
    redo: async (tx, document, rows) => {
      await takeBackNamed(tx, document, rows)
      for (const name of factsOf(document)) await effects[name].redo(tx, document, rows)
    },
  },
}

/** The effects by which a document's own rows make facts about learners; an amendment's rows make those of its base. */
const factsOf = (document: LoadedDocument) => kindOf(document.base ?? document).effects

/** Applies the document's effects on learners, in the transaction that registers it. */
export async function applyRows(tx: Tx, document: Registered) {
  const { rows } = readOf(document)
  for (const name of kindOf(document).effects) await effects[name].apply(tx, document, rows)
}

/** The same for a document that only gives grants. Returns the grants in the order of the rows. */
export async function giveOnly(tx: Tx, document: Registered): Promise<GrantState[]> {
  const rows = readOf(document).rows.map(complete)
  const given = await give(tx, document)
  const { grantType } = kindOf(document).gives!
  const type = await tx.grantsGrantType.findFirstOrThrow({
    where: { code: grantType },
    select: { name: true },
  })
  return rows.map(({ rowId, ...row }) => ({
    ...row,
    ...given.get(rowId)!,
    documentId: document.id,
    unitId: document.unitId,
    typeCode: grantType,
    typeName: type.name,
    givenTo: row.to,
  }))
}

function give(tx: Tx, document: Registered) {
  const { grantType } = kindOf(document).gives!
  return giveGrants(tx, { documentId: document.id, grantType }, rowsToGive(document.id))
}

/** The document's rows as a query for the grants room: they needn't leave the database. */
const rowsToGive = (documentId: string) => Prisma.sql`
  SELECT id AS row_id, learner_id, study_place_id, paid_from, paid_to, monthly_amount, funding_source, bank_account,
         base_row_id
    FROM document_row WHERE document_id = ${documentId}::uuid`

const certificatesOf = (documentId: string) => Prisma.sql`
  SELECT id AS row_id, learner_id, study_place_id, certificate_number AS number, certificate_text AS text
    FROM document_row WHERE document_id = ${documentId}::uuid`

/**
 * Undoes every effect, the last first; `by` = the amendment that undoes it, null = the document itself is cancelled.
 */
export const undoRows = (tx: Tx, document: Registered, rows: Rows, by: string | null, at: Date) =>
  undoThese(tx, document, { names: kindOf(document).effects, rows, by, at })

type Undoing = { names: readonly EffectName[]; rows: Rows; by: string | null; at: Date }

async function undoThese(tx: Tx, document: Registered, { names, rows, by, at }: Undoing) {
  for (const name of names.toReversed()) await effects[name].undo(tx, document, rows, at)
  await effectsUndone(tx, ids(rows), { by, at })
}

/** Reapplies the effects that an amendment took back from these rows. */
async function redoThese(tx: Tx, document: Registered, names: readonly EffectName[], rows: Rows) {
  for (const name of names) await effects[name].redo(tx, document, rows)
  await effectsRedone(tx, ids(rows))
}

async function takeBackNamed(tx: Tx, document: Registered, rows: Rows) {
  const [by, at] = [document.id, document.registeredAt!]
  for (const { owner, rows: named } of await namedBy(tx, rows))
    await undoThese(tx, owner, { names: takenBack(document, owner), rows: named, by, at })
}

async function putBackNamed(tx: Tx, document: Registered, rows: Rows) {
  for (const { owner, rows: named } of await namedBy(tx, rows))
    await redoThese(tx, owner, takenBack(document, owner), named)
}

/**
 * The effects that an amendment takes back from the document whose rows it names: the facts in force by them. Only
 * cancelling an amendment takes back all its effects, so that the earlier values return.
 */
const takenBack = ({ kind, amendmentId }: Registered, owner: Registered) =>
  kind === 'AMENDMENT_CANCEL' && amendmentId === owner.id ? kindOf(owner).effects : factsOf(owner)

async function namedBy(tx: Tx, rows: Rows) {
  const owners = await ownersOf(
    tx,
    rows.flatMap(({ baseRowId }) => baseRowId ?? []),
  )
  return owners.map(({ owner, rows: named }) => ({ owner: asRegistered(owner), rows: named }))
}

export function asRegistered(document: LoadedDocument): Registered {
  if (!document.number || !document.registeredOn) throw new Error(`Document ${document.id} is not registered`)
  return document as Registered
}

type ValueChange = Pick<TermChange, 'aspect' | 'value' | 'from'>

/** An effect that replaces dated values. `firstDays`: first days of the rows' study places, by id, if needed. */
function terms(
  changesOf: (row: ReadRow, firstDays: ReadonlyMap<string, Day>) => ValueChange[],
  firstDays: (tx: Tx, rows: Rows) => Promise<ReadonlyMap<string, Day>> = async () => new Map(),
): Effect {
  const apply: Effect['redo'] = async (tx, document, rows) => {
    const days = await firstDays(tx, rows)
    const changes = rows.flatMap((row) => changesOf(row, days).map((change) => ({ ...who(row), ...change })))
    await changeTerms(tx, document.id, changes)
  }
  return { apply, undo: (tx, _, rows) => revertTerms(tx, ids(rows)), redo: apply }
}

/** Sets a main state from the study place's first day. */
function fromFirstDay(value: string): Effect {
  return terms(
    (row, days) => [{ aspect: 'MAIN_STATE', value, from: must(days.get(row.studyPlaceId) ?? null) }],
    (tx, rows) =>
      placesBegin(
        tx,
        rows.map((row) => row.studyPlaceId),
      ),
  )
}

/** The event of the row that ends payments (spec 3 "When payment ends early"). */
function endingsOf(row: ReadRow): Ending[] {
  const {
    key: rowId,
    studyPlaceId,
    grantId,
    lastPaidOn,
    leaveFrom,
    leaveTo,
    exmatriculatedOn,
    effectiveOn,
  } = row
  if (grantId && lastPaidOn)
    return [{ rowId, studyPlaceId, grantId, event: { cause: 'PAYMENT_END', lastPaidOn } }]
  if (leaveFrom && leaveTo) {
    return [
      { rowId, studyPlaceId, event: { cause: 'ACADEMIC_LEAVE', leave: { from: leaveFrom, to: leaveTo } } },
    ]
  }
  if (exmatriculatedOn) {
    return [{ rowId, studyPlaceId, event: { cause: 'EXMATRICULATION', on: exmatriculatedOn } }]
  }
  if (!effectiveOn) return []
  const change = { curriculumChanges: row.curriculum !== '', loadBecomesPart: row.load === 'PART' }
  return [{ rowId, studyPlaceId, event: { cause: 'STUDY_PLACE_CHANGE', effectiveOn, ...change } }]
}

const who = ({ key, learnerId, studyPlaceId }: ReadRow) => ({ rowId: key, learnerId, studyPlaceId })

/** Rows of a checked-over document are complete; a missing day is a fault of ours. */
function must(day: Day | null): Day {
  if (!day) throw new Error('A row is incomplete')
  return day
}

function complete(row: ReadRow) {
  const { key, paidFrom, paidTo, monthlyAmount, bankAccount, learnerId, studyPlaceId, fundingSource } = row
  if (!paidFrom || !paidTo || !monthlyAmount || bankAccount === '')
    throw new Error(`Row ${key} is incomplete`)
  const paid = { from: paidFrom, to: paidTo, monthlyAmount, fundingSource, bankAccount }
  return { rowId: key, learnerId, studyPlaceId, ...paid }
}
