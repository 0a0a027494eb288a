import type { Day } from './dates'
import { birthDayOf } from './personal-code'
import { sameName, withoutBlanks } from './written'

/** The particulars by which two records of persons are compared. */
export type Likened = {
  /** the learner that a user has confirmed */
  learnerId?: string | null
  personalCode: string | null
  /** if it is not in a personal code */
  bornOn?: Day | null
  firstName: string
  lastName: string
}

/** What makes two records look like one person: CODE or LEARNER for certain, NAME perhaps. */
export type Likeness = 'CODE' | 'LEARNER' | 'NAME'

/**
 * Whether two records may be of one person, null if they aren't. The one rule of forms, pastes, files and copies. One
 * code or one learner is one person. One name may be one person, unless two days of birth show two persons: a code may
 * be mistyped, so two codes show that only if the day of birth isn't known for both. If both have an address, different
 * addresses show nothing (registered at work and at home).
 */
export function likeness(a: Likened, b: Likened): Likeness | null {
  if (a.learnerId && a.learnerId === b.learnerId) return 'LEARNER'
  const bothCoded = a.personalCode && b.personalCode
  if (bothCoded && withoutBlanks(a.personalCode!) === withoutBlanks(b.personalCode!)) return 'CODE'
  const [born, otherBorn] = [bornOf(a), bornOf(b)]
  if (born && otherBorn ? born !== otherBorn : bothCoded) return null
  return fullName(a) === fullName(b) ? 'NAME' : null
}

/** Each of `some` that may be the same person as another of `all`, with the most likely one. */
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

/** A growing set of persons to compare others with: each look-up is quick, however many share a name. */
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
    /** The most likely one who may be the same person; never the record itself. */
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

/** The keys under which a record is filed: everything that `likeness` reads, so that nearly every hit is alike. */
function bearing(person: Likened): string[] {
  const { name, born, coded } = askedOf(person)
  return [...sureKeys(person), born ? `${name}\n${born}` : `${name}\n? ${coded}`, `${name}\n* ${coded}`]
}

/** The keys under which to look for persons alike, the most likely first. */
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
