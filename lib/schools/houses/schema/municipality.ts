import { z } from 'zod'
import { Seen } from '@/lib/access/schema'

/** The two values that a municipality's switch can have, as the seed names and stores them. */
export const switchValues = ['Jah', 'Ei'] as const

/** The switches of a municipality, as its official sets them. */
export const MunicipalityInput = z.object({
  id: z.uuid(),
  seen: Seen,
  movesBetweenHouses: z.enum(switchValues),
  tellsBranch: z.enum(switchValues),
})
