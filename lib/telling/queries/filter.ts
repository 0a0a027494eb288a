import { z } from 'zod'
import { pageAsked } from '@/lib/access/typed'
import { topics, type Topic } from '@/lib/deliveries/topics'
import { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'

/** When a delivery is to leave ("Vaja saata"): its time has come, or it waits for a later one. */
export const dueChoices = ['now', 'later'] as const
export const sortings = ['newest', 'due', 'attempts'] as const

const topicNames = Object.keys(topics) as [Topic, ...Topic[]]
/** The topics of the list of deliveries: what schools report of pupils has a log of its own. */
export const listedTopics = topicNames.filter((topic) => topic !== 'ehis.pupil')

/** The filter in the list's address; values that don't fit are ignored. */
export const Filter = z.object({
  neighbour: z.enum(Neighbour).optional().catch(undefined),
  state: z.enum(DeliveryState).optional().catch(undefined),
  topic: z.enum(topicNames).optional().catch(undefined),
  due: z.enum(dueChoices).optional().catch(undefined),
  document: z.uuid().optional().catch(undefined),
  sort: z.enum(sortings).default('newest').catch('newest'),
  ...pageAsked,
})
export type DeliveryFilter = z.output<typeof Filter>

/** Reads the filter out of an address's parameters; never throws. */
export const readFilter = (asked: object): DeliveryFilter => Filter.parse(asked)

/** The filter as fields of a form, without the page. */
export const filterFields = ({ page: _, after: __, before: ___, count: ____, ...filter }: DeliveryFilter) =>
  Object.entries(filter).flatMap(([name, value]) => (value ? [{ name, value }] : []))
