import type { z } from 'zod'
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
import type { AgainInput, ImportInput } from '@/lib/learners/schema'
import type { Act } from '@/lib/office/action'
import { inTransaction } from '@/lib/shared/db'
import { isSchoolImport, type SchoolImport } from './import-kinds'
import { schoolRoom } from './import-room'
import { takeBackSchools } from './import-written'
import type { SchoolPreviewInput } from './schema-import'

/** Reads a file about the official's schools and shows what its import would do, or asks what its columns are. */
export async function previewSchools(
  act: Act,
  input: z.output<typeof SchoolPreviewInput> | z.output<typeof AgainInput>,
): Promise<Opened> {
  if ('again' in input) return openAgain(act, await roomOf(act, input.again), input.again)
  return openFile(act, schoolRoom(input.kind), input.file)
}

/** Takes what a person says the columns of the file are. */
export async function matchSchools(act: Act, input: z.output<typeof MatchInput>): Promise<Opened> {
  return matchFile(act, await roomOf(act, input.id), input)
}

/** Does what the preview showed, whole or not at all. */
export function applySchools(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    // One import at a time: two files with the same new pupil would otherwise make two.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`
    const batch = await heldBatch(tx, act, id, isSchoolImport)
    return applyBatch(tx, act, schoolRoom(batch.kind as SchoolImport), batch)
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardSchools(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    const batch = await heldBatch(tx, act, id, isSchoolImport)
    return discardBatch(tx, act, schoolRoom(batch.kind as SchoolImport), batch)
  })
}

/** Takes an applied import back, whole or not at all; EHIS heard nothing of it. */
export function takeBackOfSchools(act: Act, { id }: z.output<typeof ImportInput>): Promise<Opened> {
  return inTransaction(act.db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`
    const batch = await heldBatch(tx, act, id, isSchoolImport)
    return takeBackBatch(tx, act, {}, batch, () => takeBackSchools(tx, act, batch.kind as SchoolImport, id))
  })
}

const roomOf = async (act: Act, id: string) =>
  schoolRoom((await ownBatch(act.db, act, { isKind: isSchoolImport }, id)).kind as SchoolImport)
