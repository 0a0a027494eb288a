import type { Role } from '@/lib/shared/generated/enums'
import type { Db } from '@/lib/shared/db'
import type { Person } from './access'

/** One whom the sandbox lets sign in with one click. `within`: names, none where the role holds everywhere. */
export type SandboxPerson = { id: string; name: string; roles: { role: Role; within: string[] }[] }

/** Everyone who may sign in, by name; for the sandbox's sign-in page alone. */
export async function sandboxPersons(db: Db): Promise<SandboxPerson[]> {
  const users = await db.user.findMany({
    where: { disabledAt: null },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
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
 * Names of the units, municipalities and houses that the person's roles name, for showing where the person works; none =
 * everywhere or nowhere.
 */
export async function ownScopeNames(db: Db, { roles, schools }: Person): Promise<string[]> {
  const ids = roles.flatMap(({ units }) => (units === 'ALL' ? [] : units))
  const named = { select: { name: true } } as const
  const within = (ids: readonly string[]) => ({ where: { id: { in: [...ids] } }, ...named })
  const { municipalities, houses } = schools
  const found = [
    ...(ids.length > 0 ? await db.unit.findMany({ ...within(ids), orderBy: { code: 'asc' } }) : []),
    ...(municipalities.length > 0 ? await db.municipality.findMany(within(municipalities)) : []),
    ...(houses.length > 0 ? await db.house.findMany({ ...within(houses), orderBy: { name: 'asc' } }) : []),
  ]
  return found.map(({ name }) => name)
}
