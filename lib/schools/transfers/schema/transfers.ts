import { z } from 'zod'
import { idIfAny, listed, typedDay } from '@/lib/access/typed'
import { Another } from '@/lib/schools/houses/schema/houses'

/** The most pupils that one act may move. */
export const mostMoved = 5_000

/** A list of ids: fields of one name, or one field with the ids between spaces (a whole class is one field). */
const ids = z.preprocess(
  (value) => listed(value).flatMap((each) => (typeof each === 'string' ? each.trim().split(/\s+/) : [each])),
  z
    .array(z.uuid())
    .max(mostMoved)
    .refine(({ length }) => length > 0, 'transfer.noneTicked'),
)
/** An id chosen from a list; `missing`: the refusal when none was chosen. */
const chosen = (missing: string) => z.string().refine((typed) => z.uuid().safeParse(typed).success, missing)
/** `moves.0.…`, `moves.1.…` of a form, or a list. */
const numbered = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : value

const Move = z.object({
  fromClassId: z.uuid(),
  toClassId: chosen('transfer.classMissing'),
  pupilIds: ids,
  /** the class of next year in the new house for those who had one in the old */
  nextClassId: idIfAny.optional(),
  /** the class of the new year with the same number, for those who repeat the grade */
  repeatClassId: idIfAny.optional(),
})

/** `id` is made by the page, so that pressing twice makes one transfer. */
export const TransferInput = z
  .object({
    id: z.uuid(),
    day: typedDay,
    another: Another,
    houseId: chosen('transfer.houseMissing'),
    moves: z.preprocess(numbered, z.array(Move).min(1).max(200)),
  })
  .refine(({ moves }) => {
    const all = moves.flatMap(({ pupilIds }) => pupilIds)
    return all.length <= mostMoved && new Set(all).size === all.length
  }, 'malformed')
export type TransferInput = z.output<typeof TransferInput>

const some = z.object({ transferId: z.uuid(), pupilIds: ids })
export const MoveDayInput = some.extend({ day: typedDay })
export const TakeBackInput = some
/** empty `arrived` removes the tick */
export const ArrivedInput = some.extend({ arrived: z.string().max(3) })
