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

/** Two files with the same new person would otherwise create two persons. */
const oneAtATime = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`

/** Reads a file of the register and previews its import, or asks which columns it has. */
export const previewImport = (
  act: Act,
  input: z.output<typeof PreviewInput> | z.output<typeof AgainInput>,
): Promise<Opened> =>
  'again' in input ? imports.again(act, input.again) : openFile(act, learnerRoom(input.kind), input.file)

/** The acts on one's own import of the register (see `importActs`). */
export const {
  match: matchImport,
  apply: applyImport,
  discard: discardImport,
  takeBack: takeBackImport,
} = imports

/** The result of a search of the register: names lead to the list, a code to those who have it. */
export type Found =
  | { by: 'NAME'; q: string }
  | { by: 'CODE'; q: string; learners: ListedLearner[]; total: number; grantsOnly: boolean }

/**
 * Searches the register for the typed text. An act and not an address, because no address may contain a personal code;
 * it changes nothing.
 */
export async function findLearners(act: Act, { q }: z.output<typeof FindInput>): Promise<Found> {
  if (!isCode(q)) return { by: 'NAME', q }
  const filter = { ...LearnerFilter.parse({}), q }
  return { by: 'CODE', q, ...(await searchLearners(act.db, act.person, filter, act.now)) }
}
