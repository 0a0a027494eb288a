import { z } from 'zod'
import type { Day } from '@/lib/shared/dates'
import type { Neighbour } from '@/lib/shared/generated/enums'
import { pupilPayload } from './pupil-message'

const document = z.object({ documentId: z.uuid() })
const day = z.iso.date().transform((text) => text as Day)
/**
 * A letter with an empty address goes to a person, with the reason. `told`: the grants it is about, by their ids in the
 * registry, with what its receiver knew of each before and knows now (one word each, for comparison).
 */
const letter = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  told: z.record(z.string(), z.object({ was: z.string(), is: z.string() })).optional(),
})

/** Our messages to neighbours, one row per topic: the receiver, the payload, and whether a person releases it. */
export const topics = {
  /**
   * a checked-over version of a document, new or next; the content and PDF are read from document_version. `forget`:
   * first withdraws a version that was decided about; `resumed`: after a call-off that DHIS didn't carry out
   */
  'dhis.register': topic(
    'DHIS',
    document.extend({ sendNo: z.int(), forget: z.int().optional(), resumed: z.boolean().optional() }),
  ),
  /** the version must not be confirmed, because we are changing it; one already confirmed is withdrawn */
  'dhis.lock': topic('DHIS', document.extend({ sendNo: z.int(), confirmed: z.boolean() })),
  /** the document is cancelled on our side; reason in the canceller's words */
  'dhis.cancel': topic('DHIS', document.extend({ sendNo: z.int(), reason: z.string() })),
  /** whether DHIS has this version; if so it is cancelled there, and then our draft is free again */
  'dhis.callOff': topic('DHIS', document.extend({ sendNo: z.int() })),
  /** asks for the state of a document whose news has not come */
  'dhis.look': topic('DHIS', document.extend({ sendNo: z.int() })),
  /** who is registered for a run, and how; tried once, because a user waits: `run` is its id in Juhan */
  'juhan.refresh': topic('JUHAN', z.object({ refreshId: z.uuid(), run: z.string() })),
  /** our outcome for a registration in Juhan (Outcome of lib/registrants/rules/outcomes.ts) */
  'juhan.status': topic(
    'JUHAN',
    z.object({
      registrantId: z.uuid(),
      juhanId: z.string(),
      told: z.union([
        z.object({ status: z.enum(['CANCELLED', 'NOT_COMPLETED']) }),
        z.object({ status: z.literal('COMPLETED'), documentNumber: z.string(), documentOn: day }),
      ]),
    }),
  ),
  /** one letter, written when it was posted */
  'mail.letter': topic('MAIL', letter),
  /** tells a finance office what a document did; `documentId`: the document that records when it has left, if any */
  'mail.finance': topic('MAIL', letter.extend({ documentId: z.uuid().nullable() })),
  /**
   * the record of a grant in the national registry; waits for the study office's release, and its content is read when
   * it leaves. `releasedById`, `releasedAt`: who released it and when; `told`: what the registry then took (toldOf of
   * lib/grants/rules/registry.ts)
   */
  'ehis.grant': topic(
    'EHIS',
    z.object({
      registryId: z.uuid(),
      act: z.enum(['GIVE', 'CHANGE', 'DELETE']),
      releasedById: z.uuid().optional(),
      releasedAt: z.iso.datetime().optional(),
      told: z.string().optional(),
    }),
    'HELD',
  ),
  /**
   * a learner's corrected particulars: another personal code (`from`: our own key of the person, or the code before),
   * or names and day of birth from a day on; waits for the study office's release like a grant
   */
  'ehis.person': topic(
    'EHIS',
    z.object({
      learnerId: z.uuid(),
      code: z.object({ from: z.string(), before: z.string().nullable(), after: z.string() }).optional(),
      data: z
        .object({ on: day, firstName: z.string(), lastName: z.string(), bornOn: day.nullable() })
        .optional(),
      releasedById: z.uuid().optional(),
      releasedAt: z.iso.datetime().optional(),
    }),
    'HELD',
  ),
  /**
   * a school's message to the national registry about a pupil: frozen when it is posted. The house under which it goes
   * and the personal code are read when it leaves
   */
  'ehis.pupil': topic('EHIS', pupilPayload),
} as const

export type Topic = keyof typeof topics
export type Payload<T extends Topic> = z.infer<(typeof topics)[T]['payload']>

function topic<P extends z.ZodType>(
  neighbour: Neighbour,
  payload: P,
  starts: 'WAITING' | 'HELD' = 'WAITING',
) {
  return { neighbour, payload, starts }
}
