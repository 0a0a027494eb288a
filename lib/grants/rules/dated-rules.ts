import { dayBefore, type Day } from '@/lib/shared/dates'

/*
 * Switches rules that hold from a day to a day: never for the past, and ended rules stay as rows. `keyOf` names what a
 * rule is about, as the form that switches it does.
 */

/** Both days inclusive; without a last day for good. */
type Dated = { validFrom: Day; validTo: Day | null }
type KeyOf<Rule> = (rule: Rule) => string

export const holdsOn = ({ validFrom, validTo }: Dated, day: Day): boolean =>
  validFrom <= day && (validTo === null || day <= validTo)

/** The state once all planned changes have come: whatever has a rule without a last day. */
export const lasting = <Rule extends Dated>(
  rules: readonly Rule[],
  keyOf: KeyOf<Rule>,
): ReadonlySet<string> => new Set(rules.filter(({ validTo }) => validTo === null).map(keyOf))

/** The rules whose beginning or end is still to come, by what they are about. */
export const planned = <Rule extends Dated>(
  rules: readonly Rule[],
  keyOf: KeyOf<Rule>,
  today: Day,
): ReadonlyMap<string, Dated> =>
  new Map(
    rules
      .filter((rule) => rule.validFrom > today || (rule.validTo !== null && rule.validTo >= today))
      .map((rule) => [keyOf(rule), { validFrom: rule.validFrom, validTo: rule.validTo }]),
  )

/** Keys of the rules that a request switches on and off. */
export type Switched = { on: string[]; off: string[] }

export function switched<Rule extends Dated>(
  rules: readonly Rule[],
  wanted: ReadonlySet<string>,
  keyOf: KeyOf<Rule>,
): Switched {
  const standing = lasting(rules, keyOf)
  return {
    on: [...wanted].filter((key) => !standing.has(key)),
    off: [...standing].filter((key) => !wanted.has(key)),
  }
}

/**
 * What happens to rules switched off from a day on, which is today or later: `ended` ones get the day before as their
 * last, `dropped` ones were planned and never begin. One that begins today and is switched off today stays, with no
 * day.
 */
export function endedRules<Rule extends Dated>(
  rules: readonly Rule[],
  { on, off }: Switched,
  keyOf: KeyOf<Rule>,
  from: Day,
  today: Day,
): { ended: Rule[]; lastDay: Day; dropped: Rule[] } {
  const keys = new Set([...on, ...off])
  const later = rules.filter(
    (rule) => keys.has(keyOf(rule)) && (rule.validTo === null || rule.validTo >= from),
  )
  const dropped = later.filter((rule) => rule.validFrom > today && rule.validFrom >= from)
  return { ended: later.filter((rule) => !dropped.includes(rule)), lastDay: dayBefore(from), dropped }
}
