import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { searchPupils, type FoundPupils } from '../queries/pupils'
import { PupilFilter, type FindPupilInput } from '../schema/pupils'

/**
 * Searches the pupils for the typed text. This is an act and not an address, because no address may contain a personal
 * code; it changes nothing.
 */
export async function findPupils(act: Act, { q }: z.output<typeof FindPupilInput>): Promise<FoundPupils> {
  if (q.code === undefined) return { by: 'NAME', q: q.name }
  const filter = { ...PupilFilter.parse({ state: 'ALL' }), code: q.code }
  return { by: 'CODE', q: q.code, ...(await searchPupils(act.db, act.person, filter, act.now)) }
}
