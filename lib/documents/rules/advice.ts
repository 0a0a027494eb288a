import type { PlaceFacts } from '@/lib/grants/queries/facts'
import { changedSince, type Seen } from '@/lib/grants/rules/changes'
import type { Day, OpenPeriod } from '@/lib/shared/dates'
import type { DocumentType } from '@/lib/shared/generated/enums'
import type { Likeness } from '@/lib/shared/likeness'
import { cents, showAmount, sumAmounts, type Amount } from '@/lib/shared/money'
import type { ReadRow } from './form'
import { documentTypes, seriesOf, shownSeries } from './kinds'

/** The facts for the advice before sending; days inclusive. */
export type AdviceFacts = {
  today: Day
  type: DocumentType
  unit: { id: string; code: string; name: string }
  basis: string
  /** it has a number, so its series is settled */
  numbered: boolean
  signer: { id: string; name: string }
  /** who signs or has signed the type, in this unit and in every unit (null) */
  signings: readonly (OpenPeriod & { userId: string; unitId: string | null })[]
  /** the office's own series, of every type; `unit` null = for all units without their own */
  series: readonly {
    type: DocumentType
    unit: { id: string; code: string; name: string } | null
    template: string
  }[]
  rows: readonly AdviceRow[]
  /** persons who may be the same as another on the document, or as one admitted to the same run by another document */
  alike: readonly { key: string; person: string; other: string; by: Likeness }[]
  /** each person's payments last month by grants of this type; empty when the document gives none */
  paidLastMonth: readonly { learnerId: string; amount: Amount; ofUnit: boolean }[]
}
export type AdviceRow = Pick<ReadRow, 'key' | 'learnerId' | 'paidFrom' | 'paidTo' | 'monthlyAmount'> & {
  person: string
  seen: Seen | null
  place: PlaceFacts
}

/** A frequent mistake of clerks: advice, never a refusal. `field`: where on the document it is corrected. */
export type Advice = {
  code: AdviceCode
  params?: Record<string, string>
  field?: string
  /** which facts about the person changed, by name under `documents.changed` */
  changed?: (keyof Seen)[]
}

const signer = 'head.signerId'

/** The rules, a line each (issue 4, item 6): each returns its objection, or nothing. */
const rules = {
  /** no signing of the signer is valid today, neither in this unit nor in every unit */
  signerNotHere: (facts) =>
    standing(facts, facts.signer.id).length === 0
      ? [{ params: { signer: facts.signer.name, unit: facts.unit.name }, field: signer }]
      : [],
  /** signs in every unit, though this one has signers of its own */
  signerOfAll: (facts) =>
    standing(facts, facts.signer.id).length > 0 &&
    standing(facts, facts.signer.id).every(({ unitId }) => unitId === null) &&
    standing(facts).some(({ unitId }) => unitId !== null)
      ? [{ params: { signer: facts.signer.name, unit: facts.unit.name }, field: signer }]
      : [],
  /** the number would come from another unit's series */
  seriesOfUnit: (facts) => {
    const other = facts.series.find(
      ({ type, unit, template }) =>
        type === facts.type &&
        unit !== null &&
        unit.id !== facts.unit.id &&
        seriesOf(type, unit.code, template) === seriesHere(facts),
    )
    return other ? [{ params: { series: shownSeries(seriesHere(facts)), unit: other.unit!.name } }] : []
  },
  /** … or from another type's default */
  seriesOfType: (facts) => {
    const types = Object.keys(documentTypes) as DocumentType[]
    const other = types.find(
      (type) => type !== facts.type && seriesOf(type, facts.unit.code) === seriesHere(facts),
    )
    return other && seriesHere(facts) !== seriesOf(facts.type, facts.unit.code)
      ? [{ params: { series: shownSeries(seriesHere(facts)), type: other } }]
      : []
  },
  /** other units have their own series, and this unit numbers from the common one */
  seriesShared: (facts) =>
    facts.series.some(({ type, unit }) => type === facts.type && unit !== null) &&
    !facts.series.some(({ type, unit }) => type === facts.type && unit?.id === facts.unit.id)
      ? [{ params: { series: shownSeries(seriesHere(facts)), unit: facts.unit.name } }]
      : [],
  basisEmpty: ({ basis }) => (basis.trim() === '' ? [{ field: 'head.basis' }] : []),
  /** compared with the person's payment last month, else with the unit's median amount */
  amountFar: ({ rows, paidLastMonth }) => {
    const own = new Map(paidLastMonth.map(({ learnerId, amount }) => [learnerId, amount]))
    const middle = middleOf(paidLastMonth.filter(({ ofUnit }) => ofUnit).map(({ amount }) => amount))
    return rows.flatMap(({ key, person, learnerId, monthlyAmount }) => {
      const usual = own.get(learnerId) ?? middle
      if (!monthlyAmount || !usual || !isFar(monthlyAmount, usual)) return []
      const params = { person, amount: showAmount(monthlyAmount), usual: showAmount(usual) }
      return [{ params, field: `rows.${key}.monthlyAmount` }]
    })
  },
  /** only upwards: a directive about a few of many persons is usual */
  sumFar: ({ rows, paidLastMonth, unit }) => {
    const last = sumAmounts(paidLastMonth.filter(({ ofUnit }) => ofUnit).map(({ amount }) => amount))
    const most = mostPerMonth(rows)
    return cents(last) > 0n && cents(most) > 2n * cents(last)
      ? [{ params: { sum: showAmount(most), usual: showAmount(last), unit: unit.name } }]
      : []
  },
  personChanged: ({ rows }) =>
    rows.flatMap(({ key, person, seen, place }) => {
      const changed = changedSince(seen, place)
      return changed.length > 0 ? [{ params: { person }, field: `rows.${key}`, changed }] : []
    }),
  /** nobody twice: by two study places, or by two registrations for one run */
  samePerson: ({ alike }) =>
    alike.map(({ key, person, other, by }) => ({
      params: { person, other, by: by === 'NAME' ? 'NAME' : 'SURE' },
      field: `rows.${key}`,
    })),
} as const satisfies Record<string, (facts: AdviceFacts) => Omit<Advice, 'code'>[]>

export type AdviceCode = keyof typeof rules
export const adviceCodes = Object.keys(rules) as AdviceCode[]
const aboutSeries: readonly AdviceCode[] = ['seriesOfUnit', 'seriesOfType', 'seriesShared']

/** Oddities worth a second look before sending, in the order of the rules; none = nothing is odd. */
export function adviceOf(facts: AdviceFacts): Advice[] {
  // Without any series sending is refused, and a number stays in its series.
  const settled = facts.numbered || seriesHere(facts) === ''
  return adviceCodes
    .filter((code) => !settled || !aboutSeries.includes(code))
    .flatMap((code) => rules[code](facts).map((found) => ({ code, ...found })))
}

/** More than double or less than half; exactly double or half is near. */
export const isFar = (amount: Amount, usual: Amount) =>
  cents(amount) > 2n * cents(usual) || 2n * cents(amount) < cents(usual)

/** Signings of the type valid today, of one user or of all. */
const standing = ({ signings, today }: AdviceFacts, user?: string) =>
  signings.filter(
    ({ userId, from, to }) => (user ?? userId) === userId && from <= today && (to === null || to >= today),
  )

/** The series from which the number would come. */
function seriesHere({ series, type, unit }: AdviceFacts): string {
  const ofType = series.filter((each) => each.type === type)
  const own = ofType.find((each) => each.unit?.id === unit.id) ?? ofType.find((each) => each.unit === null)
  return seriesOf(type, unit.code, own?.template)
}

/** The median amount, the lower of two. */
const middleOf = (amounts: Amount[]): Amount | undefined =>
  amounts.toSorted((a, b) => Number(cents(a) - cents(b)))[Math.floor((amounts.length - 1) / 2)]

/** The most that the rows pay in a month: the largest sum of rows that overlap on some row's first day. */
function mostPerMonth(rows: readonly AdviceRow[]): Amount {
  const firsts = new Set(rows.flatMap(({ paidFrom }) => paidFrom ?? []))
  const sums = [...firsts].map((day) =>
    sumAmounts(
      rows.flatMap(({ paidFrom, paidTo, monthlyAmount }) =>
        paidFrom && paidTo && monthlyAmount && paidFrom <= day && day <= paidTo ? [monthlyAmount] : [],
      ),
    ),
  )
  return sums.reduce((most, sum) => (cents(sum) > cents(most) ? sum : most), '0.00')
}
