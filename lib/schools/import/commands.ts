import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { importActs } from '@/lib/import/acts'
import { openFile, type Opened } from '@/lib/import/commands'
import type { AgainInput } from '@/lib/import/schema'
import type { Tx } from '@/lib/shared/db'
import { isSchoolImport, type SchoolImport } from './kinds'
import { schoolRoom } from './room'
import type { SchoolPreviewInput } from './schema'
import { takeBackSchools } from './written'

const room = async (_act: Act, { kind }: { kind: string }) => schoolRoom(kind as SchoolImport)

const imports = importActs({
  isKind: isSchoolImport,
  room,
  async held(tx, act, batch) {
    await oneAtATime(tx)
    return room(act, batch)
  },
  // EHIS was told nothing about it.
  async back(tx, act, { id, kind }) {
    await oneAtATime(tx)
    await takeBackSchools(tx, act, kind as SchoolImport, id)
  },
})

/** Two files with the same new pupil would otherwise create two pupils. */
const oneAtATime = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`

/** Reads a file about the official's schools and previews its import, or asks which columns it has. */
export const previewSchools = (
  act: Act,
  input: z.output<typeof SchoolPreviewInput> | z.output<typeof AgainInput>,
): Promise<Opened> =>
  'again' in input ? imports.again(act, input.again) : openFile(act, schoolRoom(input.kind), input.file)

/** The acts on one's own import about schools (see `importActs`). */
export const {
  match: matchSchools,
  apply: applySchools,
  discard: discardSchools,
  takeBack: takeBackOfSchools,
} = imports
