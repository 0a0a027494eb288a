import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { readSheet } from '@/lib/shared/sheets'
import type { ImportKind, ImportRow } from './import-columns'
import { importWorld } from './import-facts'
import { countOutcomes, planDigest, planImport, type PlanRow } from './import-plan'
import { storeImport } from './import-store'
import { readImport } from './read-import'
import { searchLearners, type ListedLearner } from './queries/list'
import {
  isCode,
  LearnerFilter,
  type AgainInput,
  type FindInput,
  type ImportInput,
  type PreviewInput,
} from './schema'

/**
 * Reads a file and shows what its import would do; nothing about a learner changes. Returns the batch's id. A file
 * that can't be read, or lacks columns, is refused and leaves nothing.
 */
export async function previewImport(
  act: Act,
  input: z.output<typeof PreviewInput> | z.output<typeof AgainInput>,
): Promise<string> {
  const { kind, fileName, cells } = 'again' in input ? await ownFile(act, input.again) : await uploaded(input)
  const { rows, unread } = readOrRefuse(kind, cells)
  const plan = planImport(kind, rows, await importWorld(act.db, act, rows, randomUUID))
  const { id } = await act.db.importBatch.create({
    data: { userId: act.person.id, kind, fileName, cells, unread, createdAt: act.now, ...planned(plan) },
    select: { id: true },
  })
  return id
}

/**
 * Does what the preview showed, in one transaction with a fixed number of statements: every good row is stored, the
 * refused ones stay listed. Refused as a whole when the facts have changed since, so that the plan is another now.
 */
export function applyImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    // One import at a time: two files with the same new person would otherwise make two of them.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`
    const batch = await openBatch(tx, act, id)
    const kind = batch.kind as ImportKind
    const { rows } = readOrRefuse(kind, batch.cells as string[][])
    const world = await importWorld(tx, act, rows, randomUUID, true)
    const plan = planImport(kind, rows, world)
    if (planDigest(plan) !== batch.digest) throw new Refused([{ code: 'import.changed' }])
    await storeImport(tx, world)
    await tx.importBatch.update({ where: { id }, data: { state: 'APPLIED', settledAt: act.now } })
    await audit(tx, act, 'import.apply', batch)
    return id
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    const batch = await openBatch(tx, act, id)
    await tx.importBatch.update({
      where: { id },
      data: { state: 'DISCARDED', settledAt: act.now, cells: [], plan: [] },
    })
    await audit(tx, act, 'import.discard', batch)
  })
}

type Uploaded = { kind: ImportKind; fileName: string; cells: string[][] }

async function uploaded({ kind, file }: { kind: ImportKind; file: File }): Promise<Uploaded> {
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
  if ('refusal' in sheet) throw new Refused([sheet.refusal])
  return { kind, fileName: fileNameOf(file), cells: sheet.rows }
}

/** As it may be shown: a name can hold anything, personal codes too. */
export const fileNameOf = (file: File) =>
  file.name
    .replace(/\d{11}/g, '…')
    .replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(-100)

async function ownFile({ db, person }: Act, id: string): Promise<Uploaded> {
  const batch = await db.importBatch.findFirst({
    where: { id, userId: person.id, runId: null, state: 'PREVIEW' },
  })
  if (!batch) throw new Refused([{ code: 'notFound' }])
  return { kind: batch.kind as ImportKind, fileName: batch.fileName, cells: batch.cells as string[][] }
}

function readOrRefuse(kind: ImportKind, cells: string[][]): { rows: ImportRow[]; unread: string[] } {
  const read = readImport(kind, cells)
  if ('refusals' in read) throw new Refused(read.refusals)
  if (read.rows.length === 0) throw new Refused([{ code: 'import.noRows', field: 'file' }])
  return read
}

function planned(plan: PlanRow[]) {
  const counts = countOutcomes(plan)
  return {
    plan: plan as unknown as Prisma.InputJsonValue,
    digest: planDigest(plan),
    added: counts.NEW,
    changed: counts.CHANGED,
    same: counts.SAME,
    refused: counts.REFUSED,
  }
}

/** The person's own preview, locked until the transaction ends. */
async function openBatch(tx: Tx, { person }: Act, id: string) {
  await tx.$queryRaw`SELECT id FROM import_batch WHERE id = ${id}::uuid FOR UPDATE`
  const batch = await tx.importBatch.findFirst({ where: { id, userId: person.id, runId: null } })
  if (!batch) throw new Refused([{ code: 'notFound' }])
  if (batch.state !== 'PREVIEW') throw new Refused([{ code: 'import.settled' }])
  return batch
}

type Counted = { id: string; kind: string; fileName: string; added: number; changed: number; refused: number }

async function audit(tx: Db | Tx, { person, now }: Act, act: string, batch: Counted) {
  const { kind, fileName, added, changed, refused } = batch
  const details = { kind, fileName, added, changed, refused }
  await tx.auditEntry.create({ data: { at: now, userId: person.id, act, subject: batch.id, details } })
}

/** What a search of the register leads to: names to the list, a code to those who have it. */
export type Found =
  | { by: 'NAME'; q: string }
  | { by: 'CODE'; q: string; learners: ListedLearner[]; total: number; grantsOnly: boolean }

/**
 * Searches the register for what was typed. It is an act and not an address because a personal code may stand in no
 * address; it changes nothing.
 */
export async function findLearners(act: Act, { q }: z.output<typeof FindInput>): Promise<Found> {
  if (!isCode(q)) return { by: 'NAME', q }
  const filter = { ...LearnerFilter.parse({}), q }
  return { by: 'CODE', q, ...(await searchLearners(act.db, act.person, filter, act.now)) }
}
