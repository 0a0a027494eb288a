import { z } from 'zod'
import { officeRoles, roleScopes, unitRoles } from '@/lib/access/rights'
import { parseEmail } from '@/lib/shared/email'
import {
  dayIfAny,
  listed,
  objection,
  personalCodeIfAny,
  searchedName,
  typedCode,
  typedEmail,
  typedLine,
  typedName,
  typedText,
} from '../typed'
import { Seen } from './office'

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

/** What a unit is, from now on. */
export const UnitInput = z.object({ id: z.uuid(), ...aboutUnit })
/** A new unit; codes are given once and stand in numbers and in imports. */
export const NewUnitInput = z.object({
  ...aboutUnit,
  code: typedCode(200).refine(
    (typed) => /^[A-ZÕÄÖÜŠŽ0-9][A-ZÕÄÖÜŠŽ0-9.-]{0,19}$/.test(typed),
    'unitCodeWrong',
  ),
})
/** Which one thing of a list is shown. */
export const OneAsked = z.object({ id: z.uuid().optional().catch(undefined) })

const roles = z.partialRecord(z.enum(officeRoles), z.literal('ON')).optional()
const units = z
  .partialRecord(z.enum(unitRoles), z.preprocess(listed, z.array(z.uuid()).max(1_000)))
  .optional()
const municipalities = z.preprocess(listed, z.array(z.uuid()).max(1_000)).optional()
/** Houses as they are written, one a line; the command knows them. */
const houses = typedText(50_000)
  .transform((typed) =>
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )
  .optional()

const aboutUser = {
  seen: Seen,
  firstName: typedName(100, 'firstNameMissing'),
  lastName: typedName(100, 'lastNameMissing'),
  email: typedEmail,
  personalCode: personalCodeIfAny,
  roles,
  units,
  municipalities,
  houses,
  othersDrafts: z.literal('ON').optional(),
}

type Given = {
  roles?: z.output<typeof roles>
  units?: z.output<typeof units>
  municipalities?: string[]
  houses?: string[]
}

/** Every role that is ticked and holds within a scope has one. */
const withScopes = (given: Given, context: z.core.$RefinementCtx) => {
  for (const role of officeRoles) {
    const scope = roleScopes[role]
    if (!given.roles?.[role] || scope === 'everywhere') continue
    const within = scope === 'units' ? given.units?.[role] : given[scope]
    if (!within?.length)
      context.addIssue({
        ...objection('roleWithoutScope', { role }),
        path: scope === 'units' ? [scope, role] : [scope],
      })
  }
}

export const NewUserInput = z.object(aboutUser).superRefine(withScopes)
export const UserInput = z.object({ id: z.uuid(), ...aboutUser }).superRefine(withScopes)
/** Closes or opens an account. */
export const AccountInput = z.object({ id: z.uuid(), seen: Seen, account: z.enum(['OPEN', 'DISABLED']) })

const accountStates = ['OPEN', 'DISABLED', 'ALL'] as const
/** Which users are listed; a personal code may stand in no address. */
export const UserFilter = OneAsked.extend({
  q: searchedName,
  role: z.enum(officeRoles).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  state: z.enum(accountStates).catch('OPEN'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type UserFilter = z.infer<typeof UserFilter>
