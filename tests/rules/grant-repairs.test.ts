import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowFacts, RuleContext } from '@/lib/grants/rules/facts'
import { repairsOf } from '@/lib/grants/rules/repairs'
import { warningsOf, type WarningCode } from '@/lib/grants/rules/warnings'
import type { OpenPeriod, Period } from '@/lib/shared/dates'
import { someOpenPeriod, somePeriod } from '../support/days'
import { aGrant, ownFundsDirective, paidYear, someFacts, stipendDirective } from '../support/grant-facts'

const paid: Period = { from: paidYear.paidFrom, to: paidYear.paidTo }

function repairs(about: Partial<RowFacts>, context: RuleContext = ownFundsDirective()) {
  return warningsOf(paidYear, someFacts(about), context).map((warning) => repairsOf(warning, paid))
}

const onLeave = (leave: Period): Partial<RowFacts> => ({ leaves: [{ id: 'leave-1', ...leave, source: {} }] })

describe('the repairs of a warning', () => {
  test('for a leave in the middle are an earlier end, a later start or two rows, besides keeping and removing', () => {
    expect(repairs(onLeave({ from: '2026-10-01', to: '2026-10-31' }))).toEqual([
      [
        {
          act: 'TRIM_END',
          params: { until: '2026-09-30' },
          periods: [{ from: '2026-09-01', to: '2026-09-30' }],
        },
        {
          act: 'TRIM_START',
          params: { from: '2026-11-01' },
          periods: [{ from: '2026-11-01', to: '2027-08-31' }],
        },
        {
          act: 'SPLIT',
          params: {},
          periods: [
            { from: '2026-09-01', to: '2026-09-30' },
            { from: '2026-11-01', to: '2027-08-31' },
          ],
        },
        { act: 'KEEP_WITH_REASON', params: {}, periods: [] },
        { act: 'REMOVE', params: {}, periods: [] },
      ],
    ])
  })

  const acts = (about: Partial<RowFacts>, context?: RuleContext) =>
    repairs(about, context).map((row) => row.map(({ act }) => act))

  test('for a leave at the start offer only a later start, and for one at the end only an earlier end', () => {
    expect(acts(onLeave({ from: '2026-03-01', to: '2026-10-31' }))).toEqual([
      ['TRIM_START', 'KEEP_WITH_REASON', 'REMOVE'],
    ])
    expect(acts(onLeave({ from: '2027-06-01', to: '2027-08-31' }))).toEqual([
      ['TRIM_END', 'KEEP_WITH_REASON', 'REMOVE'],
    ])
  })

  test('for a leave over the whole period change no days', () => {
    expect(acts(onLeave({ from: '2026-09-01', to: '2027-08-31' }))).toEqual([['KEEP_WITH_REASON', 'REMOVE']])
  })

  test('offer no split where three good stretches would remain', () => {
    const loads = [
      { from: '2026-10-01', to: '2026-10-31', value: 'PART' },
      { from: '2027-02-01', to: '2027-02-28', value: 'PART' },
    ] satisfies RowFacts['loads']
    expect(acts({ loads })).toEqual([['TRIM_END', 'TRIM_START', 'KEEP_WITH_REASON', 'REMOVE']])
  })

  test('let a missing personal code be marked as checked, and an old attestation only be kept or removed', () => {
    expect(acts({ hasPersonalCode: false })).toEqual([['MARK_CHECKED', 'KEEP_WITH_REASON', 'REMOVE']])
    expect(acts({ attestations: [{ id: 'a', on: '2016-06-12', decision: 'POSITIVE' }] })).toEqual([
      ['KEEP_WITH_REASON', 'REMOVE'],
    ])
  })

  test('don’t let the warning that goes with a block be kept with a reason', () => {
    expect(acts({ grants: [aGrant({ to: '2026-12-31' })] })).toEqual([['REMOVE', 'TRIM_START']])
  })

  test('begin with removal if the person looks like the wrong one', () => {
    const grants = [aGrant({ typeCode: 'PERFORMANCE', to: '2026-12-31' })]
    expect(acts({ grants }, stipendDirective('PERFORMANCE'))).toEqual([
      ['REMOVE', 'TRIM_START', 'KEEP_WITH_REASON'],
    ])
  })

  test('change no days if the paid days are missing', () => {
    const [warning] = warningsOf(
      paidYear,
      someFacts(onLeave({ from: '2026-10-01', to: '2026-10-31' })),
      ownFundsDirective(),
    )
    expect(repairsOf(warning!, null).map(({ act }) => act)).toEqual(['KEEP_WITH_REASON', 'REMOVE'])
  })
})

describe('every mended period', () => {
  const about: Record<string, (spells: OpenPeriod[]) => Partial<RowFacts>> = {
    NOT_NOMINAL: (spells) => ({
      nominalEndOn: null,
      extensions: spells.map((spell) => ({ ...spell, source: {} })),
    }),
    NOT_FUNDED: (spells) => ({ fundings: spells.map((spell) => ({ ...spell, value: 'PAID' })) }),
    PART_LOAD: (spells) => ({ loads: spells.map((spell) => ({ ...spell, value: 'PART' })) }),
    ON_LEAVE: (spells) => ({
      leaves: spells.map(({ from, to }, id) => ({ id: `${id}`, from, to: to ?? from, source: {} })),
    }),
    DOCTORAL_GRANT: (spells) => ({
      grants: spells.map(({ from, to }, id) => aGrant({ id: `${id}`, from, to: to ?? from })),
    }),
  }

  test.each(Object.keys(about) as WarningCode[])(
    'lies within the old one and no longer has the %s that it mends',
    (code) => {
      fc.assert(
        fc.property(
          somePeriod,
          fc.array(someOpenPeriod, { minLength: 1, maxLength: 3 }),
          (period, spells) => {
            const facts = someFacts({ nominalEndOn: null, ...about[code]!(spells) })
            const found = (row: Period) =>
              warningsOf({ paidFrom: row.from, paidTo: row.to }, facts, ownFundsDirective()).filter(
                (one) => one.code === code,
              )
            for (const warning of found(period)) {
              for (const mended of repairsOf(warning, period).flatMap(({ periods }) => periods)) {
                expect(mended.from <= mended.to && period.from <= mended.from && mended.to <= period.to).toBe(
                  true,
                )
                expect(found(mended).map((one) => one.evidence?.id ?? null)).not.toContain(
                  warning.evidence?.id ?? null,
                )
              }
            }
          },
        ),
      )
    },
  )
})
