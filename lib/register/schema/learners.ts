import { z } from 'zod'
import { askedDay, searched, searchedName } from '@/lib/access/typed'
import { PlaceFilter } from '@/lib/learners/schema'
import { importKindCodes } from '../import/columns'

export const PreviewInput = z.object({ kind: z.enum(importKindCodes), file: z.instanceof(File) })

export const learnerSorts = ['name', '-name'] as const
export const LearnerFilter = PlaceFilter.extend({
  q: searchedName,
  on: askedDay,
  sort: z.enum(learnerSorts).catch('name'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type LearnerFilter = z.infer<typeof LearnerFilter>

/** The text typed into the search of the register. */
export const FindInput = z.object({ q: searched })
