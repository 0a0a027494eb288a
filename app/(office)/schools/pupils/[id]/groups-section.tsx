import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { Nothing, type PartOf } from './part'

/** The Rühmad in which the pupil has a place, each with a link to its page, which gives and ends places. */
export function GroupsSection({ of: { say, pupil } }: { of: PartOf }) {
  const { groups } = pupil
  return (
    <Section
      id="groups"
      title={say('pupils.kind.groups')}
      aside={groups.length > 0 ? String(groups.length) : undefined}
    >
      {groups.length === 0 ? (
        <Nothing say={say} />
      ) : (
        <ListTable
          caption={say('pupils.kind.groups')}
          columns={[
            { head: say('pupils.field.group'), kind: 'name', href: '/schools/groups/{id}' },
            { head: say('pupils.field.kind') },
            { head: say('pupils.field.house') },
            { head: say('pupils.field.period') },
          ]}
          rows={groups.map(({ id, name, kind, house, from, to }) => [
            id,
            name,
            say(`pupils.groups.kind.${kind}`),
            house,
            to ? showPeriod({ from, to }) : say('pupils.openEnd', { from: showDay(from) }),
          ])}
        />
      )}
    </Section>
  )
}
