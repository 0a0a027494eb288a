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

/** Persons to compare others with, who may still come: each is found at once, however many are of one name. */
export function knownPersons<Known extends Likened>() {
  const byKey = new Map<string, Known[]>()
  return {
    add(person: Known) {
      for (const key of bearing(person)) {
        const same = byKey.get(key)
        if (same) same.push(person)
        else byKey.set(key, [person])
      }
    },
    /** The likeliest of those who may be the same person; never the very record. */
    likest(one: Likened): { other: Known; by: Likeness } | undefined {
      for (const key of seeking(one))
        for (const other of byKey.get(key) ?? []) {
          const by = (other as Likened) === one ? null : likeness(one, other)
          if (by) return { other, by }
        }
      return undefined
    },
  }
}

/** What a record is found by: all that `likeness` asks, so that whoever is found is nearly always alike. */
function bearing(person: Likened): string[] {
  const { name, born, coded } = askedOf(person)
  return [...sureKeys(person), born ? `${name}\n${born}` : `${name}\n? ${coded}`, `${name}\n* ${coded}`]
}

/** By what those may be found who are like a person, the likeliest first. */
function seeking(person: Likened): string[] {
  const { name, born, coded } = askedOf(person)
  const called = born ? [`${name}\n${born}`, `${name}\n? false`] : [`${name}\n* false`]
  if (!coded) called.push(born ? `${name}\n? true` : `${name}\n* true`)
  return [...sureKeys(person), ...called]
}

const sureKeys = ({ learnerId, personalCode }: Likened) => [
  ...(learnerId ? [`LEARNER ${learnerId}`] : []),
  ...(personalCode ? [`CODE ${withoutBlanks(personalCode)}`] : []),
]
const askedOf = (person: Likened) => ({
  name: fullName(person),
  born: bornOf(person),
  coded: !!person.personalCode,
})

const bornOf = ({ bornOn, personalCode }: Likened) => bornOn ?? (personalCode && birthDayOf(personalCode))

// Some write the last name first.
const fullName = ({ firstName, lastName }: Likened) =>
  [sameName(firstName), sameName(lastName)].sort().join(' ')
