import { dayBefore, type Day } from '@/lib/shared/dates'

/*
 * How rules that hold from a day to a day are switched: never backwards, and what held stays as a row. `keyOf` names what a
 * rule is about, as the form does that switches it.
 */

/** Both days inclusive; without a last day for good. */
type Dated = { validFrom: Day; validTo: Day | null }
type KeyOf<Rule> = (rule: Rule) => string

export const holdsOn = ({ validFrom, validTo }: Dated, day: Day): boolean =>
  validFrom <= day && (validTo === null || day <= validTo)

/** What stands on when all that is planned has come: what has a rule without a last day. */
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

/** What a wish switches on and off. */
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
 * What becomes of the rules of what is switched from a day on, which is today or later: `ended` get the day before as
 * their last, `dropped` were planned and never came. One that begins today and is switched off today stays, with no day.
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
