import type { OpenPeriod } from '@/lib/shared/dates'
import { cellOf } from './clashes'
import type { Switched } from './dated-rules'
import type { GrantRule, RowFacts, RuleContext } from './facts'
import { warningKey, warningsOf, type PaidDays, type Warning } from './warnings'

/** A row by which a registered directive has given a grant. */
export type GivenRow = PaidDays & { documentId: string; studyPlaceId: string; typeCode: string }
export type Facts = Omit<RowFacts, 'otherDocuments'>
/** The rules for each grant type, by its code. */
export type Rules = ReadonlyMap<string, RuleContext>

/** A row whose person would have had other warnings. */
export type Differing<Row> = { row: Row; now: Warning[]; then: Warning[]; added: number; gone: number }

/**
 * The rows for which other rules would have warned differently, in the given order, on today's facts without the
 * effects of the row's own document. `facts` by study place; skips rows without facts or rules.
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

/** The rules as though the switched cells had always been so; other rules keep their days. */
export function withCells(context: RuleContext, { on, off }: Switched): RuleContext {
  const cells = new Set([...on, ...off])
  const always = on
    .map((cell) => cell.split(':') as [string, string])
    .filter(([given]) => given === context.givenType)
    .map(([, code]) => ({ ...atAllTimes, rule: 'CLASHES' as const, given: context.givenType, code }))
  const kept = context.rules.filter((rule) => rule.rule !== 'CLASHES' || !cells.has(cellOf(rule)))
  return { ...context, rules: [...kept, ...always] }
}

/** The rules as though these warnings, and no others, had never been shown. */
export function withoutWarnings(context: RuleContext, codes: readonly string[]): RuleContext {
  const hidden = codes.map((code) => ({
    ...atAllTimes,
    rule: 'HIDES' as const,
    given: context.givenType,
    code,
  }))
  return { ...context, rules: [...context.rules.filter(({ rule }) => rule !== 'HIDES'), ...hidden] }
}

const atAllTimes = { validFrom: '1900-01-01', validTo: null } as const

/** A difference between two sets of rules: clashes and hidden warnings by their days. */
export type RuleDifference =
  | { what: 'CLASHES' | 'HIDES'; code: string; was: OpenPeriod[]; is: OpenPeriod[] }
  | { what: 'CONTACT'; was: string; is: string }

export function rulesDiffer(was: RuleContext, is: RuleContext): RuleDifference[] {
  const ofKind = (what: 'CLASHES' | 'HIDES') => {
    const codes = new Set(
      [...was.rules, ...is.rules].filter(({ rule }) => rule === what).map(({ code }) => code),
    )
    return [...codes].flatMap((code): RuleDifference[] => {
      const [before, after] = [daysOf(was, what, code), daysOf(is, what, code)]
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ what, code, was: before, is: after }]
    })
  }
  const contact: RuleDifference[] =
    was.visaContact === is.visaContact ? [] : [{ what: 'CONTACT', was: was.visaContact, is: is.visaContact }]
  return [...ofKind('CLASHES'), ...ofKind('HIDES'), ...contact]
}

/** The days on which a rule holds, in order; leaves out rules without a day. */
const daysOf = ({ rules }: RuleContext, what: GrantRule['rule'], about: string): OpenPeriod[] =>
  rules
    .filter(({ rule, code }) => rule === what && code === about)
    .filter(({ validFrom, validTo }) => validTo === null || validTo >= validFrom)
    .map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
