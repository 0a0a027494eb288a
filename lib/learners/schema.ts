import { z } from 'zod'
import { filteredBy } from '@/lib/access/typed'

export const levels = ['DOCTORAL', 'MASTER', 'BACHELOR', 'INTEGRATED', 'PROFESSIONAL', 'CONTINUING'] as const
export const loads = ['FULL', 'PART'] as const
export const fundings = ['STATE_FUNDED', 'FREE', 'PAID'] as const
export const mainStates = [
  'STUDYING',
  'EXTENDED',
  'EXMATRICULATED',
  'GRADUATED',
  'ADMISSION_ANNULLED',
  'DISCONTINUED',
] as const

/** An address can contain anything: values that don't fit are ignored. */
const one = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined)

/** Filters on a study place as of a day; the unit by id or code, the curriculum by code. */
export const PlaceFilter = z.object({
  unit: filteredBy,
  curriculum: filteredBy,
  level: one(levels),
  load: one(loads),
  funding: one(fundings),
  mainState: one(mainStates),
})
export type PlaceFilter = z.infer<typeof PlaceFilter>
