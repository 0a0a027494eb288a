import type { Accepted } from '@/lib/grants/rules/accepted'
import type { Seen } from '@/lib/grants/rules/changes'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import type { Amount } from '@/lib/shared/money'
import { fieldNames, fieldOf, readValues, showValues, type Texts, type Values } from './rules/fields'
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

type Stored = Prisma.DocumentGetPayload<{ include: { unit: true; rows: true } }>
type User = Prisma.UserGetPayload<object>
type Named = Prisma.DocumentGetPayload<{ select: typeof baseParts }>

/** A document with its rows read and in order, and the people, the unit and the other documents it names. */
export type LoadedDocument = Omit<Stored, 'rows'> & {
  signer: User
  drafter: User
  creator: User
  base: Named | null
  amendment: Named | null
  proposal: Named | null
  rows: readonly ReadRow[]
}

/** Reads a document; null when there is none. Four statements, five where it names other documents. */
export async function loadDocument(client: Db | Tx, id: string): Promise<LoadedDocument | null> {
  const found = await client.document.findUnique({
    where: { id },
    include: { unit: true, rows: { orderBy: { position: 'asc' } } },
  })
  if (!found) return null
  const { rows, ...document } = found
  const { creatorId, drafterId, signerId, baseId, amendmentId, proposalId } = document
  const users = await usersById(client, [creatorId, drafterId, signerId])
  const named = await namedById(client, [baseId, amendmentId, proposalId])
  return {
    ...document,
    creator: users.get(creatorId)!,
    drafter: users.get(drafterId)!,
    signer: users.get(signerId)!,
    base: named.get(baseId) ?? null,
    amendment: named.get(amendmentId) ?? null,
    proposal: named.get(proposalId) ?? null,
    rows: rows.map(readRow),
  }
}

async function usersById(client: Db | Tx, ids: readonly string[]): Promise<Map<string, User>> {
  const users = await client.user.findMany({ where: { id: { in: [...new Set(ids)] } } })
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

/** Reads it and holds it: whoever else wants to act on it waits for this transaction. A statement more. */
export async function lockDocument(tx: Tx, id: string): Promise<LoadedDocument | null> {
  const held = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM document WHERE id = ${id}::uuid FOR UPDATE`
  return held.length > 0 ? loadDocument(tx, id) : null
}

/**
 * The same document after a change that this transaction has made of it, without reading it again: what `changed` names,
 * and whom and what its ids stand for, where these are others now. No statement unless they are.
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
    unitId === document.unit.id ? document.unit : await tx.unit.findUniqueOrThrow({ where: { id: unitId } })
  return { ...now, unit, signer: users.get(signerId)!, drafter: users.get(drafterId)! }
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
  const named = await namedById(client, [baseId, amendmentId])
  const base = named.get(baseId) ?? null
  const amendment = named.get(amendmentId) ?? null
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
    rows: [...document.rows],
  }
}

const readRow = (row: Stored['rows'][number]): ReadRow => ({
  key: row.id,
  learnerId: row.learnerId,
  studyPlaceId: row.studyPlaceId,
  baseRowId: row.baseRowId ?? undefined,
  accepted: row.accepted as Accepted[],
  seen: row.seen as Seen | null,
  ...valuesOf(row),
})

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

const valuesOf = (row: Stored['rows'][number]) =>
  Object.fromEntries(fieldNames.map((name) => [name, valueOf(row[name], fieldOf(name).as)])) as Values

/** A column as the field's value; where nothing is chosen, ''. */
function valueOf(stored: Date | Prisma.Decimal | string | null, as: ReturnType<typeof fieldOf>['as']) {
  if (stored instanceof Date) return dayFromDate(stored)
  if (stored === null || typeof stored === 'string') return stored ?? (as === 'choice' ? '' : null)
  return stored.toFixed(2) as Amount
}
