import writeXlsx from 'write-excel-file/node'

/** Text cells of one sheet; `wide` are column widths in letters. The first row is the heading. */
export type SheetTable = { name: string; headings: string[]; rows: string[][]; wide?: number[] }

/**
 * An XLSX file. Every cell is text, also in its format: codes and accounts keep their digits, and nothing that looks
 * like a formula is ever computed.
 */
export async function xlsxFile(tables: readonly SheetTable[]): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = tables.map(({ name, headings, rows, wide }) => ({
    sheet: name,
    data: [
      headings.map((value) => ({ ...textCell(value), fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(textCell)),
    ],
    columns: headings.map((heading, at) => ({ width: wide?.[at] ?? Math.max(12, heading.length + 2) })),
    stickyRowsCount: 1,
  }))
  return new Uint8Array(await writeXlsx(sheets).toBuffer())
}

// What XML can't carry would make the file unreadable.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const textCell = (value: string) => ({ type: String, value: value.replace(unwritable, ' '), format: '@' })

/** A CSV file for Estonian spreadsheets: semicolons, UTF-8 with its byte order mark; formulas are made harmless. */
export function csvFile({ headings, rows }: Pick<SheetTable, 'headings' | 'rows'>): string {
  return '\ufeff' + [headings, ...rows].map((row) => row.map(csvCell).join(';') + '\r\n').join('')
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe, which our reader removes. */
function csvCell(value: string) {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n\t,]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
