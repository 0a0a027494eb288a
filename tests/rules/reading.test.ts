import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Cell } from '@/lib/import/cells'
import { readBytes } from '@/lib/import/reading/bytes'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'
import { writtenLines } from '@/lib/shared/written'
import { anXlsx } from '../support/an-xlsx'

const bytes = (text: string) => new TextEncoder().encode(text)
/** The rows of the first sheet, or the refusal's code. */
const rowsOf = (file: Uint8Array, words?: string[]) => {
  const read = readBytes(file, words)
  return 'sheets' in read ? read.sheets[0]!.rows : read.code
}
const refusalOf = (file: Uint8Array) => {
  const read = readBytes(file)
  return 'code' in read ? { code: read.code, ...read.params } : 'was read'
}
/** A text in a code page that is given by the bytes of its letters beyond ASCII. */
const encoded = (text: string, page: Readonly<Record<string, number>>) =>
  Uint8Array.from([...text].map((letter) => page[letter] ?? letter.charCodeAt(0)))
const baltic = {
  Õ: 0xd5,
  õ: 0xf5,
  ä: 0xe4,
  ö: 0xf6,
  ü: 0xfc,
  Ü: 0xdc,
  Š: 0xd0,
  š: 0xf0,
  Ž: 0xde,
  ž: 0xfe,
  Č: 0xc8,
}
const western = { ...baltic, Š: 0x8a, š: 0x9a, Ž: 0x8e, ž: 0x9e }
const mac = { Õ: 0xcd, õ: 0x9b, ä: 0x8a, ö: 0x9a, ü: 0x9f, Ü: 0x86 }
const dos = { õ: 0xe4, ä: 0x84, ö: 0x94, ü: 0x81, Õ: 0xe5 }

/** A workbook whose only sheet repeats one thing this often. */
const sheetOf = (piece: string, times: number) =>
  anXlsx({ sheets: [{ name: 'A', rows: piece.repeat(times) }] })

const people = [
  ['Õnne Šmidt-Žukov', '38911040213', '660.50', '+372 5550 0001', '=1+1', '-', '@a', 'ees'],
  ['a;b', 'c"d', 'e\nf', 'g,h', "'i", '', '0.10', '007'],
]
const headings = ['Nimi', 'Isikukood', 'Summa', 'Telefon', 'E', 'F', 'G', 'H']

describe('in a file that is written and read back', () => {
  test('every text cell of an XLSX file is kept to the letter', async () => {
    expect(rowsOf(await xlsxFile([{ name: 'Leht', headings, rows: people }]))).toEqual([headings, ...people])
  })

  test('every text cell of a CSV file is kept, with a guard before what looks like a formula', () => {
    const file = csvFile({ headings, rows: people })
    expect(file).toContain("'=1+1")
    expect(file).toContain("'+372")
    expect(rowsOf(bytes(file))).toEqual([headings, ...people])
  })

  test('any text in its written form survives CSV', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^'[=+\-@\t\r]/.test(text))
      .map(writtenLines)
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, (rows) => {
        const whole = [['A', 'B'], ...rows.map((row) => ['x', ...row])].map((row) => [...row, 'z'])
        const [first, ...rest] = whole as [string[], ...string[][]]
        expect(rowsOf(bytes(csvFile({ headings: first, rows: rest })))).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the lines of a CSV file', () => {
  test('may end in three ways, even mixed in one file', () => {
    expect(rowsOf(bytes('Nimi;Kood\r\nÕun;1\nPirn;2\rPloom;3\r\n\r\nMari;4'))).toEqual([
      ['Nimi', 'Kood'],
      ['Õun', '1'],
      ['Pirn', '2'],
      ['Ploom', '3'],
      [],
      ['Mari', '4'],
    ])
  })

  test('are all read, each at its own row, in any mixture of ends', () => {
    const end = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a;b', 'õ', 'x;y;z'), end), { minLength: 1 }),
        (lines) => {
          // A '\r' before a line that is an '\n' alone can't be told from one end; nobody writes that.
          const text = lines.map(([cells, mark]) => cells + mark).join('')
          expect(rowsOf(bytes(`K;L\n${text}`))).toEqual([
            ['K', 'L'],
            ...lines.map(([cells]) => cells.split(';')),
          ])
        },
      ),
    )
  })

  test('may name their delimiter in a first line, which keeps its row number', () => {
    expect(rowsOf(bytes('sep=;\r\nA,B;C\r\n1,2;3'))).toEqual([[], ['A,B', 'C'], ['1,2', '3']])
    expect(rowsOf(bytes('\ufeffSEP=|\nA|B'))).toEqual([[], ['A', 'B']])
  })

  test('are split at the delimiter that splits most of them alike', () => {
    const table = [
      ['Nimi', 'Kood'],
      ['Õun', '1'],
    ]
    for (const mark of [',', ';', '\t', '|'])
      expect(rowsOf(bytes(table.map((row) => row.join(mark)).join('\n')))).toEqual(table)
    expect(rowsOf(bytes('Nimi;"Kas soovid lõunat, õhtusööki, majutust?"\nKoma;jah, aitäh'))).toEqual([
      ['Nimi', 'Kas soovid lõunat, õhtusööki, majutust?'],
      ['Koma', 'jah, aitäh'],
    ])
  })

  test('are split at the delimiter that gives known headings', () => {
    const text = 'Summad, eurodes, käibemaksuta\nNimi;Kuu, summa, eurodes\nA;1,5'
    expect(rowsOf(bytes(text), ['nimi', 'Kuu summa eurodes'])).toEqual([
      ['Summad, eurodes, käibemaksuta'],
      ['Nimi', 'Kuu, summa, eurodes'],
      ['A', '1,5'],
    ])
  })

  test('keep a quote within a cell, and refuse the file by the row of a quote that would swallow rows', () => {
    expect(rowsOf(bytes('N;K\n"Pro""ov;Teine";1\nMari "Mall" Tamm;2\n"a\r\nb" ;3'))).toEqual([
      ['N', 'K'],
      ['Pro"ov;Teine', '1'],
      ['Mari "Mall" Tamm', '2'],
      ['a\nb', '3'],
    ])
    expect(refusalOf(bytes('N;K\na;1\n"Mari;2\n"Jüri";3\nb;4'))).toEqual({ code: 'sheet.quote', row: 3 })
    expect(refusalOf(bytes('N;K\na;1\nb;"2\nc;3'))).toEqual({ code: 'sheet.quote', row: 3 })
  })
})

describe('the encoding of a CSV file', () => {
  const text = 'Nimi;Sünniaeg\r\nÕnne Jääger;1\r\nŠarlotta Žukova;2\r\n'
  const table = [
    ['Nimi', 'Sünniaeg'],
    ['Õnne Jääger', '1'],
    ['Šarlotta Žukova', '2'],
  ]

  test('may be UTF-8, UTF-16 or the only code page in which every byte is a letter', () => {
    const wide = Buffer.from('\ufeff' + text, 'utf16le')
    for (const file of [
      bytes(text),
      bytes('\ufeff' + text),
      Uint8Array.from(wide),
      Uint8Array.from(wide.subarray(2)),
      Uint8Array.from(Buffer.from(wide).swap16()),
      encoded(text, baltic),
      encoded(text, western),
    ])
      expect(rowsOf(file)).toEqual(table)
    expect(rowsOf(encoded('Nimi;Lõpp\rÜlle Põder;Öö\rJäägri;Süü'.replace('Öö', 'öö'), mac))).toEqual([
      ['Nimi', 'Lõpp'],
      ['Ülle Põder', 'öö'],
      ['Jäägri', 'Süü'],
    ])
  })

  test('is refused, with the first place in doubt, if two code pages give different letters', () => {
    // Č of the Baltic page is È of the western one, and both are letters.
    expect(refusalOf(encoded('Nimi\nTamm\nČekanova', baltic))).toEqual({
      code: 'sheet.encoding',
      row: 3,
      text: '\ufffdekanova',
    })
    // ö of a Mac is š of the western page.
    expect(refusalOf(encoded('Nimi\nPöder', mac))).toMatchObject({ code: 'sheet.encoding', row: 2 })
  })

  test('is refused if it is that of DOS, which no code page of ours reads as words', () => {
    expect(refusalOf(encoded('Nimi;Lõpp\nJüri Põld;õhtu', dos))).toMatchObject({
      code: 'sheet.encoding',
      row: 1,
    })
  })

  test('stays UTF-8 despite one bad byte, whose row is told', () => {
    const broken = Uint8Array.from([
      ...bytes('Nimi;Märkus\nÕnne;õ\nJ'),
      0xfc,
      ...bytes('ri;Šokk 49901010017\nÄmm;ž'),
    ])
    expect(refusalOf(broken)).toEqual({ code: 'sheet.badByte', row: 3, text: 'J\ufffdri' })
    // As many sound letters as bad bytes.
    const even = Uint8Array.from([...bytes('Nimi\nŠokk\nM'), 0xe9, ...bytes('ri\n')])
    expect(refusalOf(even)).toEqual({ code: 'sheet.badByte', row: 3, text: 'M\ufffdri' })
    // Read in a code page, the first letter would be two others.
    const fewer = Uint8Array.from([...bytes('Nimi\nŠokk\nM'), 0xe9, ...bytes('ri'), 0x90, ...bytes('\n')])
    expect(refusalOf(fewer)).toMatchObject({ code: 'sheet.encoding', row: 3 })
    const cut = bytes('\ufeffNimi\nMöö').slice(0, -1)
    expect(refusalOf(cut)).toMatchObject({ code: 'sheet.badByte', row: 2 })
  })

  test('is never guessed for Estonian words in a code page: they are read to the letter or refused', () => {
    const word = fc
      .array(fc.constantFrom('õ', 'ä', 'ö', 'ü', 'š', 'ž', 'a', 'e', 'l', 's'), {
        minLength: 1,
        maxLength: 9,
      })
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.constantFrom(baltic, western, mac), (words, page) => {
        if (page === mac && /[šž]/.test(words.join(''))) return
        const read = rowsOf(encoded(['K;L', ...words].join('\n'), page))
        if (typeof read !== 'string') expect(read.slice(1).map(([cell]) => cell)).toEqual(words)
        else expect(['sheet.encoding', 'sheet.badByte']).toContain(read)
      }),
    )
  })
})

describe('cells of a spreadsheet', () => {
  const row = (cells: string) => anXlsx({ sheets: [{ name: 'A', rows: `<row r="1">${cells}</row>` }] })

  test('are read as what the spreadsheet made of them', () => {
    const cells: [string, Cell][] = [
      ['<c r="A1" s="1"><v>46347</v></c>', { day: '2026-11-21' }],
      ['<c r="B1" s="1"><v>46347.75</v></c>', { day: '2026-11-21' }],
      ['<c r="C1" t="d"><v>2026-09-01T00:00:00</v></c>', { day: '2026-09-01' }],
      ['<c r="D1"><v>38911040213</v></c>', { number: '38911040213' }],
      ['<c r="E1"><v>3.8911040213E10</v></c>', { number: '38911040213' }],
      ['<c r="F1" s="4"><v>660.5</v></c>', { number: '660.5' }],
      ['<c r="G1"><v>0.30000000000000004</v></c>', { number: '0.3' }],
      ['<c r="H1" s="2"><v>12</v></c>', { number: '0012' }],
      ['<c r="I1" s="3"><v>0.5</v></c>', { number: '0.5' }],
      ['<c r="J1" t="e"><v>#N/A</v></c>', { error: '#N/A' }],
      ['<c r="K1" t="e"><f>VLOOKUP(A2,B:C,2,0)</f><v>#REF!</v></c>', { error: '#REF!' }],
      ['<c r="L1"><f>B1</f></c>', { formula: '' }],
      ['<c r="M1"><f>B1</f><v></v></c>', { formula: '' }],
      ['<c r="N1" t="str"><f>B1</f><v>tulemus</v></c>', 'tulemus'],
      ['<c r="O1" s="1"><f>DATE(2026,8,17)</f><v>46251</v></c>', { day: '2026-08-17' }],
      ['<c r="P1" t="b"><v>1</v></c>', { error: 'TRUE' }],
      [
        '<c r="Q1" t="inlineStr"><is><r><t>Jü</t></r><r><t>ri</t></r><rPh sb="0" eb="1"><t>X</t></rPh></is></c>',
        'Jüri',
      ],
      ['<c r="R1" t="inlineStr"><is><t>a_x000D_b &#128512; &amp;lt;</t></is></c>', 'a\nb 😀 &lt;'],
      ['<c r="S1" t="inlineStr"><is><t><![CDATA[<Õ>]]></t></is></c>', '<Õ>'],
      ['<c r="T1" t="str"><f>B1</f></c>', { formula: '' }],
      ['<c r="U1" t="inlineStr"><f>B1</f></c>', { formula: '' }],
      ['<c r="V1" t="str"><f>""</f><v></v></c>', ''],
      ['<c r="W1" t="str"><f>B1</f><v>lõpp</v></c>', 'lõpp'],
    ]
    expect(rowsOf(row(cells.map(([xml]) => xml).join('')))).toEqual([cells.map(([, cell]) => cell)])
  })

  test('that share a text are read with all its runs, without reading aids', () => {
    const strings =
      '<si><t>Õnne</t></si><si><r><t>Mari</t></r><r><t>-Liis</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    const rows = '<row><c t="s"><v>1</v></c><c/><c t="s"><v>0</v></c></row>'
    expect(rowsOf(anXlsx({ sheets: [{ name: 'A', rows }], strings }))).toEqual([['Mari-Liis', '', 'Õnne']])
  })

  test('count their days from 1904 if the workbook says so', () => {
    const rows = '<row r="1"><c r="A1" s="1"><v>44803</v></c></row>'
    expect(rowsOf(anXlsx({ sheets: [{ name: 'A', rows }], from1904: true }))).toEqual([
      [{ day: '2026-08-31' }],
    ])
  })

  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36526, '2000-01-01'],
    [109574, '2199-12-31'],
  ])('with the serial number %i are read as the day %s', (serial, day) => {
    expect(rowsOf(row(`<c r="A1" s="1"><v>${serial}</v></c>`))).toEqual([[{ day }]])
  })

  test.each([0, 60, 109575, -1])('with the serial number %i are not read as a day', (serial) => {
    expect(rowsOf(row(`<c r="A1" s="1"><v>${serial}</v></c>`))).toEqual([[{ number: String(serial) }]])
  })

  test('without a value are ignored, wherever they lie', () => {
    const far = Array.from(
      { length: 200 },
      (_, at) => `<row r="${25_000 + at}"><c r="XFD${25_000 + at}" s="1"/></row>`,
    )
    const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>${far.join('')}`
    expect(rowsOf(anXlsx({ sheets: [{ name: 'A', rows }] }))).toEqual([['x']])
  })
})

describe('the sheets of a workbook', () => {
  const text = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`

  test('are all read with their names, and hidden ones and hidden rows are told', () => {
    const read = readBytes(
      anXlsx({
        sheets: [
          { name: 'Loendid', state: 'veryHidden', rows: `<row r="1">${text('A1', 'RE')}</row>` },
          {
            name: 'Andmed &amp; muu',
            rows: `<row r="1">${text('A1', 'Nimi')}</row><row r="2" hidden="1">${text('A2', 'Õun')}</row>`,
          },
        ],
      }),
    )
    expect(read).toEqual({
      sheets: [
        { name: 'Loendid', hidden: true, rows: [['RE']] },
        { name: 'Andmed & muu', hidden: false, rows: [['Nimi'], ['Õun']] },
      ],
      notes: [{ code: 'sheet.hiddenRows', params: { sheet: 'Andmed & muu', count: 1 } }],
    })
  })

  test('that hold too much are left out and named, unless no other is left', () => {
    const far = { name: 'Toorandmed', rows: `<row r="30000">${text('B30000', 'x')}</row>` }
    const read = readBytes(
      anXlsx({ sheets: [far, { name: 'Leht', rows: `<row r="1">${text('A1', 'Nimi')}</row>` }] }),
    )
    expect(read).toMatchObject({
      sheets: [{ name: 'Leht', rows: [['Nimi']] }],
      notes: [{ code: 'sheet.leftOut', params: { sheet: 'Toorandmed', cell: 'B30000' } }],
    })
    expect(refusalOf(anXlsx({ sheets: [far] }))).toMatchObject({ code: 'sheet.tooMany', cell: 'B30000' })
  })
})

describe('a file of another kind', () => {
  const ole = (word: string) =>
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0, 0, ...Buffer.from(word, 'utf16le')])
  const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, bytes('x')])))

  test.each<[string, Uint8Array]>([
    ['xls', ole('Workbook')],
    ['word', ole('WordDocument')],
    ['locked', ole('EncryptedPackage')],
    ['html', bytes('<html><table><tr><td>Eesnimi</td></tr></table></html>')],
    ['html', bytes('\ufeff\r\n <!DOCTYPE html><p>')],
    ['html', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')],
    ['xml', bytes('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">')],
    [
      'ods',
      zipSync({
        mimetype: bytes('application/vnd.oasis.opendocument.spreadsheet'),
        'content.xml': bytes('x'),
      }),
    ],
    ['word', zip('[Content_Types].xml', 'word/document.xml')],
    ['slides', zip('[Content_Types].xml', 'ppt/presentation.xml')],
    ['xlsb', zip('[Content_Types].xml', 'xl/workbook.bin')],
    ['numbers', zip('Index/Document.iwa', 'Metadata/Properties.plist')],
    ['archive', zip('doktorandid.csv')],
    ['archive', Uint8Array.from([0x1f, 0x8b, 8, 0, 0])],
    ['pdf', bytes('%PDF-1.7 \u0000')],
    ['picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
    ['picture', Uint8Array.from([0, 0, 0, 24, ...bytes('ftypheic')])],
    ['word', bytes('{\\rtf1 Õun}')],
  ])('is refused as %s, with what to do (case %#)', (code, file) => {
    expect(refusalOf(file)).toEqual({ code: `sheet.${code}` })
    for (const locale of ['et', 'en'] as const)
      expect(refusalText(sayIn(locale), { code: `sheet.${code}` })).not.toContain(`sheet.${code}`)
  })
})

describe('a hostile file', () => {
  test('is refused if it is empty, too big, binary or no spreadsheet', () => {
    expect(rowsOf(new Uint8Array())).toBe('sheet.empty')
    expect(rowsOf(bytes(' ;\n;'))).toBe('sheet.empty')
    expect(rowsOf(new Uint8Array(5_000_001))).toBe('sheet.tooBig')
    expect(rowsOf(Uint8Array.of(1, 0, 2, 0))).toBe('sheet.unreadable')
    expect(rowsOf(bytes('PK\u0003\u0004'))).toBe('sheet.unreadable')
  })

  test('with too many rows or columns is refused with the first cell beyond them', () => {
    expect(refusalOf(bytes('a;b\n'.repeat(20_002)))).toMatchObject({ code: 'sheet.tooMany', cell: 'A20002' })
    expect(refusalOf(bytes('a;'.repeat(200)))).toMatchObject({ code: 'sheet.tooMany', cell: 'CW1' })
  })

  test.each([
    ['a comment that never ends', `<!-- ${'> '.repeat(2_000_000)}`],
    ['a text in CDATA that never ends', `<row><c><v><![CDATA[${'>a'.repeat(2_000_000)}`],
    ['tags within each other', '<a>'.repeat(1_000)],
  ])('of %s is given up before it takes the memory', (_, rows) => {
    expect(rowsOf(anXlsx({ sheets: [{ name: 'A', rows }] }))).toBe('sheet.endless')
  })

  test('with one cell at the end of the sheet is refused before it takes the memory', () => {
    const cell = (place: string) =>
      rowsOf(anXlsx({ sheets: [{ name: 'A', rows: `<row r="1"><c r="${place}"><v>1</v></c></row>` }] }))
    expect(cell('XFD1048576')).toBe('sheet.tooMany')
    expect(cell('ZZZZZ1')).toBe('sheet.unreadable')
    expect(cell('A&#49;048576')).toBe('sheet.tooMany')
  })

  test.each<[string, () => Uint8Array]>([
    [
      'a million cells of blanks',
      () => sheetOf('<row><c t="inlineStr"><is><t> </t></is></c></row>', 1_000_000),
    ],
    ['a million empty cells', () => sheetOf('<c r="A1" s="1"/>', 1_000_000)],
    ['5 MB of quotes', () => bytes('"'.repeat(4_999_999))],
    ['5 MB of delimiters', () => bytes(';'.repeat(4_999_999) + 'x')],
    ['5 MB of ends of lines', () => bytes('\r'.repeat(4_999_999) + 'x')],
    ['5 MB of bytes of no encoding', () => new Uint8Array(5_000_000).fill(0xe9)],
  ])('of %s is refused with a sentence', (_, file) => {
    const read = readBytes(file())
    expect(read).toHaveProperty('code')
    if ('code' in read) expect(refusalText(sayIn('et'), read)).not.toContain(read.code)
  })

  test('is read or refused with a sentence, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (file) => {
        const read = readBytes(file)
        if ('code' in read) expect(refusalText(sayIn('et'), read)).not.toContain(read.code)
      }),
      { numRuns: 200 },
    )
  })

  test('does not throw if it is a damaged good file', async () => {
    const good = await xlsxFile([{ name: 'Leht', headings, rows: people }])
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(damage, fc.nat(good.length), (spots, end) => {
        const file = good.slice(0, Math.max(end, good.length - 200))
        for (const [at, byte] of spots) file[at] = byte
        readBytes(file)
      }),
      { numRuns: 200 },
    )
  })
})
