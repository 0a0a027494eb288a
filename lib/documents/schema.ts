import { z } from 'zod'
import { commonFields, kindCodes, rowFields } from './kinds'

const id = z.uuid()
/** Typing as it arrives from a form or a pause in typing: known fields, texts of bearable length, nothing else. */
const text = z.string().max(200_000)
const short = z.string().max(1_000)
const headFields = ['unitId', 'signerId', 'drafterId', ...commonFields] as const
const typedRow = z.partialRecord(z.enum(rowFields), short)

export const TypedInput = z.object({
  head: z
    .object({
      ...(Object.fromEntries(headFields.map((field) => [field, short.optional()])) as Record<
        (typeof headFields)[number],
        z.ZodOptional<typeof short>
      >),
      basis: text.optional(),
      extraInfo: text.optional(),
      footer: text.optional(),
    })
    .optional(),
  rows: z.record(id, typedRow).optional(),
})

const version = z.coerce.number().int().min(0).max(2_147_483_647)

export const BeginInput = z.object({
  type: z.enum([
    'VICE_DEAN_DIRECTIVE',
    'VICE_RECTOR_DIRECTIVE',
    'PROPOSAL',
    'DIPLOMA',
    'TRANSCRIPT',
    'NOTICE',
  ]),
  kind: z.enum(kindCodes),
})
export const DocumentInput = z.object({ id })
export const KeepInput = TypedInput.extend({ id })
/** `over`: the revision whose changes the person has seen and saves over (after "Dokument on vahepeal muutunud"). */
export const SaveInput = KeepInput.extend({ revision: version, over: version.optional() })
export const RowsInput = KeepInput.extend({
  keys: z.preprocess((keys) => (typeof keys === 'string' ? [keys] : keys), z.array(id).min(1).max(10_000)),
})
export const ApplyToAllInput = KeepInput.extend({ field: z.enum(commonFields) })
export const ActInput = z.object({ id, revision: version })
export const ReasonInput = ActInput.extend({ reason: z.string().trim().max(2_000).default('') })
export const NotifyInput = z.object({ id, unit: z.string().max(50), act: z.enum(['add', 'remove']) })
export const CommentInput = z.object({ id, comment: z.string().trim().max(5_000) })
export const BasisInput = z.object({ id, text: z.string().trim().max(20_000) })
export const SignerInput = z.object({ id, userId: id, title: z.string().trim().max(200) })

export const isUuid = (text: string) => id.safeParse(text).success

const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item))
export const AddPlacesInput = z.object({ id, places: many(id).pipe(z.array(id).max(5_000)) })
export const AddCodesInput = z.object({ id, codes: z.string().max(200_000) })
export const AddSheetInput = z.object({ id, file: z.instanceof(File) })
