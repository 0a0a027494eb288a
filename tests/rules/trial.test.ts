import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endedRules, lastingCells, switchedCells } from '@/lib/grants/clashes'
import type { ClashRule, RuleContext } from '@/lib/grants/facts'
import { rulesDiffer, trialOf, withCells, type GivenRow } from '@/lib/grants/trial'
import type { Day } from '@/lib/shared/dates'
import { aGrant, paidYear, someFacts, stipendDirective } from '../support/grant-facts'

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

  test('shows a row whose warning would have been hidden, and none whose others stay', () => {
    const then = { ...performance, warningsOff: ['PART_LOAD'] }
    const part = [{ from: '2024-09-02' as Day, to: null, value: 'PART' as const }]
    expect(trial({ loads: part }, then)).toMatchObject([{ gone: 1, added: 0 }])
    expect(trial({ hasPersonalCode: false }, then)).toEqual([])
  })

  test('leaves out what the row’s own document gave, and nothing that another one gave', () => {
    const then = withCells(performance, { on: ['PERFORMANCE:BASIC_ALLOWANCE'], off: [] })
    const gave = (documentId: string) => ({ ...basic, source: { documentId } })
    expect(trial({ grants: [gave('doc-7')] }, then)).toEqual([])
    expect(trial({ grants: [gave('doc-8')] }, then)).toHaveLength(1)
  })

  test('tries a cell for all days, also those before the rule in force began', () => {
    const later: RuleContext = {
      ...performance,
      clashRules: [
        { given: 'PERFORMANCE', existing: 'BASIC_ALLOWANCE', validFrom: '2026-11-01', validTo: null },
      ],
    }
    expect(trial({ grants: [basic] }, withCells(later, { on: [cell], off: [] }), later)).toHaveLength(1)
  })

  test('never shows a row where nothing was changed, whatever the facts', () => {
    const types = ['BASIC_ALLOWANCE', 'PERFORMANCE', 'IT_ACADEMY', 'DOCTORAL_ALLOWANCE_OWN_FUNDS']
    const grants = fc.array(fc.constantFrom(...types).map((typeCode) => aGrant({ typeCode })))
    fc.assert(
      fc.property(grants, fc.boolean(), (given, hasPersonalCode) => {
        const same = withCells(performance, { on: [], off: [] })
        expect(trial({ grants: given, hasPersonalCode }, same)).toEqual([])
      }),
    )
  })

  test('passes over a row of whose study place nothing is known', () => {
    const then = { ...performance, warningsOff: ['PART_LOAD'] }
    expect(trial({}, then, performance, [{ ...row, studyPlaceId: 'elsewhere' }])).toEqual([])
  })
})

const rule = (validFrom: Day, validTo: Day | null = null): ClashRule & { id: string } => ({
  ...{ id: validFrom, given: 'PERFORMANCE', existing: 'BASIC_ALLOWANCE' },
  ...{ validFrom, validTo },
})
const today: Day = '2026-11-21'

describe('a switched cell', () => {
  test('is one that stands otherwise than when all planned has come', () => {
    const rules = [rule('2015-01-01', '2026-12-31')]
    expect([...lastingCells(rules)]).toEqual([])
    expect(switchedCells(rules, new Set([cell]))).toEqual({ on: [cell], off: [] })
    expect(switchedCells([rule('2027-01-01')], new Set())).toEqual({ on: [], off: [cell] })
    expect(switchedCells([rule('2027-01-01')], new Set([cell]))).toEqual({ on: [], off: [] })
  })

  const ids = (rules: { id: string }[]) => rules.map(({ id }) => id)
  const off = { on: [], off: [cell] }

  test('ends on the day before, and the days that have passed keep what held', () => {
    const { ended, lastDay, dropped } = endedRules([rule('2015-01-01')], off, '2026-12-01', today)
    expect([ids(ended), lastDay, ids(dropped)]).toEqual([['2015-01-01'], '2026-11-30', []])
  })

  test('never loses a rule that has been in force, even one that began today', () => {
    const { ended, lastDay, dropped } = endedRules([rule(today)], off, today, today)
    expect([ids(ended), lastDay, ids(dropped)]).toEqual([[today], '2026-11-20', []])
  })

  test('loses a planned rule that never comes, and shortens one that comes before', () => {
    const rules = [rule('2026-12-01', '2026-12-31'), rule('2027-01-01')]
    const { ended, dropped } = endedRules(rules, off, '2026-12-15', today)
    expect([ids(ended), ids(dropped)]).toEqual([['2026-12-01'], ['2027-01-01']])
  })

  test('leaves what ended before the day, and other cells, alone', () => {
    const other = { ...rule('2015-01-01'), existing: 'IT_ACADEMY' }
    const { ended, dropped } = endedRules([rule('2015-01-01', '2026-11-30'), other], off, '2026-12-01', today)
    expect([ended, dropped]).toEqual([[], []])
  })
})

describe('the difference between two sets of rules', () => {
  test('is nothing between the same', () => {
    expect(rulesDiffer(performance, { ...performance, clashRules: [...performance.clashRules] })).toEqual([])
  })

  test('names the type with the days then and now, the warning and the contact', () => {
    const now: RuleContext = {
      ...performance,
      clashRules: performance.clashRules.map((each) =>
        each.given === 'PERFORMANCE' ? { ...each, validTo: '2026-11-30' } : each,
      ),
      warningsOff: ['PART_LOAD'],
      visaContact: 'viisa@ylikool.example',
    }
    expect(rulesDiffer({ ...performance, warningsOff: ['ON_LEAVE'] }, now)).toEqual([
      {
        what: 'CLASH',
        existing: 'PERFORMANCE',
        was: [{ from: '2000-01-01', to: null }],
        is: [{ from: '2000-01-01', to: '2026-11-30' }],
      },
      { what: 'WARNING', code: 'ON_LEAVE', shown: true },
      { what: 'WARNING', code: 'PART_LOAD', shown: false },
      { what: 'CONTACT', was: 'studentvisasupport@ut.ee', is: 'viisa@ylikool.example' },
    ])
  })

  test('is none where a rule without a day came and went', () => {
    const now = {
      ...performance,
      clashRules: [
        ...performance.clashRules,
        {
          given: 'PERFORMANCE',
          existing: 'IT_ACADEMY',
          validFrom: '2026-11-21' as Day,
          validTo: '2026-11-20' as Day,
        },
      ],
    }
    expect(rulesDiffer(performance, now)).toEqual([])
  })
})
