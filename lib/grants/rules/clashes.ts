import type { Day } from '@/lib/shared/dates'
import type { GrantFact, GrantRule, RuleContext } from './facts'
import { holdsOn } from './dated-rules'

export const doctoralAllowance = 'DOCTORAL_ALLOWANCE'
export const ownFundsAllowance = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'

/**
 * The matrix a new office starts with (seed "stipend-warnings", last list): being given → existing that clash.
 * Later the office edits it in settings. An own-funds allowance is not here: it has a warning of its own.
 */
export const defaultClashes: Readonly<Record<string, readonly string[]>> = {
  [doctoralAllowance]: ['BASIC_ALLOWANCE', 'SUPPLEMENTARY_ALLOWANCE', doctoralAllowance],
  IT_ACADEMY: [
    'BASIC_ALLOWANCE',
    'SUPPLEMENTARY_ALLOWANCE',
    doctoralAllowance,
    'SPECIALTY_ESF',
    'IT_ACADEMY',
  ],
  SPECIALTY_ESF: ['IT_ACADEMY', 'SPECIALTY_ESF'],
  PERFORMANCE: ['PERFORMANCE'],
}

/** Whether an existing grant clashes with the one given, by the rules valid on the first paid day. */
export const clashes = (given: string, existing: string, rules: readonly GrantRule[], firstPaidDay: Day) =>
  rules.some(
    (rule) =>
      rule.rule === 'CLASHES' &&
      rule.given === given &&
      rule.code === existing &&
      holdsOn(rule, firstPaidDay),
  )

/** A doctoral allowance, from either source. */
export function isDoctoral(grant: Pick<GrantFact, 'typeCode'>): boolean {
  return grant.typeCode === doctoralAllowance || isOwnFunds(grant)
}

export function isOwnFunds({ typeCode }: Pick<GrantFact, 'typeCode'>): boolean {
  return typeCode === ownFundsAllowance
}

/** Whose rules a grant of the type is given by. */
export const rulesOf = (typeCode: string): RuleContext['kind'] =>
  isOwnFunds({ typeCode }) ? 'OWN_FUNDS' : 'STIPEND'

/** A cell of the matrix as a form names it: being given, existing. */
export const cellOf = ({ given, code }: Pick<GrantRule, 'given' | 'code'>) => `${given}:${code}`
