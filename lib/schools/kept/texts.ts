import { maskPersonalCode } from '@/lib/shared/personal-code'
import { wordOf, type Lists } from '../houses/queries/classifiers'
import { yearLabel } from '../rules/school-year'
import type { Field } from './fields'
import { thingOf, type KeptKind, type KeptRows } from './things'

/**
 * The kept rows of a kind as texts by name, for the history of changes: `changedOn` if a stay has one row, `level
 * inglise keel` if a row has a name of its own. Codes become their words; personal codes are masked.
 */
export function keptTexts(lists: Lists, kind: KeptKind, rows: KeptRows): Record<string, string> {
  const { fields, name = { of: [] } } = thingOf(kind)
  return Object.fromEntries(
    rows[kind].flatMap((row) => {
      const values: Readonly<Record<string, unknown>> = row
      const textOf = (field: string) => historyText(lists, fields[field]!, values[field])
      const own = name.of.map(textOf).join(name.between ?? ' ')
      return Object.keys(fields)
        .filter((field) => !name.of.includes(field))
        .map((field) => [`${fields[field]!.label ?? field} ${own}`.trim(), textOf(field)])
    }),
  )
}

function historyText(lists: Lists, { as, codes }: Field, value: unknown): string {
  switch (as) {
    case 'schoolYear':
      return yearLabel(Number(value))
    case 'yesNo':
      return value ? 'GIVEN' : 'REFUSED'
    case 'person':
    case 'persons':
      return [value]
        .flat()
        .map((code) => maskPersonalCode(String(code)))
        .join(', ')
    case 'code':
    case 'codes':
    case 'subject':
    case 'services':
      return codeTexts(lists, codes ?? [], value)
    case 'day':
    case 'line':
    case 'lines':
    case 'number':
    case 'quarter':
    case 'word':
      return value === null ? '' : String(value)
  }
}

type Service = { service: string; subjects: readonly string[] }
export const isService = (value: unknown): value is Service => typeof value === 'object'

/** Codes as their words: one, several, or services with their subjects. */
export const codeTexts = (lists: Lists, [list, ofSubjects]: readonly `kl${string}`[], value: unknown) => {
  const values: unknown[] = [value].flat()
  const texts = values.map((each) =>
    isService(each)
      ? [
          wordOf(lists, list!, each.service),
          each.subjects.map((code) => wordOf(lists, ofSubjects!, code)).join(', '),
        ]
          .filter(Boolean)
          .join(': ')
      : wordOf(lists, list!, String(each)),
  )
  return texts.join(ofSubjects ? '; ' : ', ')
}
