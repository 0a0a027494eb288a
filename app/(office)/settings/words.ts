import type { Say } from '@/lib/messages/say'
import { isDay, showDay, type Day } from '@/lib/shared/dates'
import type { FormTexts } from './settings-form'

/** What every form of settings says. */
export const formTexts = (say: Say, submit = say('settings.save')): FormTexts => ({
  submit,
  refused: say('settings.refused'),
  refusedMark: say('settings.refusedMark'),
})

/** What is told after saving. */
export const changed = (count: number, say: Say) => ({ notice: say('settings.done', { count }) })
export const added = (code: string, say: Say) => ({ notice: say('settings.grants.added', { code }) })
export const switched = ({ count, from }: { count: number; from: Day }, say: Say) => ({
  notice: say('settings.clashes.done', { count, from: showDay(from) }),
})
export const rulesSwitched = ({ count, from }: { count: number; from: Day }, say: Say) => ({
  notice: say('settings.grants.rulesDone', { count, from: showDay(from) }),
})

/** When a type is valid. */
export const validity = (say: Say, { validFrom, validTo }: { validFrom: Day; validTo: Day | null }) =>
  validTo
    ? say('settings.grants.period', { from: showDay(validFrom), to: showDay(validTo) })
    : say('settings.grants.since', { from: showDay(validFrom) })

/** A value of a change as it reads. */
export function shownValue(say: Say, value: string) {
  if (value === '') return say('settings.changes.nothing')
  if (value === 'ON') return say('settings.changes.on')
  if (value === 'OFF') return say('settings.changes.off')
  return isDay(value) ? showDay(value) : value
}
