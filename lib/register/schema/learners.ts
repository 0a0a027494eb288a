import { z } from 'zod'
import { filteredBy, searched, searchedName } from '@/lib/settings/typed'
import { parseDay } from '@/lib/shared/dates'
import { importKindCodes } from '../import/columns'

/** A file to look over. */
export const PreviewInput = z.object({ kind: z.enum(importKindCodes), file: z.instanceof(File) })
/** An own preview to reckon anew against the register as it is now. */
export const AgainInput = z.object({ again: z.uuid() })
export const ImportInput = z.object({ id: z.uuid() })

export const outcomes = ['NEW', 'CHANGED', 'SAME', 'REFUSED'] as const
/** Which rows of an import to show. */
export const RowsAsked = z.object({
  outcome: z.enum(outcomes).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export const levels = ['DOCTORAL', 'MASTER', 'BACHELOR', 'INTEGRATED', 'PROFESSIONAL', 'CONTINUING'] as const
export const loads = ['FULL', 'PART'] as const
export const fundings = ['STATE_FUNDED', 'FREE', 'PAID'] as const
export const mainStates = [
  ...(['STUDYING', 'EXTENDED', 'EXMATRICULATED', 'GRADUATED'] as const),
  ...(['ADMISSION_ANNULLED', 'DISCONTINUED'] as const),
] as const

/** From an address anything can come: what does not fit is passed over. */
const one = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined)

/** Filters on a study place as it is on a day; unit and curriculum by code. */
export const PlaceFilter = z.object({
  unit: filteredBy,
  curriculum: filteredBy,
  level: one(levels),
  load: one(loads),
  funding: one(fundings),
  mainState: one(mainStates),
})
export type PlaceFilter = z.infer<typeof PlaceFilter>

/** The day asked about (`Seis kuupäeval`), in any way a day is typed; without one, or with none such, it is today. */
export const AskedDay = z
  .string()
  .transform((typed) => parseDay(typed) ?? undefined)
  .optional()
  .catch(undefined)

export const learnerSorts = ['name', '-name'] as const
export const LearnerFilter = PlaceFilter.extend({
  q: searchedName,
  on: AskedDay,
  sort: z.enum(learnerSorts).catch('name'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type LearnerFilter = z.infer<typeof LearnerFilter>

/** What is typed into the search of the register. */
export const FindInput = z.object({ q: searched })
