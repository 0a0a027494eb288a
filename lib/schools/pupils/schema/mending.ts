import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { typedText } from '@/lib/access/typed'
import { writtenName } from '@/lib/shared/written'

const name = typedText(100, 'mend.nameMissing').transform(writtenName)

/** A pupil's code and names as they should be. `merge`: the record that has the code already is of the same child. */
export const MendPupilInput = z.object({
  pupilId: z.uuid(),
  seen: Seen,
  personalCode: typedText(50, 'pupil.codeMissing'),
  firstName: name,
  lastName: name,
  reason: typedText(500, 'mend.reasonMissing'),
  merge: z.literal('yes').optional(),
})
