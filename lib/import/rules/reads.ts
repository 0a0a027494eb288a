import type { z } from 'zod'
import { parseAccount } from '@/lib/shared/account'
import { birthDayFault, mostYearsAgo, parseBirthDay } from '@/lib/shared/birth-day'
import { parseDay, showDay, type Day } from '@/lib/shared/dates'
import { parseEmail } from '@/lib/shared/email'
import { parseAmount } from '@/lib/shared/money'
import { readPersonalCode } from '@/lib/shared/personal-code'
import { written, writtenCode, writtenName } from '@/lib/shared/written'
import type { Cell } from '../cells'
import type { CellRead, Read, Sentence } from './form'
import { dayOfSerial } from './serial'
import { matchWord, type Words } from './words'

/** A reader of texts. Refuses what the spreadsheet turned a text into: a guess would be somebody's wrong code. */
const ofText =
  (read: (text: string, today: Day) => CellRead): Read =>
  (cell, today) => {
    const text = textIn(cell)
    return typeof text === 'string' ? read(text, today) : text
  }

/** A cell's text on one line; or why it has none. */
export function textIn(cell: Cell): string | Sentence {
  if (typeof cell === 'string') {
    const text = written(cell)
    if (isErrorWord(text)) return { code: 'import.errorCell', params: { error: text } }
    return shortened.test(text) ? told('import.shortened', text) : text
  }
  if ('day' in cell) return { code: 'import.becameDay', params: { day: showDay(cell.day) } }
  if ('error' in cell) return { code: 'import.errorCell', params: { error: cell.error } }
  if ('formula' in cell) return { code: 'import.formulaCell' }
  if (/^-?\d{1,15}$/.test(cell.number)) return cell.number
  return told(/^-?\d+\.\d+$/.test(cell.number) ? 'import.becameNumber' : 'import.shortened', cell.number)
}

/** A refusal shows no personal code. */
const told = (code: string, text: string): Sentence => ({
  code,
  params: { text: text.replace(/\d{11,}/g, '…') },
})

/**
 * Whether a text is what a spreadsheet writes where it has no value, into a CSV file or a paste: `#REF!`, `#NAME?` and
 * their like in any language, `#N/A` and its names in other languages, `####` where a column is too narrow, and
 * LibreOffice's `Err:502`.
 */
export const isErrorWord = (text: string) =>
  /^#(?:\p{Lu}[\p{Lu}\d/_ ]*[!?]|N\/A|N\/D|NV|Н\/Д|PUUDUB|GETTING_DATA|##+)$|^Err:\d{3}$/u.test(text)

/** A number that a spreadsheet has shortened, its last digits lost: 3,89E+10. */
const shortened = /^-?\d([.,]\d+)?E\+\d+$/i
/** Letters that were lost (U+FFFD), or that two bytes of UTF-8 become where they are read as two letters (Ãµ). */
const lost = /[\ufffd\uffff\ufffe]|[ÃÂ][\u0080-\u00bf]|Å[¡¾]/

/**
 * Reads what a form's field would accept, in the form's own spelling: files are neither laxer than the form nor
 * stricter. The field is a schema of texts; its first objection is the cell's.
 */
export const asTyped =
  (field: z.ZodType<unknown, string>): Read =>
  (cell) => {
    const told = textIn(cell)
    if (typeof told !== 'string') return told
    if (lost.test(told)) return { code: 'import.letters' }
    // The field keeps the lines that it has room for.
    const read = field.safeParse(typeof cell === 'string' ? cell : told)
    if (read.success) return String(read.data ?? '')
    const [issue] = read.error.issues
    const params = issue && 'params' in issue ? (issue.params as Sentence['params']) : undefined
    return { code: issue!.message, params }
  }

const bearable = (most: number, inForm: (text: string) => string): Read =>
  ofText((text) => {
    const value = inForm(text)
    if (lost.test(value)) return { code: 'import.letters' }
    return value.length > most ? { code: 'tooLong', params: { most } } : value
  })

/** A text of at most `most` letters, on one line. */
export const text = (most: number): Read => bearable(most, written)
/** A name: with one kind of hyphen and apostrophe. */
export const name = (most: number): Read => bearable(most, writtenName)
/** A code or number that identifies something. */
export const code = (most: number): Read => bearable(most, writtenCode)

/** A day in any way it is typed, a date cell, or a spreadsheet's serial number for one. */
export const day: Read = (cell) => readDay(cell, parseDay)

/** A day of birth, as the form reads it. */
export const birthDay: Read = (cell, today) => {
  const read = readDay(cell, (typed) => parseBirthDay(typed, today))
  const born = typeof read === 'string' ? read : 'value' in read ? read.value : null
  const fault = born && birthDayFault(born as Day, today)
  if (fault === 'AHEAD') return { code: 'import.bornInFuture' }
  return fault ? { code: 'import.bornTooLongAgo', params: { years: mostYearsAgo } } : read
}

function readDay(cell: Cell, parse: (typed: string) => Day | null): CellRead {
  if (typeof cell === 'object' && 'day' in cell) return cell.day
  const typed = typeof cell === 'object' && 'number' in cell ? cell.number : textIn(cell)
  if (typeof typed !== 'string') return typed
  const serial = /^\d{5}(?:\.\d+)?$/.test(typed) ? dayOfSerial(Number(typed), false) : null
  if (serial) return noted(serial, 'import.readAsSerial', typed)
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? []
  if (first) {
    const found = parse(`${first}.${second}.${year}`)
    if (!found) return { code: 'dayWrong' }
    // 25/12/2026 has one reading, 01/09/2026 two.
    return Number(first) > 12 || Number(first) === Number(second)
      ? found
      : noted(found, 'import.readAsDayMonth', typed)
  }
  return parse(typed) ?? { code: 'dayWrong' }
}

const noted = (value: Day, code: string, typed: string) => ({
  value,
  note: { code, params: { text: typed, day: showDay(value) } },
})

/** A sum in euros, in any way it is typed. */
export const amount: Read = (cell, today) => {
  if (typeof cell === 'object' && 'number' in cell) return parseAmount(cell.number) ?? { code: 'amountWrong' }
  return ofText((typed) => parseAmount(typed) ?? { code: 'amountWrong' })(cell, today)
}

export const email: Read = ofText((typed) => parseEmail(typed) ?? { code: 'import.emailWrong' })
export const account: Read = ofText((typed) => parseAccount(typed) ?? { code: 'ibanWrong' })
export const personalCode: Read = ofText(
  (typed, today) => readPersonalCode(typed, today) ?? { code: 'import.personalCodeWrong' },
)

/** That many digits; leading zeros that a spreadsheet removed are not restored. */
export const digits = (least: number, most: number): Read =>
  ofText((typed) => {
    const bare = typed.replaceAll(' ', '')
    return /^\d+$/.test(bare) && bare.length >= least && bare.length <= most
      ? bare
      : { code: 'schoolImport.digitsWrong', params: { least, most } }
  })

/**
 * One of the office's words; the refusal lists them. A spreadsheet's TRUE and FALSE (a box that is ticked or not) are
 * `jah` and `ei`.
 */
export const word =
  (words: Words): Read =>
  (cell, today) => {
    const ticked = typeof cell === 'object' && 'error' in cell ? ticks[cell.error] : undefined
    return ofText(
      (typed) =>
        matchWord(words, typed) ?? {
          code: 'import.wordWrong',
          params: {
            words: Object.values(words)
              .map(([first]) => first!)
              .join(', '),
          },
        },
    )(ticked ?? cell, today)
  }

const ticks: Readonly<Record<string, string>> = { TRUE: 'jah', FALSE: 'ei' }

/** A list in any spelling; the written form separates items by comma and space. */
export const list =
  (each: Read): Read =>
  (cell, today) => {
    if (typeof cell !== 'string') return each(cell, today)
    const parts: string[] = []
    for (const part of cell.split(/[,;\n]/).filter((written) => written.trim() !== '')) {
      const read = each(part, today)
      if (typeof read !== 'string') return read
      if (!parts.includes(read)) parts.push(read)
    }
    return parts.join(', ')
  }
