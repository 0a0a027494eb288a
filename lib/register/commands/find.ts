import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { addPlaces, type AddedPersons } from '@/lib/documents/drafting/commands/persons'
import type { AddTickedInput, SeekInput } from '@/lib/documents/schema'
import { registerPlaceIds } from '../queries/list'

/**
 * Passes a search of the register for a document's persons on to its page; an act, so that a typed personal code comes
 * into no address.
 */
export const seekPersons = async (_act: Act, input: z.output<typeof SeekInput>) => input

/** Adds the ticked study places, or all that the search finds, up to 5,000. */
export async function addFound(
  act: Act,
  { id, places, all, ...filter }: z.output<typeof AddTickedInput>,
): Promise<AddedPersons> {
  return addPlaces(act, { id, places: all ? await registerPlaceIds(act.db, filter, act.now) : places })
}
