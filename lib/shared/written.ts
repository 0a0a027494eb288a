/**
 * The one written form of a text, whoever sends it: a form, a file, a neighbour. Equality and search rest on it.
 * `written_form`, `written_name`, `written_code`, `same_name` and `same_code` in the database do the same (a test holds the
 * two against each other), and the unique indexes on codes and names rest on them.
 */

/** What a reader can't see: soft hyphen, zero-width marks, direction marks, tags, variation selectors, byte order mark. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu
const control = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g
/** Every blank there is: tab, no-break, thin, ideographic, line and paragraph ends. */
const blanks = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/
/**
 * Marks piled on one letter, more than any script has (30: Unicode's Stream-Safe Text Format, UAX #15). Ordering them
 * takes time by the square of their number, so a form with a megabyte of them would stop everybody for hours.
 */
const piled = /(\p{M}{30})\p{M}+/gu

/**
 * One line of text as it is stored: NFC, nothing invisible, single spaces, none at the ends, no more than 30 marks on a
 * letter.
 */
export function written(text: string): string {
  if (text === '') return ''
  const bounded = bare(text).replace(blanks, ' ').trim().replace(piled, '$1')
  // Again, because one mark may become two (U+0344).
  return bounded.normalize('NFC').replace(piled, '$1')
}

/** A text of several lines as it is stored: each line in its written form, no empty lines at the ends. */
export function writtenLines(text: string): string {
  return text.split(lineEnds).map(written).join('\n').trim()
}

/** A text from a form or a paste: keeps its lines and its cells (separated by tabs), each in its written form. */
export function writtenCells(text: string): string {
  return text
    .split(lineEnds)
    .map((line) => (line === '' ? '' : line.split('\t').map(written).join('\t')))
    .join('\n')
}

/** A name or a code as it is stored: its written form with one kind of hyphen and one kind of apostrophe. */
export function writtenName(text: string): string {
  return written(text).replace(hyphens, '-').replace(apostrophes, "'")
}

const hyphens = /[\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g
const apostrophes = /[\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201b\u2032\uff07]/g

/** A code as it is stored: like a name, without spaces around its signs ('HB-G / 26' is 'HB-G/26'). */
export function writtenCode(text: string): string {
  return writtenName(text).replace(/ *([-/.:_]) */g, '$1')
}

/** The same key for every spelling of one name: ignores case. */
export const sameName = (text: string) => withoutCase(writtenName(text))

/** The same key for every spelling of one code: ignores case and spaces around its signs. */
export const sameCode = (text: string) => withoutCase(writtenCode(text))

// The database uses the same table. A lower-case letter may be one character where the capital and its mark were two.
const withoutCase = (text: string) => text.replace(cased, smallOf).normalize('NFC')
const cased = /[A-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff]/g
function smallOf(letter: string) {
  const small = letter.toLowerCase()
  return small.length === 1 ? small : letter
}

/** A registry's counting number, without leading zeros: 04999 is 4999. */
export const writtenNumber = (digits: string) => digits.replace(/^0+(?=.)/, '')

/** Digits or letters typed in groups ('EE38 2200 …', '499 010 10017'): without any space, visible or not. */
export const withoutBlanks = (text: string) => written(text).replaceAll(' ', '')

/**
 * What JSON says, each of its texts in its written form with its lines; names of fields stay. A field called `length` is
 * left out: no contract has one, and a schema that asks a text's length would ask it of an object too, and break off.
 */
export function writtenValues(json: unknown): unknown {
  if (typeof json === 'string') return writtenLines(json)
  if (Array.isArray(json)) return json.map(writtenValues)
  if (typeof json !== 'object' || json === null) return json
  const fields = Object.entries(json).filter(([name]) => name !== 'length')
  return Object.fromEntries(fields.map(([name, value]) => [name, writtenValues(value)]))
}

/**
 * A text kept as it came, without what PostgreSQL can't store, U+0000 and half a surrogate pair; a mark shows readers
 * that something stood there.
 */
export const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\ufffd')

const bare = (text: string) => storable(text).replace(invisible, '').replace(control, '')
