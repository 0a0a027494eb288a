import { isDay, showDay } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { isMessageKey, type Params, type Say } from './say'

/** The sentence of a refusal. A code without a sentence is a fault of ours and is said as one, with the code. */
export function refusalText(say: Say, { code, params }: Refusal): string {
  const key = `refusal.${code}`
  return isMessageKey(key) ? say(key, shown(params)) : say('refusal.unnamed', { code })
}

/** Parameters as they stand in a sentence: days in the Estonian way, the rest as given. */
export function shown(params: Params = {}): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isDay(value) ? showDay(value) : value]),
  )
}
