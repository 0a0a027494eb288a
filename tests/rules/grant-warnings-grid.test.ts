import { describe, expect, test } from 'vitest'
import { causes, endOf } from '@/lib/grants/rules/endings'
import { rulesOf } from '@/lib/grants/rules/clashes'
import type { GrantRule, RowFacts } from '@/lib/grants/rules/facts'
import {
  paidPeriod,
  switchable,
  warningCodes,
  warningsOf,
  type PaidDays,
  type Warning,
} from '@/lib/grants/rules/warnings'
import {
  aGrant,
  hiding,
  ownFundsDirective,
  paidYear,
  someFacts,
  stipendDirective,
} from '../support/grant-facts'

const source = { documentId: 'doc-7', number: '2.1-17/7' }
const attested = (on: '2026-06-12' | '2023-06-12', decision: 'POSITIVE' | 'NEGATIVE' | 'NOT_ATTESTED') => ({
  attestations: [{ id: 'att-9', on, decision }],
})

/** For each warning, facts that cause it and no other. */
const causing: Record<string, Partial<RowFacts>> = {
  ON_LEAVE: { leaves: [{ id: 'leave-1', from: '2027-02-01', to: '2027-06-30', source }] },
  NOT_NOMINAL: { nominalEndOn: '2027-01-31' },
  NOT_FUNDED: { fundings: [{ from: '2024-09-02', to: null, value: 'PAID' }] },
  PART_LOAD: { loads: [{ from: '2024-09-02', to: null, value: 'PART' }] },
  NO_PERSONAL_CODE: { hasPersonalCode: false },
  ATTESTATION_OLD: attested('2023-06-12', 'POSITIVE'),
  ATTESTATION_NEGATIVE: attested('2026-06-12', 'NEGATIVE'),
  NOT_ATTESTED: attested('2026-06-12', 'NOT_ATTESTED'),
  ATTESTATION_MISSING: { attestations: [] },
  CLASHING_GRANT: { grants: [aGrant({ typeCode: 'BASIC_ALLOWANCE' })] },
  OWN_FUNDS_GRANT: { grants: [aGrant()] },
}

/*
 * Written by hand from the seeds "stipend-warnings" and "own-funds-doctoral-allowance": how each warning appears on an
 * own-funds directive and on a stipend directive (- = not at all, ! = in red), what it advises, and whether it is told
 * while the paid days are missing. On an own-funds directive, an own-funds allowance is told in red as DOCTORAL_GRANT.
 */
const grid = `
  ON_LEAVE              warn                  warn             REMOVE_OR_MOVE    -
  NOT_NOMINAL           warn                  warn             REMOVE            -
  NOT_FUNDED            warn                  warn             REMOVE            -
  PART_LOAD             warn                  warn             REMOVE            -
  NO_PERSONAL_CODE      warn                  warn             -                 told
  ATTESTATION_OLD       warn                  warn             REMOVE_FLAGGED    -
  ATTESTATION_NEGATIVE  warn                  warn             REMOVE_FLAGGED    told
  NOT_ATTESTED          warn                  warn             REMOVE_FLAGGED    told
  ATTESTATION_MISSING   warn                  warn             REMOVE_FLAGGED    -
  CLASHING_GRANT        -                     warn             REMOVE            -
  OWN_FUNDS_GRANT       DOCTORAL_GRANT!       warn             REMOVE            -
`
const lines = grid
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/) as [string, string, string, string, string])

describe.each(lines)('the warning %s', (code, onOwnFunds, onStipend, advice, withoutDays) => {
  const stipend = stipendDirective('DOCTORAL_ALLOWANCE')
  const facts = someFacts(causing[code])
  const shown = ({ code: said, tone, advice: advised, hint }: Warning) => [said, tone, advised ?? '-', hint]
  const expected = (cell: string) => {
    if (cell === '-') return []
    const [said, tone] = cell === 'warn' ? [code, 'WARN'] : [cell.slice(0, -1), 'STOP']
    return [[said, tone, advice, code === 'CLASHING_GRANT' ? 'WRONG_PERSON' : null]]
  }

  test('is told on each directive with the tone and the advice of the grid', () => {
    expect(warningsOf(paidYear, facts, ownFundsDirective()).map(shown)).toEqual(expected(onOwnFunds))
    expect(warningsOf(paidYear, facts, stipend).map(shown)).toEqual(expected(onStipend))
  })

  test.each([
    ['missing', { paidFrom: null, paidTo: null }],
    ['missing at the beginning', { paidFrom: null, paidTo: '2027-08-31' }],
    ['missing at the end', { paidFrom: '2026-09-01', paidTo: null }],
    ['reversed', { paidFrom: '2027-08-31', paidTo: '2026-09-01' }],
  ] as [string, PaidDays][])('is told as the grid says if the paid days are %s', (_, row) => {
    const told = warningsOf(row, facts, stipend)
    expect(told.map((warning) => warning.code)).toEqual(withoutDays === 'told' ? [code] : [])
  })
})

test('paid days make a period of one day or more, unless they are missing or reversed', () => {
  const day = { paidFrom: '2026-09-01', paidTo: '2026-09-01' } as const
  expect(paidPeriod(day)).toEqual({ from: day.paidFrom, to: day.paidTo })
  expect(paidPeriod({ ...day, paidTo: '2026-08-31' })).toBeNull()
  expect(paidPeriod({ ...day, paidTo: null })).toBeNull()
  expect(paidPeriod({ ...day, paidFrom: null })).toBeNull()
})

describe('what an office may switch off', () => {
  test('is every warning of the directive except the one that goes with a refusal', () => {
    const ofBoth = lines.flatMap(([code, onOwnFunds]) => (onOwnFunds === 'warn' ? [code] : []))
    expect(switchable('OWN_FUNDS')).toEqual(ofBoth)
    expect(switchable('STIPEND')).toEqual([...ofBoth, 'CLASHING_GRANT', 'OWN_FUNDS_GRANT'])
    expect(warningCodes).toEqual([...switchable('STIPEND'), 'DOCTORAL_GRANT'])
  })

  test('follows the own-funds rules for the own-funds allowance, and the stipend rules for any other type', () => {
    expect(rulesOf('DOCTORAL_ALLOWANCE_OWN_FUNDS')).toBe('OWN_FUNDS')
    for (const type of ['DOCTORAL_ALLOWANCE', 'PERFORMANCE', 'IT_ACADEMY'])
      expect(rulesOf(type)).toBe('STIPEND')
  })
})

describe('only a rule of the right sort', () => {
  const always = { validFrom: '2000-01-01', validTo: null } as const
  const rule = (sort: GrantRule['rule'], code: string): GrantRule => ({
    rule: sort,
    given: 'DOCTORAL_ALLOWANCE',
    code,
    ...always,
  })

  test('hides a warning with its code', () => {
    const told = (rules: GrantRule[]) =>
      warningsOf(
        paidYear,
        someFacts(causing.NO_PERSONAL_CODE),
        stipendDirective('DOCTORAL_ALLOWANCE', { rules }),
      )
    expect(told([rule('OUTLASTS', 'NO_PERSONAL_CODE'), rule('CLASHES', 'NO_PERSONAL_CODE')])).toHaveLength(1)
    expect(told(hiding('DOCTORAL_ALLOWANCE', 'NO_PERSONAL_CODE'))).toEqual([])
  })

  test('makes grants of its types clash', () => {
    const told = (rules: GrantRule[]) =>
      warningsOf(
        paidYear,
        someFacts(causing.CLASHING_GRANT),
        stipendDirective('DOCTORAL_ALLOWANCE', { rules }),
      )
    expect(told([rule('HIDES', 'BASIC_ALLOWANCE'), rule('OUTLASTS', 'BASIC_ALLOWANCE')])).toEqual([])
    expect(told([rule('CLASHES', 'BASIC_ALLOWANCE')])).toHaveLength(1)
  })

  test('lets a grant outlast an event of its cause', () => {
    const given = { from: '2026-09-01', to: '2027-08-31' } as const
    const left = (rules: GrantRule[]) => endOf({ cause: 'EXMATRICULATION', on: '2027-02-01' }, given, rules)
    expect(left([rule('HIDES', 'EXMATRICULATION'), rule('CLASHES', 'EXMATRICULATION')])).toBe('2027-01-31')
    expect(left([rule('OUTLASTS', 'EXMATRICULATION')])).toBeNull()
  })
})

test('an office may switch off three causes that end payment: leave, exmatriculation and a change of the study place', () => {
  expect(causes).toEqual(['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE'])
})
