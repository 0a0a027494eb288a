import type { z } from 'zod'
import {
  asPlanned,
  keepBatch,
  openBatch,
  orRefuse,
  ownFile,
  settleBatch,
  uploaded,
} from '@/lib/learners/commands-files'
import type { AgainInput, ImportInput } from '@/lib/learners/schema'
import type { Act } from '@/lib/office/action'
import { inTransaction } from '@/lib/shared/db'
import { schoolWorld } from './import-facts'
import { isSchoolImport } from './import-kinds'
import { planSchools } from './import-plan'
import { storeSchools } from './import-store'
import { readSchools } from './read-import'
import type { SchoolPreviewInput } from './schema-import'

/**
 * Reads a file about the official's schools and shows what its import would do; nothing changes yet. Returns the batch's
 * id. A file that can't be read, or lacks columns, is refused and leaves nothing.
 */
export async function previewSchools(
  act: Act,
  input: z.output<typeof SchoolPreviewInput> | z.output<typeof AgainInput>,
): Promise<string> {
  const file = 'again' in input ? await ownFile(act, input.again, isSchoolImport) : await uploaded(input)
  const { rows, unread } = orRefuse(readSchools(file.kind, file.cells))
  return keepBatch(
    act,
    file,
    unread,
    planSchools(file.kind, rows, await schoolWorld(act.db, act, file.kind, rows)),
  )
}

/**
 * Does what the preview showed, in one transaction with a fixed number of statements: every good row is stored, the
 * refused ones stay listed. Refused as a whole when what is planned is another now.
 */
export function applySchools(act: Act, { id }: z.output<typeof ImportInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    // One import at a time: two files with the same new pupil would otherwise make two.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`
    const batch = await openBatch(tx, act, id, isSchoolImport)
    const { rows } = orRefuse(readSchools(batch.kind, batch.cells as string[][]))
    const world = await schoolWorld(tx, act, batch.kind, rows, true)
    asPlanned(batch, planSchools(batch.kind, rows, world))
    await storeSchools(tx, act, batch.kind, world)
    await settleBatch(tx, act, batch, 'APPLIED')
    return id
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardSchools(act: Act, { id }: z.output<typeof ImportInput>): Promise<void> {
  return inTransaction(act.db, async (tx) =>
    settleBatch(tx, act, await openBatch(tx, act, id, isSchoolImport), 'DISCARDED'),
  )
}
