import { z } from 'zod'
import { Neighbour } from '@/lib/shared/generated/enums'
import { Filter } from './queries/filter'
import { PupilFilter } from './queries/pupil-filter'

export const DeliveryInput = z.object({ id: z.uuid() })
export const LeaveOutInput = DeliveryInput.extend({ reason: z.string().trim().max(2_000).default('') })
const until = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)
/** The list's own filter, and the last delivery in it when it was shown: later ones are left alone. */
export const ReleaseInput = Filter.extend({ until })
/** The same for the EHIS log, or a single message; one of the two is required. */
export const MessagesInput = PupilFilter.extend({ until: until.default(0n), id: z.uuid().optional() }).refine(
  ({ until, id }) => id !== undefined || until > 0n,
  'malformed',
)
export const PauseInput = z.object({
  neighbour: z.enum(Neighbour),
  paused: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
})
