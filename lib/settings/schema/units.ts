import { z } from 'zod'
import { dayIfAny, objection, pageAsked, searched, typedCode, typedLine, typedText } from '@/lib/access/typed'
import { Seen } from '@/lib/access/schema'
import { parseEmail } from '@/lib/shared/email'

const mostRecipients = 20

/** Addresses, one a line. */
const recipients = typedText(5_000)
  .transform((typed) =>
    typed
      .split(/[\n,;]/)
      .map((line) => line.trim())
      .filter(Boolean),
  )
  .superRefine((addresses, context) => {
    const wrong = addresses.find((address) => parseEmail(address) !== address)
    if (wrong !== undefined) context.addIssue(objection('recipientWrong', { typed: wrong.slice(0, 100) }))
    if (addresses.length > mostRecipients)
      context.addIssue(objection('recipientsMany', { most: mostRecipients }))
  })

const aboutUnit = {
  seen: Seen,
  name: typedLine(200, 'nameMissing'),
  contact: typedText(500),
  financeRecipients: recipients,
  dhisNotified: z.literal('ON').optional(),
  closedOn: dayIfAny,
}

/** A unit's fields, from now on. */
export const UnitInput = z.object({ id: z.uuid(), ...aboutUnit })
/** A new unit; its code can't change later, because numbers and imports contain it. */
export const NewUnitInput = z.object({
  ...aboutUnit,
  code: typedCode(200).refine(
    (typed) => /^[A-ZÕÄÖÜŠŽ0-9][A-ZÕÄÖÜŠŽ0-9.-]{0,19}$/.test(typed),
    'unitCodeWrong',
  ),
})

/** Which units to list: those in whose name or code the text stands. */
export const UnitsFilter = z.object({ q: searched, page: pageAsked.page })
export type UnitsFilter = z.output<typeof UnitsFilter>
