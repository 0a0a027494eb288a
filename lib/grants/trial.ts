import type { Day, OpenPeriod } from '@/lib/shared/dates'
import { cellOf, type SwitchedCells } from './clashes'
import type { RowFacts, RuleContext } from './facts'
import { warningKey, warningsOf, type PaidDays, type Warning } from './warnings'

/** A row that a registered directive has given a grant by. */
export type GivenRow = PaidDays & { documentId: string; studyPlaceId: string; typeCode: string }
export type Facts = Omit<RowFacts, 'otherDocuments'>
/** The rules for each grant type, by its code. */
export type Rules = ReadonlyMap<string, RuleContext>

/** A row at whose person other warnings would have stood. */
export type Differing<Row> = { row: Row; now: Warning[]; then: Warning[]; added: number; gone: number }

/**
 * The rows that other rules would have warned about otherwise, in the order given, on the facts of today without what
 * the row's own document made. `facts` by study place; a row without facts or rules is passed over.
 */
export function trialOf<Row extends GivenRow>(
  rows: readonly Row[],
  facts: ReadonlyMap<string, Facts>,
  rules: { now: Rules; then: Rules },
): Differing<Row>[] {
  return rows.flatMap((row) => {
    const place = facts.get(row.studyPlaceId)
    const [before, after] = [rules.now.get(row.typeCode), rules.then.get(row.typeCode)]
    if (!place || !before || !after) return []
    const known = withoutOwn(place, row.documentId)
    const [now, then] = [warningsOf(row, known, before), warningsOf(row, known, after)]
    const [added, gone] = [missingFrom(now, then), missingFrom(then, now)]
    return added + gone > 0 ? [{ row, now, then, added, gone }] : []
  })
}

const withoutOwn = (facts: Facts, documentId: string): RowFacts => ({
  ...facts,
  grants: facts.grants.filter(({ source }) => source.documentId !== documentId),
  otherDocuments: [],
})

const missingFrom = (some: readonly Warning[], others: readonly Warning[]) => {
  const keys = new Set(some.map(warningKey))
  return others.filter((warning) => !keys.has(warningKey(warning))).length
}

/** The rules as if the switched cells had always stood so; what else the matrix says keeps its days. */
export function withCells(context: RuleContext, { on, off }: SwitchedCells): RuleContext {
  const switched = new Set([...on, ...off])
  const always = on
    .map((cell) => cell.split(':') as [string, string])
    .filter(([given]) => given === context.givenType)
    .map(([given, existing]) => ({ given, existing, validFrom: theBeginning, validTo: null }))
  return {
    ...context,
    clashRules: [...context.clashRules.filter((rule) => !switched.has(cellOf(rule))), ...always],
  }
}

const theBeginning: Day = '1900-01-01'

/** What stands otherwise in one set of rules than in another: clashes by their days, and warnings shown or not. */
export type RuleDifference =
  | { what: 'CLASH'; existing: string; was: OpenPeriod[]; is: OpenPeriod[] }
  | { what: 'WARNING'; code: string; shown: boolean }
  | { what: 'CONTACT'; was: string; is: string }

export function rulesDiffer(was: RuleContext, is: RuleContext): RuleDifference[] {
  const existing = new Set([...was.clashRules, ...is.clashRules].map((rule) => rule.existing))
  const clashes = [...existing].flatMap((code): RuleDifference[] => {
    const [before, after] = [daysOf(was, code), daysOf(is, code)]
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ what: 'CLASH', existing: code, was: before, is: after }]
  })
  const codes = new Set([...was.warningsOff, ...is.warningsOff])
  const warnings = [...codes]
    .filter((code) => was.warningsOff.includes(code) !== is.warningsOff.includes(code))
    .map((code): RuleDifference => ({ what: 'WARNING', code, shown: !is.warningsOff.includes(code) }))
  const contact: RuleDifference[] =
    was.visaContact === is.visaContact ? [] : [{ what: 'CONTACT', was: was.visaContact, is: is.visaContact }]
  return [...clashes, ...warnings, ...contact]
}

/** When a clash with the type holds, in order; rules without a day left out. */
const daysOf = ({ clashRules }: RuleContext, existing: string): OpenPeriod[] =>
  clashRules
    .filter((rule) => rule.existing === existing && (rule.validTo === null || rule.validTo >= rule.validFrom))
    .map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
