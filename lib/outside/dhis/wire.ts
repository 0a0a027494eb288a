import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { writtenCode } from '@/lib/shared/written'

/*
 * DHIS, the document management system, in its own words. Further fields of its answers are ignored; the fields here
 * must be exactly so.
 */

// Its id becomes a part of our addresses, so it contains nothing that could leave a path.
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$/)
const ourId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$/)
const version = z.int().min(1).max(1_000_000)
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u)
    .refine((text) => text.isWellFormed())
// U+FFFD marks unreadable bytes: a number that contains it is none.
const number = line(100)
  .refine((text) => !text.includes('\ufffd'))
  .transform(writtenCode)
const prose = z
  .string()
  .max(10_000)
  .refine((text) => text.isWellFormed() && !/[^\P{Cc}\n\r\t]/u.test(text))
const url = z.url({ protocol: /^https?$/ }).max(2000)
const person = z.object({ name: line(200), personalCode: z.string().regex(/^\d{11}$/) })

/** What we send to be registered and confirmed: exactly one frozen version of a document of ours. */
export type DhisDocument = {
  ourId: string
  /** Counted from 1; a later version keeps the number. */
  version: number
  type: string
  /** Series of the file plan, as `2.1-17` or `7-37/LT`. */
  series: string
  /** The file plan's name for it, like `Õppetööalane kirjavahetus`; missing if it has none. */
  seriesName?: string
  title: string
  unit: { code: string; name: string }
  /** The only person who may confirm. */
  signer: { name: string; personalCode: string }
  drafter: { name: string }
  /** Codes of the units whose secretaries DHIS notifies. */
  notifyUnits: string[]
  pdf: Uint8Array
  /** The same content for machines; anything JSON can carry. */
  content: unknown
}

/** The answer to a sending: DHIS's id, the document's number and the link to it. */
export const dhisRegistered = z.object({ id, number, url })
export type DhisRegistered = z.infer<typeof dhisRegistered>

/**
 * News from DHIS: the signer confirmed or rejected, or somebody routed the document on (`Lisa uus
 * suunamine`, `to` says where). `at` is an instant with its zone.
 */
export const dhisEvent = z
  .object({
    eventId: z.string().regex(/^[A-Za-z0-9._:~-]{1,100}$/),
    type: z.enum(['confirmed', 'rejected', 'routed']),
    id,
    ourId,
    version,
    by: person,
    at: z.iso.datetime({ offset: true }),
    comment: prose.optional(),
    to: line(200).optional(),
  })
  .refine((event) => (event.to !== undefined) === (event.type === 'routed'), { path: ['to'] })
export type DhisEvent = z.infer<typeof dhisEvent>

/** A document as DHIS has it now. `version` is the newest one it holds. */
export const dhisRecord = z.object({
  id,
  ourId,
  number,
  url,
  version,
  state: z.enum(['waiting', 'locked', 'confirmed', 'rejected', 'cancelled']),
  lastEvent: dhisEvent.nullable(),
})
export type DhisRecord = z.infer<typeof dhisRecord>

/** DHIS's own "no such document", unlike a 404 from something between us and it. */
export const dhisNotFound = z.object({ error: z.literal('not-found') })

const WINDOW_SECONDS = 5 * 60

/**
 * Whether an event is really from DHIS and fresh. `timestamp` (unix seconds) and `signature` (hex
 * HMAC-SHA256 of `timestamp.body`) are the headers X-DHIS-Timestamp and X-DHIS-Signature, null if missing.
 * `rawBody` is the body as it came, byte for byte. The window is five minutes either way, ends included.
 */
export function verifySignature(
  rawBody: string,
  timestamp: string | null,
  signature: string | null,
  secret: string,
  now: Date,
): 'ok' | 'bad-signature' | 'outside-window' {
  if (timestamp === null || signature === null) return 'bad-signature'
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(signature)) return 'bad-signature'
  const expected = createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest()
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return 'bad-signature'
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp))
  return age <= WINDOW_SECONDS ? 'ok' : 'outside-window'
}
