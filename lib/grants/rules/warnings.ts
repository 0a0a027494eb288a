import type { Day, Period } from '@/lib/shared/dates'
import { attestationMissing, attestationNegative, attestationOld, notAttested } from './attestation'
import { holdsOn } from './dated-rules'
import type { Evidence, Finding, RowFacts, RuleContext } from './facts'
import {
  clashingGrant,
  doctoralGrant,
  noPersonalCode,
  notFunded,
  notNominal,
  onLeave,
  ownFundsGrant,
  partLoad,
} from './rules'

/** A warning advises and never blocks (see blocks.ts). One line under a person's name on a directive. */
export type Warning = {
  code: WarningCode
  /** STOP is red: it goes with a refusal and can't be accepted with a reason. */
  tone: 'WARN' | 'STOP'
  /** The words of the sentence `warnings.line.<code>`; days as Day, written out where they are shown. */
  params: Record<string, string>
  /** Which fact says so, to link to. */
  evidence: Evidence | null
  /** The advice under the line: `warnings.advice.<advice>`. */
  advice: 'REMOVE' | 'REMOVE_OR_MOVE' | 'REMOVE_FLAGGED' | null
  /** What the line points to: `warnings.hint.<hint>`. */
  hint: 'WRONG_PERSON' | null
  /** The days of the paid period that the warning is about, in order; empty where no period causes it. */
  badDays: Period[]
}

/** The paid days of a row, as far as filled in; both are paid for. */
export type PaidDays = { paidFrom: Day | null; paidTo: Day | null }

type Rule = {
  on: 'OWN_FUNDS' | 'STIPEND' | 'BOTH'
  tone: Warning['tone']
  advice: Warning['advice']
  hint?: Warning['hint']
} & (
  | { needsDays: true; find: (paid: Period, facts: RowFacts, context: RuleContext) => Finding[] }
  | { needsDays: false; find: (paid: Period | null, facts: RowFacts, context: RuleContext) => Finding[] }
)

/** Every warning, in the order shown (seeds "stipend-warnings" and "own-funds-doctoral-allowance"; spec 3). */
const rules = {
  ON_LEAVE: { on: 'BOTH', tone: 'WARN', advice: 'REMOVE_OR_MOVE', needsDays: true, find: onLeave },
  NOT_NOMINAL: { on: 'BOTH', tone: 'WARN', advice: 'REMOVE', needsDays: true, find: notNominal },
  NOT_FUNDED: { on: 'BOTH', tone: 'WARN', advice: 'REMOVE', needsDays: true, find: notFunded },
  PART_LOAD: { on: 'BOTH', tone: 'WARN', advice: 'REMOVE', needsDays: true, find: partLoad },
  NO_PERSONAL_CODE: { on: 'BOTH', tone: 'WARN', advice: null, needsDays: false, find: noPersonalCode },
  ATTESTATION_OLD: {
    on: 'BOTH',
    tone: 'WARN',
    advice: 'REMOVE_FLAGGED',
    needsDays: true,
    find: attestationOld,
  },
  ATTESTATION_NEGATIVE: {
    on: 'BOTH',
    tone: 'WARN',
    advice: 'REMOVE_FLAGGED',
    needsDays: false,
    find: attestationNegative,
  },
  NOT_ATTESTED: { on: 'BOTH', tone: 'WARN', advice: 'REMOVE_FLAGGED', needsDays: false, find: notAttested },
  ATTESTATION_MISSING: {
    on: 'BOTH',
    tone: 'WARN',
    advice: 'REMOVE_FLAGGED',
    needsDays: true,
    find: attestationMissing,
  },
  CLASHING_GRANT: {
    on: 'STIPEND',
    tone: 'WARN',
    advice: 'REMOVE',
    hint: 'WRONG_PERSON',
    needsDays: true,
    find: clashingGrant,
  },
  OWN_FUNDS_GRANT: { on: 'STIPEND', tone: 'WARN', advice: 'REMOVE', needsDays: true, find: ownFundsGrant },
  DOCTORAL_GRANT: { on: 'OWN_FUNDS', tone: 'STOP', advice: 'REMOVE', needsDays: true, find: doctoralGrant },
} as const satisfies Record<string, Rule>

export type WarningCode = keyof typeof rules

/** All warnings, in the order shown; for settings, where an office switches single ones off. */
export const warningCodes = Object.keys(rules) as WarningCode[]

/**
 * The warnings that an office may switch off for a type on such a directive; one that goes with a refusal is always
 * shown.
 */
export const switchable = (kind: RuleContext['kind']): WarningCode[] =>
  warningCodes.filter((code) => {
    const rule: Rule = rules[code]
    return rule.tone === 'WARN' && (rule.on === 'BOTH' || rule.on === kind)
  })

/**
 * Every warning for a person on one row. If the paid days are missing or reversed, only the rules that need none are
 * applied.
 */
export function warningsOf(row: PaidDays, facts: RowFacts, context: RuleContext): Warning[] {
  const paid = paidPeriod(row)
  const hidden = hiddenOn(paid, context)
  return warningCodes
    .filter((code) => !hidden.has(code) || rules[code].tone === 'STOP')
    .flatMap((code) => {
      const rule: Rule = rules[code]
      if (rule.on !== 'BOTH' && rule.on !== context.kind) return []
      return findings(rule, paid, facts, context).map((found) => ({
        code,
        tone: rule.tone,
        params: found.params ?? {},
        evidence: found.evidence ?? null,
        advice: rule.advice,
        hint: rule.hint ?? null,
        badDays: found.badDays ?? [],
      }))
    })
}

/** Codes hidden on the first paid day; while that is missing, those hidden for good. */
const hiddenOn = (paid: Period | null, { rules }: RuleContext) =>
  new Set(
    rules
      .filter((rule) => rule.rule === 'HIDES' && (paid ? holdsOn(rule, paid.from) : rule.validTo === null))
      .map(({ code }) => code),
  )

/** The paid days as a period, or null while they are missing or reversed. */
export function paidPeriod({ paidFrom, paidTo }: PaidDays): Period | null {
  return paidFrom && paidTo && paidFrom <= paidTo ? { from: paidFrom, to: paidTo } : null
}

/** Identifies this very sentence about this very fact: a reason for keeping it no longer holds once either changes. */
export function warningKey({ code, params, evidence }: Warning): string {
  return [code, evidence?.id ?? '', ...Object.values(params)].join('|')
}

function findings(rule: Rule, paid: Period | null, facts: RowFacts, context: RuleContext): Finding[] {
  if (!rule.needsDays) return rule.find(paid, facts, context)
  return paid === null ? [] : rule.find(paid, facts, context)
}
