import { z } from 'zod'
import { officeRoles, roleScopes, unitRoles } from './rights'
import { writtenLines } from '@/lib/shared/written'
import { listed, objection, personalCodeIfAny, searchedName, typedEmail, typedName, typedText } from './typed'

/** The id of the last change that the page showed, '' = there was none. */
export const Seen = z.string().regex(/^\d{0,20}$/)

/** Which item of a list to show. */
export const OneAsked = z.object({ id: z.uuid().optional().catch(undefined) })

const roles = z.partialRecord(z.enum(officeRoles), z.literal('ON')).optional()
/** Units as ids, where they are few and ticked, or as typed, one a line by its code; the command looks them up. */
const units = z
  .partialRecord(
    z.enum(unitRoles),
    z.preprocess(
      listed,
      z
        .array(z.string().max(50_000))
        .max(1_000)
        .transform((lines) =>
          lines.flatMap((typed) => writtenLines(typed).split('\n')).filter((line) => line !== ''),
        ),
    ),
  )
  .optional()
const municipalities = z.preprocess(listed, z.array(z.uuid()).max(1_000)).optional()
/** Houses as typed, one per line; the command looks them up. */
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

/** Requires a scope for every ticked role that needs one. */
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
/** Which users to list; no address may contain a personal code. */
export const UserFilter = OneAsked.extend({
  q: searchedName,
  role: z.enum(officeRoles).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  state: z.enum(accountStates).catch('OPEN'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type UserFilter = z.infer<typeof UserFilter>

/** Pages of settings whose changes are kept, by their addresses. */
export const settingsAreas = [
  'users',
  'units',
  'signers',
  'bases',
  'footers',
  'series',
  'grants',
  'clashes',
  'office',
  'letters',
  'years',
  'technical',
] as const
export type SettingsArea = (typeof settingsAreas)[number]

export const HistoryFilter = z.object({
  area: z.enum(settingsAreas).optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>
