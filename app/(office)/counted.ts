import type { MessageKey, Say } from '@/lib/messages/say'
import { mostCounted } from '@/lib/shared/paging'

/** The lists that are counted no further than `mostCounted`. */
type Long = { [Key in MessageKey]: Key extends `${infer List}.over` ? List : never }[MessageKey]

/** How many rows a long list has, in words, counted up to `limit`: "120 õppijat", "üle 10 000 õppija". */
export const counted = (say: Say, list: Long, count: number, limit: number | null = mostCounted + 1) =>
  count === limit
    ? say(`${list}.over` as MessageKey, { count: count - 1 })
    : say(`${list}.count` as MessageKey, { count })
