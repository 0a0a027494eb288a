import { describe, expect, test } from 'vitest'
import type { Attestation, RowFacts } from '@/lib/grants/rules/facts'
import { warningsOf } from '@/lib/grants/rules/warnings'
import type { Day } from '@/lib/shared/dates'
import {
  academicYears,
  ownFundsDirective,
  paidYear,
  someFacts,
  stipendDirective,
} from '../support/grant-facts'

const attested = (on: Day, decision: Attestation['decision'] = 'POSITIVE', id = 'att-1'): Attestation => ({
  id,
  on,
  decision,
})

function codes(attestations: Attestation[], about: Partial<RowFacts> = {}, years = academicYears) {
  return warningsOf(
    paidYear,
    someFacts({ attestations, ...about }),
    ownFundsDirective({ academicYears: years }),
  ).map(({ code }) => code)
}

describe('a positive last attestation', () => {
  test('of the academic year of the first paid day or the one before it is fresh', () => {
    expect(codes([attested('2026-09-01')])).toEqual([])
    expect(codes([attested('2026-06-12')])).toEqual([])
    expect(codes([attested('2025-09-01')])).toEqual([])
  })

  test('of any day before that is old', () => {
    expect(codes([attested('2025-08-31')])).toEqual(['ATTESTATION_OLD'])
    expect(codes([attested('2016-06-12')])).toEqual(['ATTESTATION_OLD'])
  })

  test('of a later academic year than the first paid day is fresh', () => {
    expect(codes([attested('2027-09-15')])).toEqual([])
    expect(codes([attested('2040-01-01')])).toEqual([])
  })

  test('is judged by the first paid day, on both sides of the turn of the academic year', () => {
    const facts = someFacts({ attestations: [attested('2025-06-12')] })
    const from = (paidFrom: Day) =>
      warningsOf({ paidFrom, paidTo: '2027-08-31' }, facts, ownFundsDirective()).map(({ code }) => code)
    expect(from('2026-08-30')).toEqual([])
    expect(from('2026-08-31')).toEqual(['ATTESTATION_OLD'])
  })

  test('from before the first paid day counts as old unless the academic years on record show it to be fresh', () => {
    expect(codes([attested('2026-06-12')], {}, [])).toEqual(['ATTESTATION_OLD'])
    expect(codes([attested('2026-09-01')], {}, [])).toEqual([])
    const firstYearOnly = academicYears.filter(({ label }) => label === '2026/2027')
    expect(codes([attested('2026-08-31')], {}, firstYearOnly)).toEqual([])
    expect(codes([attested('2026-08-30')], {}, firstYearOnly)).toEqual(['ATTESTATION_OLD'])
  })
})

describe('the last attestation', () => {
  test('warns if it is negative or not attested, however fresh', () => {
    expect(codes([attested('2026-08-31', 'NEGATIVE')])).toEqual(['ATTESTATION_NEGATIVE'])
    expect(codes([attested('2016-06-12', 'NEGATIVE')])).toEqual(['ATTESTATION_NEGATIVE'])
    expect(codes([attested('2026-08-31', 'NOT_ATTESTED')])).toEqual(['NOT_ATTESTED'])
    expect(codes([attested('2016-06-12', 'NOT_ATTESTED')])).toEqual(['NOT_ATTESTED'])
  })

  test('is the one with the last day, wherever it stands in the list', () => {
    const negativeThenPositive = [attested('2025-10-01', 'NEGATIVE'), attested('2026-06-12')]
    expect(codes(negativeThenPositive)).toEqual([])
    expect(codes(negativeThenPositive.toReversed())).toEqual([])
    expect(codes([attested('2026-06-12'), attested('2026-06-13', 'NOT_ATTESTED')])).toEqual(['NOT_ATTESTED'])
  })

  test('is judged alike for somebody on leave', () => {
    const leaves = [
      { id: 'leave-1', from: '2025-09-01', to: '2026-08-31', source: {} },
    ] satisfies RowFacts['leaves']
    expect(codes([attested('2025-08-31')], { leaves })).toEqual(['ATTESTATION_OLD'])
  })

  test('is told with its academic year, its day and a link', () => {
    const tell = (on: Day) =>
      warningsOf(
        paidYear,
        someFacts({ attestations: [attested(on, 'POSITIVE', 'att-9')] }),
        ownFundsDirective(),
      )[0]
    expect(tell('2016-06-12')).toMatchObject({
      params: { year: '2015/2016', on: '2016-06-12' },
      evidence: { kind: 'ATTESTATION', id: 'att-9' },
      advice: 'REMOVE_FLAGGED',
      badDays: [],
    })
    expect(tell('2015-08-30')?.params.year).toBe('2014/2015')
    expect(tell('2015-08-31')?.params.year).toBe('2015/2016')
    expect(tell('2016-08-28')?.params.year).toBe('2015/2016')
    expect(tell('2016-08-29')?.params.year).toBe('2016/2017')
    expect(tell('2001-06-12')?.params.year).toBe('unknown')
  })
})

describe('a doctoral study place', () => {
  const started = (studyStartedOn: Day) => codes([], { studyStartedOn })

  test('without an attestation brings no warning in its first 12 calendar months', () => {
    expect(started('2026-09-01')).toEqual([])
    expect(started('2025-09-02')).toEqual([])
    expect(started('2027-02-01')).toEqual([])
  })

  test('without an attestation brings a warning from the day on which the 12 months are full', () => {
    expect(started('2025-09-01')).toEqual(['ATTESTATION_MISSING'])
    expect(started('2020-09-01')).toEqual(['ATTESTATION_MISSING'])
  })

  test('with a negative attestation brings a warning even in its first 12 months', () => {
    expect(codes([attested('2026-06-12', 'NEGATIVE')], { studyStartedOn: '2026-02-01' })).toEqual([
      'ATTESTATION_NEGATIVE',
    ])
  })
})

test.each(['BACHELOR', 'MASTER', 'INTEGRATED', 'PROFESSIONAL', 'CONTINUING'] as const)(
  'a study place at the level %s needs no attestations',
  (level) => {
    const context = stipendDirective('PERFORMANCE')
    for (const attestations of [[], [attested('2016-06-12')], [attested('2026-06-12', 'NEGATIVE')]]) {
      expect(warningsOf(paidYear, someFacts({ level, attestations }), context)).toEqual([])
    }
  },
)
