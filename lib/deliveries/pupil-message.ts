import { z } from 'zod'
import type { PupilPayload } from '@/lib/schools/registry'
import type { Day } from '@/lib/shared/dates'

const on = z.iso.date().transform((text) => text as Day)
const count = z.int().nullable()

const message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('CLASS'),
    on,
    parallel: z.string(),
    number: z.int().optional(),
    repeats: z.boolean().optional(),
    curriculum: z.string().optional(),
  }),
  z.object({
    kind: z.literal('OTHER'),
    on,
    branch: z.literal(true).optional(),
    dayGroup: z.boolean().optional(),
    absences: z
      .array(z.object({ year: z.int(), quarter: z.int(), hours: z.int(), times: z.int() }))
      .optional(),
  }),
  z.object({ kind: z.literal('LEAVING'), on, reason: z.string() }),
  z.object({ kind: z.literal('PERSON_CODE'), on, before: z.string(), after: z.string() }),
  z.object({
    kind: z.literal('SPECIAL_NEEDS'),
    on,
    needs: z.array(z.string()),
    services: z.array(z.object({ service: z.string(), subjects: z.array(z.string()) })),
    specialistText: z.string(),
    measuresText: z.string(),
    otherText: z.string(),
  }),
  z.object({
    kind: z.literal('CONSENTS'),
    consents: z.array(z.object({ given: z.boolean(), number: z.string(), on, note: z.string() })),
  }),
  z.object({
    kind: z.literal('LANGUAGES'),
    on,
    languages: z.array(z.object({ language: z.string(), level: z.string() })),
  }),
  z.object({
    kind: z.literal('SWIMMING'),
    on,
    swimming: z
      .object({
        plannedHours: count,
        doneHours: count,
        groupSize: z.string(),
        level: z.string(),
        trainerCode: z.string(),
        assistantCodes: z.array(z.string()),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('FAILING_GRADES'),
    on,
    grades: z.array(z.object({ year: z.int(), subject: z.string() })),
  }),
])

/** What a delivery of topic `ehis.pupil` carries; `releasedAt`: when somebody who held it let it go; `sentById`:
 * who sent it again because whoever caused it isn't known to X-Road.
 */
export const pupilPayload = z.object({
  message,
  byId: z.uuid(),
  cause: z.union([
    z.object({ act: z.literal('TRANSFER'), transferId: z.uuid() }),
    z.object({ act: z.literal('LEAVING'), placementId: z.uuid() }),
    z.object({ act: z.enum(['EDIT', 'DAY_GROUP', 'NEXT_YEAR', 'MEND']) }),
  ]),
  releasedAt: z.iso.datetime().optional(),
  sentById: z.uuid().optional(),
}) satisfies z.ZodType<PupilPayload>
