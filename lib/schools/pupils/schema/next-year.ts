import { z } from 'zod'
import { Another } from '@/lib/schools/houses/schema/houses'

/** `Kopeeri järgmisesse õppeaastasse`: for a class, each pupil's class of next year; '' = is not copied. */
export const NextYearInput = z.object({
  classId: z.uuid(),
  another: Another,
  to: z
    .record(z.uuid(), z.union([z.literal(''), z.uuid()]))
    .refine((to) => Object.values(to).some(Boolean), 'nextYear.noneChosen')
    .refine((to) => Object.keys(to).length <= 5_000, 'malformed'),
})
