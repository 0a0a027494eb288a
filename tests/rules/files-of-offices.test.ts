import { describe, expect, test } from 'vitest'
import { listedInFile, listedInText, personsForm } from '@/lib/documents/rules/listed'
import type { Cell, FileSheet } from '@/lib/import/cells'
import { readBytes } from '@/lib/import/reading/bytes'
import type { FileForm } from '@/lib/import/rules/form'
import { readLines } from '@/lib/import/rules/lines'
import { findMatching, wordsOfForm } from '@/lib/import/rules/matching'
import { importKindCodes } from '@/lib/register/import/columns'
import { learnerForm } from '@/lib/register/import/read'
import { registrantForm } from '@/lib/registrants/import/columns'
import { schoolImportCodes } from '@/lib/schools/import/kinds'
import { schoolForm } from '@/lib/schools/import/read'
import { anXlsx } from '../support/an-xlsx'

const today = '2026-11-21'
const asked = (id: string, text: string) => ({
  id,
  text,
  sort: 'YES_NO' as const,
  choices: [],
  retiredOn: null,
})

/** For every import, a list with an office's own headings, and what is read from its two rows. */
const lists = {
  learners: {
    form: learnerForm('DOCTORANDS') as FileForm,
    headings: [
      'Eesnimi',
      'Perenimi',
      'ID-kood',
      'Konto nr',
      'Õppekoha kood',
      'Struktuuriüksuse kood',
      'Õppekava kood',
      'Õppekoormus',
      'Õppekoha liik',
      'Õpingute algus',
      'Põhiolek',
      'Korralduse number',
      'Korralduse kuupäev',
    ],
    rows: [
      ['Õnne', 'Mägi-Žukov', '49205130232', 'EE382200221020145685', 'V-01', 'LT', '80131'],
      ['Ülo', 'Jääger', '37611300846', '', 'V-02', 'LT', '80131'],
    ].map((row) => [...row, 'täiskoormus', 'RE', '31.08.2026', 'õpib', '2.1-1/9', '17.08.2026']),
    read: [
      { lastName: 'Mägi-Žukov', bankAccount: 'EE382200221020145685', startedOn: '2026-08-31', load: 'FULL' },
      { lastName: 'Jääger', personalCode: '37611300846', placeCode: 'V-02', mainState: 'STUDYING' },
    ],
  },
  schools: {
    form: schoolForm('PUPILS') as FileForm,
    headings: [
      'Kooli registrikood',
      'Õpilase isikukood',
      'Eesnimi',
      'Perenimi',
      'Õ.a.',
      'Klass',
      'Klassi täht',
      'Alates',
    ],
    rows: [
      ['75010001', '61905010012', 'Õnne', 'Mägi-Žukov', '2026/2027', '3', 'b', '01.09.2026'],
      ['75010001', '37611300846', 'Ülo', 'Jääger', '2026/27', '3', 'õ', ''],
    ],
    read: [
      { personalCode: '61905010012', lastName: 'Mägi-Žukov', year: '2026', fromOn: '2026-09-01' },
      { lastName: 'Jääger', parallel: 'õ' },
    ],
  },
  registrants: {
    form: registrantForm([asked('q', 'Kas soovid lõunat, õhtusööki, majutust?')]) as FileForm,
    headings: [
      'Eesnimi',
      'Perenimi',
      'ID-kood',
      'Meil',
      'Töökoht',
      'Kas soovid lõunat, õhtusööki, majutust?',
    ],
    rows: [
      ['Õnne', 'Mägi-Žukov', '49205130232', 'onne@posti.example', 'Põhikool, Tartu', 'jah'],
      ['Ülo', 'Jääger', '', 'ylo@posti.example', '', 'ei'],
    ],
    read: [
      { lastName: 'Mägi-Žukov', workplace: 'Põhikool, Tartu', 'question.q': 'YES' },
      { lastName: 'Jääger', email: 'ylo@posti.example', 'question.q': 'NO' },
    ],
  },
  'persons for a document': {
    form: personsForm as FileForm,
    headings: ['Juhendaja isikukood', 'Telefon', 'Doktorandi nimi', 'Isikukood'],
    rows: [
      ['47803120273', '37255551234', 'Mägi-Žukov, Õnne', '49205130232'],
      ['47803120273', '37255551235', 'Jääger, Ülo', '37611300846'],
    ],
    read: [{ personalCode: '49205130232' }, { personalCode: '37611300846' }],
  },
}
type List = (typeof lists)[keyof typeof lists]
type Table = readonly (readonly string[])[]

const quoted = (cell: string, by: string) =>
  cell.includes(by) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
const csv = (rows: Table, by = ';', end = '\r\n') =>
  rows.map((row) => row.map((cell) => quoted(cell, by)).join(by) + end).join('')
const utf8 = (text: string) => new TextEncoder().encode(text)
function inPage(page: string, text: string) {
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(page).decode(Uint8Array.of(byte)), byte]),
  )
  return Uint8Array.from(text, (sign) => bytes.get(sign)!)
}
function utf16(text: string, big: boolean) {
  const bytes = new Uint8Array((text.length + 1) * 2)
  const view = new DataView(bytes.buffer)
  for (const [at, sign] of [...`\ufeff${text}`].entries()) view.setUint16(at * 2, sign.charCodeAt(0), !big)
  return bytes
}
const cellXml = (text: string) =>
  `<c t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
const sheetXml = (rows: Table) => rows.map((row) => `<row>${row.map(cellXml).join('')}</row>`).join('')
const xlsx = (...sheets: { name: string; rows: Table; state?: string; more?: string }[]) =>
  anXlsx({
    sheets: sheets.map(({ rows, more = '', ...about }) => ({ ...about, rows: sheetXml(rows) + more })),
  })

/** The ways in which offices save one and the same list. */
const shapes: Record<string, (rows: Table) => Uint8Array> = {
  'UTF-8 with a byte order mark': (rows) => utf8(`\ufeff${csv(rows)}`),
  'UTF-8 without a byte order mark, lines ended by LF': (rows) => utf8(csv(rows, ';', '\n')),
  'lines ended by CR alone': (rows) => utf8(csv(rows, ';', '\r')),
  'all three ends of a line in one file': ([head, first, ...rest]) =>
    utf8(csv([head!], ';', '\r\n') + csv([first!], ';', '\r') + csv(rest, ';', '\n')),
  'no end of the last line': (rows) => utf8(csv(rows).trimEnd()),
  'Windows-1257': (rows) => inPage('windows-1257', csv(rows)),
  'Windows-1252': (rows) => inPage('windows-1252', csv(rows)),
  'UTF-16 with tabs, as Excel’s “Unicode text”': (rows) => utf16(csv(rows, '\t'), false),
  'UTF-16 with tabs, in the other byte order': (rows) => utf16(csv(rows, '\t'), true),
  commas: (rows) => utf8(csv(rows, ',')),
  bars: (rows) => utf8(csv(rows, '|')),
  'a line sep=; above': (rows) => utf8(`sep=;\r\n${csv(rows)}`),
  'every cell in quotes, a heading on two lines': ([head, ...rows]) =>
    utf8(
      [head!.map((cell) => cell.replace(' ', '\n')), ...rows]
        .map((row) => row.map((cell) => `"${cell}"`).join(';'))
        .join('\r\n'),
    ),
  'decomposed letters in headings and cells': (rows) => utf8(csv(rows).normalize('NFD')),
  'no-break, thin and invisible blanks around everything': (rows) =>
    utf8(csv(rows.map((row) => row.map((cell) => cell && `\u00a0${cell}\u2009\u200b`)))),
  'headings in capitals with colons and stars': ([head, ...rows]) =>
    utf8(csv([head!.map((cell) => `${cell.toUpperCase()}: *`), ...rows])),
  'a title, its maker and blank lines above': (rows) =>
    utf8(csv([['Nimekiri sügisel 2026'], ['Koostas: Liis'], [], ...rows])),
  'a row of groups above the headings': (rows) => utf8(csv([['Isik', '', '', 'Muud andmed'], ...rows])),
  'a blank first column, and one in the middle': (rows) =>
    utf8(csv(rows.map((row) => ['', ...row.slice(0, 2), '', ...row.slice(2)]))),
  'empty cells behind the last column and empty rows below': (rows) =>
    utf8(csv([...rows.map((row) => [...row, '', '', '']), ['', '', ''], [' '], []])),
  'a total, notes and repeated headings': ([head, first, ...rest]) =>
    utf8(csv([head!, first!, head!, ...rest, [], ['Kokku: 2'], ['* andmed on seisuga 21.11.2026']])),
  'a spreadsheet': (rows) => xlsx({ name: 'Leht1', rows }),
  'a spreadsheet whose first sheet explains': (rows) =>
    xlsx({ name: 'Juhend', rows: [['Täitke leht Andmed'], ['Ärge muutke päist']] }, { name: 'Andmed', rows }),
  'a spreadsheet whose first sheet is hidden': (rows) =>
    xlsx(
      { name: 'Loendid', rows: [['täiskoormus'], ['osakoormus']], state: 'hidden' },
      { name: 'Andmed', rows },
    ),
  'a spreadsheet with an old copy hidden behind, and an empty sheet': (rows) =>
    xlsx({ name: 'Andmed', rows }, { name: 'Vana', rows, state: 'veryHidden' }, { name: 'Leht3', rows: [] }),
  'a spreadsheet with a title and borders far below': (rows) =>
    xlsx({ name: 'Leht1', rows: [['Nimekiri'], [], ...rows], more: '<row r="25000"><c s="0"/></row>' }),
  'a spreadsheet that counts days from 1904': (rows) =>
    anXlsx({ sheets: [{ name: 'Leht1', rows: sheetXml(rows) }], from1904: true }),
}

function read(form: FileForm, bytes: Uint8Array) {
  const file = readBytes(bytes, wordsOfForm(form))
  if ('code' in file) throw new Error(JSON.stringify(file))
  const { matching, asks } = findMatching(form, file.sheets, () => undefined)
  return { asks, ...readLines(form, file.sheets[matching.sheet]!, matching, today) }
}

describe.each(Object.entries<List>(lists))(
  'an office’s list of %s',
  (_, { form, headings, rows, read: says }) => {
    test.each(Object.entries(shapes))(
      'reads the same, with every line accounted for, in this shape: %s',
      (_shape, shape) => {
        const { rows: found, counts, asks } = read(form, shape([headings, ...rows]))
        // A whole name in one cell is split only once a person has looked at it.
        expect(asks.filter(({ ask }) => ask !== 'wholeName')).toEqual([])
        expect(found.flatMap(({ refusals }) => refusals)).toEqual([])
        expect(found.map(({ values }) => values)).toMatchObject(says)
        expect(counts.above + 1 + counts.blank + counts.passed.length + found.length).toBe(counts.lines)
      },
    )
  },
)

test.each(Object.entries(shapes).filter(([shape]) => !shape.includes('spreadsheet')))(
  'persons pasted from a list are all found, and no code of another column is, in this shape: %s',
  (_shape, shape) => {
    const { form, headings, rows } = lists['persons for a document']
    const lines = read(form, shape([headings, ...rows])).rows
    const codes = listedInFile(lines as Parameters<typeof listedInFile>[0], () => '').map(({ code }) => code)
    expect(codes).toEqual(['49205130232', '37611300846'])
    // As bare lines, ended by CR: of two codes on one line, either may be the person's.
    const text = rows.map((row) => row.join(' ')).join('\r')
    expect(listedInText(text, today, () => false).map(({ either }) => either)).toEqual([
      ['47803120273', '49205130232'],
      ['47803120273', '37611300846'],
    ])
  },
)

describe('every column of every file', () => {
  const forms: [string, FileForm][] = [
    ...importKindCodes.map((kind): [string, FileForm] => [kind, learnerForm(kind) as FileForm]),
    ...schoolImportCodes.map((kind): [string, FileForm] => [kind, schoolForm(kind) as FileForm]),
    ['registrants', registrantForm([asked('q', 'Kas?')]) as FileForm],
    ['persons', personsForm as FileForm],
  ]
  const columns = forms.flatMap(([name, { columns: of, wanted }]) =>
    wanted.map((column): [string, (cell: Cell) => string] => [
      `${name} ${column}`,
      (cell) => {
        const found = of[column]!.read(cell, today)
        return typeof found === 'string' ? found : 'value' in found ? found.value : `! ${found.code}`
      },
    ]),
  )
  /** The columns that read a cell as this value, each with the function that reads any cell. */
  const those = (cell: Cell, as: string) => columns.filter(([, column]) => column(cell) === as)
  const refused = /^! /

  test.each<Cell>([
    '1.9.2026',
    '2026.09.01',
    '2026-09-01',
    '01-09-2026',
    '2026-09-01T00:00:00',
    '01.09.2026 00:00',
    '01.09.26',
    '01/09/2026',
    '46266',
    '1. september 2026',
    '\u00a001.09.2026\u200b',
    { day: '2026-09-01' } as const,
    { number: '46266' },
  ])('that takes days reads 1 September 2026 from %j', (cell) => {
    const days = those('01.09.2026', '2026-09-01')
    expect(days.length).toBeGreaterThan(40)
    for (const [name, column] of days) expect(column(cell), name).toBe('2026-09-01')
  })

  test.each<Cell>([
    'EE49205130232',
    '492 0513 0232',
    '492\u20090513\u202f0232',
    '\u00a049205130232',
    'ee 49205130232',
    { number: '49205130232' },
  ])('that takes personal codes reads one from %j, and refuses a wrong one', (cell) => {
    const codes = those('49205130237', '! import.personalCodeWrong')
    expect(codes.length).toBeGreaterThan(12)
    for (const [name, column] of codes) {
      expect(column(cell), name).toBe('49205130232')
      // Births in 1817 and in the next year, a date, and a rounded number.
      for (const wrong of ['11701010014', '52701010010', { day: '2026-09-01' } as const, '4,92E+10'])
        expect(column(wrong), name).toMatch(refused)
    }
  })

  test.each<Cell>([
    'EE38 2200 2210 2014 5685',
    'ee38\u00a02200\u20092210\u202f2014 5685',
    'IBAN: EE382200221020145685',
  ])('that takes accounts reads one from %j, and refuses a wrong or incomplete one', (cell) => {
    const accounts = those('EE00', '! ibanWrong')
    expect(accounts.length).toBeGreaterThan(2)
    for (const [name, column] of accounts) {
      expect(column(cell), name).toBe('EE382200221020145685')
      for (const wrong of ['221020145685', 'EE382200221020145686', 'EE382200221020145685 (Swedbank)', '-'])
        expect(column(wrong), name).toMatch(refused)
    }
  })

  test.each<Cell>(['1.234,50 €', '1 234,50', '1\u202f234,5 EUR', '1234.50', { number: '1234.5' }])(
    'that takes sums reads one from %j, and refuses what is no clear sum',
    (cell) => {
      const sums = those('1234,50', '1234.50')
      expect(sums.length).toBeGreaterThan(0)
      for (const [name, column] of sums) {
        expect(column(cell), name).toBe('1234.50')
        for (const wrong of ['1.234', '660,505', '1e3', '0', '-5', 'umbes 600'])
          expect(column(wrong), name).toMatch(refused)
      }
    },
  )

  test('refuses a spreadsheet’s errors and empty formulas, and takes a date only as a date', () => {
    for (const [name, column] of columns) {
      for (const cell of [{ error: '#N/A' }, { error: '#REF!' }, { formula: '' }])
        expect(column(cell), `${name} ${JSON.stringify(cell)}`).toMatch(refused)
      const day = column({ day: '2026-04-01' })
      expect(day === '2026-04-01' || refused.test(day), name).toBe(true)
    }
  })

  const errorWords =
    '#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC! #ERROR! #GETTING_DATA ######## Err:502 ' +
    '#PUUDUB! #VIIDE! #VÄÄRTUS! #NV #ЗНАЧ!'
  test.each(errorWords.split(' '))(
    'refuses %s of a CSV file or a paste as the spreadsheet’s error',
    (error) => {
      for (const [name, column] of columns)
        for (const cell of [error, `\u00a0${error} `, error.normalize('NFD')])
          expect(column(cell), name).toBe('! import.errorCell')
      // Of a list, each item; of a name in one cell, the whole cell.
      for (const [name, column] of those('#N/A, 49205130232', '! import.errorCell'))
        expect(column(`49205130232, ${error}`), name).toBe('! import.errorCell')
      const rows = [['Nimi', 'Isikukood'].join(';'), `${error};${error}`].join('\n')
      for (const form of [learnerForm('PERSONS'), registrantForm([]), schoolForm('PUPILS'), personsForm])
        expect(read(form as FileForm, utf8(rows)).rows[0]!.refusals.map(({ code }) => code)).toEqual([
          'import.errorCell',
          'import.errorCell',
        ])
    },
  )

  test.each(['#1', 'C#', '#kool', 'Erik', 'A/B!'])('takes the text %j for no error', (text) => {
    for (const [name, column] of columns) expect(column(text), name).not.toBe('! import.errorCell')
  })

  test('refuses a text whose letters were lost or read in a wrong encoding', () => {
    for (const [name, column] of columns)
      for (const text of ['P\ufffdder', 'PÃµder', 'Å¡midt']) expect(column(text), name).toMatch(refused)
  })
})

test.each<[FileForm, string, string]>([
  [learnerForm('PERSONS'), 'Full name', 'Mägi-Žukov, Õnne Liis'],
  [registrantForm([]), 'Osaleja nimi', 'Mägi-Žukov, Õnne Liis'],
  [registrantForm([]), 'Perekonnanimi, eesnimi', 'Mägi-Žukov Õnne Liis'],
  [schoolForm('PUPILS'), 'Õpilase nimi', 'Mägi-Žukov, Õnne Liis'],
  [schoolForm('PUPILS'), 'Perenimi ja eesnimi', 'Mägi-Žukov Õnne Liis'],
])(
  'a whole name is asked about, and split as its comma or its heading says (case %#)',
  (form, heading, name) => {
    const sheet: FileSheet = {
      name: '',
      hidden: false,
      rows: [
        [heading, 'Isikukood'],
        [name, '49205130232'],
      ],
    }
    const { matching, asks } = findMatching(form, [sheet], () => undefined)
    expect(asks).toContainEqual({ ask: 'wholeName', heading })
    expect(readLines(form, sheet, matching, today).rows[0]!.values).toMatchObject({
      firstName: 'Õnne Liis',
      lastName: 'Mägi-Žukov',
    })
  },
)
