import { z } from 'zod'
import { Seen } from '@/lib/access/schema'
import { typedText } from '@/lib/access/typed'
import { writtenName } from '@/lib/shared/written'

const name = typedText(100, 'mend.nameMissing').transform(writtenName)

/** A pupil's correct code and names. `merge`: the record that already has the code is of the same child. */
export const MendPupilInput = z.object({
  pupilId: z.uuid(),
  seen: Seen,
  personalCode: typedText(50, 'pupil.codeMissing'),
  firstName: name,
  lastName: name,
  reason: typedText(500, 'mend.reasonMissing'),
  merge: z.literal('yes').optional(),
})
