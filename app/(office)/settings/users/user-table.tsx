import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { ListTable } from '@/components/ui/list-table'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { officeRoles, usersAPage, type userList } from '@/lib/access/queries/users'
import type { UserFilter } from '@/lib/access/schema'
import type { Say } from '@/lib/messages/say'

type Listed = Awaited<ReturnType<typeof userList>>

/** The users asked for, with their filters. */
export function UserTable({
  say,
  filter,
  units,
  users,
  total,
}: Listed & { say: Say; filter: UserFilter; units: readonly { id: string; name: string }[] }) {
  const { q, role = '', unit = '', state, page } = filter
  const first = (page - 1) * usersAPage
  return (
    <>
      <FilterBar
        label={say('settings.users.filters')}
        action="/settings/users"
        submit={say('settings.users.submit')}
        clear={
          q || role || unit || state !== 'OPEN'
            ? { href: '/settings/users', text: say('settings.users.clear') }
            : undefined
        }
        end={say('settings.users.count', { count: total })}
      >
        <TextField name="q" label={say('settings.users.search')} defaultValue={q} />
        <Select
          name="role"
          label={say('settings.users.role')}
          defaultValue={role}
          placeholder={say('settings.users.anyRole')}
          choices={officeRoles.map((value) => ({ value, text: say(`office.role.${value}`) }))}
        />
        <Select
          name="unit"
          label={say('settings.users.unit')}
          defaultValue={unit}
          placeholder={say('settings.users.anyUnit')}
          choices={units.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Select
          name="state"
          label={say('settings.users.state')}
          defaultValue={state}
          choices={(['OPEN', 'DISABLED', 'ALL'] as const).map((value) => ({
            value,
            text: say(`settings.users.${value}`),
          }))}
          width="code"
        />
      </FilterBar>
      {total === 0 ? (
        <EmptyState title={say('settings.users.none')} />
      ) : (
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
      )}
      {total > 0 ? (
        <Pagination
          page={page}
          pages={Math.ceil(total / usersAPage)}
          href={`/settings/users?${new URLSearchParams({ q, role, unit, state })}&page={page}`}
          texts={{
            summary: say('settings.summary', {
              from: Math.min(first + 1, total),
              to: first + users.length,
              count: total,
            }),
            label: say('settings.pages'),
            previous: say('settings.previous'),
            next: say('settings.next'),
          }}
        />
      ) : null}
    </>
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
