import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellOf } from '@/lib/grants/rules/clashes'
import { endedRules, lasting, planned, switched } from '@/lib/grants/rules/dated-rules'
import type { GrantRule, RuleContext } from '@/lib/grants/rules/facts'
import { rulesDiffer, trialOf, withCells, withoutWarnings, type GivenRow } from '@/lib/grants/rules/trial'
import type { Day } from '@/lib/shared/dates'
import { aGrant, hiding, paidYear, someFacts, stipendDirective } from '../support/grant-facts'

const row: GivenRow = {
  ...paidYear,
  documentId: 'doc-7',
  studyPlaceId: 'place-1',
  typeCode: 'PERFORMANCE',
}
const performance = stipendDirective('PERFORMANCE')
const basic = aGrant({ typeCode: 'BASIC_ALLOWANCE', typeName: 'põhitoetus' })
const cell = 'PERFORMANCE:BASIC_ALLOWANCE'

const trial = (
  facts: Parameters<typeof someFacts>[0],
  then: RuleContext,
  now: RuleContext = performance,
  rows: GivenRow[] = [row],
) =>
  trialOf(rows, new Map([['place-1', someFacts(facts)]]), {
    now: new Map([['PERFORMANCE', now]]),
    then: new Map([['PERFORMANCE', then]]),
  })

describe('a trial', () => {
  test('shows a row that a switched-on cell would have warned about, with its warnings now and then', () => {
    const [differing] = trial({ grants: [basic] }, withCells(performance, { on: [cell], off: [] }))
    expect(differing).toMatchObject({ row, now: [], added: 1, gone: 0 })
    expect(differing!.then.map(({ code }) => code)).toEqual(['CLASHING_GRANT'])
  })

  test('shows a row that a switched-off cell would no longer have warned about', () => {
    const own = aGrant({ typeCode: 'PERFORMANCE', typeName: 'tulemusstipendium' })
    const without = withCells(performance, { on: [], off: ['PERFORMANCE:PERFORMANCE'] })
    expect(trial({ grants: [own] }, without)).toMatchObject([{ then: [], added: 0, gone: 1 }])
  })

  test('shows a row whose warning would have been hidden, and not one with other warnings', () => {
    const then = withoutWarnings(performance, ['PART_LOAD'])
    const part = [{ from: '2024-09-02' as Day, to: null, value: 'PART' as const }]
    expect(trial({ loads: part }, then)).toMatchObject([{ gone: 1, added: 0 }])
    expect(trial({ hasPersonalCode: false }, then)).toEqual([])
  })

  test('leaves out grants of the row’s own document, but not those of another', () => {
    const then = withCells(performance, { on: ['PERFORMANCE:BASIC_ALLOWANCE'], off: [] })
    const gave = (documentId: string) => ({ ...basic, source: { documentId } })
    expect(trial({ grants: [gave('doc-7')] }, then)).toEqual([])
    expect(trial({ grants: [gave('doc-8')] }, then)).toHaveLength(1)
  })

  test('tries a cell for all days, even those before the rule in force began', () => {
    const later: RuleContext = {
      ...performance,
      rules: [
        {
          rule: 'CLASHES',
          given: 'PERFORMANCE',
          code: 'BASIC_ALLOWANCE',
          validFrom: '2026-11-01',
          validTo: null,
        },
      ],
    }
    expect(trial({ grants: [basic] }, withCells(later, { on: [cell], off: [] }), later)).toHaveLength(1)
  })

  test('shows no row if nothing was switched, whatever the facts', () => {
    const types = ['BASIC_ALLOWANCE', 'PERFORMANCE', 'IT_ACADEMY', 'DOCTORAL_ALLOWANCE_OWN_FUNDS']
    const grants = fc.array(fc.constantFrom(...types).map((typeCode) => aGrant({ typeCode })))
    fc.assert(
      fc.property(grants, fc.boolean(), (given, hasPersonalCode) => {
        const same = withCells(performance, { on: [], off: [] })
        expect(trial({ grants: given, hasPersonalCode }, same)).toEqual([])
      }),
    )
  })

  test('passes over a row whose study place is unknown', () => {
    const then = withoutWarnings(performance, ['PART_LOAD'])
    expect(trial({}, then, performance, [{ ...row, studyPlaceId: 'elsewhere' }])).toEqual([])
  })
})

const rule = (validFrom: Day, validTo: Day | null = null): GrantRule & { id: string } => ({
  id: validFrom,
  rule: 'CLASHES',
  given: 'PERFORMANCE',
  code: 'BASIC_ALLOWANCE',
  validFrom,
  validTo,
})
const today: Day = '2026-11-21'

describe('a switched cell', () => {
  test('is one that differs from its value after all planned changes', () => {
    const rules = [rule('2015-01-01', '2026-12-31')]
    expect([...lasting(rules, cellOf)]).toEqual([])
    expect(switched(rules, new Set([cell]), cellOf)).toEqual({ on: [cell], off: [] })
    expect(switched([rule('2027-01-01')], new Set(), cellOf)).toEqual({ on: [], off: [cell] })
    expect(switched([rule('2027-01-01')], new Set([cell]), cellOf)).toEqual({ on: [], off: [] })
  })

  const ids = (rules: { id: string }[]) => rules.map(({ id }) => id)
  const off = { on: [], off: [cell] }

  test('ends its rule on the day before, so that past days keep it', () => {
    const { ended, lastDay, dropped } = endedRules([rule('2015-01-01')], off, cellOf, '2026-12-01', today)
    expect([ids(ended), lastDay, ids(dropped)]).toEqual([['2015-01-01'], '2026-11-30', []])
  })

  test('keeps a rule that has been in force, even if it began today', () => {
    const { ended, lastDay, dropped } = endedRules([rule(today)], off, cellOf, today, today)
    expect([ids(ended), lastDay, ids(dropped)]).toEqual([[today], '2026-11-20', []])
  })

  test('drops a planned rule that never begins, and shortens one that begins before the day', () => {
    const rules = [rule('2026-12-01', '2026-12-31'), rule('2027-01-01')]
    const { ended, dropped } = endedRules(rules, off, cellOf, '2026-12-15', today)
    expect([ids(ended), ids(dropped)]).toEqual([['2026-12-01'], ['2027-01-01']])
  })

  test('is planned until its last change has come', () => {
    const on = (day: Day, ...rules: GrantRule[]) => [...planned(rules, cellOf, day).keys()]
    expect(on(today, rule('2026-11-22'))).toEqual([cell])
    expect(on(today, rule(today))).toEqual([])
    expect(on(today, rule('2015-01-01', today))).toEqual([cell])
    expect(on(today, rule('2015-01-01', '2026-11-20'))).toEqual([])
  })

  test('leaves alone rules that ended before the day, and other cells', () => {
    const other = { ...rule('2015-01-01'), code: 'IT_ACADEMY' }
    const { ended, dropped } = endedRules(
      [rule('2015-01-01', '2026-11-30'), other],
      off,
      cellOf,
      '2026-12-01',
      today,
    )
    expect([ended, dropped]).toEqual([[], []])
  })
})

describe('the difference between two sets of rules', () => {
  test('is nothing if they are the same', () => {
    expect(rulesDiffer(performance, { ...performance, rules: [...performance.rules] })).toEqual([])
  })

  test('names each type or warning with its days then and now, and the contact', () => {
    const now: RuleContext = {
      ...performance,
      rules: hiding('PERFORMANCE', 'PART_LOAD').map((each) =>
        each.given === 'PERFORMANCE' && each.rule === 'CLASHES' ? { ...each, validTo: '2026-11-30' } : each,
      ),
      visaContact: 'viisa@ylikool.example',
    }
    expect(rulesDiffer({ ...performance, rules: hiding('PERFORMANCE', 'ON_LEAVE') }, now)).toEqual([
      {
        what: 'CLASHES',
        code: 'PERFORMANCE',
        was: [{ from: '2000-01-01', to: null }],
        is: [{ from: '2000-01-01', to: '2026-11-30' }],
      },
      { what: 'HIDES', code: 'ON_LEAVE', was: [{ from: '2000-01-01', to: null }], is: [] },
      { what: 'HIDES', code: 'PART_LOAD', was: [], is: [{ from: '2000-01-01', to: null }] },
      { what: 'CONTACT', was: 'studentvisasupport@ut.ee', is: 'viisa@ylikool.example' },
    ])
  })

  test('is nothing for a rule that held on no day', () => {
    const now = {
      ...performance,
      rules: [
        ...performance.rules,
        { ...rule('2026-11-21', '2026-11-20'), code: 'IT_ACADEMY' },
        { ...rule('2026-11-21', '2026-11-20'), rule: 'HIDES' as const, code: 'PART_LOAD' },
      ],
    }
    expect(rulesDiffer(performance, now)).toEqual([])
  })
})
