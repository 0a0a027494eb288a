import { z } from 'zod'
import { isDay } from '@/lib/shared/dates'
import { DeliveryState } from '@/lib/shared/generated/enums'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

const day = z.string().refine(isDay)

/**
 * placement.at_leaving: what a leaving ended, so that it can be taken back: days inclusive, `to` null = no end was set.
 * A transfer carries it to the placement that it begins; `placementId` and the message go on naming the placement that
 * the pupil left. A leaving brought in before that was kept names none: the pupil left the placement itself.
 */
export const storedLeaving = z.object({
  placementId: z.uuid().optional(),
  to: day,
  voided: z.array(z.uuid()),
  places: z.array(z.object({ id: z.uuid(), groupId: z.uuid(), from: day, to: day.nullable() })),
  messages: z.array(z.object({ id: z.uuid(), state: z.enum(DeliveryState) })),
})

/** A row of any table as PostgreSQL's `to_jsonb` tells it: each column by its name. */
export const storedRow = z.record(z.string(), z.unknown())
