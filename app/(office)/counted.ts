import type { MessageKey, Say } from '@/lib/messages/say'
import { mostCounted } from '@/lib/shared/paging'

/** The lists that are counted no further than `mostCounted`. */
type Long = { [Key in MessageKey]: Key extends `${infer List}.over` ? List : never }[MessageKey]

/** How many rows a long list has, in words: "120 õppijat", "üle 10 000 õppija". */
export const counted = (say: Say, list: Long, count: number) =>
  count === mostCounted + 1
    ? say(`${list}.over` as MessageKey, { count: mostCounted })
    : say(`${list}.count` as MessageKey, { count })
