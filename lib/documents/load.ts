import type { Accepted } from '@/lib/grants/rules/accepted'
import type { Seen } from '@/lib/grants/rules/changes'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import type { Amount } from '@/lib/shared/money'
import { readValues, showValues, type Texts, type Values } from './rules/fields'
import { refOf, type DraftForm, type ReadForm, type ReadRow } from './rules/form'
import { kindOf } from './rules/kinds'

/** What an amendment reads of its base. */
const baseParts = {
  id: true,
  type: true,
  kind: true,
  subkind: true,
  state: true,
  number: true,
  registeredOn: true,
} as const satisfies Prisma.DocumentSelect

const parts = {
  unit: true,
  signer: true,
  drafter: true,
  creator: true,
  base: { select: baseParts },
  amendment: { select: baseParts },
  proposal: { select: baseParts },
  rows: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.DocumentInclude

/** A document with its rows in order and the people and unit it names. */
export type LoadedDocument = Prisma.DocumentGetPayload<{ include: typeof parts }>

/** Reads a document; null when there is none. */
export const loadDocument = (client: Db | Tx, id: string): Promise<LoadedDocument | null> =>
  client.document.findUnique({ where: { id }, include: parts })

/** Reads it and holds it: whoever else wants to act on it waits for this transaction. */
export async function lockDocument(tx: Tx, id: string): Promise<LoadedDocument | null> {
  await tx.$queryRaw`SELECT FROM document WHERE id = ${id}::uuid FOR UPDATE`
  return loadDocument(tx, id)
}

type Begun = {
  type: DocumentType
  kind: string
  subkind: string | null
  baseId: string | null
  amendmentId: string | null
}

/** What decides the kind's row: of the saved document, else of the form nobody has saved yet; null when there is neither. */
export async function draftedOf(client: Db | Tx, document: LoadedDocument | null, copy: Begun | null) {
  if (document || !copy) return document
  const { type, kind, subkind, baseId, amendmentId } = copy
  const named = (id: string | null) =>
    id ? client.document.findUnique({ where: { id }, select: baseParts }) : null
  const [base, amendment] = [await named(baseId), await named(amendmentId)]
  return { type, kind, subkind, baseId, base, amendmentId, amendment }
}

/** What is stored, read like a form that was filled in without a mistake. */
export function readOf(document: LoadedDocument): ReadForm {
  const { unitId, signerId, drafterId, basis, extraInfo, footer } = document
  return {
    head: {
      unitId,
      signerId,
      drafterId,
      basis,
      extraInfo,
      footer,
      ...readValues(document.common as Texts, 'head', () => {}),
    },
    rows: readRows(document.rows),
  }
}

/** Each loaded list of rows is read once, however many parts of an act ask. */
function readRows(rows: LoadedDocument['rows']): ReadRow[] {
  const known = alreadyRead.get(rows)
  if (known) return known
  const read = rows.map((row) => ({
    key: row.id,
    learnerId: row.learnerId,
    studyPlaceId: row.studyPlaceId,
    baseRowId: row.baseRowId ?? undefined,
    accepted: row.accepted as Accepted[],
    seen: row.seen as Seen | null,
    ...valuesOf(row),
  }))
  alreadyRead.set(rows, read)
  return read
}
const alreadyRead = new WeakMap<LoadedDocument['rows'], ReadRow[]>()

/** What is stored, as the form shows it: texts. */
export function formOf(document: LoadedDocument): DraftForm {
  const { head, rows } = readOf(document)
  const { rowFields, commonFields } = kindOf(document)
  const { unitId, signerId, drafterId, basis, extraInfo, footer } = head
  return {
    head: {
      unitId,
      signerId,
      drafterId,
      basis,
      extraInfo,
      footer,
      ...showValues(head, commonFields),
    },
    rows: rows.map((row) => ({ ...refOf(row), ...showValues(row, rowFields) })),
  }
}

const valuesOf = (row: LoadedDocument['rows'][number]): Values => ({
  paidFrom: row.paidFrom && dayFromDate(row.paidFrom),
  paidTo: row.paidTo && dayFromDate(row.paidTo),
  monthlyAmount: row.monthlyAmount && (row.monthlyAmount.toFixed(2) as Amount),
  fundingSource: row.fundingSource,
  bankAccount: row.bankAccount,
  grantId: row.grantId ?? '',
  lastPaidOn: row.lastPaidOn && dayFromDate(row.lastPaidOn),
  leaveFrom: row.leaveFrom && dayFromDate(row.leaveFrom),
  leaveTo: row.leaveTo && dayFromDate(row.leaveTo),
  exmatriculatedOn: row.exmatriculatedOn && dayFromDate(row.exmatriculatedOn),
  discontinuedOn: row.discontinuedOn && dayFromDate(row.discontinuedOn),
  effectiveOn: row.effectiveOn && dayFromDate(row.effectiveOn),
  curriculum: row.curriculum,
  load: row.load,
  funding: row.funding,
  reason: row.reason,
  certificateNumber: row.certificateNumber,
  certificateText: row.certificateText,
})
