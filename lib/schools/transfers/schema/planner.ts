import { z } from 'zod'
import { listed, searched, typedDay } from '@/lib/access/typed'
import { mostMoved, TransferInput } from './transfers'

/** The planner's request, read from its address; values that don't fit are ignored. */

const all = (value: unknown) => (Array.isArray(value) ? value : [value])
const uuids = (most: number) =>
  z.preprocess(
    (value) => [...new Set(all(value).filter((each) => z.uuid().safeParse(each).success))].slice(0, most),
    z.array(z.string()),
  )
const one = (value: unknown) => all(value)[0]

const Asked = z.object({
  class: uuids(200),
  /** the ticked pupils, if there is one class; without them the whole class */
  pupil: uuids(mostMoved),
  day: z.preprocess(one, searched),
  house: z.preprocess(one, z.uuid().optional().catch(undefined)),
  /** comes from a list of pupils, where some must be ticked */
  ticking: z.preprocess(one, z.literal('1').optional().catch(undefined)),
  stopped: z.preprocess(one, z.literal('1').optional().catch(undefined)),
  /** on 1 September: all of them repeat the grade */
  repeats: z.preprocess(one, z.literal('1').optional().catch(undefined)),
  page: z.preprocess(one, z.coerce.number().int().min(1).max(1_000).catch(1)),
})
/**
 * `to`, `next` and `repeat` by the moved class: the new class, that of next year and that for repeaters; '' where it is
 * to stay out.
 */
export type PlanAsked = z.output<typeof Asked> & Record<'to' | 'next' | 'repeat', Record<string, string>>

/** Reads `to.<class>`, `next.<class>` and `repeat.<class>` beside the other parameters. */
export function planAsked(parameters: object): PlanAsked {
  const asked = Asked.parse(parameters)
  const chosen = (of: string) =>
    Object.fromEntries(
      asked.class.flatMap((id) => {
        const value = one((parameters as Record<string, unknown>)[`${of}.${id}`])
        return typeof value === 'string' && /^([0-9a-f-]{36})?$/i.test(value) ? [[id, value]] : []
      }),
    )
  return { ...asked, to: chosen('to'), next: chosen('next'), repeat: chosen('repeat') }
}

/** Places in groups to end so that the children can be moved. */
export const EndPlacesInput = z.object({
  places: z.preprocess(
    (value) => listed(value),
    z
      .array(z.uuid())
      .max(mostMoved)
      .refine(({ length }) => length > 0, 'places.noneTicked'),
  ),
  lastDay: typedDay,
})

const planner = '/schools/transfers/new?'
/** Allows only the planner's address. */
const planAddress = z
  .string()
  .max(12_000)
  .refine((address) => address === '' || address.startsWith(planner), 'malformed')
export const PlanInput = z.intersection(
  TransferInput,
  z.object({ left: z.string().max(5), rest: planAddress }),
)
