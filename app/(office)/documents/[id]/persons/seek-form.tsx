import { AskedFields } from '@/components/asked-fields'
import { fieldsSent } from '@/components/list-asked'
import { Button } from '@/components/ui/button'
import type { Say } from '@/lib/messages/say'
import { type LearnerFilter } from '@/lib/register/schema/learners'
import { placeAsked, type PlaceChoices } from '../../../learners/filters'
import { NameField, SeekAct } from './seek-act'

/** The search of the register: by name and by today's facts of the study place. */
export const SeekForm = ({
  id,
  say,
  filter,
  choices,
}: {
  id: string
  say: Say
  filter: LearnerFilter
  choices: PlaceChoices
}) => (
  <SeekAct id={id} label={say('documents.add.filters')}>
    <NameField label={say('documents.add.q')} value={filter.q} />
    <AskedFields fields={fieldsSent(say, placeAsked(say, filter, choices))} />
    <Button variant="main">{say('documents.add.search')}</Button>
  </SeekAct>
)
