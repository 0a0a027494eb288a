import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fieldNames,
  fieldOf,
  fields,
  inEveryRow,
  longestOf,
  readValues,
  type RowField,
} from '@/lib/documents/rules/fields'
import {
  incompleteRows,
  mergeTyped,
  mostRows,
  overlappingRows,
  readForm,
  withTyped,
  type DraftForm,
  type DraftRow,
  type Head,
  type Typed,
} from '@/lib/documents/rules/form'
import { kinds, type Kind } from '@/lib/documents/rules/kinds'
import { daysOf } from '@/lib/documents/rules/row-checks'
import { TypedInput } from '@/lib/documents/schema'
import { addDays, showDay } from '@/lib/shared/dates'
import { someDay } from '../support/days'

const allowance = kinds.OWN_FUNDS_ALLOWANCE
const { rowFields } = allowance

const ofAllowance: readonly RowField[] = rowFields
/** The values of the fields that an own-funds row doesn't have. */
const nothing = {
  baseRowId: undefined,
  accepted: [],
  seen: undefined,
  ...Object.fromEntries(
    fieldNames
      .filter((name) => !ofAllowance.includes(name))
      .map((name) => [name, fieldOf(name).as === 'day' ? null : '']),
  ),
}

const head: Head = {
  unitId: 'u',
  signerId: 's',
  drafterId: 'd',
  basis: 'Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord',
  extraInfo: '',
  footer: '',
  paidFrom: '',
  paidTo: '',
  monthlyAmount: '',
  fundingSource: '',
}
const row = (about: Partial<DraftRow> = {}): DraftRow => ({
  key: 'r1',
  learnerId: 'l1',
  studyPlaceId: 'p1',
  paidFrom: '01.09.2026',
  paidTo: '31.08.2027',
  monthlyAmount: '660,50',
  fundingSource: 'LTFYS',
  bankAccount: 'EE38 2200 2210 2014 5685',
  ...about,
})
const read = (about: Partial<DraftForm>) => readForm({ head, rows: [], ...about })
const wrongAt = (about: Partial<DraftForm>) => read(about).refusals.map(({ code, field }) => [code, field])
const nameOf = () => 'Kadri Oja'

describe('a typed row', () => {
  test('is read into days, an amount and an account', () => {
    expect(read({ rows: [row()] })).toEqual({
      refusals: [],
      read: expect.objectContaining({
        rows: [
          {
            key: 'r1',
            learnerId: 'l1',
            studyPlaceId: 'p1',
            paidFrom: '2026-09-01',
            paidTo: '2027-08-31',
            monthlyAmount: '660.50',
            fundingSource: 'LTFYS',
            bankAccount: 'EE382200221020145685',
            ...nothing,
          },
        ],
      }),
    })
  })

  test.each([
    ['660,50', '660.50'],
    ['660.50', '660.50'],
    ['660', '660.00'],
    ['660,5', '660.50'],
    [' 1 660,00 ', '1660.00'],
    ['0,01', '0.01'],
    ['999999,99', '999999.99'],
  ])('has its amount %j read as %s', (typed, amount) => {
    expect(read({ rows: [row({ monthlyAmount: typed })] }).read.rows[0]!.monthlyAmount).toBe(amount)
  })

  test.each(['0', '0,00', '-5', '660,505', '6e2', '1000000', '660 kr', 'kuussada', '660,50,1', '٦٦٠', '='])(
    'with the amount %j is refused at that field, and so is a head',
    (typed) => {
      expect(wrongAt({ rows: [row({ monthlyAmount: typed })] })).toEqual([
        ['amountWrong', 'rows.r1.monthlyAmount'],
      ])
      expect(wrongAt({ head: { ...head, monthlyAmount: typed } })).toEqual([
        ['amountWrong', 'head.monthlyAmount'],
      ])
    },
  )

  test.each([
    '31.02.2027',
    '2027-02-29',
    '1.9',
    '00.01.2027',
    '01.13.2027',
    'homme',
    '01/09/2026',
    '9999999',
  ])('with the day %j is refused at that field, and so is a head', (typed) => {
    expect(wrongAt({ rows: [row({ paidFrom: typed })] })).toEqual([['dayWrong', 'rows.r1.paidFrom']])
    expect(wrongAt({ head: { ...head, paidTo: typed } })).toEqual([['dayWrong', 'head.paidTo']])
  })

  test.each([
    ['EE382200221020145685', 'EE382200221020145685'],
    ['ee38 2200-2210 2014 5685', 'EE382200221020145685'],
    ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
    ['LV80 BANK 0000 4351 9500 1', 'LV80BANK0000435195001'],
    ['FI21 1234 5600 0007 85', 'FI2112345600000785'],
    ['GB29 NWBK 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ])('has its account %j read as %s', (typed, account) => {
    const { read: form, refusals } = read({ rows: [row({ bankAccount: typed })] })
    expect([form.rows[0]!.bankAccount, refusals]).toEqual([account, []])
  })

  test.each([
    'EE382200221020145686',
    'EE3822002210',
    '2200221020145685',
    'XX00123',
    'EE38 2200 2210 2014 568५',
  ])('with the account %j is refused at that field', (typed) => {
    expect(wrongAt({ rows: [row({ bankAccount: typed })] })).toEqual([['ibanWrong', 'rows.r1.bankAccount']])
  })

  test('that ends before it begins is refused at its end, and one of a single day isn’t', () => {
    const reversed = { paidFrom: '02.09.2026', paidTo: '01.09.2026' }
    expect(wrongAt({ rows: [row(reversed)] })).toEqual([['periodReversed', 'rows.r1.paidTo']])
    expect(wrongAt({ head: { ...head, ...reversed } })).toEqual([['periodReversed', 'head.paidTo']])
    expect(wrongAt({ rows: [row({ paidFrom: '01.09.2026', paidTo: '01.09.2026' })] })).toEqual([])
  })

  test('may be empty in a draft', () => {
    const empty = row({ paidFrom: ' ', paidTo: '', monthlyAmount: '', fundingSource: ' ', bankAccount: '' })
    const { read: form, refusals } = read({ rows: [empty] })
    expect(refusals).toEqual([])
    expect(form.rows[0]).toMatchObject({ paidFrom: null, paidTo: null, monthlyAmount: null, bankAccount: '' })
  })
})

describe('a form', () => {
  test.each(['unitId', 'signerId', 'drafterId', 'basis'] as const)('must have %s in its head', (field) => {
    expect(wrongAt({ head: { ...head, [field]: '  ' } })).toEqual([[`missing.${field}`, `head.${field}`]])
  })

  test('refuses a text in its head that is longer than the field takes', () => {
    const at = (field: keyof Head, length: number) =>
      wrongAt({ head: { ...head, [field]: 'õ'.repeat(length) } })
    expect([at('basis', 20_000), at('extraInfo', 20_000), at('footer', 5_000)]).toEqual([[], [], []])
    expect(at('basis', 20_001)).toEqual([['tooLong', 'head.basis']])
    expect(at('extraInfo', 20_001)).toEqual([['tooLong', 'head.extraInfo']])
    expect(at('footer', 5_001)).toEqual([['tooLong', 'head.footer']])
    expect(at('fundingSource', 101)).toEqual([['tooLong', 'head.fundingSource']])
  })

  test('refuses more rows than the most allowed', () => {
    const rows = Array.from({ length: mostRows + 1 }, (_, at) => row({ key: String(at) }))
    expect(wrongAt({ rows }).map(([code]) => code)).toEqual(['tooManyRows'])
    expect(wrongAt({ rows: rows.slice(1) })).toEqual([])
  })
})

describe('two rows', () => {
  const overlapIn = (kind: Kind, ...rows: Partial<DraftRow>[]) => {
    const form = read({ rows: rows.map((about, at) => row({ key: `r${at + 1}`, ...about })) })
    return overlappingRows(kind, form.read.rows, nameOf).map(({ field }) => field)
  }
  const overlap = (...rows: Partial<DraftRow>[]) => overlapIn(allowance, ...rows)
  const autumn = { paidFrom: '01.09.2026', paidTo: '31.01.2027' }

  test('of one person with a common day are refused', () => {
    expect(overlap(autumn, { paidFrom: '31.01.2027', paidTo: '30.06.2027' })).toEqual(['rows.r2.paidFrom'])
  })
  test('of one person on adjacent days are allowed', () => {
    expect(overlap(autumn, { paidFrom: '01.02.2027', paidTo: '30.06.2027' })).toEqual([])
  })
  test('of one person at two study places are refused for an own-funds allowance and allowed for a grant', () => {
    expect(overlap(autumn, { ...autumn, studyPlaceId: 'p2' })).toEqual(['rows.r2.paidFrom'])
    expect(overlapIn(kinds.GRANT, autumn, { ...autumn, studyPlaceId: 'p2' })).toEqual([])
  })
  test('of two persons may share days', () => {
    expect(overlap(autumn, { ...autumn, learnerId: 'l2', studyPlaceId: 'p2' })).toEqual([])
  })
  test('of one person are refused if one of them has no days', () => {
    expect(overlap(autumn, { paidFrom: '', paidTo: '' })).toEqual(['rows.r2.paidFrom'])
  })
  test('of one person are refused exactly when their periods share a day', () => {
    const period = fc.tuple(someDay, fc.integer({ min: 0, max: 60 }))
    fc.assert(
      fc.property(period, period, ([a, days], [b, more]) => {
        const first = { paidFrom: showDay(a), paidTo: showDay(addDays(a, days)) }
        const second = { paidFrom: showDay(b), paidTo: showDay(addDays(b, more)) }
        const share = a <= addDays(b, more) && b <= addDays(a, days)
        expect(overlap(first, second)).toHaveLength(share ? 1 : 0)
      }),
    )
  })
})

test('a certificate number set in every row is counted on from row to row, and another field is repeated', () => {
  const numbers = (first: string) => [0, 1, 2].map((at) => inEveryRow('certificateNumber', first, at))
  expect(numbers('A 0098/26')).toEqual(['A 0098/26', 'A 0098/27', 'A 0098/28'])
  expect(numbers('D-099')).toEqual(['D-099', 'D-100', 'D-101'])
  expect(numbers('999')).toEqual(['999', '1000', '1001'])
  expect(numbers('99999999999999999999x')[1]).toBe('100000000000000000000x')
  expect(numbers('ilma')).toEqual(['ilma', 'ilma', 'ilma'])
  expect(inEveryRow('reason', 'Omal soovil 1', 2)).toBe('Omal soovil 1')
})

test('every empty field of a row is named before issuing, with the person', () => {
  const empty = row({ paidFrom: '', paidTo: '', monthlyAmount: '', fundingSource: '', bankAccount: '' })
  const missing = incompleteRows(allowance, read({ rows: [empty] }).read.rows, nameOf)
  expect(missing.map(({ code, field }) => [code, field])).toEqual([
    ['missing.paidFrom', 'rows.r1.paidFrom'],
    ['missing.paidTo', 'rows.r1.paidTo'],
    ['missing.monthlyAmount', 'rows.r1.monthlyAmount'],
    ['missing.fundingSource', 'rows.r1.fundingSource'],
    ['missing.bankAccount', 'rows.r1.bankAccount'],
  ])
  expect(missing.every(({ params }) => params?.person === 'Kadri Oja')).toBe(true)
  expect(incompleteRows(allowance, read({ rows: [row()] }).read.rows, nameOf)).toEqual([])
})

describe('typing over a form', () => {
  const saved: DraftForm = { head, rows: [row(), row({ key: 'r2', studyPlaceId: 'p2' })] }

  test('changes what was typed and nothing else', () => {
    const typed: Typed = { head: { footer: 'Jalus' }, rows: { r2: { paidTo: '31.01.2027' } } }
    expect(withTyped(saved, typed)).toEqual({
      head: { ...head, footer: 'Jalus' },
      rows: [saved.rows[0], { ...saved.rows[1], paidTo: '31.01.2027' }],
    })
  })
  test('passes over what was typed in a row that is gone meanwhile', () => {
    expect(withTyped(saved, { rows: { gone: { paidTo: '1' } } })).toEqual(saved)
  })
  test('adds a row once, even if it was saved meanwhile', () => {
    expect(withTyped(saved, { added: [row({ paidTo: '' })] })).toEqual(saved)
  })

  test('gives the same for two typings one after the other as for both merged', () => {
    fc.assert(
      fc.property(someTyping('a'), someTyping('b'), (a, b) => {
        expect(withTyped(saved, mergeTyped(a, b))).toEqual(withTyped(withTyped(saved, a), b))
      }),
    )
  })
  test('gives the same for three typings, whichever two are merged first', () => {
    fc.assert(
      fc.property(someTyping('a'), someTyping('b'), someTyping('c'), (a, b, c) => {
        expect(mergeTyped(mergeTyped(a, b), c)).toEqual(mergeTyped(a, mergeTyped(b, c)))
      }),
    )
  })
})

test('hostile text in any field is read or refused, and nothing is thrown', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '=HYPERLINK("http://x","y")',
      "'; DROP TABLE document; --",
      '<img src=x onerror=alert(1)>',
      '\u202e01.01.2027',
      '\u0000',
      '9'.repeat(400),
      '-0',
      'NaN',
      '1e999',
      '0x10',
      '32.13.9999',
      '__proto__',
    ),
  )
  const hostileRow = fc.record(Object.fromEntries(rowFields.map((field) => [field, hostile])))
  const hostileHead = fc.record(Object.fromEntries(Object.keys(head).map((field) => [field, hostile])))
  fc.assert(
    fc.property(hostileHead, fc.array(hostileRow, { maxLength: 4 }), (typedHead, rows) => {
      const form = {
        head: typedHead as Head,
        rows: rows.map((fields, at) => row({ key: `r${at}`, ...(fields as Record<RowField, string>) })),
      }
      const { read: result, refusals } = readForm(form)
      expect(result.rows).toHaveLength(rows.length)
      for (const each of result.rows) {
        if (each.paidFrom !== null) expect(each.paidFrom).toMatch(/^\d{4}-\d\d-\d\d$/)
        if (each.monthlyAmount !== null) expect(each.monthlyAmount).toMatch(/^\d{1,6}\.\d\d$/)
        const refused = refusals.some(({ field }) => field === `rows.${each.key}.bankAccount`)
        if (!refused) expect(each.bankAccount).toMatch(/^([A-Z]{2}[0-9A-Z]{9,32})?$/)
      }
      overlappingRows(allowance, result.rows, nameOf)
      incompleteRows(allowance, result.rows, nameOf)
    }),
    { numRuns: 500 },
  )
})

/** What one user may have typed in saved rows and in rows of the user's own, and which rows were taken off. */
function someTyping(who: string): fc.Arbitrary<Typed> {
  const keys = ['r1', 'r2', `${who}1`, `${who}2`]
  const text = fc.constantFrom('', '1', 'õ', '01.09.2026')
  const fields = fc.record({ paidFrom: text, bankAccount: text }, { requiredKeys: [] })
  return fc.record(
    {
      head: fc.record({ footer: text, basis: text }, { requiredKeys: [] }),
      rows: fc.dictionary(fc.constantFrom(...keys), fields, { noNullPrototype: true }),
      added: fc.subarray([row({ key: `${who}1`, studyPlaceId: who })]),
      removed: fc.subarray(keys),
    },
    { noNullPrototype: true },
  )
}

test('every day field is the first or the last day of its row, except the last paid day, which belongs to a grant', () => {
  const days = fieldNames.filter((name) => fields[name].as === 'day')
  const boundedBy = days.flatMap((first) =>
    days.flatMap((last) => {
      const typed = { [first]: '01.09.2026', [last]: first === last ? '01.09.2026' : '30.09.2026' }
      const found = daysOf(readValues(typed, 'rows.1', () => undefined))
      return found?.first === first && found.last === last ? [first, last] : []
    }),
  )
  expect([...new Set(boundedBy), 'lastPaidOn'].toSorted()).toEqual(days.toSorted())
})

test('a period that ends before it begins is refused at its last day', () => {
  const refused: string[] = []
  const typed = {
    paidFrom: '02.09.2026',
    paidTo: '01.09.2026',
    leaveFrom: '02.09.2026',
    leaveTo: '01.09.2026',
  }
  readValues(typed, 'rows.1', (code, field) => refused.push(`${code} ${field}`))
  expect(refused).toEqual(['periodReversed rows.1.paidTo', 'periodReversed rows.1.leaveTo'])
})

test.each(fieldNames)(
  'a text too long for %s passes the schema and is refused at the field, unless it is a choice',
  (name) => {
    const text = 'x'.repeat(longestOf(name) + 1)
    const rows = { '00000000-0000-4000-8000-000000000001': { [name]: text } }
    expect(TypedInput.safeParse({ rows }).success).toBe(true)
    const told: string[] = []
    readValues({ [name]: text }, 'rows.1', (code, field) => told.push(`${field} ${code}`))
    const code = { day: 'dayWrong', amount: 'amountWrong', account: 'ibanWrong', choice: null }
    const { as } = fieldOf(name)
    // A choice is looked up in the database, which finds nothing for such a text.
    const expected = as in code ? code[as as keyof typeof code] : 'tooLong'
    expect(told).toEqual(expected ? [`rows.1.${name} ${expected}`] : [])
  },
)
