import { ListPage } from '@/components/list-page'
import { ListTable } from '@/components/ui/list-table'
import { officeRoles, usersAPage, type userList } from '@/lib/access/queries/users'
import type { UserFilter } from '@/lib/access/schema'
import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { unitAsked } from '../../choice-asked'
import { listAddress } from '../../list-address'

type Listed = Awaited<ReturnType<typeof userList>>

/** The users that match the filters, with the filters. `at`: the present instant, for the printed page. */
export function UserTable({
  say,
  at,
  filter,
  unit,
  users,
  total,
}: Listed & {
  say: Say
  at: string
  filter: UserFilter
  unit: AskedChoice
}) {
  return (
    <ListPage
      say={say}
      address={listAddress('/settings/users', filter, { state: 'OPEN' })}
      asked={[
        { as: 'text', name: 'q', label: say('settings.users.search'), value: filter.q },
        {
          as: 'choice',
          name: 'role',
          label: say('settings.users.role'),
          value: filter.role,
          choices: officeRoles.map((value) => ({ value, text: say(`office.role.${value}`) })),
        },
        unitAsked(say, say('settings.users.unit'), unit),
        {
          as: 'choice',
          name: 'state',
          label: say('settings.users.state'),
          value: filter.state,
          usual: 'OPEN',
          any: false,
          choices: (['OPEN', 'DISABLED', 'ALL'] as const).map((value) => ({
            value,
            text: say(`settings.users.${value}`),
          })),
          width: 'code',
        },
      ]}
      rows={{ page: filter.page, perPage: usersAPage, shown: users.length, count: total }}
      counted={say('settings.users.count', { count: total })}
      printed={{ at }}
      none={{ found: { title: say('settings.users.none') } }}
    >
      <ListTable
        caption={say('settings.users.title')}
        columns={[
          { head: say('settings.users.user'), kind: 'name', href: '/settings/users?id={id}' },
          { head: say('settings.users.roles') },
          { head: say('settings.users.email') },
          { head: say('settings.users.state'), labelled: true },
        ]}
        rows={users.map((user) => [
          user.id,
          user.name,
          rolesOf(say, user),
          user.email,
          say(`settings.users.${user.disabledAt ? 'DISABLED' : 'OPEN'}`),
        ])}
      />
    </ListPage>
  )
}

const rolesOf = (say: Say, { roles }: Listed['users'][number]) =>
  roles
    .map(({ role, within }) => {
      const name = say(`office.role.${role}`)
      return within && within.length > 0
        ? say('settings.users.within', { role: name, units: within.map(({ text }) => text).join('; ') })
        : name
    })
    .join('; ') || say('settings.users.noRoles')
