import { z } from 'zod'
import { askedDay, pageAsked, searched, searchedName } from '@/lib/access/typed'
import { PlaceFilter } from '@/lib/learners/schema'
import { importKindCodes } from '../import/columns'

export const PreviewInput = z.object({ kind: z.enum(importKindCodes), file: z.instanceof(File) })

export const learnerSorts = ['name', '-name'] as const
export const LearnerFilter = PlaceFilter.extend({
  q: searchedName,
  on: askedDay,
  sort: z.enum(learnerSorts).catch('name'),
  ...pageAsked,
})
export type LearnerFilter = z.infer<typeof LearnerFilter>

/** The text typed into the search of the register. */
export const FindInput = z.object({ q: searched })
