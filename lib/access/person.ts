import type { Db, Tx } from '@/lib/shared/db'
import { roleScopes, schoolsAlone, type Person } from './rights'

/**
 * Where a person works: the municipality for those who work with schools alone (null for everybody else, whose
 * institution the installation names), and the names of their units, houses and, beside a university's roles,
 * municipalities.
 */
export type Place = { municipality: string | null; names: string[] }

/**
 * A person with roles and units, and where they work; null when the account is closed, unknown or the session's version
 * has ended. One statement.
 */
export async function readSignedIn(
  client: Db | Tx,
  id: string,
  version?: number,
): Promise<{ person: Person; place: Place } | null> {
  const user = await readUser(client, id)
  if (!user || user.disabledAt || (version !== undefined && user.sessionVersion !== version)) return null
  const person: Person = {
    id: user.id,
    name: `${user.firstName} ${user.lastName}`,
    firstName: user.firstName,
    personalCode: user.personalCode,
    locale: user.locale === 'en' ? 'en' : 'et',
    roles: user.roles.map(({ role, othersDrafts, units }) => ({
      role,
      othersDrafts,
      units: roleScopes[role] === 'everywhere' ? 'ALL' : units.map(({ unitId }) => unitId),
    })),
    schools: {
      municipalities: user.roles.flatMap(({ municipalities }) =>
        municipalities.map(({ municipalityId }) => municipalityId),
      ),
      houses: user.roles.flatMap(({ houses }) => houses.map(({ houseId }) => houseId)),
    },
  }
  return { person, place: placeOf(person, user) }
}

/** The person alone. One statement. */
export const readPerson = async (client: Db | Tx, id: string, version?: number): Promise<Person | null> =>
  (await readSignedIn(client, id, version))?.person ?? null

const named = { select: { id: true, name: true } } as const
const readUser = (client: Db | Tx, id: string) =>
  client.user.findUnique({
    where: { id },
    include: {
      roles: {
        orderBy: { role: 'asc' },
        include: {
          units: { include: { unit: { select: { id: true, code: true, name: true } } } },
          municipalities: { include: { municipality: named } },
          houses: { include: { house: { select: { id: true, name: true, municipality: named } } } },
        },
      },
    },
  })

/** Units by code, houses by name; a unit or house of two roles once. */
function placeOf(person: Person, { roles }: NonNullable<Awaited<ReturnType<typeof readUser>>>): Place {
  const units = roles
    .filter(({ role }) => roleScopes[role] !== 'everywhere')
    .flatMap((role) => role.units.map(({ unit }) => unit))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const municipalities = roles.flatMap((role) => role.municipalities.map(({ municipality }) => municipality))
  const houses = roles
    .flatMap((role) => role.houses.map(({ house }) => house))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
  if (!schoolsAlone(person))
    return { municipality: null, names: namesOf([...units, ...municipalities, ...houses]) }
  const all = namesOf([...municipalities, ...houses.map(({ municipality }) => municipality)])
  return { municipality: [...new Set(all)].join(', ') || null, names: namesOf(houses) }
}

/** Each thing's name, once a thing. */
const namesOf = (things: readonly { id: string; name: string }[]) => [
  ...new Map(things.map(({ id, name }) => [id, name])).values(),
]
