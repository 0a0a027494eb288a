import { isCode } from '@/lib/shared/personal-code'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { inTransaction } from '@/lib/shared/db'
import { asPlanned, keepBatch, openBatch, orRefuse, ownFile, settleBatch, uploaded } from './commands-files'
import { isImportKind } from './import-columns'
import { importWorld } from './import-facts'
import { planImport } from './import-plan'
import { storeImport } from './import-store'
import { readImport } from './read-import'
import { searchLearners, type ListedLearner } from './queries/list'
import { LearnerFilter, type AgainInput, type FindInput, type ImportInput, type PreviewInput } from './schema'

/**
 * Reads a file and shows what its import would do; nothing about a learner changes. Returns the batch's id. A file
 * that can't be read, or lacks columns, is refused and leaves nothing.
 */
export async function previewImport(
  act: Act,
  input: z.output<typeof PreviewInput> | z.output<typeof AgainInput>,
): Promise<string> {
  const file = 'again' in input ? await ownFile(act, input.again, isImportKind) : await uploaded(input)
  const { rows, unread } = orRefuse(readImport(file.kind, file.cells))
  return keepBatch(
    act,
    file,
    unread,
    planImport(file.kind, rows, await importWorld(act.db, act, rows, randomUUID)),
  )
}

/**
 * Does what the preview showed, in one transaction with a fixed number of statements: every good row is stored, the
 * refused ones stay listed. Refused as a whole when the facts have changed since, so that the plan is another now.
 */
export function applyImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    // One import at a time: two files with the same new person would otherwise make two of them.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`
    const batch = await openBatch(tx, act, id, isImportKind)
    const { rows } = orRefuse(readImport(batch.kind, batch.cells as string[][]))
    const world = await importWorld(tx, act, rows, randomUUID, true)
    asPlanned(batch, planImport(batch.kind, rows, world))
    await storeImport(tx, world)
    await settleBatch(tx, act, batch, 'APPLIED')
    return id
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<void> {
  return inTransaction(act.db, async (tx) => {
    await settleBatch(tx, act, await openBatch(tx, act, id, isImportKind), 'DISCARDED')
  })
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
