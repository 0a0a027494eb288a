import { z } from 'zod'
import { isCode } from '@/lib/learners/schema'
import { storable } from '@/lib/shared/storable'

/** From an address anything can come: what does not fit is passed over; a personal code may stand in none. */
const searched = z
  .string()
  .trim()
  .max(100)
  .catch('')
  .transform((q) => (isCode(q) ? '' : storable(q)))
const page = z.coerce.number().int().min(1).max(100_000).catch(1)

export const runTimes = ['CURRENT', 'PAST', 'ALL'] as const
/** Which programmes or runs are listed; CURRENT: not over, or open. */
export const ProgrammesFilter = z.object({
  view: z.enum(['runs', 'programmes']).catch('runs'),
  q: searched,
  unit: z.uuid().optional().catch(undefined),
  time: z.enum(runTimes).catch('CURRENT'),
  page,
})
export type ProgrammesFilter = z.infer<typeof ProgrammesFilter>

export const standingPlaces = [
  ...(['NOWHERE', 'ADMISSION_UNDER_WAY', 'ADMITTED'] as const),
  ...(['END_UNDER_WAY', 'ANNULLED', 'DISCONTINUED'] as const),
] as const
export const juhanStatuses = [
  ...(['REGISTERED', 'WAITING_LIST', 'CANCELLED', 'NOT_COMPLETED', 'COMPLETED'] as const),
] as const
/** Which registrants of a run are listed. */
export const RegistrantsFilter = z.object({
  q: searched,
  place: z.enum(standingPlaces).optional().catch(undefined),
  juhan: z.enum(juhanStatuses).optional().catch(undefined),
  unsettled: z.literal('1').optional().catch(undefined),
  page,
})
export type RegistrantsFilter = z.infer<typeof RegistrantsFilter>
