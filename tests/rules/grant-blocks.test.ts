import { describe, expect, test } from 'vitest'
import { blocksOf } from '@/lib/grants/rules/blocks'
import type { GrantFact, OtherDocument, RowFacts } from '@/lib/grants/rules/facts'
import { notesOf } from '@/lib/grants/rules/notes'
import type { PaidDays } from '@/lib/grants/rules/warnings'
import { shown } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { aGrant, paidYear, someFacts } from '../support/grant-facts'

const row = (grants: GrantFact[], days: PaidDays = paidYear) => ({
  key: 'r1',
  person: 'Rasmus Kuusk',
  facts: { grants },
  ...days,
})

describe('an own-funds directive', () => {
  test('is blocked by a doctoral allowance from either source that shares a day, and names its source, days and document', () => {
    const state = aGrant({
      id: 'state',
      typeCode: 'DOCTORAL_ALLOWANCE',
      typeName: 'riigi oma',
      to: '2026-09-01',
    })
    expect(
      blocksOf(
        [
          row([
            aGrant(),
            { ...state, fundingSource: '', source: { imported: { number: '5-2', on: '2026-01-02' } } },
          ]),
        ],
        'OWN_FUNDS',
      ),
    ).toEqual([
      {
        code: 'doctoralGrantInPeriod',
        params: {
          person: 'Rasmus Kuusk',
          type: 'doktoranditoetus struktuuriüksuse omavahenditest',
          fundingSource: 'HLOOM',
          from: '2026-01-01',
          to: '2026-12-31',
          document: '2.1-17/98',
        },
        field: 'rows.r1.paidFrom',
        subject: { kind: 'document', id: 'doc-1' },
      },
      {
        code: 'doctoralGrantInPeriod',
        params: {
          person: 'Rasmus Kuusk',
          type: 'riigi oma',
          fundingSource: '–',
          from: '2026-01-01',
          to: '2026-09-01',
          document: '5-2',
        },
        field: 'rows.r1.paidFrom',
        subject: { kind: 'grant', id: 'state' },
      },
    ])
  })

  test('is not blocked by an adjacent or void allowance, nor by a grant of another type', () => {
    const others = [
      aGrant({ to: '2026-08-31' }),
      aGrant({ from: '2027-09-01', to: '2028-08-31' }),
      aGrant({ from: '2026-10-01', to: '2026-09-30' }),
      aGrant({ typeCode: 'PERFORMANCE' }),
    ]
    expect(blocksOf([row(others)], 'OWN_FUNDS')).toEqual([])
  })

  test('is not blocked by a row without days, which is refused for that', () => {
    expect(blocksOf([row([aGrant()], { paidFrom: '2026-09-01', paidTo: null })], 'OWN_FUNDS')).toEqual([])
  })

  test('is blocked by each row whose person has such an allowance', () => {
    expect(
      blocksOf([row([aGrant()]), { ...row([aGrant()]), key: 'r2' }], 'OWN_FUNDS').map(({ field }) => field),
    ).toEqual(['rows.r1.paidFrom', 'rows.r2.paidFrom'])
  })
})

test('a stipend directive is not blocked by a doctoral allowance', () => {
  expect(blocksOf([row([aGrant()])], 'STIPEND')).toEqual([])
})

describe('the same person on another document', () => {
  const other = (about: Partial<OtherDocument> = {}): OtherDocument => ({
    id: 'doc-2',
    number: null,
    kindLabel: 'tulemusstipendium',
    visible: true,
    from: '2027-08-31',
    to: '2028-08-31',
    ...about,
  })
  const notes = (...otherDocuments: OtherDocument[]) => notesOf(paidYear, someFacts({ otherDocuments }))

  test('is noted with kind, number and link for those who may see that document', () => {
    expect(notes(other({ number: '2.1-17/9' }))).toEqual([
      {
        code: 'ELSEWHERE_NUMBERED',
        params: { kind: 'tulemusstipendium', number: '2.1-17/9' },
        documentId: 'doc-2',
      },
    ])
    expect(notes(other())).toEqual([
      { code: 'ELSEWHERE_NAMED', params: { kind: 'tulemusstipendium' }, documentId: 'doc-2' },
    ])
  })

  test('is noted for the others without saying which document that is', () => {
    expect(notes(other({ visible: false, number: '2.1-17/9' }))).toEqual([
      { code: 'ELSEWHERE', params: {}, documentId: null },
    ])
  })

  test('is noted once for each document, and only if days are common', () => {
    expect(notes(other(), other({ from: '2026-10-01', to: '2026-10-31' }))).toHaveLength(1)
    expect(notes(other({ from: '2027-09-01' }))).toEqual([])
  })

  test('is noted while the days there are not filled in yet, but not while our own are missing', () => {
    expect(notes(other({ from: null, to: null }))).toHaveLength(1)
    expect(notes(other({ from: null, to: '2026-08-31' }))).toEqual([])
    expect(notesOf({ paidFrom: null, paidTo: null }, someFacts({ otherDocuments: [other()] }))).toEqual([])
  })
})

describe('a fact that is not known', () => {
  const codes = (facts: Partial<RowFacts>) =>
    notesOf(paidYear, someFacts(facts)).map(({ code, params }) => [code, ...Object.values(params)])

  test('before its first term brings a note with the day from which it is known', () => {
    expect(codes({ fundings: [{ from: '2026-10-01', to: null, value: 'FREE' }] })).toEqual([
      ['FUNDING_UNKNOWN_BEFORE', '2026-10-01'],
    ])
    expect(codes({ loads: [{ from: '2026-10-01', to: null, value: 'PART' }] })).toEqual([
      ['LOAD_UNKNOWN_BEFORE', '2026-10-01'],
    ])
  })

  test('for other days brings a note with these days, and a known fact brings none', () => {
    expect(codes({ fundings: [] })).toEqual([['FUNDING_UNKNOWN', '2026-09-01', '2027-08-31']])
    expect(codes({ loads: [{ from: '2026-09-01', to: '2027-01-31', value: 'FULL' }] })).toEqual([
      ['LOAD_UNKNOWN', '2027-02-01', '2027-08-31'],
    ])
    expect(codes({ nominalEndOn: null })).toEqual([['NOMINAL_END_UNKNOWN']])
    expect(codes({})).toEqual([])
  })

  test('has its note in both languages', () => {
    for (const locale of ['et', 'en'] as const)
      for (const code of ['FUNDING_UNKNOWN_BEFORE', 'LOAD_UNKNOWN', 'NOMINAL_END_UNKNOWN'] as const)
        expect(sayIn(locale)(`warnings.note.${code}`, { on: 'x', from: 'x', to: 'x' })).not.toContain(code)
    expect(sayIn('et')('warnings.note.FUNDING_UNKNOWN_BEFORE', shown({ on: '2026-09-01' }))).toBe(
      'õppekoha liik ei ole enne 01.09.2026 teada',
    )
  })
})
