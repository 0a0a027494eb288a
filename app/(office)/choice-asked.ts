import type { AskedField } from '@/components/list-asked'
import type { RecordField } from '@/components/record-form'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice, Offered } from '@/lib/shared/asked-choice'

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
      value: keyOf(all.find((one) => one.id === id)) ?? id,
      choices: all.map((one) => ({ value: keyOf(one), text: one.name })),
    }
  return { ...common, as: 'search', from, value: text, offered: wrong && offered.map((one) => one.name) }
}

/**
 * A form's field for one of a few, chosen from a list, or of many, searched by name at `from`. `placeholder`: what stands
 * there while nothing is chosen. The only one of a required choice is chosen.
 */
export function choiceField(
  {
    from,
    placeholder,
    ...field
  }: { name: string; label: string; from: string; hint?: string; required?: boolean; placeholder: string },
  { all, id, text, wrong }: AskedChoice,
): RecordField {
  if (!all)
    return {
      ...field,
      as: 'search',
      from,
      value: wrong ? '' : text,
      placeholder: field.required ? undefined : placeholder,
    }
  const only = field.required && all.length === 1 ? all[0]!.id : ''
  return {
    ...field,
    as: 'choice',
    placeholder,
    value: id ?? only,
    choices: all.map((one) => ({ value: one.id, text: one.name })),
  }
}

/** The code, where there is one, because it is shorter than an id and thirty of them stand in a page. */
const keyOf = <One extends Offered | undefined>(one: One) => one && (one.code ?? one.id)

/** The filter of a list by curriculum. */
export const curriculumAsked = (say: Say, label: string, curriculum: AskedChoice) =>
  choiceAsked(say, { name: 'curriculum', label, from: '/api/choices/curricula' }, curriculum)

/** Where a field asks for the names of units. */
export const unitsFrom = '/api/choices/units'

/** The filter of a list by unit. */
export const unitAsked = (say: Say, label: string, unit: AskedChoice) =>
  choiceAsked(say, { name: 'unit', label, from: unitsFrom }, unit)
