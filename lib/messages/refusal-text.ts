import { isDay, showDay } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { changedNames } from './changed-names'
import { isMessageKey, type Params, type Say } from './say'

/** The sentence of a refusal. A code without a sentence is reported as a fault of ours, with the code. */
export function refusalText(say: Say, { code, params }: Refusal): string {
  const changed = params?.act === undefined ? null : `refusal.changed.${code}`
  if (changed && isMessageKey(changed)) return say(changed, changeWords(say, params!))
  const key = `refusal.${code}`
  return isMessageKey(key) ? say(key, shown(params)) : say('refusal.unnamed', { code })
}

/** Somebody's act on a document meanwhile, and the changed fields. */
function changeWords(say: Say, { who, at, act, changed, state }: Params): Params {
  const key = `documents.done.${act}`
  const stands = `documents.state.${state}`
  const names = changed ? changedNames(say, String(changed).split(',')) : ''
  return {
    who: who!,
    at: at!,
    did: isMessageKey(key) ? say(key) : say('refusal.changed.did'),
    now: isMessageKey(stands) ? ` ${say('refusal.changed.now', { state: say(stands) })}` : '',
    what: names ? ` ${say('documents.sheet.changedWhat', { what: names })}` : '',
  }
}

/** Parameters as they read in a sentence: days in the Estonian form, the rest as given. */
export function shown(params: Params = {}): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isDay(value) ? showDay(value) : value]),
  )
}
