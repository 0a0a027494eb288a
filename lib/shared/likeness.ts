import { sameName, withoutBlanks } from './written'

/** What two records of persons are compared by. `learnerId`: who it has been settled to be. */
export type Likened = {
  learnerId?: string | null
  personalCode: string | null
  firstName: string
  lastName: string
  email: string
}

/** How two records look like one person: surely by CODE or by LEARNER, perhaps by NAME. */
export type Likeness = 'CODE' | 'LEARNER' | 'NAME'

/**
 * Whether two records may be of one person, null where they aren't. Two codes tell two persons apart; without them one name
 * may be one person: only a person can say. Where both have an address, two of one name with two addresses and a code
 * between them may still be one (registered at work and at home).
 */
export function likeness(a: Likened, b: Likened): Likeness | null {
  if (a.learnerId && a.learnerId === b.learnerId) return 'LEARNER'
  if (a.personalCode && b.personalCode)
    return withoutBlanks(a.personalCode) === withoutBlanks(b.personalCode) ? 'CODE' : null
  return fullName(a) === fullName(b) ? 'NAME' : null
}

/** Each of `some` that may be the same person as another of `all`, with the likeliest one. */
export function likenesses<One extends Likened, Other extends Likened>(
  some: readonly One[],
  all: readonly Other[],
): { one: One; other: Other; by: Likeness }[] {
  const keysOf = (each: Likened) => [each.learnerId, each.personalCode, fullName(each)].filter(Boolean)
  const byKey = new Map<string, Other[]>()
  for (const other of all)
    for (const key of keysOf(other)) {
      const same = byKey.get(key!)
      if (same) same.push(other)
      else byKey.set(key!, [other])
    }
  return some.flatMap((one) => {
    const others = keysOf(one).flatMap((key) => byKey.get(key!) ?? [])
    const found = others
      .filter((other) => (other as Likened) !== (one as Likened))
      .map((other) => ({ one, other, by: likeness(one, other) }))
    const likely = order.flatMap((by) => found.find((each) => each.by === by) ?? [])[0]
    return likely ? [{ ...likely, by: likely.by! }] : []
  })
}

const order: readonly Likeness[] = ['LEARNER', 'CODE', 'NAME']
// Some write the last name first.
const fullName = ({ firstName, lastName }: Likened) =>
  [sameName(firstName), sameName(lastName)].sort().join(' ')
