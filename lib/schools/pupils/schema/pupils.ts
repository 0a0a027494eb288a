import { z } from 'zod'
import { askedDay, pageAsked, searched, searchedName } from '@/lib/access/typed'
import { keptKinds } from '@/lib/schools/kept/things'
import { isCode } from '@/lib/shared/personal-code'

/** An address can contain anything: values that don't fit are ignored; no address may contain a personal code. */
const id = z.uuid().optional().catch(undefined)
const page = z.coerce.number().int().min(1).max(100_000).catch(1)
export const listedStates = ['ALL', 'COMING', 'STUDYING', 'LEAVING', 'LEFT', 'OVER'] as const
export const pupilsAPage = 50
/** Which pupils to list: by name, and by a placement as of the day. */
export const PupilFilter = z.object({
  q: searchedName,
  house: id,
  class: id,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  state: z.enum(listedStates).optional().catch(undefined),
  on: askedDay,
  ...pageAsked,
})
export type PupilFilter = z.infer<typeof PupilFilter>

/** The text typed into the search of pupils: names, or the beginning of a personal code. */
export const FindPupilInput = z.object({
  q: searched.transform((typed) => (isCode(typed) ? { code: typed.replaceAll(' ', '') } : { name: typed })),
})

export const pupilForms = [...keptKinds, 'consent', 'cards', 'closing', 'leaving', 'person'] as const
export type PupilForm = (typeof pupilForms)[number]
/** The stay (by one of its placements) and day of a pupil's page, and the form that is open on it. */
export const PupilAsked = z.object({
  stay: id,
  on: askedDay,
  edit: z.enum(pupilForms).optional().catch(undefined),
  row: id,
  /** of the last saving */
  done: z
    .enum([...pupilForms, 'staying'])
    .optional()
    .catch(undefined),
  /** that saving deleted a row */
  gone: z.literal('yes').optional().catch(undefined),
})

export const GroupFilter = z.object({ house: id, page })
/** The form that is open on a group's page: a new place, or the end of one. */
export const GroupAsked = z.object({ on: askedDay, end: id })
/** The form that is open on a house's page, and its school year: a new class, or one to change. */
export const HouseAsked = z.object({
  class: id,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})
