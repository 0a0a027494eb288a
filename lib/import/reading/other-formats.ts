import { Unreadable } from './limits.ts'

const latin = (file: Uint8Array, most: number) => new TextDecoder('latin1').decode(file.subarray(0, most))
const begins = (file: Uint8Array, ...bytes: number[]) => bytes.every((byte, at) => file[at] === byte)
const utf16 = (word: string) => [...word].join('\u0000')

/**
 * Refuses known formats that are neither CSV nor packed, each with its own sentence: how to get a file that can be read
 * differs.
 */
export function refuseOtherFormats(file: Uint8Array): void {
  const format = formatOf(file)
  if (format) throw new Unreadable(`sheet.${format}`)
}

function formatOf(file: Uint8Array): string | null {
  if (begins(file, 0xd0, 0xcf, 0x11, 0xe0)) return oleFormat(latin(file, file.length))
  if (begins(file, 0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (isPicture(file)) return 'picture'
  if (
    begins(file, 0x1f, 0x8b) ||
    begins(file, 0x37, 0x7a, 0xbc, 0xaf) ||
    begins(file, 0x52, 0x61, 0x72, 0x21)
  )
    return 'archive'
  const text = latin(file, 4000)
    .replace(/^(ï»¿|\s)+/, '')
    .toLowerCase()
  if (text.startsWith('{\\rtf')) return 'word'
  if (
    /^<(!doctype\s+html|html|table|head|body|div|meta|style)\b/.test(text) ||
    /^<\?xml[^]*<html\b/.test(text)
  )
    return 'html'
  if (text.startsWith('<')) return 'xml'
  return null
}

function oleFormat(file: string): string {
  if (file.includes(utf16('EncryptedPackage'))) return 'locked'
  return file.includes(utf16('WordDocument')) ? 'word' : 'xls'
}

const isPicture = (file: Uint8Array) =>
  begins(file, 0x89, 0x50, 0x4e, 0x47) ||
  begins(file, 0xff, 0xd8, 0xff) ||
  begins(file, 0x47, 0x49, 0x46, 0x38) ||
  begins(file, 0x49, 0x49, 0x2a, 0) ||
  begins(file, 0x4d, 0x4d, 0, 0x2a) ||
  (begins(file, 0x52, 0x49, 0x46, 0x46) && latin(file.subarray(8), 4) === 'WEBP') ||
  /^(heic|heix|mif1|avif)$/.test(latin(file.subarray(8), 4))

/** Refuses a packed file that isn't an XLSX workbook; which sentence says so depends on its parts. */
export function refuseOtherPackages(names: readonly string[], mimetype: string): void {
  const has = (part: RegExp) => names.some((name) => part.test(name))
  if (has(/^xl\/workbook\.bin$/i)) throw new Unreadable('sheet.xlsb')
  if (mimetype.includes('opendocument.spreadsheet')) throw new Unreadable('sheet.ods')
  if (mimetype.includes('opendocument') || has(/^word\//i)) throw new Unreadable('sheet.word')
  if (has(/^ppt\//i)) throw new Unreadable('sheet.slides')
  if (has(/(^|\/)index(\.zip|\/.*\.iwa)$/i)) throw new Unreadable('sheet.numbers')
  throw new Unreadable('sheet.archive')
}
