import { piecesOf, xlsxPieces, type Sheet } from './write-xlsx'

/** The lines of each row as text cells, piece by piece. */
export async function* inPieces<Row>(
  pieces: AsyncIterable<readonly Row[]>,
  linesOf: (row: Row) => string[][],
): AsyncGenerator<string[][]> {
  for await (const piece of pieces) yield piece.flatMap(linesOf)
}

/**
 * An XLSX file. Every cell is text, also in its format: codes and accounts keep their digits, and nothing that looks
 * like a formula is ever computed.
 */
export async function xlsxFile(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxPieces(sheets)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** A CSV file for Estonian spreadsheets: semicolons, UTF-8 with its byte order mark; formulas are made harmless. */
export const csvFile = ({ headings, rows }: { headings: string[]; rows: readonly string[][] }): string =>
  byteOrderMark + csvLines([headings, ...rows])

/** The same piece by piece; of several sheets one follows the other after an empty line. */
export async function* csvPieces(
  sheets: Iterable<Sheet> | AsyncIterable<Sheet>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let before = byteOrderMark
  for await (const { headings, rows } of sheets) {
    yield encoder.encode(before + csvLines([headings]))
    for await (const piece of piecesOf(rows)) yield encoder.encode(csvLines(piece))
    before = '\r\n'
  }
}

const byteOrderMark = '\ufeff'

const csvLines = (rows: readonly string[][]) =>
  rows.map((row) => row.map(csvCell).join(';') + '\r\n').join('')

/** A cell that a spreadsheet would take for a formula gets an apostrophe, which our reader removes. */
function csvCell(value: string) {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n\t,]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
