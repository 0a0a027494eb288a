import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import { groupKinds } from '@/lib/schools/houses/schema/houses'
import { formTexts } from '../pupils/words'
import { newGroup } from './actions'

/** The form of a new group; `house`: the one in the list's filter. */
export function NewGroup({
  say,
  houses,
  house,
}: {
  say: Say
  houses: readonly { id: string; name: string; kind: string }[]
  house?: string
}) {
  const kinds = groupKinds.filter((kind) =>
    houses.some((each) => (each.kind === 'HOBBY_SCHOOL') === (kind === 'HOBBY_SCHOOL')),
  )
  return (
    <Section title={say('pupils.groups.add')}>
      <RecordForm
        label={say('pupils.groups.add')}
        save={newGroup}
        hidden={{}}
        texts={formTexts(say, say('pupils.groups.add'))}
        icon="plus"
        fields={[
          {
            as: 'choice',
            name: 'houseId',
            label: say('pupils.field.house'),
            choices: houses.map(({ id, name }) => ({ value: id, text: name })),
            required: true,
            value: house ?? (houses.length === 1 ? houses[0]!.id : ''),
            placeholder: say('pupils.notChosen'),
          },
          {
            as: 'choice',
            name: 'kind',
            label: say('pupils.field.kind'),
            value: kinds[0] ?? 'DAY',
            choices: kinds.map((kind) => ({ value: kind, text: say(`pupils.groups.kind.${kind}`) })),
          },
          {
            as: 'text',
            name: 'name',
            label: say('pupils.groups.name'),
            value: '',
            width: 'name',
            required: true,
          },
        ]}
      />
    </Section>
  )
}
