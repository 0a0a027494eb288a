import type { AskedField } from '@/components/list-asked'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'

/** A list's filter by one of a few, chosen from a list, or of many, searched by name at `from`. */
export function choiceAsked(
  say: Say,
  { name, label, from }: { name: string; label: string; from: string },
  { all, id, text, wrong, offered }: AskedChoice,
): AskedField {
  const error = wrong && say(wrong === 'none' ? 'lists.noSuch' : 'lists.several')
  const common = { name, label, error, untold: wrong !== undefined }
  if (all)
    return {
      ...common,
      as: 'choice',
      value: id,
      choices: all.map((one) => ({ value: one.id, text: one.name })),
    }
  return { ...common, as: 'search', from, value: text, offered: wrong && offered.map((one) => one.name) }
}

/** The filter of a list by unit. */
export const unitAsked = (say: Say, label: string, unit: AskedChoice) =>
  choiceAsked(say, { name: 'unit', label, from: '/api/choices/units' }, unit)
