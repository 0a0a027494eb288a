import { dayBefore, overlaps, type Day } from '@/lib/shared/dates'
import type { ClashRule, GrantFact } from './facts'

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
export function clashes(given: string, existing: string, rules: ClashRule[], firstPaidDay: Day): boolean {
  return rules.some(
    (rule) =>
      rule.given === given &&
      rule.existing === existing &&
      overlaps({ from: firstPaidDay, to: firstPaidDay }, { from: rule.validFrom, to: rule.validTo }),
  )
}

/** A doctoral allowance, from either source. */
export function isDoctoral(grant: Pick<GrantFact, 'typeCode'>): boolean {
  return grant.typeCode === doctoralAllowance || isOwnFunds(grant)
}

export function isOwnFunds({ typeCode }: Pick<GrantFact, 'typeCode'>): boolean {
  return typeCode === ownFundsAllowance
}

/** A cell of the matrix as a form names it: being given, existing. */
export const cellOf = ({ given, existing }: Pick<ClashRule, 'given' | 'existing'>) => `${given}:${existing}`

/** The cells that stand on when all that is planned has come: those with a rule without a last day. */
export const lastingCells = (rules: readonly ClashRule[]): ReadonlySet<string> =>
  new Set(rules.filter(({ validTo }) => validTo === null).map(cellOf))

/** Which cells a wish switches on and off. */
export type SwitchedCells = { on: string[]; off: string[] }

export function switchedCells(rules: readonly ClashRule[], wanted: ReadonlySet<string>): SwitchedCells {
  const lasting = lastingCells(rules)
  return {
    on: [...wanted].filter((cell) => !lasting.has(cell)),
    off: [...lasting].filter((cell) => !wanted.has(cell)),
  }
}

/**
 * What becomes of the rules of the switched cells from a day on, which is today or later: `ended` get the day before as
 * their last, `dropped` were planned and never came. One that begins today and is switched off today stays, with no day.
 */
export function endedRules<Rule extends ClashRule>(
  rules: readonly Rule[],
  { on, off }: SwitchedCells,
  from: Day,
  today: Day,
): { ended: Rule[]; lastDay: Day; dropped: Rule[] } {
  const cells = new Set([...on, ...off])
  const later = rules.filter(
    (rule) => cells.has(cellOf(rule)) && (rule.validTo === null || rule.validTo >= from),
  )
  const dropped = later.filter((rule) => rule.validFrom > today && rule.validFrom >= from)
  return { ended: later.filter((rule) => !dropped.includes(rule)), lastDay: dayBefore(from), dropped }
}
