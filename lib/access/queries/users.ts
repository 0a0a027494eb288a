import type { Db } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { changesOf } from '../changes'
import { roleScopes } from '../rights'
import type { UserFilter } from '../schema'

export { officeRoles } from '../rights'

export const usersAPage = 50

const withRoles = {
  roles: {
    orderBy: { role: 'asc' },
    include: {
      units: { include: { unit: true }, orderBy: { unit: { name: 'asc' } } },
      municipalities: { include: { municipality: true }, orderBy: { municipality: { name: 'asc' } } },
      houses: { include: { house: true }, orderBy: { house: { name: 'asc' } } },
    },
  },
} as const satisfies Prisma.UserInclude

/** Users by last name, one page: words match starts of names and of the address. Two statements. */
export async function userList(db: Db, { q, role, unit, state, page }: UserFilter) {
  const words = q.split(/\s+/).filter(Boolean)
  const found = await db.$queryRaw<{ id: string; total: number }[]>`
    SELECT u.id, count(*) OVER ()::int AS total FROM app_user u
     WHERE NOT EXISTS (SELECT FROM unnest(${words}::text[]) AS w
                        WHERE position(' ' || plain(w) IN ' ' || plain(u.first_name || ' ' || u.last_name || ' ' || u.email)) = 0)
       AND (${state} = 'ALL' OR (u.disabled_at IS NULL) = (${state} = 'OPEN'))
       AND (${role ?? null}::"Role" IS NULL OR EXISTS (SELECT FROM user_role r WHERE r.user_id = u.id AND r.role = ${role ?? null}::"Role"))
       AND (${unit ?? null}::uuid IS NULL OR EXISTS (SELECT FROM user_role r JOIN role_unit o ON o.role_id = r.id
                                             WHERE r.user_id = u.id AND o.unit_id = ${unit ?? null}::uuid))
     ORDER BY u.last_name, u.first_name, u.id LIMIT ${usersAPage} OFFSET ${(page - 1) * usersAPage}`
  const users = await db.user.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: withRoles,
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  })
  return { users: users.map(shownUser), total: found[0]?.total ?? 0 }
}

/** One user with roles and changes; null when there is none. */
export async function userSheet(db: Db, id: string) {
  const user = await db.user.findUnique({ where: { id }, include: withRoles })
  return user && { ...shownUser(user), changes: await changesOf(db, `settings.users.${id}`) }
}

const shownUser = ({
  firstName,
  lastName,
  roles,
  ...user
}: Prisma.UserGetPayload<{ include: typeof withRoles }>) => ({
  id: user.id,
  firstName,
  lastName,
  name: `${firstName} ${lastName}`,
  email: user.email,
  personalCode: user.personalCode ?? '',
  disabledAt: user.disabledAt,
  othersDrafts: roles.some(({ othersDrafts }) => othersDrafts),
  roles: roles.map(({ role, units, municipalities, houses }) => ({
    role,
    /** null = everywhere; `text` is a unit's code, a municipality's name, a house's registry code and name */
    within:
      roleScopes[role] === 'everywhere'
        ? null
        : [
            ...units.map(({ unit: { id, code } }) => ({ id, text: code })),
            ...municipalities.map(({ municipality: { id, name } }) => ({ id, text: name })),
            ...houses.map(({ house: { id, name, registryCode } }) => ({
              id,
              text: `${registryCode} ${name}`,
            })),
          ],
  })),
})

/** Every municipality by name, for choosing. */
export const municipalityList = (db: Db) =>
  db.schoolsMunicipality.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } })
