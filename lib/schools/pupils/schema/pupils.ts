import { z } from 'zod'
import { askedDay, searched, searchedName } from '@/lib/access/typed'
import { keptKinds } from '@/lib/schools/kept/things'
import { isCode } from '@/lib/shared/personal-code'

/** From an address anything can come: what does not fit is passed over; a personal code may stand in none. */
const id = z.uuid().optional().catch(undefined)
const page = z.coerce.number().int().min(1).max(100_000).catch(1)
export const listedStates = ['ALL', 'COMING', 'STUDYING', 'LEAVING', 'LEFT', 'OVER'] as const
export const pupilsAPage = 50
/** Which pupils are listed: by name, and by a placement of theirs as it is on the day. */
export const PupilFilter = z.object({
  q: searchedName,
  house: id,
  class: id,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  state: z.enum(listedStates).optional().catch(undefined),
  on: askedDay,
  page,
})
export type PupilFilter = z.infer<typeof PupilFilter>

/** What is typed into the search of pupils: names, or the beginning of a personal code. */
export const FindPupilInput = z.object({
  q: searched.transform((typed) => (isCode(typed) ? { code: typed.replaceAll(' ', '') } : { name: typed })),
})

export const pupilForms = [...keptKinds, 'consent', 'cards', 'closing', 'leaving', 'person'] as const
export type PupilForm = (typeof pupilForms)[number]
/** Of which stay (by a placement of it) and day a pupil's page is, and which form stands open on it. */
export const PupilAsked = z.object({
  stay: id,
  on: askedDay,
  edit: z.enum(pupilForms).optional().catch(undefined),
  row: id,
  /** of what has just been saved */
  done: z
    .enum([...pupilForms, 'staying'])
    .optional()
    .catch(undefined),
  /** what was saved was deleting a row */
  gone: z.literal('yes').optional().catch(undefined),
})

/** Which groups are listed. */
export const GroupFilter = z.object({ house: id, page })
/** The form that stands open on a group's page: a new place, or the end of one. */
export const GroupAsked = z.object({ on: askedDay, end: id })
/** The form that stands open on a house's page: a new class, or one to be changed, and of which year. */
export const HouseAsked = z.object({
  class: id,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})
