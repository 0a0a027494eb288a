import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import {
  dayIfAny,
  listed,
  objection,
  pageAsked,
  typedCode,
  typedDay,
  typedLine,
  typedText,
} from '@/lib/access/typed'
import { mostTyped } from '@/lib/shared/asked-choice'
import type { Day } from '@/lib/shared/dates'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { kindCodes } from '../rules/kinds'
import { documentTypeCodes } from '../schema'

/** The only placeholder in a series: the unit's code. */
const place = '{unit}'

const type = z.string().transform((typed, context): DocumentType => {
  const known = documentTypeCodes.find((code) => code === typed)
  if (known) return known
  context.addIssue('typeMissing')
  return z.NEVER
})
const typeIfAny = z.union([z.literal('').transform(() => null), z.enum(documentTypeCodes)])

const template = typedCode(100).superRefine((typed, context) => {
  const unknown = [...typed.matchAll(/\{[^{}]*\}/g)].find(([found]) => found !== place)
  if (unknown) context.addIssue(objection('placeUnknown', { place: unknown[0], places: place }))
  if (/[{}]/.test(typed.replaceAll(/\{[^{}]*\}/g, ''))) context.addIssue(objection('braceAlone', { place }))
})

/** What names one of a few or of many: its id, code or name; '' where none is chosen. */
const choice = typedLine(mostTyped)

/** The series of a type in one unit or in every unit; an empty one removes the office's own. */
export const SeriesInput = z.object({ seen: Seen, type, unitId: choice, template })
/** The footer for one type or every type, in one unit or every unit; an empty one removes it. */
export const FooterInput = z.object({ seen: Seen, type: typeIfAny, unitId: choice, text: typedText(5_000) })

const aboutBasis = {
  seen: Seen,
  text: typedText(20_000, 'textMissing'),
  unitId: choice,
  kinds: z.preprocess(listed, z.array(z.enum(kindCodes)).max(kindCodes.length)),
  retiredOn: dayIfAny,
}
export const NewBasisInput = z.object(aboutBasis)
export const ChangedBasisInput = z.object({ id: z.uuid(), ...aboutBasis })

const aboutSigning = {
  seen: Seen,
  title: typedLine(200).refine((typed) => typed !== '', 'missing.title'),
  validFrom: typedDay,
  validTo: dayIfAny,
}
const inOrder = ({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }) =>
  validTo === null || validFrom <= validTo
const reversed = { path: ['validTo'], message: 'periodReversed' }
/** Who signs a type in a unit, or in every unit, from a day to a day, both inclusive. */
export const NewSigningInput = z
  .object({ ...aboutSigning, userId: choice, type, unitId: choice })
  .refine(inOrder, reversed)
export const SigningInput = z.object({ id: z.uuid(), ...aboutSigning }).refine(inOrder, reversed)

/** Which series or footer to set, read from an address. */
export const PlaceAsked = z.object({
  type: z.enum(documentTypeCodes).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
})
/** Which signers to list, or which one to show. */
export const SigningAsked = z.object({
  id: z.uuid().optional().catch(undefined),
  all: z.literal('1').optional().catch(undefined),
  page: pageAsked.page,
})
export type SigningAsked = z.output<typeof SigningAsked>
