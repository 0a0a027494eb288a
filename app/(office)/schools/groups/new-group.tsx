import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import type { OfferedHouse } from '@/lib/schools/houses/queries/houses'
import { groupKinds } from '@/lib/schools/houses/schema/houses'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { choiceField } from '../../choice-asked'
import { housesFrom } from '../house-asked'
import { formTexts } from '../pupils/words'
import { newGroup } from './actions'

/** The form of a new group; `house`: the list's filter. */
export function NewGroup({ say, house }: { say: Say; house: AskedChoice<OfferedHouse> }) {
  const { all } = house
  const kinds = groupKinds.filter(
    (kind) => !all || all.some((each) => (each.kind === 'HOBBY_SCHOOL') === (kind === 'HOBBY_SCHOOL')),
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
          choiceField(
            {
              name: 'houseId',
              label: say('pupils.field.house'),
              from: housesFrom,
              required: true,
              placeholder: say('pupils.notChosen'),
            },
            house,
          ),
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
