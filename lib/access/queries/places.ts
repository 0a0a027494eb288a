import type { Db } from '@/lib/shared/db'
import type { Role } from '@/lib/shared/generated/enums'
import { schoolsAlone, type Person } from '../rights'

/** A person who can sign in with one click in the sandbox. `within`: names, none if the role holds everywhere. */
export type SandboxPerson = { id: string; name: string; roles: { role: Role; within: string[] }[] }

/** Everyone who may sign in, by name; for the sandbox's sign-in page alone. */
export async function sandboxPersons(db: Db): Promise<SandboxPerson[]> {
  const users = await db.user.findMany({
    where: { disabledAt: null },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
    include: {
      roles: {
        include: {
          units: { include: { unit: true }, orderBy: { unit: { code: 'asc' } } },
          municipalities: { include: { municipality: true }, orderBy: { municipality: { name: 'asc' } } },
          houses: { include: { house: true }, orderBy: { house: { name: 'asc' } } },
        },
      },
    },
  })
  return users.map(({ id, firstName, lastName, roles }) => ({
    id,
    name: `${firstName} ${lastName}`,
    roles: roles.map(({ role, units, municipalities, houses }) => ({
      role,
      within: [
        ...units.map(({ unit }) => unit.name),
        ...municipalities.map(({ municipality }) => municipality.name),
        ...houses.map(({ house }) => house.name),
      ],
    })),
  }))
}

/**
 * Where the person works: the municipality for those who work with schools alone (null for everybody else, whose
 * institution the installation names), and the names of their units, houses and, beside a university's roles,
 * municipalities.
 */
export async function ownPlace(
  db: Db,
  person: Person,
): Promise<{ municipality: string | null; names: string[] }> {
  const { roles, schools } = person
  const ids = roles.flatMap(({ units }) => (units === 'ALL' ? [] : units))
  const named = { select: { name: true } } as const
  const within = (ids: readonly string[]) => ({ where: { id: { in: [...ids] } }, ...named })
  const units =
    ids.length > 0 ? await db.settingsUnit.findMany({ ...within(ids), orderBy: { code: 'asc' } }) : []
  const municipalities =
    schools.municipalities.length > 0
      ? await db.schoolsMunicipality.findMany(within(schools.municipalities))
      : []
  const houses =
    schools.houses.length > 0
      ? await db.schoolsHouse.findMany({
          where: { id: { in: [...schools.houses] } },
          select: { name: true, municipality: named },
          orderBy: { name: 'asc' },
        })
      : []
  if (!schoolsAlone(person))
    return { municipality: null, names: [...units, ...municipalities, ...houses].map(({ name }) => name) }
  const all = [...municipalities, ...houses.map(({ municipality }) => municipality)].map(({ name }) => name)
  return { municipality: [...new Set(all)].join(', ') || null, names: houses.map(({ name }) => name) }
}
