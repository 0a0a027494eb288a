import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { idIfAny } from '@/lib/access/typed'
import { keptKinds, thingOf, type KeptKind } from './things'
import { consentFields, dayOfConsent, pendingWithoutDay } from './things/decisions'

/*
 * What is typed of what a house keeps of a pupil, field by field as its thing says. Whether a code is one of its list, and
 * whether the person may, the command asks of the database (lib/schools/kept/commands.ts).
 */

/** Whose: a placement of the stay; `id`: the row to change, none = a new one. */
const about = { placementId: z.uuid(), id: idIfAny, seen: Seen }

const inputOf = (kind: KeptKind) => {
  const { fields, also, check } = thingOf(kind)
  const typed = Object.entries(fields).map(([name, field]) => [name, field.typed])
  const input: typeof about & { kind: z.ZodLiteral<KeptKind> } = {
    ...about,
    kind: z.literal(kind),
    ...Object.fromEntries(typed),
    ...also,
  }
  return z.object(input).superRefine((values, context) => check?.(values, context))
}
const [first, ...rest] = keptKinds.map(inputOf)

/** One row of what a house keeps of a pupil, added or changed: whose, and the fields of its kind. */
export const KeptInput = z.discriminatedUnion('kind', [first!, ...rest])
export type KeptInput = z.output<typeof KeptInput> & Readonly<Record<string, unknown>>

const { consent, consentOn, consentNote } = consentFields
/** The parent's consent to a decision, which the house of a copy changes too. */
export const ConsentInput = z
  .object({
    placementId: z.uuid(),
    id: z.uuid(),
    seen: Seen,
    consent: consent.typed,
    consentOn: consentOn.typed,
    consentNote: consentNote.typed,
  })
  .superRefine(dayOfConsent)
  .transform((typed) => ({ ...typed, ...pendingWithoutDay(typed) }))

export const RemoveKeptInput = z.object({
  placementId: z.uuid(),
  kind: z.enum(keptKinds),
  id: z.uuid(),
  seen: Seen,
})
