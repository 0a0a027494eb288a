import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { idIfAny } from '@/lib/access/typed'
import { keptKinds, thingOf, type KeptKind } from './things'
import { consentFields, dayOfConsent, pendingWithoutDay } from './things/decisions'

/*
 * The input about what a house keeps of a pupil, field by field as its thing says. The command checks codes against
 * their lists and the person's rights in the database (lib/schools/kept/commands.ts).
 */

/** `placementId`: a placement of the stay; `id`: the row to change, none = a new one. */
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

/** One row of kept data to add or change: its stay, and the fields of its kind. */
export const KeptInput = z.discriminatedUnion('kind', [first!, ...rest])
export type KeptInput = z.output<typeof KeptInput> & Readonly<Record<string, unknown>>

const { consent, consentOn, consentNote } = consentFields
/** The parent's consent to a decision; the house of a copy may change it too. */
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
