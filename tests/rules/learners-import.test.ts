import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from '@/lib/import/cells'
import { readLines } from '@/lib/import/rules/lines'
import { findMatching } from '@/lib/import/rules/matching'
import { en } from '@/lib/messages/en'
import { et } from '@/lib/messages/et'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { importColumns, importKindCodes, importKinds, type ImportColumn } from '@/lib/register/import/columns'
import { planImport } from '@/lib/register/import/plan'
import { learnerForm } from '@/lib/register/import/read'
import type { World } from '@/lib/register/import/world'
import { ByCode } from '@/lib/shared/by-code'
import { officeList } from '@/prisma/cast-list'
import { readSheet } from '../support/first-sheet'

/** An empty register with one unit that the person reaches and one that isn't. */
function emptyWorld(): World {
  let count = 0
  return {
    today: '2026-11-21',
    newId: () => `id-${(count += 1)}`,
    units: new ByCode([
      ['LT', { id: 'lt', code: 'LT', mine: true }],
      ['HV', { id: 'hv', code: 'HV', mine: false }],
    ]),
    allPersons: false,
    curricula: new ByCode([['80131', { code: '80131', name: 'Füüsika', isNew: false }]]),
    grantTypes: [{ code: 'PERFORMANCE', name: 'tulemusstipendium' }],
    ourDirectives: new Set(),
    learners: new Map(),
    others: new ByCode(),
    places: new ByCode(),
    formerBearers: new Map(),
    bornOn: new Map(),
  }
}

const readImport = (kind: keyof typeof importKinds, rows: Cell[][]) => {
  const form = learnerForm(kind)
  const sheet = { name: '', hidden: false, rows }
  const { matching, asks } = findMatching(form, [sheet], () => undefined)
  return { asks, ...readLines(form, sheet, matching, '2026-11-21') }
}
const rowsOf = (rows: Cell[][], kind: keyof typeof importKinds = 'DOCTORANDS') => {
  const { asks, ...read } = readImport(kind, rows)
  expect(asks).toEqual([])
  return read
}

describe('the headings of a file', () => {
  test('are recognised in any order, case and accents, with blanks and below empty rows', () => {
    const { rows, unread } = rowsOf(
      [[''], [' E-POST ', 'isiku kood', 'OPPEKOHA KOOD'], ['a@b.ee', '49205130232', 'x']],
      'PERSONS',
    )
    expect(rows).toEqual([{ row: 3, values: { email: 'a@b.ee', personalCode: '49205130232' }, refusals: [] }])
    expect(unread).toEqual(['OPPEKOHA KOOD'])
  })

  test('are all asked about if they are missing', () => {
    expect(readImport('LEAVES', [['Õppekoha kood', 'Puhkuse algus']]).asks).toEqual([
      { ask: 'missing', columns: ['Puhkuse lõpp', 'Korralduse number', 'Korralduse kuupäev'] },
    ])
  })

  test('are recognised in every template, whose example can be read', () => {
    for (const kind of importKindCodes) {
      const columns: readonly ImportColumn[] = importKinds[kind].columns
      // Another name, because the template's own person is passed over.
      const example = (column: ImportColumn) =>
        column === 'firstName' ? 'Muu' : importColumns[column].example
      const sheet = [columns.map((column) => importColumns[column].heading), columns.map(example)]
      expect(rowsOf(sheet, kind).rows[0]!.refusals, kind).toEqual([])
    }
  })
})

describe('a cell', () => {
  const read = (column: ImportColumn, cell: Cell) => {
    const found = importColumns[column].read(cell, '2026-11-21')
    if (typeof found === 'string') return found
    return 'value' in found ? `${found.value} (${found.note.code})` : found.code
  }

  test('is read in every way that a clerk writes it', () => {
    expect(read('startedOn', '1.9.2026')).toBe('2026-09-01')
    expect(read('startedOn', '2026-09-01')).toBe('2026-09-01')
    expect(read('monthlyAmount', '660,5')).toBe('660.50')
    expect(read('bankAccount', 'EE38 2200 2210 2014 5685')).toBe('EE382200221020145685')
    expect(read('load', 'TÄISKOORMUS')).toBe('FULL')
    expect(read('funding', 're')).toBe('STATE_FUNDED')
    expect(read('personalCode', ' 492 0513 0232 ')).toBe('49205130232')
    expect(read('personalCode', 'EE49205130232')).toBe('49205130232')
    expect(read('personalCode', { number: '49205130232' })).toBe('49205130232')
    expect(read('bankAccount', 'EE38\u00a02200\u20092210 2014-5685')).toBe('EE382200221020145685')
    expect(read('bankAccount', 'iban: fi21 1234 5600 0007 85')).toBe('FI2112345600000785')
    expect(read('email', 'mailto:mari@ylikool.example')).toBe('mari@ylikool.example')
    expect(read('monthlyAmount', { number: '660.5' })).toBe('660.50')
    expect(read('monthlyAmount', '1.234,50 €')).toBe('1234.50')
    expect(read('curriculum', { number: '80131' })).toBe('80131')
    expect(read('directiveNumber', 'HB–G / 26')).toBe('HB-G/26')
    expect(read('lastName', 'O´Connor‑Žukov')).toBe("O'Connor-Žukov")
  })

  test.each<[Cell, string]>([
    ['1.9.2026', '2026-09-01'],
    ['2026.09.01', '2026-09-01'],
    ['01-09-2026', '2026-09-01'],
    ['2026-09-01T00:00:00', '2026-09-01'],
    ['01.09.2026 00:00', '2026-09-01'],
    ['1. september 2026', '2026-09-01'],
    ['01.09.26', '2026-09-01'],
    [{ day: '2026-09-01' }, '2026-09-01'],
    ['46266', '2026-09-01 (import.readAsSerial)'],
    [{ number: '46266' }, '2026-09-01 (import.readAsSerial)'],
    ['01/09/2026', '2026-09-01 (import.readAsDayMonth)'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', 'dayWrong'],
    ['2026', 'dayWrong'],
    [{ number: '2026' }, 'dayWrong'],
    ['9.2026', 'dayWrong'],
    [{ error: '#N/A' }, 'import.errorCell'],
    [{ formula: '' }, 'import.formulaCell'],
  ])('for a day with %j is read as %s', (cell, found) => {
    expect(read('startedOn', cell)).toBe(found)
  })

  test.each<[Cell, string]>([
    ['12.05.87', '1987-05-12'],
    ['21.11.26', '2026-11-21'],
    ['22.11.26', '1926-11-22'],
    ['01.02.2050', 'import.bornInFuture'],
    ['01.01.1900', 'import.bornTooLongAgo'],
    ['21.11.1906', '1906-11-21'],
    ['20.11.1906', 'import.bornTooLongAgo'],
    ['03/04/1990', '1990-04-03 (import.readAsDayMonth)'],
  ])('for a day of birth with %j is read as %s', (cell, found) => {
    expect(read('bornOn', cell)).toBe(found)
  })

  test('is never taken for a text if the spreadsheet has changed it', () => {
    expect(read('directiveNumber', { day: '2026-04-01' })).toBe('import.becameDay')
    expect(read('directiveNumber', { number: '2.1' })).toBe('import.becameNumber')
    expect(read('otherCode', { number: '1.234567890123456e+21' })).toBe('import.shortened')
    expect(read('personalCode', '3,89E+10')).toBe('import.shortened')
    expect(read('phone', '5,5551E+07')).toBe('import.shortened')
    expect(read('phone', { error: 'TRUE' })).toBe('import.errorCell')
    expect(read('bankAccount', { error: '#N/A' })).toBe('import.errorCell')
    expect(read('firstName', { error: '#REF!' })).toBe('import.errorCell')
    expect(read('bankAccount', { formula: '' })).toBe('import.formulaCell')
    expect(read('load', { day: '2026-04-01' })).toBe('import.becameDay')
  })

  test('is refused if its letters were lost or misread', () => {
    expect(read('lastName', 'P\ufffdder')).toBe('import.letters')
    expect(read('lastName', 'PÃµder')).toBe('import.letters')
    expect(read('lastName', 'Å¡midt')).toBe('import.letters')
    expect(read('lastName', 'São João Åkesson')).toBe('São João Åkesson')
  })

  test('is refused with its reason if it makes no sense', () => {
    expect(read('startedOn', '31.02.2026')).toBe('dayWrong')
    expect(read('monthlyAmount', '-5')).toBe('amountWrong')
    expect(read('bankAccount', 'EE00')).toBe('ibanWrong')
    expect(read('load', 'pool')).toBe('import.wordWrong')
    expect(read('personalCode', '49205130237')).toBe('import.personalCodeWrong')
    expect(read('email', 'a@b')).toBe('import.emailWrong')
    expect(read('firstName', 'a\u202eb')).toBe('ab')
    for (const address of [
      'a@x.example; b@x.example',
      'Mari Tamm <mari@x.example>',
      'mari@ylikool..example',
      'mari.@ylikool.example',
      'õnne@ülikool.example',
      'mari@ylikool.example.',
    ])
      expect(read('email', address)).toBe('import.emailWrong')
    for (const account of ['EE382200221020145686', '221020145685', 'EE382200221020145685 (Swedbank)'])
      expect(read('bankAccount', account)).toBe('ibanWrong')
    expect(read('monthlyAmount', '1.234')).toBe('amountWrong')
    expect(read('monthlyAmount', '1e3')).toBe('amountWrong')
    // Births in 1817 and in the next year.
    expect(read('personalCode', '11701010014')).toBe('import.personalCodeWrong')
    expect(read('personalCode', '52701010010')).toBe('import.personalCodeWrong')
    expect(read('firstName', 'a'.repeat(101))).toBe('tooLong')
  })
})

describe('the plan of an import', () => {
  const [columns, line] = [officeList.headings, officeList.rows[0]!]

  test('lets later rows build on nothing of a refused row', () => {
    const unitAt = columns.indexOf('Struktuuriüksuse kood')
    const foreign = line.map((cell, at) => (at === unitAt ? 'HV' : cell))
    const own = line.map((cell, at) => (at === unitAt ? 'LT' : cell))
    const world = emptyWorld()
    const plan = planImport('DOCTORANDS', rowsOf([columns, foreign, own, own]).rows, world)
    expect(plan.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'NEW', 'SAME'])
    expect(world.places.values()).toHaveLength(1)
    expect(world.places.values()[0]!.terms).toHaveLength(4)
  })

  test('tells every fault of a row at once, both unreadable cells and wrong values', () => {
    const wrong = {
      'E-post': 'vale',
      'Struktuuriüksuse kood': 'XX',
      'Nominaalaja lõpp': '01.01.2000',
      'Õppekava kood': '99999',
      'Õppekava nimetus': '',
      Õppekoormus: 'vahel',
    }
    const faulty = line.map((cell, at) => wrong[columns[at] as keyof typeof wrong] ?? cell)
    const { rows } = rowsOf([columns, faulty])
    const [row] = planImport('DOCTORANDS', rows, emptyWorld())
    expect(row!.refusals.map(({ code, field }) => `${code} ${field}`).toSorted()).toEqual([
      'import.curriculumUnknown curriculum',
      'import.emailWrong email',
      'import.endBeforeStart nominalEndOn',
      'import.unitUnknown unit',
      'import.wordWrong load',
    ])
  })

  test('tells contradictions with the register and with earlier rows, beside cells that can’t be read', () => {
    const say = (changes: Record<string, string>) => line.map((cell, at) => changes[columns[at]!] ?? cell)
    const first = say({ 'Struktuuriüksuse kood': 'LT' })
    const faulty = {
      'Struktuuriüksuse kood': 'LT',
      'E-post': 'vale',
      'Korralduse kuupäev': 'eile',
      Perekonnanimi: 'Muu',
      'Õpingute algus': '01.09.2026',
      'Nominaalaja lõpp': '31.08.2031',
      Õppekoormus: 'osakoormus',
      'Õppekoha liik': 'tasuta',
    }
    const told = (second: Record<string, string>) =>
      planImport('DOCTORANDS', rowsOf([columns, first, say(second)]).rows, emptyWorld())[1]!
        .refusals.map(({ code, field }) => `${code} ${field}`)
        .toSorted()
    expect(told(faulty)).toEqual([
      'dayWrong directiveOn',
      'import.contradictsRow lastName',
      'import.contradictsRow nominalEndOn',
      // one for the load and one for the funding
      'import.dayNeeded validFrom',
      'import.dayNeeded validFrom',
      'import.emailWrong email',
      'import.placeFixed startedOn',
    ])
  })

  test('tells no consequence of a cell that can’t be read', () => {
    const read = { firstName: 'Mari', lastName: 'Maasikas' }
    const unread = [{ code: 'import.personalCodeWrong', field: 'personalCode' }]
    const [row] = planImport('PERSONS', [{ row: 2, values: read, refusals: unread }], emptyWorld())
    expect(row!.refusals).toEqual(unread)
  })

  test('never throws and never shows a personal code in a refusal, whatever the cells', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '49205130232',
        '49205130237',
        'LT',
        'HV',
        '80131',
        'õpib',
        '01.09.2026',
        '31.08.2030',
      ),
      fc.constantFrom(
        'täiskoormus',
        'RE',
        '2.1-1/1',
        '__proto__',
        'constructor',
        '=1+1',
        '99999999999999999999',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    const kinds = fc.constantFrom(...importKindCodes)
    const sheet = fc.array(fc.array(cell, { maxLength: 25 }), { maxLength: 8 })
    fc.assert(
      fc.property(kinds, sheet, fc.boolean(), (kind, body, withHeadings) => {
        const head = importKinds[kind].columns.map((column) => importColumns[column].heading)
        const read = readImport(kind, withHeadings ? [head, ...body] : body)
        const refusals = planImport(kind, read.rows, emptyWorld()).flatMap((row) => row.refusals)
        for (const refusal of refusals) {
          const text = refusalText(sayIn('et'), refusal)
          expect(text).not.toMatch(/\(kood |\d{11}/)
        }
      }),
      // A file without a required column is asked about before it is planned; planning it does no harm.
      { numRuns: 500, examples: [['DOCTORANDS', [['name'], ['HV']], false]] },
    )
  })

  test('has words for every column in both languages', () => {
    for (const messages of [et, en]) {
      expect(Object.keys(messages.learners.import.meaning).sort()).toEqual(Object.keys(importColumns).sort())
    }
  })
})

test('the sample file holds the office’s list of the seed data', async () => {
  const sheet = await readSheet(await readFile('public/samples/doktorandid.xlsx'))
  expect(sheet).toMatchObject({ rows: [officeList.headings, ...officeList.rows] })
})
