import type { Day } from './dates'
import { birthDayOf } from './personal-code'
import { sameName, withoutBlanks } from './written'

/** What two records of persons are compared by. */
export type Likened = {
  /** who it has been settled to be */
  learnerId?: string | null
  personalCode: string | null
  /** where it stands in no personal code */
  bornOn?: Day | null
  firstName: string
  lastName: string
}

/** How two records look like one person: surely by CODE or by LEARNER, perhaps by NAME. */
export type Likeness = 'CODE' | 'LEARNER' | 'NAME'

/**
 * Whether two records may be of one person, null where they aren't. The one rule of forms, pastes, files and what is copied.
 * One code or one learner is one person. One name may be one person, unless two days of birth tell two persons apart: a
 * code may be mistyped, so that two codes do so only where the day of birth isn't known of both. Where both have an
 * address, two addresses tell nothing (registered at work and at home).
 */
export function likeness(a: Likened, b: Likened): Likeness | null {
  if (a.learnerId && a.learnerId === b.learnerId) return 'LEARNER'
  const bothCoded = a.personalCode && b.personalCode
  if (bothCoded && withoutBlanks(a.personalCode!) === withoutBlanks(b.personalCode!)) return 'CODE'
  const [born, otherBorn] = [bornOf(a), bornOf(b)]
  if (born && otherBorn ? born !== otherBorn : bothCoded) return null
  return fullName(a) === fullName(b) ? 'NAME' : null
}

/** Each of `some` that may be the same person as another of `all`, with the likeliest one. */
export function likenesses<One extends Likened, Other extends Likened>(
  some: readonly One[],
  all: readonly Other[],
): { one: One; other: Other; by: Likeness }[] {
  const known = knownPersons<Other>()
  for (const other of all) known.add(other)
  return some.flatMap((one) => {
    const like = known.likest(one)
    return like ? [{ one, ...like }] : []
  })
}

/** Persons to compare others with, who may still come: each is found without looking at all of them. */
export function knownPersons<Known extends Likened>() {
  const byKey = new Map<string, Known[]>()
  return {
    add(person: Known) {
      for (const key of keysOf(person)) {
        const same = byKey.get(key)
        if (same) same.push(person)
        else byKey.set(key, [person])
      }
    },
    /** The likeliest of those who may be the same person; never the very record. */
    likest(one: Likened): { other: Known; by: Likeness } | undefined {
      const found = keysOf(one)
        .flatMap((key) => byKey.get(key) ?? [])
        .filter((other) => (other as Likened) !== one)
        .map((other) => ({ other, by: likeness(one, other) }))
      const best = order.flatMap((by) => found.find((each) => each.by === by) ?? [])[0]
      return best && { other: best.other, by: best.by! }
    },
  }
}

const order: readonly Likeness[] = ['LEARNER', 'CODE', 'NAME']

/** Whoever has none of these in common with somebody isn't like them. */
const keysOf = (each: Likened) =>
  [each.learnerId, each.personalCode && withoutBlanks(each.personalCode), fullName(each)].flatMap(
    (key) => key || [],
  )

const bornOf = ({ bornOn, personalCode }: Likened) => bornOn ?? (personalCode && birthDayOf(personalCode))

// Some write the last name first.
const fullName = ({ firstName, lastName }: Likened) =>
  [sameName(firstName), sameName(lastName)].sort().join(' ')
