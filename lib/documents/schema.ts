import { z } from 'zod'
import { searched, typedCode, typedLine, typedText } from '@/lib/access/typed'
import { repairActs } from '@/lib/grants/rules/repairs'
import { PlaceFilter } from '@/lib/learners/schema'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { isCode } from '@/lib/shared/personal-code'
import { fieldNames, isRowField, longestOf } from './rules/fields'
import { documentTypes, kindCodes, kinds, type Kind, type KindCode } from './rules/kinds'
import { manyActs } from './rules/many'

export { kindCodes, type KindCode } from './rules/kinds'

const id = z.uuid()
/** A form sends one value, several or none. */
const listed = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined && each !== '')
/** Typing from a form or an automatic save: known fields, texts of bounded length, nothing else. */
const text = z.string().max(200_000)
const short = z.string().max(1_000)
/** Allows more than the field takes, so that the refusal of a too long text stands at the field. */
const roomFor = (name: string) =>
  isRowField(name) ? z.string().max(Math.max(1_000, 4 * longestOf(name))) : short
const headFields = ['unitId', 'signerId', 'drafterId', ...fieldNames] as const
const textsOf = <F extends string>(names: readonly F[]) =>
  Object.fromEntries(names.map((name) => [name, roomFor(name).optional()])) as Record<
    F,
    z.ZodOptional<typeof short>
  >

export const TypedInput = z.object({
  head: z
    .object({
      ...textsOf(headFields),
      basis: text.optional(),
      extraInfo: text.optional(),
      footer: text.optional(),
    })
    .optional(),
  rows: z.record(id, z.strictObject(textsOf(fieldNames))).optional(),
})

/** The texts that a page knows for each of its fields. */
const knownOf = <F extends string>(names: readonly F[]) => {
  const texts = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(text).max(50))
  return Object.fromEntries(names.map((name) => [name, texts.optional()])) as Record<
    F,
    z.ZodOptional<typeof texts>
  >
}
const WasInput = z.object({
  head: z.object(knownOf([...headFields, 'basis', 'extraInfo', 'footer'] as const)).optional(),
  rows: z.record(id, z.object(knownOf(fieldNames))).optional(),
})

const version = z.coerce.number().int().min(0).max(2_147_483_647)

export const documentTypeCodes = Object.keys(documentTypes) as [DocumentType, ...DocumentType[]]
/** A kind as chosen: its code, with the subkind after a colon where it has one ('GRANT:IT_ACADEMY'). */
export const BeginInput = z
  .object({ type: z.enum(documentTypeCodes), kind: z.string().max(100) })
  .transform(({ type, kind }): { type: DocumentType; kind: KindCode; subkind?: string } => {
    const [code, subkind] = kind.split(':', 2)
    return { type, kind: code as KindCode, ...(subkind === undefined ? {} : { subkind }) }
  })
  .pipe(
    z
      .object({
        type: z.enum(documentTypeCodes),
        kind: z.enum(kindCodes),
        subkind: z.string().min(1).optional(),
      })
      .refine(({ kind, subkind }) => Boolean((kinds[kind] as Kind).subkind) === Boolean(subkind)),
  )
/** An amendment of a registered directive: the rows to amend, all when none is named. */
export const AmendInput = z.object({
  number: typedCode(100).default(''),
  base: id.optional(),
  kind: z.enum(kindCodes).refine((code) => (kinds[code] as Kind).amends !== undefined),
  rows: z.preprocess(listed, z.array(id).max(10_000)),
})
/** Rows of the base to add to an amendment. */
export const AmendRowsInput = z.object({
  id,
  rows: z.preprocess(listed, z.array(id).min(1).max(10_000)),
})
export const DocumentInput = z.object({ id })
/**
 * `revision`: the one on the page; typing begins on it unless it began earlier. `was`: the fields' texts that the page
 * knew.
 */
export const KeepInput = TypedInput.extend({ id, revision: version.optional(), was: WasInput.optional() })
/** `over`: the revision whose changes the person has seen and overwrites (after "Dokument on vahepeal muutunud"). */
export const SaveInput = KeepInput.extend({ revision: version, over: version.optional() })
/** Overwrites the changes that the page has shown. */
export const SaveOverInput = SaveInput.transform((input) => ({ ...input, over: input.revision }))
/**
 * The form's plain buttons, told apart by the name they send: `keys` removes one row, `field` copies one common field
 * into every row, `go` leads to a page of the document, `picked` or `all` (with `flagged`: all with warnings) removes
 * the chosen rows.
 */
export const ChangeInput = KeepInput.extend({
  keys: id.optional(),
  field: z.enum(fieldNames).optional(),
  go: z.enum(['persons', 'basis', 'signers']).optional(),
  picked: z.preprocess(listed, z.array(id).max(10_000)),
  all: z.literal('1').optional(),
  flagged: z.literal('1').optional(),
})
export const ActInput = z.object({ id, revision: version })
/** `Tekita korraldus` from ticked registrants of a run; `document`: the draft to add them to instead. */
export const FromRegistrantsInput = z.object({
  run: id,
  kind: z.enum(['ADMISSION', 'ADMISSION_ANNULMENT', 'DISCONTINUATION']),
  registrants: z.preprocess(listed, z.array(id).max(10_000)),
  document: z.union([z.literal(''), id]).default(''),
  signerId: short.default(''),
  reason: z.string().trim().max(2_000).default(''),
})
/** `Eemalda korralduselt ja uuenda nimekirja`: a registrant of a run. */
export const OffDirectiveInput = z.object({ run: id, registrant: id })
/** `Saada DHISi`; `reason` answers for differences from Juhan. */
export const SendInput = ActInput.extend({ reason: z.string().trim().max(2_000).default('') })
/** `Loo korraldus` from a proposal. */
export const MakeDirectiveInput = ActInput.extend({ signerId: short.default('') })
/** Documents ticked in the list, or `all` of the list with the address `list`. */
export const ChooseManyInput = z.object({
  act: z.enum(manyActs),
  documents: z.preprocess(listed, z.array(z.string().max(100)).max(10_000)),
  all: z.literal('1').optional(),
  list: z.string().max(2_000).default(''),
})
/** The act on the chosen documents; `reason` for cancelling. */
export const ActOnManyInput = z.object({ id, reason: z.string().trim().max(2_000).default('') })
export const ReasonInput = ActInput.extend({ reason: z.string().trim().max(2_000).default('') })
/** One repair of one warning at a row; `warning` is its key. */
export const RepairInput = z.object({
  id,
  row: id,
  warning: z.string().max(2_000),
  repair: z.enum(repairActs),
  reason: z.string().trim().max(2_000).default(''),
})
export const NotifyInput = z.object({ id, unit: z.string().max(50), act: z.enum(['add', 'remove']) })
export const CommentInput = z.object({ id, comment: z.string().trim().max(5_000) })
export const BasisInput = z.object({ id, text: typedText(20_000) })
export const ChooseBasisInput = z.object({ id, revision: version.optional(), basis: text })
export const SignerInput = z.object({ id, userId: id, title: typedLine(200) })
export const EndSignerInput = z.object({ id, signing: id })

/** A directive for the persons of an import. */
export const BeginFromImportInput = z.intersection(z.object({ batch: id }), BeginInput)

/**
 * A search in the register, which becomes an address: a personal code is refused, and persons are added by code in
 * another form.
 */
export const SeekInput = PlaceFilter.extend({
  id,
  q: searched.refine((q) => !isCode(q), 'codeInSearch'),
})
/** Ticked study places, or `all` that the search finds. */
export const AddTickedInput = PlaceFilter.extend({
  id,
  places: z.preprocess(listed, z.array(id).max(5_000)),
  all: z.literal('1').optional(),
  q: searched.default(''),
})
export const AddPlacesInput = z.object({ id, places: z.preprocess(listed, z.array(id).max(5_000)) })
export const AddCodesInput = z.object({ id, codes: z.string().max(200_000) })
/** A file of persons, or one whose columns were matched. */
export const AddSheetInput = z.object({
  id,
  file: z.instanceof(File).optional(),
  batch: z.uuid().optional(),
})
