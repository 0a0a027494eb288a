import { isCode } from '@/lib/shared/personal-code'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { inTransaction } from '@/lib/shared/db'
import {
  applyBatch,
  discardBatch,
  heldBatch,
  matchFile,
  openAgain,
  openFile,
  ownBatch,
  takeBackBatch,
  type Opened,
} from '@/lib/import/commands'
import type { MatchInput } from '@/lib/import/schema'
import { isImportKind, type ImportKind } from './import-columns'
import { learnerRoom } from './import-room'
import { takeBackLearners } from './import-written'
import { searchLearners, type ListedLearner } from './queries/list'
import { LearnerFilter, type AgainInput, type FindInput, type ImportInput, type PreviewInput } from './schema'

/** Reads a file of the register and shows what its import would do, or asks what its columns are. */
export async function previewImport(
  act: Act,
  input: z.output<typeof PreviewInput> | z.output<typeof AgainInput>,
): Promise<Opened> {
  if ('again' in input) return openAgain(act, await roomOf(act, input.again), input.again)
  return openFile(act, learnerRoom(input.kind), input.file)
}

/** Takes what a person says the columns of the file are. */
export async function matchImport(act: Act, input: z.output<typeof MatchInput>): Promise<Opened> {
  return matchFile(act, await roomOf(act, input.id), input)
}

/** Does what the preview showed, whole or not at all. */
export function applyImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    // One import at a time: two files with the same new person would otherwise make two of them.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`
    const batch = await heldBatch(tx, act, id, isImportKind)
    return applyBatch(tx, act, learnerRoom(batch.kind as ImportKind), batch)
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    const batch = await heldBatch(tx, act, id, isImportKind)
    return discardBatch(tx, act, learnerRoom(batch.kind as ImportKind), batch)
  })
}

/** Takes an applied import back, whole or not at all. */
export function takeBackImport(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`
    const batch = await heldBatch(tx, act, id, isImportKind)
    return takeBackBatch(tx, act, {}, batch, () => takeBackLearners(tx, id))
  })
}

const roomOf = async (act: Act, id: string) =>
  learnerRoom((await ownBatch(act.db, act, { isKind: isImportKind }, id)).kind as ImportKind)

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
