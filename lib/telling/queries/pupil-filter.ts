import { z } from 'zod'
import { filteredBy, pageAsked } from '@/lib/access/typed'
import { ehisKinds } from '@/lib/deliveries/pupil-message'
import { parseDay, type Day } from '@/lib/shared/dates'
import { DeliveryState } from '@/lib/shared/generated/enums'

const day = z
  .string()
  .transform((typed): Day | undefined => parseDay(typed) ?? undefined)
  .optional()
  .catch(undefined)

/** The filter in the address of the EHIS log; values that don't fit are ignored. */
export const PupilFilter = z.object({
  house: z.uuid().optional().catch(undefined),
  kind: z.enum(ehisKinds).optional().catch(undefined),
  state: z.enum(DeliveryState).optional().catch(undefined),
  /** `Vaja saata` from and to */
  from: day,
  to: day,
  /** part of the pupil's name */
  name: filteredBy,
  /** the digest of a refusal's words (queries/pupil-log.ts) */
  cause: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .catch(undefined),
  ...pageAsked,
})
export type PupilFilter = z.output<typeof PupilFilter>

/** Reads the filter out of an address's parameters; never throws. */
export const readPupilFilter = (asked: object): PupilFilter => PupilFilter.parse(asked)

/** The filter as fields of a form, without the page. */
export const pupilFilterFields = ({ page: _, after: __, before: ___, count: ____, ...filter }: PupilFilter) =>
  Object.entries(filter).flatMap(([name, value]) => (value ? [{ name, value }] : []))
