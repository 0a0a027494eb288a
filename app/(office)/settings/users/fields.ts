import type { RecordField } from '@/components/record-form'
import type { userSheet } from '@/lib/access/queries/users'
import { officeRoles, roleScopes } from '@/lib/access/rights'
import type { Say } from '@/lib/messages/say'
import type { Role } from '@/lib/shared/generated/enums'

type User = NonNullable<Awaited<ReturnType<typeof userSheet>>>
type Named = readonly { id: string; name: string }[]
/** The scopes that roles can have. */
/** `units`: null if there are too many to tick. */
export type Scopes = { units: Named | null; municipalities: Named }

/** A user's own fields, and each role with the units, municipalities or houses in which it holds. */
export function userFields(say: Say, scopes: Scopes, user?: User): RecordField[] {
  const text = (name: 'firstName' | 'lastName' | 'email' | 'personalCode') => ({
    as: 'text' as const,
    name,
    label: say(`settings.users.${name}`),
    value: user?.[name] ?? '',
  })
  return [
    { ...text('firstName'), required: true },
    { ...text('lastName'), required: true },
    { ...text('email'), required: true, inputMode: 'email' },
    { ...text('personalCode'), hint: say('settings.users.codeHint'), inputMode: 'numeric' },
    {
      as: 'group',
      name: 'roles',
      label: say('settings.users.roles'),
      hint: say('settings.users.rolesHint'),
      fields: officeRoles.map((role): RecordField => {
        const held = user?.roles.find((each) => each.role === role)
        return {
          as: 'tick',
          name: `roles.${role}`,
          label: say(`office.role.${role}`),
          value: 'ON',
          on: Boolean(held),
          opens: opened(say, role, scopes, held?.within ?? [], user),
        }
      }),
    },
  ]
}

type Within = NonNullable<User['roles'][number]['within']>

function opened(
  say: Say,
  role: Role,
  scopes: Scopes,
  within: Within,
  user?: User,
): RecordField[] | undefined {
  const ticks = (name: string, label: string, named: Named): RecordField => ({
    as: 'ticks',
    name,
    label,
    values: within.map(({ id }) => id),
    choices: named.map(({ id, name: text }) => ({ value: id, text })),
  })
  const lines = (name: string, label: string, hint: string): RecordField => ({
    as: 'area',
    name,
    label,
    hint,
    value: within.map(({ text }) => text).join('\n'),
  })
  switch (roleScopes[role]) {
    case 'everywhere':
      return undefined
    case 'units':
      return [
        scopes.units
          ? ticks(`units.${role}`, say('settings.users.units'), scopes.units)
          : lines(`units.${role}`, say('settings.users.units'), say('settings.users.unitsHint')),
        ...(role === 'UNIT_CLERK' ? [othersDrafts(say, user)] : []),
      ]
    case 'municipalities':
      return [ticks('municipalities', say('settings.users.municipalities'), scopes.municipalities)]
    // A country has hundreds of houses: the user types them instead of ticking.
    case 'houses':
      return [lines('houses', say('settings.users.houses'), say('settings.users.housesHint'))]
  }
}

const othersDrafts = (say: Say, user?: User): RecordField => ({
  as: 'tick',
  name: 'othersDrafts',
  label: say('settings.users.othersDrafts'),
  value: 'ON',
  hint: say('settings.users.othersHint'),
  on: user?.othersDrafts ?? false,
})
