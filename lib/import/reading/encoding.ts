import { Unreadable } from './limits.ts'

/**
 * The text of a file whose encoding nobody names: UTF-8, UTF-16 (with its mark, or beginning with two Latin letters),
 * or one of the old code pages. A code page is only taken if every letter of the text can be right, and if no other
 * code page gives other letters that could be right too, unless only this one gives Estonian letters; none is guessed,
 * and none is taken for a file with an Estonian letter in UTF-8, as of two files put together.
 * Throws Unreadable with the row in doubt.
 */
export function decode(file: Uint8Array): string {
  if (file[0] === 0xff && file[1] === 0xfe) return wide(file, 'utf-16le')
  if (file[0] === 0xfe && file[1] === 0xff) return wide(file, 'utf-16be')
  if (isPlain(file[0]) && file[1] === 0 && isPlain(file[2]) && file[3] === 0) return wide(file, 'utf-16le')
  if (file[0] === 0 && isPlain(file[1]) && file[2] === 0 && isPlain(file[3])) return wide(file, 'utf-16be')
  if (file.subarray(0, 4000).includes(0)) throw new Unreadable('sheet.unreadable')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    const { mark, good, estonian, bad, at } = firstBadByte(file)
    const isUtf8 = mark || (good > 0 && good >= bad)
    const text = isUtf8 || estonian ? null : codePage(file)
    if (text !== null) return text
    // Letters before that byte may be sound.
    const code = isUtf8 ? 'sheet.badByte' : 'sheet.encoding'
    throw new Unreadable(code, { row: rowOf(file, at), text: lineAt(file, at) })
  }
}

/** A byte of a letter or sign of ASCII, or of a tab or an end of a line. */
const isPlain = (byte = 0) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13

function wide(file: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    throw new Unreadable('sheet.unreadable')
  }
}

/**
 * Where the first byte is that isn't UTF-8, how many letters of several bytes are valid, whether an Estonian one is among
 * them, and how many bytes aren't.
 */
function firstBadByte(file: Uint8Array) {
  const mark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf
  const found = { mark, good: 0, estonian: false, bad: 0, at: -1 }
  for (let at = 0; at < file.length;) {
    const lead = file[at]!
    if (lead < 0x80) {
      at += 1
      continue
    }
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
    const rest = file.subarray(at + 1, at + length)
    if (length > 0 && rest.length === length - 1 && rest.every((byte) => byte >= 0x80 && byte < 0xc0)) {
      found.good += 1
      if (length === 2) found.estonian ||= own.has(String.fromCharCode(((lead & 31) << 6) | (rest[0]! & 63)))
      at += length
    } else {
      if (found.bad === 0) found.at = at
      found.bad += 1
      at += 1
    }
  }
  if (found.mark) found.good -= 1
  return found
}

/** Counted from 1, whatever ends the lines. */
function rowOf(file: Uint8Array, at: number): number {
  let row = 1
  for (let place = 0; place < at; place += 1) {
    const byte = file[place]
    if (byte === 10 || (byte === 13 && file[place + 1] !== 10)) row += 1
  }
  return row
}

/** The text around a place for display: unreadable letters are marked, and each digit becomes `…`. */
function lineAt(file: Uint8Array, at: number): string {
  const isEnd = (byte: number) => byte === 10 || byte === 13 || byte === 9 || byte === 0x3b || byte === 0x2c
  let from = at
  let to = at + 1
  while (from > 0 && at - from < 40 && !isEnd(file[from - 1]!)) from -= 1
  while (to < file.length && to - at < 40 && !isEnd(file[to]!)) to += 1
  return new TextDecoder('utf-8').decode(file.subarray(from, to)).replace(/\d/g, '…')
}

const codePages = ['windows-1257', 'windows-1252', 'iso-8859-15', 'macintosh'] as const

/** The text in the only old code page that can be right; null if there is none, or several can. */
function codePage(file: Uint8Array): string | null {
  const texts = codePages.map((page) => new TextDecoder(page).decode(file))
  const fitting = [...new Set(texts.filter((text) => !hasRubbish(text)))]
  if (fitting.length === 1) return fitting[0]!
  const estonian = fitting.filter((text) => fitting.every((other) => ownLettersWhere(text, other)))
  return estonian.length === 1 ? estonian[0]! : null
}

const own = new Set('õäöüšžÕÄÖÜŠŽ')
/** Letters that no name has: other letters turn into them in the wrong code page. */
const unlikely = new Set('ÿŸµƒªºıˆ˜ßÐðÞþ')
/** Signs that may come right before or after a word: quotes, dashes, dots, blanks and the like. */
const touching = /[\u00a0\u00ad\u2010-\u2015\u2018-\u201f\u2026\u2022\u00b7\u00b4«»§°®™©€]/
/** Signs that may come between two letters of a word. */
const joining = /[\u00a0\u00ad\u2010-\u2015\u2018\u2019\u00b4]/
const letter = /\p{L}/u
const upper = /\p{Lu}/u
const lower = /\p{Ll}/u

/** Whether a text holds what no word does: a control letter, a sign within or at a word, a capital within one. */
function hasRubbish(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign < '\u0080') continue
    if (sign < '\u00a0' || sign === '\ufffd' || unlikely.has(sign)) return true
    const before = text[at - 1] ?? ' '
    const after = text[at + 1] ?? ' '
    if (letter.test(sign)) {
      if (upper.test(sign) && (lower.test(before) || (letter.test(before) && lower.test(after)))) return true
      if (lower.test(sign) && upper.test(before) && upper.test(after)) return true
    } else {
      const within = letter.test(before) && letter.test(after)
      if (within ? !joining.test(sign) : (letter.test(before) || letter.test(after)) && !touching.test(sign))
        return true
    }
  }
  return false
}

/** Whether, wherever two readings of the same bytes differ, the first has a letter of Estonian. */
function ownLettersWhere(text: string, other: string): boolean {
  if (text === other) return true
  for (let at = 0; at < text.length; at += 1) if (text[at] !== other[at] && !own.has(text[at]!)) return false
  return true
}
