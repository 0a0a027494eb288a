import type { Say } from '@/lib/messages/say'
import { officeRoles, reachesAllUnits } from '@/lib/office/access'
import type { unitList } from '@/lib/office/queries-units'
import type { userSheet } from '@/lib/office/queries-users'
import type { RecordField } from '@/components/record-form'

type User = NonNullable<Awaited<ReturnType<typeof userSheet>>>
type Units = Awaited<ReturnType<typeof unitList>>

/** Who a user is, and each role with the units within which it holds. */
export function userFields(say: Say, units: Units, user?: User): RecordField[] {
  const text = (name: 'firstName' | 'lastName' | 'email' | 'personalCode') => ({
    ...{ as: 'text' as const, name, label: say(`settings.users.${name}`), value: user?.[name] ?? '' },
  })
  return [
    { ...text('firstName'), required: true },
    { ...text('lastName'), required: true },
    { ...text('email'), required: true, inputMode: 'email' },
    { ...text('personalCode'), hint: say('settings.users.codeHint'), inputMode: 'numeric' },
    {
      ...{
        as: 'group',
        name: 'roles',
        label: say('settings.users.roles'),
        hint: say('settings.users.rolesHint'),
      },
      fields: officeRoles.map((role): RecordField => {
        const held = user?.roles.find((each) => each.role === role)
        return {
          ...{
            as: 'tick',
            name: `roles.${role}`,
            label: say(`office.role.${role}`),
            value: 'ON',
            on: Boolean(held),
          },
          opens: reachesAllUnits[role]
            ? undefined
            : [
                {
                  ...{ as: 'ticks', name: `units.${role}`, label: say('settings.users.units') },
                  values: held?.units?.map(({ id }) => id) ?? [],
                  choices: units.map(({ id, name }) => ({ value: id, text: name })),
                },
                ...(role === 'UNIT_CLERK' ? [othersDrafts(say, user)] : []),
              ],
        }
      }),
    },
  ]
}

const othersDrafts = (say: Say, user?: User): RecordField => ({
  ...{ as: 'tick', name: 'othersDrafts', label: say('settings.users.othersDrafts'), value: 'ON' },
  ...{ hint: say('settings.users.othersHint'), on: user?.othersDrafts ?? false },
})
