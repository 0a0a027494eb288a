import type { z } from 'zod'
import type { Tx } from '@/lib/shared/db'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { isUuid } from '@/lib/shared/ids'
import { Refused } from '@/lib/shared/refusal'
import type { Act } from '../action'
import { changing, type Subject } from '../changes'
import { officeRoles, roleScopes, unitRoles } from '../rights'
import type { AccountInput, NewUserInput, UserInput } from '../schema'

type About = z.output<typeof NewUserInput>
const subjectOf = (id: string): Subject => `settings.users.${id}`

/** Adds a user with roles. Throws when somebody already has the personal code or a unit doesn't exist. */
export function addUser(act: Act, input: About): Promise<number> {
  const id = crypto.randomUUID()
  const change = { name: 'settings.addUser', subject: subjectOf(id), seen: input.seen }
  return changing(act, change, async (tx) => {
    await freeCode(tx, id, input)
    await tx.user.create({ data: { id, ...columnsOf(input) } })
    await giveRoles(tx, id, input)
    return { about: [nameOf(input)], before: {}, after: await textsOf(tx, id) }
  })
}

/**
 * Changes a user's particulars and rights; rights count from the next click. Another personal code is another identity:
 * the account is detached from the one that signed in, and its sessions end. Throws when the code is taken, when no
 * open administrator would be left, or when somebody has changed the user meanwhile.
 */
export function changeUser(act: Act, input: z.output<typeof UserInput>): Promise<number> {
  const { id, seen } = input
  return changing(act, { name: 'settings.changeUser', subject: subjectOf(id), seen }, async (tx) => {
    const { personalCode } = await userOf(tx, id)
    await freeCode(tx, id, input)
    if (!input.roles?.ADMIN) await anotherAdmin(tx, id, 'roles.ADMIN')
    const before = await textsOf(tx, id)
    const other = (personalCode ?? '') !== input.personalCode
    await tx.user.update({
      where: { id },
      data: { ...columnsOf(input), ...(other && { subject: null, sessionVersion: { increment: 1 } }) },
    })
    await giveRoles(tx, id, input)
    return { about: [nameOf(input)], before, after: await textsOf(tx, id) }
  })
}

/** Closes an account, which ends its sessions, or opens it. The last open administrator can't be closed. */
export function changeAccount(
  act: Act,
  { id, seen, account }: z.output<typeof AccountInput>,
): Promise<number> {
  const change = { name: 'settings.changeAccount', subject: subjectOf(id), seen }
  return changing(act, change, async (tx) => {
    const user = await userOf(tx, id)
    const disabled = account === 'DISABLED'
    if (disabled) await anotherAdmin(tx, id)
    if (disabled !== (user.disabledAt !== null))
      await tx.user.update({
        where: { id },
        data: { disabledAt: disabled ? act.now : null, sessionVersion: { increment: 1 } },
      })
    return {
      about: [nameOf(user)],
      before: { disabled: user.disabledAt ? 'ON' : 'OFF' },
      after: { disabled: disabled ? 'ON' : 'OFF' },
    }
  })
}

async function userOf(tx: Tx, id: string) {
  const user = await tx.user.findUnique({ where: { id } })
  if (!user) throw new Refused([{ code: 'notFound' }])
  return user
}

async function freeCode(tx: Tx, id: string, { personalCode }: About) {
  if (personalCode && (await tx.user.findFirst({ where: { personalCode, id: { not: id } } })))
    throw new Refused([{ code: 'ownCodeTaken', field: 'personalCode' }])
}

/** Of an open administrator: refuses unless there is another one. The database asks the same at the end of the act. */
async function anotherAdmin(tx: Tx, id: string, field?: string) {
  const admins = await tx.user.findMany({
    where: { disabledAt: null, roles: { some: { role: 'ADMIN' } } },
    select: { id: true },
  })
  if (admins.length === 1 && admins[0]!.id === id) throw new Refused([{ code: 'lastAdmin', field }])
}

/** Gives the user exactly these roles, at most ten, each within its units, municipalities or houses. */
async function giveRoles(tx: Tx, userId: string, about: About) {
  const { roles = {}, units = {}, othersDrafts } = about
  const given = officeRoles.filter((role) => roles[role])
  const gone = officeRoles.filter((role) => !roles[role])
  const unitIds = await unitsOf(tx, about)
  const schools = await schoolsOf(tx, about)
  await tx.userRole.deleteMany({ where: { userId, role: { in: gone } } })
  for (const role of given) {
    const marks = { othersDrafts: role === 'UNIT_CLERK' && othersDrafts === 'ON' }
    const { id: roleId } = await tx.userRole.upsert({
      where: { userId_role: { userId, role } },
      create: { userId, role, ...marks },
      update: marks,
    })
    const wanted =
      roleScopes[role] === 'units' ? [...new Set(units[role]?.map((unit) => unitIds.get(unit)!))] : []
    await tx.roleUnit.deleteMany({ where: { roleId, unitId: { notIn: wanted } } })
    await tx.roleUnit.createMany({
      data: wanted.map((unitId) => ({ roleId, unitId })),
      skipDuplicates: true,
    })
    if (role === 'MUNICIPAL_OFFICIAL') await giveMunicipalities(tx, roleId, schools.municipalities)
    if (role === 'SCHOOL_REP') await giveHouses(tx, roleId, schools.houses)
  }
}

/** The ids of the given roles' units, by id or typed line, which begins with the unit's code; throws when there is none. */
async function unitsOf(tx: Tx, { roles = {}, units = {} }: About): Promise<Map<string, string>> {
  const asked = unitRoles.flatMap((role) =>
    roles[role] ? (units[role] ?? []).map((line) => ({ role, line })) : [],
  )
  const codeOf = (line: string) => line.split(' ')[0]!.toUpperCase()
  const found = await tx.settingsUnit.findMany({
    where: {
      OR: [
        { id: { in: asked.flatMap(({ line }) => (isUuid(line) ? line : [])) } },
        { code: { in: asked.map(({ line }) => codeOf(line)) } },
      ],
    },
    select: { id: true, code: true },
  })
  const ids = new Map(
    asked.flatMap(({ line }) => {
      const unit = found.find(({ id, code }) => id === line || code === codeOf(line))
      return unit ? [[line, unit.id] as const] : []
    }),
  )
  const unknown = asked.filter(({ line }) => !ids.has(line))
  if (unknown.some(({ line }) => isUuid(line))) throw new Refused([{ code: 'unitWrong' }])
  if (unknown.length > 0)
    throw new Refused(
      unknown.map(({ role, line }) => ({
        code: 'unitUnknown',
        params: { unit: line.slice(0, 100) },
        field: `units.${role}`,
      })),
    )
  return ids
}

async function giveMunicipalities(tx: Tx, roleId: string, ids: string[]) {
  await tx.roleMunicipality.deleteMany({ where: { roleId, municipalityId: { notIn: ids } } })
  const data = ids.map((municipalityId) => ({ roleId, municipalityId }))
  await tx.roleMunicipality.createMany({ data, skipDuplicates: true })
}

async function giveHouses(tx: Tx, roleId: string, ids: string[]) {
  await tx.roleHouse.deleteMany({ where: { roleId, houseId: { notIn: ids } } })
  await tx.roleHouse.createMany({ data: ids.map((houseId) => ({ roleId, houseId })), skipDuplicates: true })
}

/**
 * The municipalities and houses of the given roles. A house is written by its registry code, with or without its name
 * after it, or by its whole name; throws when there is none, or more than one.
 */
async function schoolsOf(tx: Tx, { roles = {}, municipalities = [], houses = [] }: About) {
  const ids = roles.MUNICIPAL_OFFICIAL ? [...new Set(municipalities)] : []
  if ((await tx.schoolsMunicipality.count({ where: { id: { in: ids } } })) !== ids.length)
    throw new Refused([{ code: 'municipalityWrong', field: 'municipalities' }])
  const written = roles.SCHOOL_REP ? [...new Set(houses)] : []
  const found = await tx.$queryRaw<{ line: string; ids: string[] }[]>`
    SELECT line, array_agg(h.id::text) FILTER (WHERE h.id IS NOT NULL) AS ids
      FROM unnest(${written}::text[]) AS line
      LEFT JOIN schools_house h ON h.registry_code = substring(line FROM '^(\\d{8})(\\s|$)') OR plain(h.name) = plain(line)
     GROUP BY line`
  const wrong = found.filter(({ ids }) => ids?.length !== 1)
  if (wrong.length > 0)
    throw new Refused(
      wrong.map(({ line, ids }) => ({
        code: ids ? 'houseAmbiguous' : 'houseUnknown',
        params: { house: line.slice(0, 100) },
        field: 'houses',
      })),
    )
  return { municipalities: ids, houses: [...new Set(found.flatMap(({ ids }) => ids))] }
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`

const columnsOf = ({ firstName, lastName, email, personalCode }: About) => ({
  firstName,
  lastName,
  email,
  personalCode: personalCode || null,
})

/**
 * A user's fields as texts for the history: of a role its units' codes, or the names of its municipalities or houses. A
 * personal code is masked.
 */
async function textsOf(tx: Tx, id: string): Promise<Record<string, string>> {
  const { firstName, lastName, email, personalCode, roles } = await tx.user.findUniqueOrThrow({
    where: { id },
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
  const scopeOf = (role: (typeof officeRoles)[number]) => {
    const held = roles.find((each) => each.role === role)
    if (roleScopes[role] === 'everywhere') return held ? 'ON' : 'OFF'
    const names = [
      ...(held?.municipalities.map(({ municipality }) => municipality.name) ?? []),
      ...(held?.houses.map(({ house }) => house.name) ?? []),
    ]
    return [held?.units.map(({ unit }) => unit.code).join(', ') ?? '', ...names].filter(Boolean).join('; ')
  }
  return {
    firstName,
    lastName,
    email,
    personalCode: personalCode ? maskPersonalCode(personalCode) : '',
    ...Object.fromEntries(officeRoles.map((role) => [`role.${role}`, scopeOf(role)])),
    othersDrafts: roles.some(({ othersDrafts }) => othersDrafts) ? 'ON' : 'OFF',
  }
}
