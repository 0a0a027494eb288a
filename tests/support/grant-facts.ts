import { defaultClashes } from '@/lib/grants/rules/clashes'
import type { AcademicYear, GrantFact, GrantRule, RowFacts, RuleContext } from '@/lib/grants/rules/facts'
import type { Day } from '@/lib/shared/dates'

const forGood = { validFrom: '2000-01-01' as Day, validTo: null }
const defaultRules: GrantRule[] = Object.entries(defaultClashes).flatMap(([given, clashing]) =>
  clashing.map((code) => ({ rule: 'CLASHES' as const, given, code, ...forGood })),
)

/** The default rules, and rules that hide warnings of the given type at all times. */
export const hiding = (given: string, ...codes: string[]): GrantRule[] => [
  ...defaultRules,
  ...codes.map((code) => ({ rule: 'HIDES' as const, given, code, ...forGood })),
]

/** A row paid for the academic year of the examples. */
export const paidYear = { paidFrom: '2026-09-01', paidTo: '2027-08-31' } as const

/** A doctoral student about whom no rule has anything to say; each example changes what it is about. */
export function someFacts(about: Partial<RowFacts> = {}): RowFacts {
  return {
    hasPersonalCode: true,
    level: 'DOCTORAL',
    studyStartedOn: '2024-09-02',
    nominalEndOn: '2028-09-01',
    leaves: [],
    extensions: [],
    loads: [{ from: '2024-09-02', to: null, value: 'FULL' }],
    fundings: [{ from: '2024-09-02', to: null, value: 'STATE_FUNDED' }],
    attestations: [{ id: 'att-1', on: '2026-06-12', decision: 'POSITIVE' }],
    grants: [],
    otherDocuments: [],
    ...about,
  }
}

export function aGrant(about: Partial<GrantFact> = {}): GrantFact {
  return {
    id: 'grant-1',
    typeCode: 'DOCTORAL_ALLOWANCE_OWN_FUNDS',
    typeName: 'doktoranditoetus struktuuriüksuse omavahenditest',
    from: '2026-01-01',
    to: '2026-12-31',
    fundingSource: 'HLOOM',
    source: { documentId: 'doc-1', number: '2.1-17/98' },
    ...about,
  }
}

export function ownFundsDirective(about: Partial<RuleContext> = {}): RuleContext {
  return {
    kind: 'OWN_FUNDS',
    givenType: 'DOCTORAL_ALLOWANCE_OWN_FUNDS',
    academicYears,
    rules: defaultRules,
    visaContact: 'studentvisasupport@ut.ee',
    ...about,
  }
}

export function stipendDirective(givenType: string, about: Partial<RuleContext> = {}): RuleContext {
  return ownFundsDirective({ kind: 'STIPEND', givenType, ...about })
}

/** Real first and last days without gaps, as an office enters them. */
export const academicYears: AcademicYear[] = [
  { label: '2014/2015', from: '2014-09-01', to: '2015-08-30' },
  { label: '2015/2016', from: '2015-08-31', to: '2016-08-28' },
  { label: '2016/2017', from: '2016-08-29', to: '2017-08-27' },
  { label: '2017/2018', from: '2017-08-28', to: '2018-09-02' },
  { label: '2018/2019', from: '2018-09-03', to: '2019-09-01' },
  { label: '2019/2020', from: '2019-09-02', to: '2020-08-30' },
  { label: '2020/2021', from: '2020-08-31', to: '2021-08-29' },
  { label: '2021/2022', from: '2021-08-30', to: '2022-08-28' },
  { label: '2022/2023', from: '2022-08-29', to: '2023-08-27' },
  { label: '2023/2024', from: '2023-08-28', to: '2024-09-01' },
  { label: '2024/2025', from: '2024-09-02', to: '2025-08-31' },
  { label: '2025/2026', from: '2025-09-01', to: '2026-08-30' },
  { label: '2026/2027', from: '2026-08-31', to: '2027-08-29' },
  { label: '2027/2028', from: '2027-08-30', to: '2028-08-27' },
]
