import {
  annulGrants,
  endGrants,
  giveGrants,
  liftEnds,
  restoreEnds,
  restoreGrants,
  type Ending,
} from '@/lib/grants/commands'
import {
  annulCertificates,
  giveCertificates,
  restoreCertificates,
} from '@/lib/learners/commands-certificates'
import {
  annulLeaves,
  changeTerms,
  grantLeaves,
  restoreLeaves,
  revertTerms,
  type TermChange,
} from '@/lib/learners/commands-official'
import { placesBegin } from '@/lib/learners/queries'
import type { GrantState } from '@/lib/grants/queries-states'
import { Prisma } from '@/lib/shared/generated/client'
import type { Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import type { ReadRow } from './form'
import { kindOf, type EffectName } from './kinds'
import { loadDocument, readOf, type LoadedDocument } from './load'

/** A registered document with its number and day. */
export type Registered = LoadedDocument & { number: string; registeredOn: Date }

type Rows = readonly ReadRow[]
type Effect = {
  /** what registering does to learners; a fixed number of statements, whatever the number of rows */
  apply: (tx: Tx, document: Registered, rows: Rows) => Promise<unknown>
  /** takes it back for these rows */
  undo: (tx: Tx, document: Registered, rows: Rows, at: Date) => Promise<unknown>
  /** does again for these rows what was taken back */
  redo: (tx: Tx, document: Registered, rows: Rows) => Promise<unknown>
}

const ids = (rows: Rows) => rows.map(({ key }) => key)

/** Effects by the names that kinds.ts gives them. They alone, and import, write what is official about a learner. */
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
  // Over the whole place: nobody was a learner here on any day.
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
    apply: (tx, document, rows) => takeBackBase(tx, document, rows),
    undo: (tx, document, rows) => putBackBase(tx, document, rows),
    redo: noMore,
  },
  changeRows: {
    apply: async (tx, document, rows) => {
      const base = await takeBackBase(tx, document, rows)
      for (const name of kindOf(base).effects) await effects[name].apply(tx, document, rows)
    },
    undo: async (tx, document, rows, at) => {
      const base = await baseOf(tx, document)
      for (const name of kindOf(base).effects.toReversed()) await effects[name].undo(tx, document, rows, at)
      await putBackBase(tx, document, rows)
    },
    redo: noMore,
  },
}

/** What the document does to learners when it is registered, in its transaction. */
export async function applyRows(tx: Tx, document: Registered) {
  const { rows } = readOf(document)
  for (const name of kindOf(document).effects) await effects[name].apply(tx, document, rows)
}

/** The same for a document that gives grants and does nothing else: the grants, in the order of the rows. */
export async function giveOnly(tx: Tx, document: Registered): Promise<GrantState[]> {
  const rows = readOf(document).rows.map(complete)
  const given = await give(tx, document)
  const { grantType } = kindOf(document).gives!
  const type = await tx.grantType.findUniqueOrThrow({ where: { code: grantType }, select: { name: true } })
  return rows.map(({ rowId, ...row }) => ({
    ...row,
    ...given.get(rowId)!,
    ...{ documentId: document.id, unitId: document.unitId },
    ...{ typeCode: grantType, typeName: type.name },
  }))
}

async function give(tx: Tx, document: Registered) {
  const { grantType } = kindOf(document).gives!
  const given = await giveGrants(tx, { documentId: document.id, grantType }, rowsToGive(document.id))
  await recordGrants(tx, document.id)
  return given
}

/** The rows of the document as the grants room takes them: they needn't leave the database. */
const rowsToGive = (documentId: string) => Prisma.sql`
  SELECT id AS row_id, learner_id, study_place_id, paid_from, paid_to, monthly_amount, funding_source, bank_account,
         base_row_id
    FROM document_row WHERE document_id = ${documentId}::uuid`

const certificatesOf = (documentId: string) => Prisma.sql`
  SELECT id AS row_id, learner_id, study_place_id, certificate_number AS number, certificate_text AS text
    FROM document_row WHERE document_id = ${documentId}::uuid`

/** Takes all of it back, the last first; `by` = the amendment that does it, null = the document itself is cancelled. */
export async function undoRows(tx: Tx, document: Registered, rows: Rows, by: string | null, at: Date) {
  for (const name of kindOf(document).effects.toReversed()) await effects[name].undo(tx, document, rows, at)
  await tx.$executeRaw`UPDATE effect SET undone_at = ${at}, undone_by = ${by}::uuid
                        WHERE row_id = ANY(${ids(rows)}::uuid[]) AND undone_at IS NULL`
}

/** Does again what an amendment took back from these rows. */
async function redoRows(tx: Tx, document: Registered, rows: Rows) {
  for (const name of kindOf(document).effects) await effects[name].redo(tx, document, rows)
  // A replaced value is put in place anew and has a new effect; the other facts stand again as they were.
  await tx.$executeRaw`UPDATE effect SET undone_at = NULL, undone_by = NULL
                        WHERE row_id = ANY(${ids(rows)}::uuid[]) AND kind IN ('GRANT', 'LEAVE', 'CERTIFICATE')`
}

async function takeBackBase(tx: Tx, document: Registered, rows: Rows): Promise<Registered> {
  const base = await baseOf(tx, document)
  await undoRows(tx, base, namedRows(base, rows), document.id, document.registeredAt!)
  return base
}

async function putBackBase(tx: Tx, document: Registered, rows: Rows) {
  const base = await baseOf(tx, document)
  await redoRows(tx, base, namedRows(base, rows))
}

function namedRows(base: Registered, rows: Rows): ReadRow[] {
  const named = new Set(rows.map(({ baseRowId }) => baseRowId))
  return readOf(base).rows.filter(({ key }) => named.has(key))
}

async function baseOf(tx: Tx, { id, baseId }: LoadedDocument): Promise<Registered> {
  const base = baseId && (await loadDocument(tx, baseId))
  if (!base) throw new Error(`Amendment ${id} has no base`)
  return asRegistered(base)
}

export function asRegistered(document: LoadedDocument): Registered {
  if (!document.number || !document.registeredOn) throw new Error(`Document ${document.id} is not registered`)
  return document as Registered
}

type Change = Pick<TermChange, 'aspect' | 'value' | 'from'>

/** An effect that replaces dated values. `firstDays`: of the rows' study places, by id, where they are asked for. */
function terms(
  changesOf: (row: ReadRow, firstDays: ReadonlyMap<string, Day>) => Change[],
  firstDays: (tx: Tx, rows: Rows) => Promise<ReadonlyMap<string, Day>> = async () => new Map(),
): Effect {
  const apply: Effect['redo'] = async (tx, document, rows) => {
    const days = await firstDays(tx, rows)
    const changes = rows.flatMap((row) => changesOf(row, days).map((change) => ({ ...who(row), ...change })))
    await changeTerms(tx, document.id, changes)
  }
  return { apply, undo: (tx, _, rows) => revertTerms(tx, ids(rows)), redo: apply }
}

/** A main state from the study place's first day. */
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

/** Which event of the row ends payments (spec 3 "When payment ends early"). */
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

/** An amendment can't be amended: what it did is put right by cancelling it. */
async function noMore(): Promise<never> {
  throw new Error('An amendment is no base')
}

/** What was before and after, a line a row: for showing and for the audit. */
const recordGrants = (tx: Tx, documentId: string) => tx.$executeRaw`
  INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
  SELECT document_id, row_id, learner_id, 'GRANT', id, jsonb_build_object('from', paid_from, 'to', paid_to,
         'amount', monthly_amount::text, 'fundingSource', funding_source)
    FROM study_grant WHERE document_id = ${documentId}::uuid`

const who = ({ key, learnerId, studyPlaceId }: ReadRow) => ({ rowId: key, learnerId, studyPlaceId })

/** A row of a document that passed the check-over has everything; anything missing is a fault of ours. */
function must(day: Day | null): Day {
  if (!day) throw new Error('A row is incomplete')
  return day
}

function complete(row: ReadRow) {
  const { key, paidFrom, paidTo, monthlyAmount, bankAccount, learnerId, studyPlaceId, fundingSource } = row
  if (!paidFrom || !paidTo || !monthlyAmount || bankAccount === '')
    throw new Error(`Row ${key} is incomplete`)
  return { rowId: key, learnerId, studyPlaceId, from: paidFrom, to: paidTo, monthlyAmount, fundingSource }
}
