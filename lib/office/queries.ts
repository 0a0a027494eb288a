import type { Role } from '@/lib/shared/generated/enums'
import type { Db } from '@/lib/shared/db'
import type { Person } from './access'

/** One whom the sandbox lets sign in with one click. `units`: names, none where the role reaches all. */
export type SandboxPerson = { id: string; name: string; roles: { role: Role; units: string[] }[] }

/** Everyone who may sign in, by name; for the sandbox's sign-in page alone. */
export async function sandboxPersons(db: Db): Promise<SandboxPerson[]> {
  const users = await db.user.findMany({
    where: { disabledAt: null },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    include: {
      roles: { include: { units: { include: { unit: true }, orderBy: { unit: { code: 'asc' } } } } },
    },
  })
  return users.map(({ id, firstName, lastName, roles }) => ({
    id,
    name: `${firstName} ${lastName}`,
    roles: roles.map(({ role, units }) => ({ role, units: units.map(({ unit }) => unit.name) })),
  }))
}

/** Names of the units that the person's roles name, for showing where the person works; none = all or no units. */
export async function ownUnitNames(db: Db, { roles }: Person): Promise<string[]> {
  const ids = roles.flatMap(({ units }) => (units === 'ALL' ? [] : units))
  if (ids.length === 0) return []
  const units = await db.unit.findMany({
    where: { id: { in: ids } },
    select: { name: true },
    orderBy: { code: 'asc' },
  })
  return units.map(({ name }) => name)
}
