import { isInCalendar, type Day } from './dates'
import { withoutBlanks } from './written'

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]

/** An Estonian personal code (isikukood, EVS 585): 11 digits, a real birth day, the two-pass check digit. */
export function checkPersonalCode(code: string): boolean {
  return birthDayOf(code) !== null && checkDigit(code) === Number(code[10])
}

/** The greatest age of anybody alive, in years. */
const oldest = 130

/**
 * A told personal code, in eleven digits: ignores spaces and the prefix EE. null when it is nobody's: a wrong check
 * digit, an impossible day, one after `today`, or one before anybody alive was born.
 */
export function readPersonalCode(told: string, today: Day): string | null {
  const code = withoutBlanks(told).replace(/^EE/i, '')
  const bornOn = checkPersonalCode(code) ? birthDayOf(code) : null
  const earliest = `${Number(today.slice(0, 4)) - oldest}${today.slice(4)}`
  return bornOn && earliest <= bornOn && bornOn <= today ? code : null
}

/** The birth day written in a code, or null when it is not 11 digits with a real day. */
export function birthDayOf(code: string): Day | null {
  const parts = /^([1-8])(\d\d)(\d\d)(\d\d)\d{4}$/.exec(code)
  if (!parts) return null
  // 1 and 2 are born in the 1800s (men, women), 3 and 4 in the 1900s and so on.
  const year = 1800 + 100 * Math.floor((Number(parts[1]) - 1) / 2) + Number(parts[2])
  if (!isInCalendar(year, Number(parts[3]), Number(parts[4]))) return null
  return `${year}-${parts[3]}-${parts[4]}` as Day
}

/** The beginnings of codes of persons born on a day, men's and women's: four digits remain. */
export function codesBegin(bornOn: Day): string[] {
  const man = 2 * (Number(bornOn.slice(0, 2)) - 18) + 1
  return [man, man + 1].map((figure) => `${figure}${bornOn.slice(2).replaceAll('-', '')}`)
}

function checkDigit(code: string): number {
  const first = weigh(code, firstWeights)
  return first < 10 ? first : weigh(code, secondWeights) % 10
}

// The remainder 10 asks for the second pass; there it stands for 0.
function weigh(code: string, weights: number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(code[place]), 0) % 11
}

/** For those without the right, and for logs: '49205130237' → '492******37'. */
export function maskPersonalCode(code: string): string {
  return code.length < 6
    ? '*'.repeat(code.length)
    : code.slice(0, 3) + '*'.repeat(code.length - 5) + code.slice(-2)
}

const percent = (hex: string) => String.raw`%(?:25)*${hex}`
/** A space, hyphen or invisible character between two digits, also as escaped in an address, JSON or HTML. */
const parting = `(?:${[
  String.raw`[\s\u200b-\u200d\u2060+-]`,
  String.raw`(?:\\|${percent('5C')})+(?:u[\dA-Fa-f]{4}|[nrt])`,
  String.raw`(?:&|${percent('26')})(?:nbsp|(?:#|${percent('23')})(?:160|xa0))(?:;|${percent('3B')})`,
  percent(String.raw`[\dA-Fa-f]{2}`),
].join('|')})`

/**
 * Eleven digits that may be a personal code, also right after letters (EE38…) or an escaped letter (%20, \\u00a0), and
 * separated anywhere.
 */
const mayBeCode = new RegExp(
  String.raw`(?:(?<!\d)|(?<=%(?:25)*[\dA-Fa-f]{2})|(?<=u[\dA-Fa-f]{4}))[1-8](?:${parting}{0,4}\d){10}(?!\d)`,
  'g',
)
const partings = new RegExp(parting, 'g')

/** The text with every personal code masked; separated digits count only if they have a real birth day. */
export function maskCodesIn(text: string): string {
  let masked = ''
  let from = 0
  mayBeCode.lastIndex = 0
  for (let found = mayBeCode.exec(text); found; found = mayBeCode.exec(text)) {
    const code = found[0].replace(partings, '')
    // A code may begin within digits that are none.
    if (code !== found[0] && !birthDayOf(code)) mayBeCode.lastIndex = found.index + 1
    else {
      masked += text.slice(from, found.index) + maskPersonalCode(code)
      from = mayBeCode.lastIndex
    }
  }
  return masked + text.slice(from)
}

/** Whether the typed text looks like a (beginning of a) personal code: no address may contain it. */
export const isCode = (typed: string) => /^\d[\d\s]{2,}$/.test(typed.trim())
