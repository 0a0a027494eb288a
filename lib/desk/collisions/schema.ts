import { z } from 'zod'
import { objection, typedCode, typedName } from '@/lib/access/typed'
import { collisionPlaces, type CollisionPlace } from './places'

/** What a person can do here: give another code, or take back an allowance that was imported twice; null = nothing. */
export const wayToPart = (place: CollisionPlace): 'CODE' | 'TAKE_BACK' | null =>
  place === 'study_grant'
    ? 'TAKE_BACK'
    : place === 'certificate' || place === 'curriculum' || place === 'municipality'
      ? null
      : 'CODE'

export const PartInput = z
  .object({
    place: z.enum(Object.keys(collisionPlaces) as [CollisionPlace]),
    id: z.uuid(),
    code: z.string().max(1_000).default(''),
  })
  .transform(({ place, id, code }, context) => {
    const form = place === 'school_group' ? typedName(100) : typedCode(60)
    const read = form.safeParse(code)
    if (!read.success || (read.data === '' && wayToPart(place) === 'CODE')) {
      const why = read.success ? objection('codeMissing') : objection('tooLong', { most: 60 })
      context.addIssue({ ...why, path: ['code'] })
      return z.NEVER
    }
    return { place, id, code: read.data }
  })
/** The record of the page's form. */
export const PartAsked = z.object({
  id: z.string().max(200).optional().catch(undefined),
  /** one was told apart just now */
  done: z.literal('1').optional().catch(undefined),
})
