import { z } from 'zod'
import type { Day } from '@/lib/shared/dates'

const absence = z.object({ year: z.int(), quarter: z.int(), hours: z.int(), times: z.int() })
const on = z.iso.date().transform((text) => text as Day)
const count = z.int().nullable()

const swimming = z.object({
  plannedHours: count,
  doneHours: count,
  groupSize: z.string(),
  level: z.string(),
  trainerCode: z.string(),
  assistantCodes: z.array(z.string()),
})

/** A message to EHIS about a pupil: its content is frozen when it is posted. */
const message = z.discriminatedUnion('kind', [
  /** Klass ja õppekava; `on` is the first day in the class; with `number` if the pupil goes on to a new school year */
  z.object({
    kind: z.literal('CLASS'),
    on,
    parallel: z.string(),
    number: z.int().optional(),
    repeats: z.boolean().optional(),
    curriculum: z.string().optional(),
  }),
  /** other data: that the house's branch is told, in a day group or not, absences without reason */
  z.object({
    kind: z.literal('OTHER'),
    on,
    branch: z.literal(true).optional(),
    dayGroup: z.boolean().optional(),
    absences: z.array(absence).optional(),
  }),
  z.object({ kind: z.literal('LEAVING'), on, reason: z.string() }),
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
  z.object({ kind: z.literal('SWIMMING'), on, swimming: swimming.nullable() }),
  z.object({
    kind: z.literal('FAILING_GRADES'),
    on,
    grades: z.array(z.object({ year: z.int(), subject: z.string() })),
  }),
  /** another personal code; `before`: the one by which the registry knows the pupil until it takes this message */
  z.object({ kind: z.literal('PERSON_CODE'), on, before: z.string(), after: z.string() }),
])
/** The kinds of messages about pupils, in the order of the log's filter: the most frequent first. */
export const ehisKinds = message.options.map(({ shape }) => shape.kind.value)

/** The act that caused a message. */
const cause = z.union([
  z.object({ act: z.literal('TRANSFER'), transferId: z.uuid() }),
  z.object({ act: z.literal('LEAVING'), placementId: z.uuid() }),
  z.object({ act: z.enum(['EDIT', 'DAY_GROUP', 'NEXT_YEAR', 'MEND']) }),
])

/**
 * The payload of topic `ehis.pupil`; `byId`: the user on whose behalf X-Road is called; `releasedAt`: when a held
 * message was released; `sentById`: who sent it again because X-Road doesn't know the causing user.
 */
export const pupilPayload = z.object({
  message,
  byId: z.uuid(),
  cause,
  releasedAt: z.iso.datetime().optional(),
  sentById: z.uuid().optional(),
})

export type PupilPayload = z.infer<typeof pupilPayload>
export type PupilMessage = PupilPayload['message']
export type EhisKind = PupilMessage['kind']
export type MessageCause = PupilPayload['cause']
export type SwimmingTold = z.infer<typeof swimming>
