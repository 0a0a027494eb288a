import { z } from 'zod'
import { Seen } from '@/lib/access/schema'

/** The two values of a municipality's switch, as the seed names and stores them. */
export const switchValues = ['Jah', 'Ei'] as const

/** The switches that a municipality's official sets. */
export const MunicipalityInput = z.object({
  id: z.uuid(),
  seen: Seen,
  movesBetweenHouses: z.enum(switchValues),
  tellsBranch: z.enum(switchValues),
})
