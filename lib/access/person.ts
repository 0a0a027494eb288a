import type { Db, Tx } from '@/lib/shared/db'
import { roleScopes, type Person } from './rights'

/** A person with roles and units; null when the account is closed, unknown or the session's version has ended. */
export async function readPerson(client: Db | Tx, id: string, version?: number): Promise<Person | null> {
  const user = await client.user.findUnique({
    where: { id },
    include: { roles: { include: { units: true, municipalities: true, houses: true } } },
  })
  if (!user || user.disabledAt || (version !== undefined && user.sessionVersion !== version)) return null
  return {
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
}
