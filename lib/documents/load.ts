import { storedAccepted, storedCommon, storedSeen } from './stored'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import type { Amount } from '@/lib/shared/money'
import { fieldNames, fieldOf, readValues, showValues, type Values } from './rules/fields'
import { refOf, type DraftForm, type ReadForm, type ReadRow } from './rules/form'
import { kindOf } from './rules/kinds'

/** The parts of its base that an amendment reads. */
const baseParts = {
  id: true,
  type: true,
  kind: true,
  subkind: true,
  state: true,
  number: true,
  registeredOn: true,
  given: { select: { name: true } },
} as const satisfies Prisma.DocumentSelect

const named = { select: baseParts } as const
const whole = {
  unit: true,
  creator: true,
  drafter: true,
  signer: true,
  base: named,
  amendment: named,
  proposal: named,
  given: { select: { name: true } },
  rows: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.DocumentInclude

type Stored = Prisma.DocumentGetPayload<{ include: typeof whole }>
type User = Prisma.AccessUserGetPayload<object>
type Named = Prisma.DocumentGetPayload<{ select: typeof baseParts }>

/** A document with its rows parsed and in order, and the people, unit, grant type and other documents that it names. */
export type LoadedDocument = Omit<Stored, 'rows'> & { rows: readonly ReadRow[] }

/** Reads a document; null when there is none. One statement. */
export async function loadDocument(client: Db | Tx, id: string): Promise<LoadedDocument | null> {
  const found = await client.document.findUnique({ where: { id }, include: whole })
  return found && { ...found, rows: found.rows.map(readRow) }
}

async function usersById(client: Db | Tx, ids: readonly string[]): Promise<Map<string, User>> {
  const users = await client.accessUser.findMany({ where: { id: { in: [...new Set(ids)] } } })
  return new Map(users.map((user) => [user.id, user]))
}

async function namedById(
  client: Db | Tx,
  ids: readonly (string | null)[],
): Promise<Map<string | null, Named>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const named = await client.document.findMany({ where: { id: { in: known } }, select: baseParts })
  return new Map(named.map((document) => [document.id, document]))
}

/** Reads the document and locks it: other acts on it wait for this transaction. One statement more. */
export async function lockDocument(tx: Tx, id: string): Promise<LoadedDocument | null> {
  const held = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM document WHERE id = ${id}::uuid FOR UPDATE`
  return held.length > 0 ? loadDocument(tx, id) : null
}

/**
 * The document after a change made in this transaction, without rereading it: applies `changed`, and looks up whom and
 * what its ids name if they changed. No statement otherwise.
 */
export async function changedInHand(
  tx: Tx,
  document: LoadedDocument,
  changed: Partial<Omit<Stored, 'rows' | 'unit'>> & { rows: readonly ReadRow[] },
): Promise<LoadedDocument> {
  const now = { ...document, ...changed }
  const { unitId, signerId, drafterId } = now
  const strangers = [signerId, drafterId].filter(
    (id) => id !== document.signer.id && id !== document.drafter.id,
  )
  const users = strangers.length > 0 ? await usersById(tx, strangers) : new Map<string, User>()
  for (const user of [document.signer, document.drafter]) users.set(user.id, user)
  const unit =
    unitId === document.unit.id
      ? document.unit
      : await tx.settingsUnit.findFirstOrThrow({ where: { id: unitId } })
  return { ...now, unit, signer: users.get(signerId)!, drafter: users.get(drafterId)! }
}

type CopyOf = {
  type: DocumentType
  kind: string
  subkind: string | null
  baseId: string | null
  amendmentId: string | null
}

/** What selects the kind's row: from the saved document, else from the unsaved form; null when there is neither. */
export async function draftedOf(client: Db | Tx, document: LoadedDocument | null, copy: CopyOf | null) {
  if (document || !copy) return document
  const { type, kind, subkind, baseId, amendmentId } = copy
  const given = subkind ? await client.grantsGrantType.findUnique({ where: { code: subkind } }) : null
  const named = await namedById(client, [baseId, amendmentId])
  const base = named.get(baseId) ?? null
  const amendment = named.get(amendmentId) ?? null
  return { type, kind, subkind, given, baseId, base, amendmentId, amendment }
}

/** What a saved or a begun document says about its kind. */
export type Begun = NonNullable<Awaited<ReturnType<typeof draftedOf>>>

/** The stored values, in the shape of a form filled in without a mistake. */
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
      ...readValues(storedCommon.parse(document.common), 'head', () => {}),
    },
    rows: [...document.rows],
  }
}

const readRow = (row: Stored['rows'][number]): ReadRow => ({
  key: row.id,
  learnerId: row.learnerId,
  studyPlaceId: row.studyPlaceId,
  baseRowId: row.baseRowId ?? undefined,
  accepted: storedAccepted.parse(row.accepted),
  seen: storedSeen.parse(row.seen),
  ...valuesOf(row),
})

/** The stored values as the form's texts. */
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

const valuesOf = (row: Stored['rows'][number]) =>
  Object.fromEntries(fieldNames.map((name) => [name, valueOf(row[name], fieldOf(name).as)])) as Values

/** A column's value as the field's value; '' where nothing is chosen. */
function valueOf(stored: Date | Prisma.Decimal | string | null, as: ReturnType<typeof fieldOf>['as']) {
  if (stored instanceof Date) return dayFromDate(stored)
  if (stored === null || typeof stored === 'string') return stored ?? (as === 'choice' ? '' : null)
  return stored.toFixed(2) as Amount
}
