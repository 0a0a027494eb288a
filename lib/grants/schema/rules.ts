import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { dayIfAny, listed, typedDay } from '@/lib/access/typed'
import type { Day } from '@/lib/shared/dates'
import { written } from '@/lib/shared/written'
import { causes } from '../rules/endings'
import { warningCodes } from '../rules/warnings'

export { causes }

/** Codes never change once given: addresses of pages contain them. */
export const TypeCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/)

const about = {
  name: z
    .string()
    .trim()
    .max(200)
    .refine((typed) => typed !== '', 'nameMissing'),
  ehisCode: z
    .string()
    .trim()
    .max(200)
    .refine((typed) => /^[A-Za-z0-9_.-]{0,20}$/.test(typed), 'ehisCodeWrong'),
  validFrom: typedDay,
  validTo: dayIfAny,
}
const inOrder = ({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }) =>
  validTo === null || validFrom <= validTo
const reversed = { path: ['validTo'], message: 'periodReversed' }

/** A new grant type; days inclusive, without a last day for good. */
export const NewTypeInput = z
  .object({
    ...about,
    code: z
      .string()
      .trim()
      .max(200)
      .refine((typed) => TypeCode.safeParse(typed).success, 'typeCodeWrong'),
  })
  .refine(inOrder, reversed)

/** A grant type's own fields; `code` says which type, and can't change. */
export const TypeInput = z.object({ ...about, code: TypeCode, seen: Seen }).refine(inOrder, reversed)

const shown = z.preprocess(listed, z.array(z.enum(warningCodes)).max(warningCodes.length))

/**
 * The rules of a type as they are to hold from a day on: the warnings shown for persons on directives that give it, and
 * the causes that end its payment.
 */
export const TypeRulesInput = z.object({
  code: TypeCode,
  seen: Seen,
  from: typedDay,
  shown,
  endedBy: z.preprocess(listed, z.array(z.enum(causes)).max(causes.length)),
})

const cells = z.preprocess(listed, z.array(z.string().max(100)).max(10_000))

/** The whole matrix as it is to hold from a day on: its cells that are on. */
export const ClashesInput = z.object({ seen: Seen, from: typedDay, cells })

/** What to try: the whole matrix, or the warnings shown for a type. */
export const TryClashesInput = z.object({ cells })
export const TryWarningsInput = z.object({ code: TypeCode, shown })

/** An address can contain anything: values that don't fit are ignored. */
const page = z.coerce.number().int().min(1).max(100_000).catch(1)
const list = z
  .string()
  .max(20_000)
  .transform((typed) => written(typed).split(',').filter(Boolean))
  .optional()
  .catch(undefined)
/** A trial of cells switched on and off, and the page of it. */
export const ClashTrial = z.object({ on: list, off: list, page })
/** A trial of warnings not shown; without `hide` there is none. */
export const WarningTrial = z.object({ hide: list, page })
