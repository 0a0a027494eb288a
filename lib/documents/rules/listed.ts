import type { FileForm } from '@/lib/import/rules/form'
import { shownCell } from '@/lib/import/rules/form'
import type { LineRead } from '@/lib/import/rules/lines'
import { plainText } from '@/lib/import/rules/plain-text'
import * as reads from '@/lib/import/rules/reads'
import type { Day } from '@/lib/shared/dates'
import { readPersonalCode } from '@/lib/shared/personal-code'
import type { Refusal } from '@/lib/shared/refusal'

/** A person as a list names one; `quote` = the list's text, codes masked; `wrong` = why it can be nobody. */
export type Listed = {
  /** in the list or file, from 1 */
  row: number
  quote: string
  code?: string
  otherCode?: string
  placeCode?: string
  name?: string
  bornOn?: Day
  email?: string
  /** codes whose owner a clerk has to name */
  either?: string[]
  wrong?: Refusal
}

/** The columns of a file of persons for a document; a name beside a code is compared with the register. */
export const personsForm: FileForm<PersonColumn> = {
  columns: {
    personalCode: { heading: 'Isikukood', read: reads.personalCode },
    otherCode: { heading: 'Muu kood', read: reads.code(60) },
    placeCode: { heading: 'Õppekoha kood', read: reads.code(60) },
    name: { heading: 'Nimi', read: reads.name(200) },
    firstName: { heading: 'Eesnimi', read: reads.name(100) },
    lastName: { heading: 'Perekonnanimi', read: reads.name(100) },
    bornOn: { heading: 'Sünniaeg', read: reads.birthDay },
    email: { heading: 'E-post', read: reads.text(200) },
  },
  wanted: ['personalCode', 'otherCode', 'placeCode', 'name', 'firstName', 'lastName', 'bornOn', 'email'],
  required: [],
  oneOf: ['personalCode', 'otherCode', 'placeCode', 'name', 'lastName'],
  bare: 'personalCode',
}
export type PersonColumn =
  'personalCode' | 'otherCode' | 'placeCode' | 'name' | 'firstName' | 'lastName' | 'bornOn' | 'email'

/** The persons of a file's rows. A row with an unreadable code names nobody, whatever else it contains. */
export const listedInFile = (
  rows: readonly LineRead<PersonColumn>[],
  cellsOf: (row: number) => string,
): Listed[] =>
  rows.map(({ row, values, refusals }) => {
    const name = values.name ?? ([values.firstName, values.lastName].filter(Boolean).join(' ') || undefined)
    const known = values.personalCode ?? values.otherCode ?? values.placeCode ?? name
    const [wrong] = refusals.filter(({ field }) => field === 'personalCode' || !known)
    return {
      row,
      quote: cellsOf(row),
      code: values.personalCode,
      otherCode: values.otherCode,
      placeCode: values.placeCode,
      name,
      bornOn: values.bornOn as Day | undefined,
      email: values.email,
      ...(wrong || !known ? { wrong: wrong ?? { code: 'codeMissingInLine' } } : {}),
    }
  })

/**
 * The persons of a pasted list, line by line, with any line ends. Codes may contain blanks or the prefix EE, and one
 * line may hold several; two codes beside words may belong to different people, so the clerk is asked.
 */
export function listedInText(pasted: string, today: Day): Listed[] {
  return pasted.split(/\r\n|\r|\n|\u2028|\u2029/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const row = index + 1
    const quote = shownCell(line)
    const found = [...line.matchAll(elevenDigits)]
      .map(([text]) => text)
      .filter((text) => !isPhone(line, text, today))
    const codes = found.flatMap((text) => readPersonalCode(text, today) ?? [])
    const words = wordsIn(line)
    if (codes.length > 1 && words) return [{ row, quote, either: [...new Set(codes)] }]
    if (found.length === 0) {
      // A line of digits alone is a mistyped code, possibly in pieces.
      const parts = words ? [line] : line.split(/[\s,;]+/).filter(Boolean)
      return parts.map((part) => ({
        row,
        quote: shownCell(part),
        wrong: { code: words ? 'codeMissingInLine' : 'codeWrong' },
      }))
    }
    return found.map((text): Listed => {
      const code = readPersonalCode(text, today)
      const shown = words ? quote : shownCell(text)
      return code
        ? { row, quote: shown, code, name: nameIn(line) }
        : { row, quote: shown, wrong: { code: 'codeWrong' } }
    })
  })
}

/** Eleven digits, also in groups and with a prefix; not part of a longer number. */
const elevenDigits = /(?<![\p{L}\d])(?:EE[-\s]?)?\d(?:[ \u00a0\u2009\u202f]?\d){10}(?!\d)/giu

/** +372 5555 1234 has eleven digits too. */
const isPhone = (line: string, text: string, today: Day) =>
  readPersonalCode(text, today) === null &&
  (/^372/.test(text.replace(/\D/g, '')) || new RegExp(`\\+\\s?${text[0]}`).test(line))

const wordsIn = (line: string) => /\p{L}{2,}/u.test(line.replace(/(?<!\p{L})EE(?=[-\s]?\d)/giu, ''))

/** The possible name beside a code: two words or more before or after it, and nothing else. */
function nameIn(line: string): string | undefined {
  const rest = line
    .replace(elevenDigits, ' ')
    .replace(/[,;\t]+/g, ' ')
    .trim()
  return /^[\p{L}'’-]+( +[\p{L}'’-]+)+$/u.test(rest) ? rest.replace(/ +/g, ' ') : undefined
}

/** The same key for every spelling of one name, whatever the order of its words. */
export const sameWords = (name: string) =>
  name.replaceAll(',', ' ').split(/\s+/).map(plainText).filter(Boolean).toSorted().join(' ')

/** Every way to split a whole name into a first and a last one. */
export function splits(name: string): { firstName: string; lastName: string }[] {
  const words = name.replaceAll(',', ' ').split(/\s+/).filter(Boolean)
  return words.slice(1).flatMap((_, at) => {
    const [one, other] = [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]
    return [
      { firstName: one, lastName: other },
      { firstName: other, lastName: one },
    ]
  })
}
