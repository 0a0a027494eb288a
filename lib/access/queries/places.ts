import type { Db } from '@/lib/shared/db'
import type { Role } from '@/lib/shared/generated/enums'

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
