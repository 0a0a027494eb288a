import { describe, expect, test } from 'vitest'
import type { Cell, FileSheet } from '@/lib/import/cells'
import { knownWords } from '@/lib/import/rules/known-words'
import { readLines, splitName } from '@/lib/import/rules/lines'
import { findMatching, keptOf, missingOf, shapeOf, type Kept } from '@/lib/import/rules/matching'
import { plainText } from '@/lib/import/rules/plain-text'
import { placed } from '@/lib/import/rules/plan'
import { importColumns, type ImportKind } from '@/lib/register/import/columns'
import { learnerForm } from '@/lib/register/import/read'
import { registrantForm } from '@/lib/registrants/import/columns'
import { schoolColumns } from '@/lib/schools/import/columns'
import { schoolForm } from '@/lib/schools/import/read'

const nothingKept = () => undefined
const sheet = (rows: Cell[][], name = 'Leht1', hidden = false): FileSheet => ({ name, hidden, rows })
const find = (kind: ImportKind, ...sheets: FileSheet[]) =>
  findMatching(learnerForm(kind), sheets, nothingKept)
const leave = ['Õppekoha kood', 'Puhkuse algus', 'Puhkuse lõpp', 'Korralduse number', 'Korralduse kuupäev']
const leaveRow = ['2025-D001', '01.02.2027', '30.06.2027', '2.1-1/1', '01.11.2026']

describe('the row of headings', () => {
  test('is found below a title, blank lines and instructions', () => {
    const rows = [['Puhkused sügisel 2026'], [], ['Täitke kõik veerud, ka', '', 'kuupäevad'], leave, leaveRow]
    const { matching, asks } = find('LEAVES', sheet(rows))
    expect(asks).toEqual([])
    expect(matching.row).toBe(4)
    expect(readLines(learnerForm('LEAVES'), sheet(rows), matching, '2026-11-21')).toMatchObject({
      rows: [{ row: 5, refusals: [], values: { placeCode: '2025-D001' } }],
      counts: { lines: 5, above: 3, blank: 0, passed: [] },
    })
  })

  test('is found in a large file without reading our own columns again for each cell', () => {
    let reads = 0
    const form = learnerForm('LEAVES')
    const columns = new Proxy(form.columns, {
      get: (target, name) => {
        reads += 1
        return Reflect.get(target, name) as unknown
      },
    })
    const sheets = Array.from({ length: 20 }, (_, at) =>
      sheet(
        Array.from({ length: 60 }, (__, row) =>
          Array.from({ length: 100 }, (___, column) => `x${row}${column}`),
        ),
        `Leht${at}`,
      ),
    )
    const { matching } = findMatching(
      { ...form, columns },
      [...sheets, sheet([leave, leaveRow])],
      nothingKept,
    )
    expect(matching.sheet).toBe(20)
    expect(reads).toBeLessThan(1_000)
  })

  test('is taken from the visible sheet that fits, never from a hidden one', () => {
    const lists = sheet([leave, leaveRow], 'Peidetud', true)
    const manual = sheet([['Täitke leht Andmed']], 'Juhend')
    const found = find('LEAVES', lists, manual, sheet([leave, leaveRow], 'Andmed'))
    expect(found).toMatchObject({ matching: { sheet: 2, row: 1 }, asks: [] })
    const only = find('LEAVES', lists, manual)
    expect(only.matching.sheet).toBe(1)
    expect(only.asks).not.toEqual([])
  })

  test('is asked about if two sheets fit alike, but not if one of them is empty', () => {
    const two = find('LEAVES', sheet([leave, leaveRow], 'Kevad'), sheet([leave, leaveRow], 'Sügis'))
    expect(two.asks).toEqual([{ ask: 'sheets', names: ['Kevad', 'Sügis'] }])
    expect(find('LEAVES', sheet([leave, leaveRow], 'Kevad'), sheet([[''], []], 'Leht2')).asks).toEqual([])
  })

  test('is taken to be the first full row if no heading is known', () => {
    const { matching, asks } = find('PERSONS', sheet([['Pealkiri'], [], ['x1', 'x2', 'x3'], ['1', '2', '3']]))
    expect(matching).toMatchObject({ row: 3, columns: [null, null, null] })
    expect(asks).toEqual([{ ask: 'missing', columns: ['Isikukood'] }])
  })
})

describe('a heading', () => {
  test('in an office’s own words is recognised', () => {
    const own = [
      'Eesnimi',
      'Perenimi',
      'ID-kood',
      'Email',
      'Tel',
      'Pangakonto',
      'Matrikli nr',
      'Üksus',
      'Aste',
      'Õppekava kood',
      'Õppekava',
      'Koormus',
      'Finantseerimine',
      'Algus',
      'Nominaalne lõpp',
      'Olek',
      'Käskkirja nr',
      'Käskkirja kuupäev',
    ]
    const { matching, asks } = find('DOCTORANDS', sheet([own, own.map(() => 'x')]))
    expect(asks).toEqual([])
    expect(matching.columns).toEqual([
      'firstName',
      'lastName',
      'personalCode',
      'email',
      'phone',
      'bankAccount',
      'placeCode',
      'unit',
      'level',
      'curriculum',
      'curriculumName',
      'load',
      'funding',
      'startedOn',
      'nominalEndOn',
      'mainState',
      'directiveNumber',
      'directiveOn',
    ])
  })

  test.each([
    ['Perenimi', 'lastName'],
    ['SURNAME', 'lastName'],
    ['id kood', 'personalCode'],
    ['Konto nr.', 'bankAccount'],
    ['IBAN', 'bankAccount'],
    ['e-mail', 'email'],
    ['Sünnikuupäev', 'bornOn'],
  ])('spelt %s means %s', (heading, column) => {
    const { matching } = find(
      'PERSONS',
      sheet([['Isikukood', heading].slice(column === 'personalCode' ? 1 : 0), ['1', '2']]),
    )
    expect(matching.columns).toContain(column)
  })

  test('of our own is preferred to another word for the same, but two personal codes are always asked about', () => {
    const phones = find(
      'PERSONS',
      sheet([
        ['Isikukood', 'Mobiil', 'Telefon'],
        ['1', '2', '3'],
      ]),
    )
    expect(phones).toMatchObject({ matching: { columns: ['personalCode', null, 'phone'] }, asks: [] })
    const codes = find(
      'PERSONS',
      sheet([
        ['ID-kood', 'Isikukood'],
        ['1', '2'],
      ]),
    )
    expect(codes.asks).toEqual([{ ask: 'either', column: 'Isikukood', headings: ['Isikukood', 'ID-kood'] }])
    const same = find(
      'PERSONS',
      sheet([
        ['Isikukood', 'ISIKUKOOD'],
        ['1', '2'],
      ]),
    )
    expect(same.asks).toMatchObject([{ ask: 'either', headings: ['Isikukood', 'ISIKUKOOD'] }])
    const supervisor = find(
      'PERSONS',
      sheet([
        ['Juhendaja isikukood', 'Isikukood'],
        ['1', '2'],
      ]),
    )
    expect(supervisor).toMatchObject({ matching: { columns: [null, 'personalCode'] }, asks: [] })
  })

  test('of a whole name is split, and a person is asked whether that is right', () => {
    const rows = [
      ['Full name', 'Isikukood'],
      ['Tamm, Mari', '1'],
    ]
    const { matching, asks } = find('PERSONS', sheet(rows))
    expect(matching.columns).toEqual(['LAST_FIRST', 'personalCode'])
    expect(asks).toEqual([{ ask: 'wholeName', heading: 'Full name' }])
    const [line] = readLines(learnerForm('PERSONS'), sheet(rows), matching, '2026-11-21').rows
    expect(line!.values).toMatchObject({ firstName: 'Mari', lastName: 'Tamm' })
  })

  test('listed among the known words belongs to one of our columns, and is listed there once', () => {
    const ours = new Set(
      [importColumns, schoolColumns, registrantForm([]).columns].flatMap((columns) =>
        Object.values(columns).map(({ heading }) => heading),
      ),
    )
    expect(Object.keys(knownWords).filter((heading) => !ours.has(heading) && heading !== 'Nimi')).toEqual([])
    for (const [heading, words] of Object.entries(knownWords)) {
      const plain = words.map(plainText)
      expect(new Set(plain).size, heading).toBe(plain.length)
      expect(plain, heading).not.toContain(plainText(heading))
    }
  })
})

describe('a matching that was kept', () => {
  test('is used for the next file with these headings in any order, and for no other', () => {
    const form = learnerForm('DOCTORANDS')
    const own = ['Kes', 'Kood', 'Märkused']
    const kept = keptOf(own, {
      sheet: 0,
      row: 1,
      fixed: { unit: 'LT' },
      columns: ['FIRST_LAST', 'personalCode', null],
    })
    const shapes = new Map<string, Kept>([[shapeOf(own), kept]])
    const found = findMatching(form, [sheet([[], ['kood', 'KES', 'Märkused'], ['1', 'A B', '']])], (shape) =>
      shapes.get(shape),
    )
    expect(found.matching).toEqual({
      sheet: 0,
      row: 2,
      fixed: { unit: 'LT' },
      columns: ['personalCode', 'FIRST_LAST', null],
    })
    expect(JSON.stringify(found.asks)).not.toContain('Struktuuriüksuse kood')
    const other = findMatching(
      form,
      [
        sheet([
          ['Kood', 'Kes'],
          ['1', 'A B'],
        ]),
      ],
      (shape) => shapes.get(shape),
    )
    expect(other.matching.columns).toEqual([null, null])
  })

  test('lacks no column for which one value is given for every row', () => {
    const form = learnerForm('LEAVES')
    const columns = ['placeCode', 'leaveFrom', 'leaveTo', 'directiveNumber'] as const
    const matching = { sheet: 0, row: 1, columns: [...columns], fixed: {} }
    expect(missingOf(form, matching)).toEqual([{ ask: 'missing', columns: ['Korralduse kuupäev'] }])
    const given = { ...matching, fixed: { directiveOn: '01.11.2026' } }
    expect(missingOf(form, given)).toEqual([])
    const [line] = readLines(form, sheet([leave.slice(0, 4), leaveRow.slice(0, 4)]), given, '2026-11-21').rows
    expect(line!.values.directiveOn).toBe('2026-11-01')
  })
})

describe('reading the lines of a file', () => {
  const form = learnerForm('PERSONS')
  const head = ['Eesnimi', 'Perekonnanimi', 'Isikukood', 'Märkused']
  const read = (...rows: Cell[][]) => {
    const whole = sheet([head, ...rows])
    return readLines(form, whole, findMatching(form, [whole], nothingKept).matching, '2026-11-21')
  }

  test('tells totals, notes, repeated headings and blank lines from rows', () => {
    const { rows, counts } = read(
      ['Mari', 'Tamm', '49205130232', ''],
      ['', ' ', '', ''],
      ['Kokku: 1', '', '', ''],
      head,
      ['Koostas: Liis', '', '', ''],
      ['', '', '', 'vaata üle'],
      ['Jüri', '', '', ''],
      [],
    )
    expect(rows.map(({ row }) => row)).toEqual([2, 8])
    expect(counts).toEqual({
      lines: 8,
      above: 0,
      blank: 1,
      passed: [
        { row: 4, as: 'TOTAL', text: 'Kokku: 1' },
        { row: 5, as: 'HEADINGS', text: head.join('; ') },
        { row: 6, as: 'NOTE', text: 'Koostas: Liis' },
        { row: 7, as: 'NOTE', text: 'vaata üle' },
      ],
    })
  })

  test('keeps the row of somebody called Kokku or Summa', () => {
    const { rows } = read(
      ['Kokku', 'Tamm', '49205130232', ''],
      ['Summa', 'Kask', '', ''],
      ['Total', 'Recall', '1', 'x'],
    )
    expect(rows).toHaveLength(3)
  })

  test('passes over the example person of a template that was sent back unchanged', () => {
    const columns = learnerForm('PERSONS').wanted
    const example = columns.map((column) => importColumns[column].example)
    const whole = sheet([columns.map((column) => importColumns[column].heading), example])
    const { matching } = findMatching(form, [whole], nothingKept)
    expect(readLines(form, whole, matching, '2026-11-21')).toMatchObject({
      rows: [],
      counts: { passed: [{ as: 'EXAMPLE' }] },
    })
  })
})

test('a refusal names the file’s own heading and the value, with a personal code masked', () => {
  const form = learnerForm('PERSONS')
  const rows = [
    ['ID-kood', 'Konto nr'],
    ['49205130237', 'EE00'],
  ]
  const { matching } = findMatching(form, [sheet(rows)], nothingKept)
  const read = readLines(form, sheet(rows), matching, '2026-11-21').rows
  const plan = read.map(({ row, refusals }) => ({
    row,
    refusals,
    who: '',
    outcome: 'REFUSED' as const,
    changes: [],
  }))
  expect(placed(form, rows, matching, plan, read)[0]!.refusals).toMatchObject([
    { field: 'personalCode', heading: 'ID-kood', value: '492******37' },
    { field: 'bankAccount', heading: 'Konto nr', value: 'EE00' },
  ])
})

test.each([
  ['Mari Tamm', 'FIRST_LAST', 'Mari', 'Tamm'],
  ['Mari Liis Tamm', 'FIRST_LAST', 'Mari Liis', 'Tamm'],
  ['Anna van der Berg', 'FIRST_LAST', 'Anna', 'van der Berg'],
  ['Tamm, Mari Liis', 'FIRST_LAST', 'Mari Liis', 'Tamm'],
  ['Tamm Mari Liis', 'LAST_FIRST', 'Mari Liis', 'Tamm'],
  ['van der Berg Anna', 'LAST_FIRST', 'Anna', 'van der Berg'],
] as const)('the whole name %s split as %s is %s and %s', (whole, order, firstName, lastName) => {
  expect(splitName(whole, order)).toEqual({ firstName, lastName })
})

test.each(['Madonna', '', ' ,', 'van der'])('“%s” can’t be split as a whole name', (whole) => {
  expect(splitName(whole, 'FIRST_LAST')).toBeNull()
  expect(splitName(whole, 'LAST_FIRST')).toBeNull()
})

test('the headings of a school’s own list of pupils are recognised', () => {
  const rows = [
    ['Kooli registrikood', 'Õpilase isikukood', 'Eesnimi', 'Perenimi', 'Õ.a.', 'Klass', 'Klassi täht'],
    ['1', '2', '3', '4', '5', '6', '7'],
  ]
  const { matching, asks } = findMatching(schoolForm('PUPILS'), [sheet(rows)], nothingKept)
  expect(asks).toEqual([])
  expect(matching.columns).toEqual([
    'house',
    'personalCode',
    'firstName',
    'lastName',
    'year',
    'number',
    'parallel',
  ])
})
