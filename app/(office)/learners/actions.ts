'use server'

import { officeAction } from '@/lib/access/action'
import { findLearners } from '@/lib/register/commands/imports'
import { mendLearner } from '@/lib/register/commands/mending'
import { FindInput } from '@/lib/register/schema/learners'
import { MendLearnerInput } from '@/lib/register/schema/mending'
import { foundTexts } from './found'

/** Posted, so that no address contains a personal code: a name leads to the list, a code is answered here. */
export const find = officeAction(
  'act learners.find',
  FindInput,
  findLearners,
  (found, say) =>
    found.by === 'NAME'
      ? { go: found.q ? `/learners?q=${encodeURIComponent(found.q)}` : '/learners' }
      : { result: foundTexts(say, found) },
  { again: 'FREELY' },
)

/** Shows the remaining record, with the result. */
export const mend = officeAction('act learners.mend', MendLearnerInput, mendLearner, (id) => ({
  go: `/learners/${id}?done=person`,
}))
