import type { Act } from '@/lib/office/action'
import type { Db, Tx } from '@/lib/shared/db'
import type { ImportBatch, Prisma } from '@/lib/shared/generated/client'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { readSheet } from '@/lib/import/first-sheet'
import { countOutcomes, planDigest, type PlanRow } from './import-plan'

/** A file on its way in, of whatever kind: read, kept with what it would do, applied as shown or thrown away. */
export type ImportFile<Kind extends string> = { kind: Kind; fileName: string; cells: string[][] }
type IsKind<Kind extends string> = (kind: string) => kind is Kind

/** An uploaded file; refused where it can't be read. */
export async function uploaded<Kind extends string>(input: {
  kind: Kind
  file: File
}): Promise<ImportFile<Kind>> {
  const sheet = await readSheet(new Uint8Array(await input.file.arrayBuffer()))
  if ('refusal' in sheet) throw new Refused([sheet.refusal])
  return { kind: input.kind, fileName: fileNameOf(input.file), cells: sheet.rows }
}

/** As it may be shown: a name can hold anything, personal codes too. */
export const fileNameOf = (file: File) =>
  file.name
    .replace(/\d{11}/g, '…')
    .replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(-100)

/** The file of an own preview, to be looked over anew. */
export async function ownFile<Kind extends string>(
  { db, person }: Act,
  id: string,
  isKind: IsKind<Kind>,
): Promise<ImportFile<Kind>> {
  const batch = await db.importBatch.findFirst({
    where: { id, userId: person.id, runId: null, state: 'PREVIEW' },
  })
  if (!batch || !isKind(batch.kind)) throw new Refused([{ code: 'notFound' }])
  return { kind: batch.kind, fileName: batch.fileName, cells: batch.cells as string[][] }
}

/** The rows that were read; refused where the file lacks columns or has no row. */
export function orRefuse<Row>(read: { rows: Row[]; unread: string[] } | { refusals: Refusal[] }): {
  rows: Row[]
  unread: string[]
} {
  if ('refusals' in read) throw new Refused(read.refusals)
  if (read.rows.length === 0) throw new Refused([{ code: 'import.noRows', field: 'file' }])
  return read
}

/** Keeps the file with its plan, to be decided on; returns the batch's id. */
export async function keepBatch(
  { db, person, now }: Act,
  { kind, fileName, cells }: ImportFile<string>,
  unread: string[],
  plan: PlanRow[],
): Promise<string> {
  const counts = countOutcomes(plan)
  const { id } = await db.importBatch.create({
    data: {
      ...{ userId: person.id, kind, fileName, cells, unread, createdAt: now },
      ...{ plan: plan as unknown as Prisma.InputJsonValue, digest: planDigest(plan) },
      ...{ added: counts.NEW, changed: counts.CHANGED, same: counts.SAME, refused: counts.REFUSED },
    },
    select: { id: true },
  })
  return id
}

/** The person's own preview, locked until the transaction ends. */
export async function openBatch<Kind extends string>(
  tx: Tx,
  { person }: Act,
  id: string,
  isKind: IsKind<Kind>,
): Promise<ImportBatch & { kind: Kind }> {
  await tx.$queryRaw`SELECT id FROM import_batch WHERE id = ${id}::uuid FOR UPDATE`
  const batch = await tx.importBatch.findFirst({ where: { id, userId: person.id, runId: null } })
  if (!batch || !isKind(batch.kind)) throw new Refused([{ code: 'notFound' }])
  if (batch.state !== 'PREVIEW') throw new Refused([{ code: 'import.settled' }])
  return { ...batch, kind: batch.kind }
}

/** Refused where the facts have changed since the preview, so that the plan is another now. */
export function asPlanned({ digest }: ImportBatch, plan: PlanRow[]): void {
  if (planDigest(plan) !== digest) throw new Refused([{ code: 'import.changed' }])
}

/** Applied, or thrown away: the file's contents go with it then. */
export async function settleBatch(
  tx: Db | Tx,
  { person, now }: Act,
  batch: ImportBatch,
  state: 'APPLIED' | 'DISCARDED',
) {
  const { id, kind, fileName, added, changed, refused } = batch
  const emptied = state === 'DISCARDED' ? { cells: [], plan: [] } : {}
  await tx.importBatch.update({ where: { id }, data: { state, settledAt: now, ...emptied } })
  const details = { kind, fileName, added, changed, refused }
  const act = state === 'APPLIED' ? 'import.apply' : 'import.discard'
  await tx.auditEntry.create({ data: { at: now, userId: person.id, act, subject: id, details } })
}
