import fc from 'fast-check'
import { zipSync, strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readSheet } from '@/lib/shared/sheets'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'

const bytes = (text: string) => new TextEncoder().encode(text)
const rowsOf = async (file: Uint8Array) => {
  const read = await readSheet(file)
  return 'rows' in read ? read.rows : read.refusal.code
}
const people = [
  ['Õnne Šmidt-Žukov', '38911040213', '660.50', '+372 5550 0001', '=1+1', '-', '@a', ' ees'],
  ['a;b', 'c"d', 'e\nf', 'g,h', "'i", '', '0.10', '007'],
]
const headings = ['Nimi', 'Isikukood', 'Summa', 'Telefon', 'E', 'F', 'G', 'H']

describe('a written file read back', () => {
  test('an XLSX file keeps every text cell to the letter', async () => {
    expect(await rowsOf(await xlsxFile([{ name: 'Leht', headings, rows: people }]))).toEqual([
      headings,
      ...people,
    ])
  })

  test('a CSV file keeps every text cell and guards what looks like a formula', async () => {
    const file = csvFile({ headings, rows: people })
    expect(file).toContain("'=1+1")
    expect(file).toContain("'+372")
    expect(await rowsOf(bytes(file))).toEqual([headings, ...people])
  })

  test('any texts survive CSV', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^'[=+\-@\t\r]/.test(text) && !text.includes('_x'))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const whole = [['A', 'B'], ...rows.map((row) => ['x', ...row])].map((row) => [...row, 'z'])
        const [first, ...rest] = whole as [string[], ...string[][]]
        expect(await rowsOf(bytes(csvFile({ headings: first, rows: rest })))).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})

describe('cells of a spreadsheet', () => {
  test('days, long numbers and fractions become the text one would type', async () => {
    const sheet = anXlsx(
      '<row r="1"><c r="A1" s="1"><v>46347</v></c><c r="B1"><v>38911040213</v></c><c r="C1"><v>3.8911040213E10</v></c>' +
        '<c r="D1"><v>660.5</v></c><c r="E1"><v>0.30000000000000004</v></c></row>',
    )
    expect(await rowsOf(sheet)).toEqual([['2026-11-21', '38911040213', '38911040213', '660.5', '0.3']])
  })

  test('a comma, a semicolon or a tab parts the cells of CSV, and three encodings are understood', async () => {
    const table = [
      ['Nimi', 'Kood'],
      ['Õun', '1'],
    ]
    for (const mark of [',', ';', '\t']) {
      const text = table.map((row) => row.join(mark)).join('\n')
      expect(await rowsOf(bytes(text))).toEqual(table)
      expect(await rowsOf(bytes('\ufeff' + text))).toEqual(table)
      expect(await rowsOf(Uint8Array.from(Buffer.from('\ufeff' + text, 'utf16le')))).toEqual(table)
      const baltic = Uint8Array.from(
        [...text].map((letter) => (letter === 'Õ' ? 0xd5 : letter.charCodeAt(0))),
      )
      expect(await rowsOf(baltic)).toEqual(table)
    }
  })
})

describe('a hostile file', () => {
  test('is refused when empty, too big, binary or not a spreadsheet', async () => {
    expect(await rowsOf(new Uint8Array())).toBe('sheet.empty')
    expect(await rowsOf(bytes(' ;\n;'))).toBe('sheet.empty')
    expect(await rowsOf(new Uint8Array(5_000_001))).toBe('sheet.tooBig')
    expect(await rowsOf(Uint8Array.of(1, 0, 2, 0))).toBe('sheet.unreadable')
    expect(await rowsOf(zipSync({ 'a.txt': bytes('a') }))).toBe('sheet.unreadable')
    expect(await rowsOf(bytes('PK\u0003\u0004'))).toBe('sheet.unreadable')
  })

  test('with too many rows is refused before it is understood', async () => {
    expect(await rowsOf(bytes('a;b\n'.repeat(20_002)))).toBe('sheet.tooMany')
    expect(await rowsOf(bytes('a;'.repeat(200)))).toBe('sheet.tooMany')
  })

  test('with one cell at the end of the sheet does not take the memory', async () => {
    expect(await rowsOf(anXlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))).toBe(
      'sheet.tooMany',
    )
    expect(await rowsOf(anXlsx('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>'))).toBe('sheet.tooMany')
    expect(await rowsOf(anXlsx('<row r="1"><c r="A&#49;1048576"><v>1</v></c></row>'))).toBe('sheet.tooMany')
  })

  test('that unpacks to far more than it weighs is refused, also when it lies about it', async () => {
    const declaring = (bytes: number) => {
      const zip = zipSync({ 'xl/sharedStrings.xml': new Uint8Array(3_000_000) }, { level: 1 })
      const inDirectory = Buffer.from(zip).indexOf('PK\u0001\u0002') + 24
      new DataView(zip.buffer).setUint32(inDirectory, bytes, true)
      return zip
    }
    expect(declaring(0).length).toBeLessThan(100_000)
    expect(await rowsOf(declaring(70_000_000))).toBe('sheet.tooMany')
    expect(await rowsOf(declaring(1_000))).toBe('sheet.unreadable')
  })

  test('never throws, whatever its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (file) => {
        await readSheet(file)
      }),
      { numRuns: 200 },
    )
  })

  test('never throws when a good file is damaged', async () => {
    const good = await xlsxFile([{ name: 'Leht', headings, rows: people }])
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(good.length), async (spots, end) => {
        const file = good.slice(0, Math.max(end, good.length - 200))
        for (const [at, byte] of spots) file[at] = byte
        await readSheet(file)
      }),
      { numRuns: 200 },
    )
  })
})

/** The least that a reader takes for an XLSX file; style 1 is a date. */
function anXlsx(rows: string) {
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${kind}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${kind}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${kind}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  })
}
