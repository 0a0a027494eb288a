import { likeness } from '@/lib/shared/likeness'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { sameName } from '@/lib/shared/written'
import type { Named } from './told'

/** What shows that a person is registered twice; ADDRESS: the same name and e-mail, which a user has to confirm. */
export type Sameness = 'CODE' | 'LEARNER' | 'ADDRESS'

/**
 * What identifies a registration's person. `learnerId`: confirmed, or the one with the told code; `apart`:
 * registrations that a user said are of others.
 */
export type OnePerson = Named & {
  id: string
  email: string
  learnerId: string | null
  apart: readonly string[]
}

/**
 * What shows that two registrations are one person's: the learner, the personal code, or the name with address; null =
 * they aren't, or a user has said so. Invalid codes don't count; two confirmed learners are two persons.
 */
export function sameness(a: OnePerson, b: OnePerson): Sameness | null {
  const by = likeness(coded(a), coded(b))
  if (by !== 'NAME') return by
  if ((a.learnerId && b.learnerId) || a.apart.includes(b.id) || b.apart.includes(a.id)) return null
  return a.email !== '' && sameName(a.email) === sameName(b.email) ? 'ADDRESS' : null
}

export type Twin<Person> = { of: Person; by: Sameness }

/** The other registrations of each person registered more than once; in one pass, however many there are. */
export function twinsOf<Person extends OnePerson>(persons: readonly Person[]): Map<string, Twin<Person>[]> {
  const first = new Map<string, Person>()
  const alike = new Map<string, Person[]>()
  for (const person of persons)
    for (const key of keysOf(person)) {
      const before = first.get(key)
      if (!before) first.set(key, person)
      else if (alike.has(key)) alike.get(key)!.push(person)
      else alike.set(key, [before, person])
    }
  const twins = new Map<string, Twin<Person>[]>()
  for (const group of alike.values())
    for (const person of group)
      for (const of of group) {
        const by = of.id === person.id ? null : sameness(person, of)
        const known = twins.get(person.id) ?? []
        if (by && !known.some((twin) => twin.of.id === of.id)) twins.set(person.id, [...known, { of, by }])
      }
  return twins
}

const coded = ({ personalCode, ...person }: OnePerson) => ({
  ...person,
  personalCode: personalCode && checkPersonalCode(personalCode) ? personalCode : null,
})

/**
 * Two people with no key in common are no twins. Stored texts are in their written form, so only case remains to be
 * ignored.
 */
function keysOf({ learnerId, personalCode, email, firstName, lastName }: OnePerson): string[] {
  const keys = personalCode ? [personalCode] : []
  if (learnerId) keys.push(learnerId)
  if (email)
    keys.push([email, ...[firstName.toLowerCase(), lastName.toLowerCase()].sort()].join('\n').toLowerCase())
  return keys
}
