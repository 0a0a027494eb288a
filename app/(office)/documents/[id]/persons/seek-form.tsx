import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { fundings, levels, loads, mainStates } from '@/lib/learners/schema'
import type { Say } from '@/lib/messages/say'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import { NameField, SeekAct } from './seek-act'

type Named = { code: string; name: string }

/** The search of the register: by name and by today's facts of the study place. */
export function SeekForm({
  id,
  say,
  filter,
  choices,
}: {
  id: string
  say: Say
  filter: LearnerFilter
  choices: { units: Named[]; curricula: Named[] }
}) {
  const any = say('documents.add.any')
  const named = (list: Named[]) => list.map(({ code, name }) => ({ value: code, text: name }))
  const fields = [
    ['unit', say('learners.column.unit'), named(choices.units)],
    ['curriculum', say('learners.column.place'), named(choices.curricula)],
    [
      'level',
      say('learners.column.level'),
      levels.map((value) => ({ value, text: say(`learners.level.${value}`) })),
    ],
    [
      'load',
      say('learners.column.load'),
      loads.map((value) => ({ value, text: say(`learners.load.${value}`) })),
    ],
    [
      'funding',
      say('learners.column.funding'),
      fundings.map((value) => ({ value, text: say(`learners.funding.${value}`) })),
    ],
    [
      'mainState',
      say('learners.column.mainState'),
      mainStates.map((value) => ({ value, text: say(`learners.mainState.${value}`) })),
    ],
  ] as const
  return (
    <SeekAct id={id} label={say('documents.add.filters')}>
      <NameField label={say('documents.add.q')} value={filter.q} />
      {fields.map(([name, label, offered]) => (
        <Select
          key={name}
          name={name}
          label={label}
          width={name === 'unit' || name === 'curriculum' ? 'name' : 'code'}
          placeholder={any}
          choices={offered}
          defaultValue={filter[name] ?? ''}
        />
      ))}
      <Button variant="main">{say('documents.add.search')}</Button>
    </SeekAct>
  )
}
