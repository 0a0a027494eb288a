import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** Rows of text cells, all at once or piece by piece. */
export type Rows = readonly string[][] | AsyncIterable<readonly string[][]>

/** Rows of a piece, where they are there all at once. */
const aPiece = 200

/** The rows in pieces, none of them empty. */
export async function* piecesOf(rows: Rows): AsyncGenerator<readonly string[][]> {
  if (!(Symbol.asyncIterator in rows))
    for (let at = 0; at < rows.length; at += aPiece) yield rows.slice(at, at + aPiece)
  else for await (const piece of rows) if (piece.length > 0) yield piece
}

/** Text cells of one sheet; `wide` are column widths in letters. */
export type Sheet = { name: string; headings: string[]; rows: Rows; wide?: number[] }

/** The most rows of a sheet that spreadsheets open, with the heading; and the most bytes that a ZIP counts simply. */
const most = { rows: 1_048_576, bytes: 2 ** 32 - 1 }
/** A sheet of so many bytes ends, so that the piece in hand never leads it beyond what a ZIP counts. */
const fullBytes = 3_000_000_000

type Bytes = Uint8Array<ArrayBuffer>
type Named = { name: string; path: string }

/**
 * An XLSX file in pieces, of which it holds one at a time; Node packs them in a thread of its own. Every cell is text,
 * also in its format. What a sheet can't hold goes on in another with the same headings, "Õppijad (2)". `rowsASheet`:
 * the heading counts.
 */
export async function* xlsxPieces(
  sheets: Iterable<Sheet> | AsyncIterable<Sheet>,
  rowsASheet = most.rows,
): AsyncGenerator<Bytes> {
  const zip = new ZipPieces()
  const named: Named[] = []
  for await (const { rows, ...sheet } of sheets) {
    const pieces = piecesOf(rows)
    let left: readonly string[][] | undefined
    async function* body(first: boolean, room: { bytes: number }) {
      const letters = sheet.headings.map((_, at) => columnLetters(at))
      yield sheetStart(sheet, first) + rowXml(letters, 1, sheet.headings, headStyle)
      left ??= await nextOf(pieces)
      for (let at = 2; left.length > 0 && at <= rowsASheet && room.bytes < fullBytes;) {
        const taken = left.slice(0, rowsASheet - at + 1)
        const start = at
        yield taken.map((row, index) => rowXml(letters, start + index, row, cellStyle)).join('')
        at += taken.length
        left = taken.length < left.length ? left.slice(taken.length) : await nextOf(pieces)
      }
      yield '</sheetData></worksheet>'
    }
    try {
      for (let part = 1; part === 1 || left!.length > 0; part++) {
        const path = `xl/worksheets/sheet${named.length + 1}.xml`
        named.push({ path, name: part === 1 ? sheet.name : `${sheet.name.slice(0, 24)} (${part})` })
        const entry = zip.entry(path)
        yield* zip.packed(entry, body(named.length === 1, entry))
      }
    } finally {
      await pieces.return(undefined)
    }
  }
  for (const [path, text] of Object.entries(frameOf(named))) yield* zip.packed(zip.entry(path), [text])
  yield* zip.end()
}

const nextOf = async (pieces: AsyncGenerator<readonly string[][]>): Promise<readonly string[][]> =>
  (await pieces.next()).value ?? []

/** A ZIP file that is written entry after entry; an entry's sizes stand behind it. */
class ZipPieces {
  private ready: Bytes[] = []
  private written = 0
  private readonly zip = new Zip((error, piece) => {
    if (error) throw error
    this.ready.push(piece as Bytes)
  })

  entry(filename: string): ZipInputFile & { bytes: number } {
    return { filename, compression: 8, crc: 0, size: 0, bytes: 0 }
  }

  /** Packs the text as the entry. */
  async *packed(entry: ReturnType<ZipPieces['entry']>, text: Iterable<string> | AsyncIterable<string>) {
    this.zip.add(entry)
    const put = (piece: Bytes, last = false) => entry.ondata!(null, piece, last)
    // The entry's head goes ahead: who asks for the file has its first bytes before the first row is read.
    put(new Uint8Array())
    yield* this.take()
    async function* counted() {
      for await (const piece of text) {
        const bytes = Buffer.from(piece)
        entry.crc = crc32(bytes, entry.crc)
        entry.bytes += bytes.length
        yield bytes
      }
    }
    const packing = pipeline(Readable.from(counted()), createDeflateRaw({ level: 3 }), () => undefined)
    for await (const piece of packing) {
      put(piece as Bytes)
      yield* this.take()
    }
    entry.size = entry.bytes
    put(new Uint8Array(), true)
    yield* this.take()
  }

  *end() {
    this.zip.end()
    yield* this.take()
  }

  private *take() {
    for (const piece of this.ready) {
      this.written += piece.length
      if (this.written > most.bytes) throw new Error('an XLSX file would be larger than a ZIP can be')
      if (piece.length > 0) yield piece
    }
    this.ready = []
  }
}

const headStyle = 1
const cellStyle = 2

function rowXml(letters: readonly string[], at: number, row: readonly string[], style: number): string {
  let cells = ''
  for (let column = 0; column < row.length; column++) {
    const place = `<c r="${letters[column] ?? columnLetters(column)}${at}" s="${style}"`
    const text = row[column]!
    cells +=
      text === ''
        ? `${place}/>`
        : `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  }
  return `<row r="${at}">${cells}</row>`
}

/** 0 → 'A', 27 → 'AB'. */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** A text in XML; what XML can't carry would make the file unreadable. */
const escaped = (text: string) =>
  text.replace(/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (sign) => marks[sign] ?? ' ')

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org'
const main = `xmlns="${office}/spreadsheetml/2006/main"`
const links = `${office}/officeDocument/2006/relationships`
const typeOf = (part: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`

/** The heading stays on the screen. */
function sheetStart({ headings, wide }: Omit<Sheet, 'rows'>, first: boolean) {
  const columns = headings.map(
    (heading, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${wide?.[at] ?? Math.max(12, heading.length + 2)}" customWidth="1"/>`,
  )
  return `${xml}<worksheet ${main}><sheetViews><sheetView tabSelected="${first ? 1 : 0}" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
}

/** The parts of the file around its sheets. */
const frameOf = (sheets: readonly Named[]): Record<string, string> => ({
  'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="${links}"><bookViews><workbookView/></bookViews><sheets>${sheets
    .map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relations([
    ...sheets.map(({ path }) => [`${links}/worksheet`, path.slice('xl/'.length)] as const),
    [`${links}/styles`, 'styles.xml'],
  ]),
  'xl/styles.xml': `${xml}<styleSheet ${main}><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  '_rels/.rels': relations([[`${links}/officeDocument`, 'xl/workbook.xml']]),
  '[Content_Types].xml': `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typeOf('sheet.main')}"/><Override PartName="/xl/styles.xml" ContentType="${typeOf('styles')}"/>${sheets
    .map(({ path }) => `<Override PartName="/${path}" ContentType="${typeOf('worksheet')}"/>`)
    .join('')}</Types>`,
})

const relations = (to: readonly (readonly [type: string, target: string])[]) =>
  `${xml}<Relationships xmlns="${office}/package/2006/relationships">${to
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`
