import type { FileForm } from '@/lib/import/rules/form'
import { shownCell } from '@/lib/import/rules/form'
import type { LineRead } from '@/lib/import/rules/lines'
import { plainText } from '@/lib/import/rules/plain-text'
import * as reads from '@/lib/import/rules/reads'
import type { Day } from '@/lib/shared/dates'
import { readPersonalCode } from '@/lib/shared/personal-code'
import type { Refusal } from '@/lib/shared/refusal'
import { written, writtenCode } from '@/lib/shared/written'

/** A person as a list names one; `quote` = the list's text, codes masked; `wrong` = why it can be nobody. */
export type Listed = {
  /** in the list or file, from 1 */
  row: number
  quote: string
  code?: string
  otherCode?: string
  placeCode?: string
  /** an other code or the code of a study place */
  anyCode?: string
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

/** Whether a text is a learner's other code or the code of a study place, in any spelling. */
type IsCode = (text: string) => boolean

/** Every text of a pasted list that may be an other code or the code of a study place. */
export const codesInText = (pasted: string): string[] => {
  const parts = linesOf(pasted).flatMap(partsOf)
  return [...new Set(parts.flatMap((part) => [bare(part), ...wordsOf(part)]))].filter(Boolean)
}

/**
 * The persons of a pasted list, line by line, with any line ends. Personal codes may contain blanks or the prefix EE, and
 * one line may hold several codes; two codes beside words may belong to different people, so the clerk is asked unless the
 * register says that they don't.
 */
export function listedInText(pasted: string, today: Day, isCode: IsCode): Listed[] {
  return linesOf(pasted).flatMap((line, index) => {
    if (line.trim() === '') return []
    const row = index + 1
    const quote = shownCell(line)
    const found = [...line.matchAll(elevenDigits)]
      .map(([text]) => text)
      .filter((text) => !isPhone(line, text, today))
    const codes = found.flatMap((text) => readPersonalCode(text, today) ?? [])
    const others = otherCodesIn(line, found.length > 0, isCode)
    const words = wordsIn(line, others)
    if (found.length + others.length === 0) return nobodyIn(line, words).map((wrong) => ({ row, ...wrong }))
    // As in a file, a line with an unreadable personal code names nobody by its other codes.
    const sure = words && codes.length < found.length ? [] : others
    const name = found.length > 0 ? nameIn(line) : wordsBeside(line, others)
    if (codes.length + sure.length > 1 && words)
      return [{ row, quote, either: [...new Set([...codes, ...sure])], name }]
    return [
      ...found.map((text): Listed => {
        const code = readPersonalCode(text, today)
        const shown = words ? quote : shownCell(text)
        return code ? { row, quote: shown, code, name } : { row, quote: shown, wrong: { code: 'codeWrong' } }
      }),
      ...sure.map((anyCode) => ({ row, quote: words ? quote : shownCell(anyCode), anyCode, name })),
      ...(found.length > 0 || words ? [] : unknownIn(line, others).map((wrong) => ({ row, ...wrong }))),
    ]
  })
}

const linesOf = (pasted: string) => pasted.split(/\r\n|\r|\n|\u2028|\u2029/)
const partsOf = (line: string) => line.split(/[,;\t]/)
const wordsOf = (part: string) => part.split(/\s/).map(bare).filter(Boolean)
/** A word without the brackets, quotes and stops around it. */
const bare = (text: string) => writtenCode(text).replace(/^[\p{Ps}\p{Pi}"'„]+|[\p{Pe}\p{Pf}"'“.:]+$/gu, '')

/**
 * The other codes and codes of study places in a line. A number may also be a phone or a sum: it is a code only where the
 * line has none with letters or signs, and all numbers beside it, up to the next comma or tab, are codes.
 */
function otherCodesIn(line: string, hasPersonal: boolean, isCode: IsCode): string[] {
  const parts = partsOf(line.replace(elevenDigits, ' ')).map((part) =>
    isCode(bare(part)) ? [bare(part)] : wordsOf(part),
  )
  const signed = parts.flat().filter((text) => isCode(text) && !isNumber(text))
  const numbers = parts.map((texts) => texts.filter(isNumber)).filter((each) => each.every(isCode))
  return [...new Set(signed.length > 0 || hasPersonal ? signed : numbers.flat())]
}

/** A number, also with its sign, or a day. */
const isNumber = (text: string) => /^[+\d.]*\d$/.test(text)

type Nobody = { quote: string; wrong: Refusal }

/** Why a line without any code names nobody. */
function nobodyIn(line: string, words: boolean): Nobody[] {
  const error = partsOf(line)
    .flatMap((part) => [written(part), ...wordsOf(part)])
    .find(reads.isErrorWord)
  if (error) return [{ quote: shownCell(line), wrong: { code: 'import.errorCell', params: { error } } }]
  // A line of digits alone is a mistyped code, possibly in pieces.
  const pieces = words
    ? []
    : partsOf(line)
        .flatMap(wordsOf)
        .filter((word) => /[\p{L}\d]/u.test(word))
  return pieces.length > 0
    ? pieces.map(unknown)
    : [{ quote: shownCell(line), wrong: { code: 'codeMissingInLine' } }]
}

/** Of a list of codes, those that nobody has; numbers only beside numbers. */
const unknownIn = (line: string, codes: readonly string[]): Nobody[] =>
  without(codes, line)
    .split(' ')
    .filter((word) => /\d/.test(word) && (/\p{L}/u.test(word) || codes.every(isNumber)))
    .map(unknown)

const unknown = (text: string): Nobody => ({ quote: shownCell(text), wrong: { code: 'listedCodeUnknown' } })

/** Eleven digits, also in groups and with a prefix; not part of a longer number. */
const elevenDigits = /(?<![\p{L}\d])(?:EE[-\s]?)?\d(?:[ \u00a0\u2009\u202f]?\d){10}(?!\d)/giu

/** +372 5555 1234 has eleven digits too. */
const isPhone = (line: string, text: string, today: Day) =>
  readPersonalCode(text, today) === null &&
  (/^372/.test(text.replace(/\D/g, '')) || new RegExp(`\\+\\s?${text[0]}`).test(line))

/** Whether a line says more than codes. */
const wordsIn = (line: string, codes: readonly string[]) =>
  /\p{L}{2,}/u.test(without(codes, line).replace(/(?<!\p{L})EE(?=[-\s]?\d)/giu, ''))

/** A line without these codes. */
const without = (codes: readonly string[], line: string) =>
  partsOf(line)
    .filter((part) => !codes.includes(bare(part)))
    .flatMap(wordsOf)
    .filter((word) => !codes.includes(word))
    .join(' ')

/** All words beside codes, whatever they are: only the name of the one who has the code goes without a question. */
const wordsBeside = (line: string, codes: readonly string[]) =>
  without(codes, line)
    .split(' ')
    .filter((word) => /\p{L}/u.test(word) && !/\d/.test(word))
    .join(' ') || undefined

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
