import { writtenLines } from '../../shared/written.ts'
import type { Cell, FileSheet } from '../cells.ts'
import { dayOfSerial, isoDay, numberText } from '../rules/serial.ts'
import { Grid, wholeRoom } from './grid.ts'
import { fileLimits, Unreadable } from './limits.ts'
import { numberFormats, type NumberFormat } from './number-formats.ts'
import { refuseOtherPackages } from './other-formats.ts'
import { zipParts, type Part } from './unzip.ts'
import { hearXml } from './xml.ts'

/** A remark on a file that was read: the key of its sentence (`refusal.sheet.…`) and its parameters. */
export type SheetNote = { code: string; params: Record<string, string | number> }
type Read = { sheets: FileSheet[]; notes: SheetNote[] }

/**
 * All sheets of an XLSX workbook, in its order. A sheet with too many rows or columns is left out with a note, unless
 * no other sheet has a value: then the file is refused. Throws Unreadable, or any other error if the file is damaged.
 */
export function readXlsx(file: Uint8Array): Read {
  const parts = zipParts(file)
  const book =
    parts.get('xl/workbook.xml') ?? [...parts.values()].find(({ name }) => /workbook\.xml$/i.test(name))
  if (!book) refuseOtherPackages([...parts.keys()], textOf(parts.get('mimetype')))
  const { sheets, from1904 } = readBook(book!)
  const targets = readTargets(parts, book!.name)
  const strings = partOfType(parts, targets, 'sharedStrings')
  const styles = partOfType(parts, targets, 'styles')
  const whole: Whole = {
    strings: strings ? readStrings(strings) : [],
    formats: styles ? numberFormats(styles) : [],
    from1904,
  }
  const read: Read = { sheets: [], notes: [] }
  const room = wholeRoom()
  const tooLarge: Unreadable[] = []
  for (const { name, hidden, id } of sheets) {
    const part = parts.get(targets.get(id)?.path ?? '')
    if (!part || targets.get(id)!.type !== 'worksheet') continue
    try {
      const grid = new Grid(room)
      const hiddenRows = readSheet(part, whole, grid)
      read.sheets.push(grid.sheet(name, hidden))
      if (hiddenRows > 0)
        read.notes.push({ code: 'sheet.hiddenRows', params: { sheet: name, count: hiddenRows } })
    } catch (error) {
      if (!(error instanceof Unreadable) || error.code !== 'sheet.tooMany') throw error
      tooLarge.push(error)
      read.notes.push({ code: 'sheet.leftOut', params: { sheet: name, ...error.params } })
    }
  }
  if (tooLarge.length > 0 && read.sheets.every(({ rows }) => rows.length === 0)) throw tooLarge[0]!
  if (sheets.length === 0) throw new Unreadable('sheet.unreadable')
  return read
}

function textOf(part: Part | undefined): string {
  let text = ''
  part?.pieces((piece) => (text += new TextDecoder('latin1').decode(piece.subarray(0, 100))))
  return text
}

function readBook(part: Part) {
  const sheets: { name: string; hidden: boolean; id: string }[] = []
  let from1904 = false
  hearXml(part, {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes().date1904 ?? '')
      if (tag !== 'sheet') return
      const { name = '', state, id = '' } = attributes()
      if (
        sheets.push({ name: writtenLines(name), hidden: /hidden/i.test(state ?? ''), id }) > fileLimits.sheets
      )
        throw new Unreadable('sheet.endless')
    },
  })
  return { sheets, from1904 }
}

type Targets = Map<string, { type: string; path: string }>

/** What the workbook's parts are, by their ids. */
function readTargets(parts: Map<string, Part>, book: string): Targets {
  const folder = book.slice(0, book.lastIndexOf('/') + 1)
  const targets: Targets = new Map()
  const relations = parts.get(`${folder}_rels/${book.slice(folder.length)}.rels`)
  if (!relations) throw new Unreadable('sheet.unreadable')
  hearXml(relations, {
    open(tag, attributes) {
      if (tag !== 'Relationship') return
      const { Id = '', Type = '', Target = '' } = attributes()
      const path = new URL(Target, `file:///${folder}`).pathname.slice(1)
      targets.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: decodeURIComponent(path) })
    },
  })
  return targets
}

function partOfType(parts: Map<string, Part>, targets: Targets, wanted: string): Part | undefined {
  const target = [...targets.values()].find(({ type }) => type === wanted)
  return target && parts.get(target.path)
}

/** The texts that cells share; the phonetic texts in them (`rPh`) are left out. */
function readStrings(part: Part): string[] {
  const strings: string[] = []
  let text = ''
  let letters = 0
  let within = false
  let aid = false
  hearXml(part, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') aid = true
      else if (tag === 't') within = !aid
    },
    text(piece) {
      if (!within) return
      text += piece
      letters += piece.length
      if (letters > fileLimits.letters) throw new Unreadable('sheet.endless')
    },
    close(tag) {
      if (tag === 't') within = false
      else if (tag === 'rPh') aid = false
      else if (tag === 'si' && strings.push(text) > fileLimits.cells) throw new Unreadable('sheet.endless')
    },
  })
  return strings
}

type Whole = { strings: string[]; formats: NumberFormat[]; from1904: boolean }
type Raw = {
  type: string
  style: number
  value: string
  text: string
  formula: boolean
  /** whether it has a result, even an empty text */
  hasValue: boolean
}

/** Fills the grid with the cells of a sheet; returns how many hidden rows have a value. */
function readSheet(part: Part, whole: Whole, grid: Grid): number {
  let row = -1
  let column = -1
  let hidden = false
  const hiddenRows = new Set<number>()
  let raw: Raw | null = null
  let into: 'value' | 'text' | null = null
  let aid = false
  hearXml(part, {
    open(tag, attributes) {
      if (tag === 'row') {
        const { r, hidden: mark } = attributes()
        row = r === undefined ? row + 1 : number(r) - 1
        column = -1
        hidden = /^(1|true)$/.test(mark ?? '')
      } else if (tag === 'c') {
        const { r, t = 'n', s } = attributes()
        if (r === undefined) column += 1
        else [row, column] = placeOf(r)
        raw = { type: t, style: s ? number(s) : 0, value: '', text: '', formula: false, hasValue: false }
      } else if (raw && tag === 'f') raw.formula = true
      else if (tag === 'rPh') aid = true
      else if (tag === 'v' || tag === 't') {
        into = tag === 'v' ? 'value' : aid ? null : 'text'
        if (raw) raw.hasValue = true
      }
    },
    text(piece) {
      if (!raw || !into) return
      raw[into] += piece
      if (raw[into].length > fileLimits.cellLetters * 2)
        throw new Unreadable('sheet.cellTooLong', { row: row + 1 })
    },
    close(tag) {
      if (tag === 'v' || tag === 't') into = null
      else if (tag === 'rPh') aid = false
      else if (tag === 'c' && raw) {
        const cell = cellOf(raw, whole, row)
        raw = null
        if (cell === '') return
        grid.put(row, column, cell)
        if (hidden) hiddenRows.add(row)
      }
    },
  })
  return hiddenRows.size
}

const number = (digits: string) => {
  if (!/^\d{1,7}$/.test(digits)) throw new Unreadable('sheet.unreadable')
  return Number(digits)
}

function placeOf(address: string): [number, number] {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? []
  if (!letters) throw new Unreadable('sheet.unreadable')
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return [Number(digits) - 1, column - 1]
}

/** A cell's value, '' if it has none. The result of a formula counts like a typed value. */
function cellOf(raw: Raw, { strings, formats, from1904 }: Whole, row: number): Cell {
  const { type, value } = raw
  if (raw.formula && !raw.hasValue) return { formula: '' }
  if (type === 'inlineStr') return textCell(raw.text, row)
  if (value === '') return raw.formula && type !== 'str' ? { formula: '' } : ''
  if (type === 's') return textCell(strings[number(value)] ?? unreadable(), row)
  if (type === 'str') return textCell(value, row)
  if (type === 'e') return { error: value.slice(0, 40) }
  if (type === 'b') return { error: value === '1' ? 'TRUE' : 'FALSE' }
  if (type === 'd') return isoDay(value) ?? { error: value.slice(0, 40) }
  if (!Number.isFinite(Number(value))) return { error: value.slice(0, 40) }
  const format = formats[raw.style]
  const day = format?.isDay ? dayOfSerial(Number(value), from1904) : null
  return day ? { day } : { number: numberText(value).padStart(format?.digits ?? 0, '0') }
}

const unreadable = (): never => {
  throw new Unreadable('sheet.unreadable')
}

/** Letters that XML can't have are written like `_x000D_`. */
function textCell(text: string, row: number): Cell {
  if (text.length > fileLimits.cellLetters) throw new Unreadable('sheet.cellTooLong', { row: row + 1 })
  return writtenLines(
    text.includes('_x')
      ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      : text,
  )
}
