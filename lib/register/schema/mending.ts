import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { birthDayIfAny, dayIfAny, typedText } from '@/lib/access/typed'
import { writtenCode, writtenName } from '@/lib/shared/written'

const name = typedText(100, 'mend.nameMissing').transform(writtenName)

/**
 * A learner's correct particulars. `since`: the day from which they hold; empty = always, so the old ones were a
 * mistake. `merge`: the record that already has the code is of the same person.
 */
export const MendLearnerInput = z.object({
  learnerId: z.uuid(),
  seen: Seen,
  personalCode: typedText(50),
  otherCode: typedText(100).transform(writtenCode),
  bornOn: birthDayIfAny,
  firstName: name,
  lastName: name,
  since: dayIfAny,
  reason: typedText(500, 'mend.reasonMissing'),
  merge: z.literal('yes').optional(),
})
