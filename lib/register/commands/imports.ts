import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { importActs } from '@/lib/import/acts'
import { openFile, type Opened } from '@/lib/import/commands'
import type { AgainInput } from '@/lib/import/schema'
import type { Tx } from '@/lib/shared/db'
import { isCode } from '@/lib/shared/personal-code'
import { isImportKind, type ImportKind } from '../import/columns'
import { learnerRoom } from '../import/room'
import { takeBackLearners } from '../import/written'
import { searchLearners, type ListedLearner } from '../queries/list'
import { LearnerFilter, type FindInput, type PreviewInput } from '../schema/learners'

const room = async (_act: Act, { kind }: { kind: string }) => learnerRoom(kind as ImportKind)

const imports = importActs({
  isKind: isImportKind,
  room,
  async held(tx, act, batch) {
    await oneAtATime(tx)
    return room(act, batch)
  },
  async back(tx, _act, { id }) {
    await oneAtATime(tx)
    await takeBackLearners(tx, id)
  },
})

/** Two files with the same new person would otherwise make two of them. */
const oneAtATime = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`

/** Reads a file of the register and shows what its import would do, or asks what its columns are. */
export const previewImport = (
  act: Act,
  input: z.output<typeof PreviewInput> | z.output<typeof AgainInput>,
): Promise<Opened> =>
  'again' in input ? imports.again(act, input.again) : openFile(act, learnerRoom(input.kind), input.file)

/** What is done with an own import of the register (see `importActs`). */
export const {
  match: matchImport,
  apply: applyImport,
  discard: discardImport,
  takeBack: takeBackImport,
} = imports

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
