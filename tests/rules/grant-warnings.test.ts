import { describe, expect, test } from 'vitest'
import type { RowFacts, RuleContext } from '@/lib/grants/rules/facts'
import {
  warningCodes,
  warningKey,
  warningsOf,
  type PaidDays,
  type WarningCode,
} from '@/lib/grants/rules/warnings'
import type { Day } from '@/lib/shared/dates'
import {
  aGrant,
  hiding,
  ownFundsDirective,
  paidYear,
  someFacts,
  stipendDirective,
} from '../support/grant-facts'

const source = { documentId: 'doc-7', number: '2.1-17/7' }

function codes(
  about: Partial<RowFacts>,
  context: RuleContext = ownFundsDirective(),
  row: PaidDays = paidYear,
) {
  return warningsOf(row, someFacts(about), context).map(({ code }) => code)
}

test('a doctoral student about whom nothing is wrong has no warning on either directive', () => {
  expect(codes({})).toEqual([])
  expect(codes({}, stipendDirective('DOCTORAL_ALLOWANCE'))).toEqual([])
})

describe('academic leave', () => {
  const leave = (from: `${number}-${number}-${number}`, to: `${number}-${number}-${number}`) =>
    codes({ leaves: [{ id: 'leave-1', from, to, source }] })

  test('warns from one common day on', () => {
    expect(leave('2027-02-01', '2027-06-30')).toEqual(['ON_LEAVE'])
    expect(leave('2026-03-01', '2026-09-01')).toEqual(['ON_LEAVE'])
    expect(leave('2027-08-31', '2028-01-31')).toEqual(['ON_LEAVE'])
  })

  test('does not warn if it is adjacent to the paid days', () => {
    expect(leave('2026-03-01', '2026-08-31')).toEqual([])
    expect(leave('2027-09-01', '2028-01-31')).toEqual([])
  })

  test('has a line for each leave, with its whole period, its document and the bad days', () => {
    const leaves = [
      { id: 'leave-1', from: '2026-03-01', to: '2026-09-30', source },
      {
        id: 'leave-2',
        from: '2027-02-01',
        to: '2027-06-30',
        source: { imported: { number: '5', on: '2026-12-01' } },
      },
    ] satisfies RowFacts['leaves']
    const warnings = warningsOf(paidYear, someFacts({ leaves }), ownFundsDirective())
    expect(warnings).toEqual([
      {
        code: 'ON_LEAVE',
        tone: 'WARN',
        params: { from: '2026-03-01', to: '2026-09-30' },
        evidence: { kind: 'LEAVE', id: 'leave-1', source },
        advice: 'REMOVE_OR_MOVE',
        hint: null,
        badDays: [{ from: '2026-09-01', to: '2026-09-30' }],
      },
      expect.objectContaining({ params: { from: '2027-02-01', to: '2027-06-30' } }),
    ])
  })
})

describe('the nominal period', () => {
  test('includes its last day, and not the day after', () => {
    expect(codes({ nominalEndOn: '2027-08-31' })).toEqual([])
    expect(codes({ nominalEndOn: '2027-08-30' })).toEqual(['NOT_NOMINAL'])
    expect(codes({ nominalEndOn: '2020-08-31' })).toEqual(['NOT_NOMINAL'])
  })

  test('is never over while it has no end on record', () => expect(codes({ nominalEndOn: null })).toEqual([]))

  test('is over on every day of an extension, from one common day on', () => {
    const extended = (from: `${number}-${number}-${number}`, to: `${number}-${number}-${number}` | null) =>
      codes({ extensions: [{ from, to, source }] })
    expect(extended('2027-08-31', null)).toEqual(['NOT_NOMINAL'])
    expect(extended('2027-09-01', null)).toEqual([])
    expect(extended('2026-01-01', '2026-09-01')).toEqual(['NOT_NOMINAL'])
    expect(extended('2026-01-01', '2026-08-31')).toEqual([])
  })

  test('has one line for its end and an extension together', () => {
    const facts = someFacts({
      nominalEndOn: '2027-05-31',
      extensions: [{ from: '2027-06-01', to: '2028-05-31', source }],
    })
    expect(warningsOf(paidYear, facts, ownFundsDirective())).toMatchObject([
      {
        code: 'NOT_NOMINAL',
        evidence: { kind: 'EXTENSION', source },
        advice: 'REMOVE',
        badDays: [{ from: '2027-06-01', to: '2027-08-31' }],
      },
    ])
  })
})

describe('funding', () => {
  test('brings no warning if it is state-funded or free, also one after the other', () => {
    expect(codes({ fundings: [{ from: '2024-09-02', to: null, value: 'FREE' }] })).toEqual([])
    const changed = [
      { from: '2024-09-02', to: '2027-01-31', value: 'STATE_FUNDED' },
      { from: '2027-02-01', to: null, value: 'FREE' },
    ] satisfies RowFacts['fundings']
    expect(codes({ fundings: changed })).toEqual([])
  })

  test('brings a warning for one paid-for day in the period, and none for the day after the period', () => {
    const paidFrom = (from: '2027-08-31' | '2027-09-01') =>
      codes({
        fundings: [
          {
            from: '2024-09-02',
            to: from === '2027-08-31' ? '2027-08-30' : '2027-08-31',
            value: 'STATE_FUNDED',
          },
          { from, to: null, value: 'PAID' },
        ],
      })
    expect(paidFrom('2027-08-31')).toEqual(['NOT_FUNDED'])
    expect(paidFrom('2027-09-01')).toEqual([])
  })

  test('brings no warning for a day on which it is not known', () => {
    expect(codes({ fundings: [] })).toEqual([])
    expect(codes({ fundings: [{ from: '2026-09-02', to: '2027-08-31', value: 'FREE' }] })).toEqual([])
  })
})

describe('load', () => {
  test('brings a warning for one day of part load in the period, and none for the day before the period', () => {
    const partUntil = (to: '2026-08-31' | '2026-09-01') =>
      codes({ loads: [{ from: '2024-09-02', to, value: 'PART' }] })
    expect(partUntil('2026-09-01')).toEqual(['PART_LOAD'])
    expect(partUntil('2026-08-31')).toEqual([])
  })

  test('brings a warning about part load to come, with its days', () => {
    const facts = someFacts({
      loads: [
        { from: '2024-09-02', to: '2027-01-31', value: 'FULL' },
        { from: '2027-02-01', to: null, value: 'PART' },
      ],
    })
    expect(warningsOf(paidYear, facts, ownFundsDirective())).toMatchObject([
      { code: 'PART_LOAD', advice: 'REMOVE', badDays: [{ from: '2027-02-01', to: '2027-08-31' }] },
    ])
  })

  test('brings no warning if it is not known', () => expect(codes({ loads: [] })).toEqual([]))
})

test('a person without an Estonian personal code is to be checked with the contact in the settings', () => {
  const context = ownFundsDirective({ visaContact: 'viisa@ulikool.example' })
  expect(warningsOf(paidYear, someFacts({ hasPersonalCode: false }), context)).toMatchObject([
    { code: 'NO_PERSONAL_CODE', advice: null, params: { contact: 'viisa@ulikool.example' }, badDays: [] },
  ])
  expect(codes({ hasPersonalCode: true })).toEqual([])
})

describe('a stipend directive', () => {
  const existing = [
    'BASIC_ALLOWANCE',
    'SUPPLEMENTARY_ALLOWANCE',
    'DOCTORAL_ALLOWANCE',
    'SPECIALTY_ESF',
    'IT_ACADEMY',
    'PERFORMANCE',
    'OWN_TYPE',
  ]

  test.each([
    ['DOCTORAL_ALLOWANCE', ['BASIC_ALLOWANCE', 'SUPPLEMENTARY_ALLOWANCE', 'DOCTORAL_ALLOWANCE']],
    [
      'IT_ACADEMY',
      ['BASIC_ALLOWANCE', 'SUPPLEMENTARY_ALLOWANCE', 'DOCTORAL_ALLOWANCE', 'SPECIALTY_ESF', 'IT_ACADEMY'],
    ],
    ['SPECIALTY_ESF', ['SPECIALTY_ESF', 'IT_ACADEMY']],
    ['PERFORMANCE', ['PERFORMANCE']],
    ['OWN_TYPE', []],
  ])('giving %s clashes with exactly %j', (given, clashing) => {
    const grants = existing.map((typeCode) => aGrant({ id: typeCode, typeCode, typeName: typeCode }))
    const found = warningsOf(paidYear, someFacts({ grants }), stipendDirective(given))
    expect(found.every(({ code }) => code === 'CLASHING_GRANT')).toBe(true)
    expect(found.map(({ evidence }) => evidence?.id)).toEqual(clashing)
  })

  test('has one line for each clashing grant, with its period, document and days, and hints at a wrong person', () => {
    const grant = aGrant({ typeCode: 'PERFORMANCE', typeName: 'tulemusstipendium', to: '2026-09-01' })
    expect(warningsOf(paidYear, someFacts({ grants: [grant] }), stipendDirective('PERFORMANCE'))).toEqual([
      {
        code: 'CLASHING_GRANT',
        tone: 'WARN',
        params: { type: 'tulemusstipendium', from: '2026-01-01', to: '2026-09-01' },
        evidence: { kind: 'GRANT', id: 'grant-1', source: grant.source },
        advice: 'REMOVE',
        hint: 'WRONG_PERSON',
        badDays: [{ from: '2026-09-01', to: '2026-09-01' }],
      },
    ])
  })

  test('does not clash with an adjacent or void grant', () => {
    const clash = (about: Parameters<typeof aGrant>[0]) =>
      codes({ grants: [aGrant({ typeCode: 'PERFORMANCE', ...about })] }, stipendDirective('PERFORMANCE'))
    expect(clash({ to: '2026-08-31' })).toEqual([])
    expect(clash({ from: '2027-09-01', to: '2028-08-31' })).toEqual([])
    expect(clash({ from: '2026-10-01', to: '2026-09-30' })).toEqual([])
  })

  test('clashes by a rule that is valid on the first paid day, and by no other', () => {
    const withRule = (validFrom: '2026-09-01' | '2026-09-02', validTo: '2026-08-31' | '2026-09-01' | null) =>
      codes(
        { grants: [aGrant({ typeCode: 'OLD' })] },
        stipendDirective('NEW', {
          rules: [{ rule: 'CLASHES', given: 'NEW', code: 'OLD', validFrom, validTo }],
        }),
      )
    expect(withRule('2026-09-01', null)).toEqual(['CLASHING_GRANT'])
    expect(withRule('2026-09-01', '2026-09-01')).toEqual(['CLASHING_GRANT'])
    expect(withRule('2026-09-02', null)).toEqual([])
  })

  test.each(['DOCTORAL_ALLOWANCE', 'PERFORMANCE', 'OWN_TYPE'])(
    'giving %s tells an own-funds allowance once, even if a rule says that the two clash',
    (given) => {
      const rule = {
        rule: 'CLASHES',
        given,
        code: 'DOCTORAL_ALLOWANCE_OWN_FUNDS',
        validFrom: '2000-01-01',
        validTo: null,
      } as const
      const found = warningsOf(
        paidYear,
        someFacts({ grants: [aGrant()] }),
        stipendDirective(given, { rules: [rule] }),
      )
      expect(found).toMatchObject([
        { code: 'OWN_FUNDS_GRANT', tone: 'WARN', params: { fundingSource: 'HLOOM' }, advice: 'REMOVE' },
      ])
    },
  )

  test('tells nothing of an own-funds allowance that ended the day before', () => {
    expect(codes({ grants: [aGrant({ to: '2026-08-31' })] }, stipendDirective('PERFORMANCE'))).toEqual([])
    expect(codes({ grants: [aGrant({ to: '2026-09-01' })] }, stipendDirective('PERFORMANCE'))).toEqual([
      'OWN_FUNDS_GRANT',
    ])
  })
})

describe('an own-funds directive', () => {
  test('tells a doctoral allowance from either source in red, in one line for each grant', () => {
    const grants = [
      aGrant({ id: 'own', fundingSource: 'HLOOM' }),
      aGrant({ id: 'state', typeCode: 'DOCTORAL_ALLOWANCE', fundingSource: 'HTM', to: '2026-09-01' }),
    ]
    expect(warningsOf(paidYear, someFacts({ grants }), ownFundsDirective())).toMatchObject([
      { code: 'DOCTORAL_GRANT', tone: 'STOP', params: { fundingSource: 'HLOOM' }, evidence: { id: 'own' } },
      { code: 'DOCTORAL_GRANT', tone: 'STOP', params: { fundingSource: 'HTM' }, evidence: { id: 'state' } },
    ])
  })

  test('tells nothing of an allowance that ended the day before or is void, nor of a grant of another type', () => {
    expect(codes({ grants: [aGrant({ to: '2026-08-31' })] })).toEqual([])
    expect(codes({ grants: [aGrant({ from: '2026-10-01', to: '2026-09-30' })] })).toEqual([])
    expect(
      codes({ grants: [aGrant({ typeCode: 'PERFORMANCE' }), aGrant({ typeCode: 'BASIC_ALLOWANCE' })] }),
    ).toEqual([])
  })

  test('names a grant without a funding source by its type', () => {
    const grant = aGrant({ fundingSource: '', typeName: 'doktoranditoetus tegevustoetuse vahenditest' })
    expect(warningsOf(paidYear, someFacts({ grants: [grant] }), ownFundsDirective())[0]?.params).toEqual({
      fundingSource: 'doktoranditoetus tegevustoetuse vahenditest',
    })
  })
})

describe('the list of warnings', () => {
  const everything: Partial<RowFacts> = {
    hasPersonalCode: false,
    nominalEndOn: '2026-12-31',
    leaves: [{ id: 'leave-1', from: '2027-02-01', to: '2027-06-30', source }],
    loads: [{ from: '2024-09-02', to: null, value: 'PART' }],
    fundings: [{ from: '2024-09-02', to: null, value: 'PAID' }],
    attestations: [{ id: 'att-1', on: '2026-06-12', decision: 'NEGATIVE' }],
    grants: [aGrant(), aGrant({ id: 'grant-2', typeCode: 'PERFORMANCE' })],
  }
  const all: WarningCode[] = [
    'ON_LEAVE',
    'NOT_NOMINAL',
    'NOT_FUNDED',
    'PART_LOAD',
    'NO_PERSONAL_CODE',
    'ATTESTATION_NEGATIVE',
  ]

  test('holds all that apply, in the order of the requirement', () => {
    expect(codes(everything)).toEqual([...all, 'DOCTORAL_GRANT'])
    expect(codes(everything, stipendDirective('PERFORMANCE'))).toEqual([
      ...all,
      'CLASHING_GRANT',
      'OWN_FUNDS_GRANT',
    ])
    expect(warningCodes).toEqual([
      'ON_LEAVE',
      'NOT_NOMINAL',
      'NOT_FUNDED',
      'PART_LOAD',
      'NO_PERSONAL_CODE',
      'ATTESTATION_OLD',
      'ATTESTATION_NEGATIVE',
      'NOT_ATTESTED',
      'ATTESTATION_MISSING',
      'CLASHING_GRANT',
      'OWN_FUNDS_GRANT',
      'DOCTORAL_GRANT',
    ])
  })

  test.each([
    { paidFrom: null, paidTo: null },
    { paidFrom: '2026-09-01', paidTo: null },
    { paidFrom: null, paidTo: '2027-08-31' },
    { paidFrom: '2026-09-02', paidTo: '2026-09-01' },
  ] satisfies PaidDays[])('holds only what needs no days if the days are %j', (row) => {
    expect(codes(everything, ownFundsDirective(), row)).toEqual(['NO_PERSONAL_CODE', 'ATTESTATION_NEGATIVE'])
  })

  test('is made for a grant of a single day too', () => {
    const oneDay = { paidFrom: '2027-02-01', paidTo: '2027-02-01' } as const
    expect(codes(everything, ownFundsDirective(), oneDay)).toEqual(all)
  })

  const ownFunds = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
  const told: WarningCode[] = [...all, 'DOCTORAL_GRANT']
  const without = (code: string) => told.filter((each) => each !== code)

  test('leaves out a warning hidden for the given type, but never the one that goes with a refusal', () => {
    const context = ownFundsDirective({ rules: hiding(ownFunds, 'PART_LOAD', 'DOCTORAL_GRANT') })
    expect(codes(everything, context)).toEqual(without('PART_LOAD'))
  })

  test.each([
    ['2026-09-01', null, true],
    ['2026-09-02', null, false],
    ['2020-01-01', '2026-08-31', false],
    ['2020-01-01', '2026-09-01', true],
  ] as const)(
    'leaves out a warning hidden %s–%s only if the first paid day lies in that time',
    (validFrom, validTo, hidden) => {
      const rule = { rule: 'HIDES', given: ownFunds, code: 'PART_LOAD', validFrom, validTo } as const
      const found = codes(everything, ownFundsDirective({ rules: [rule] }))
      expect(found).toEqual(hidden ? without('PART_LOAD') : told)
    },
  )

  test('leaves out a hidden warning, if the paid days are missing, only where it is hidden for good', () => {
    const toldUntil = (validTo: Day | null) => {
      const about = { rule: 'HIDES', given: ownFunds, code: 'NO_PERSONAL_CODE' } as const
      const rule = { ...about, validFrom: '2026-01-01', validTo } as const
      const row = { paidFrom: null, paidTo: null }
      return codes(everything, ownFundsDirective({ rules: [rule] }), row)
    }
    expect(toldUntil(null)).not.toContain('NO_PERSONAL_CODE')
    expect(toldUntil('2098-12-31')).toContain('NO_PERSONAL_CODE')
  })

  test('has keys that change with what a warning says, and with nothing else', () => {
    const key = (to: '2027-06-30' | '2027-07-31', row: PaidDays = paidYear) =>
      warningsOf(
        row,
        someFacts({ leaves: [{ id: 'leave-1', from: '2027-02-01', to, source }] }),
        ownFundsDirective(),
      ).map(warningKey)
    expect(key('2027-06-30')).toEqual(['ON_LEAVE|leave-1|2027-02-01|2027-06-30'])
    expect(key('2027-07-31')).not.toEqual(key('2027-06-30'))
    expect(key('2027-06-30', { paidFrom: '2026-10-01', paidTo: '2027-08-31' })).toEqual(key('2027-06-30'))
  })
})
