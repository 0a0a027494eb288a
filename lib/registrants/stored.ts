import { z } from 'zod'
import { DocumentState, JuhanStatus, Payer } from '@/lib/shared/generated/enums'
import { storedDay } from '@/lib/shared/stored'
import type { RowDetails } from './refreshing/store'
import type { Problem } from './refreshing/move'
import type { Answers } from './rules/answers'
import type { SettledAs } from './rules/identity'
import type { Registration } from './rules/sync-plan'
import type { Odd } from './rules/told'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

const text = z.string()
const named = { firstName: text, lastName: text, personalCode: text.nullable() }
const told = {
  ...named,
  email: text,
  phone: text,
  payer: z.enum(Payer).nullable(),
  registeredOn: storedDay.nullable(),
  workplace: text,
}
const juhanFields = Object.keys(told) as (keyof typeof told)[]

/** registrant.answers, by the question's id */
export const storedAnswers = z.record(text, text) satisfies z.ZodType<Answers>

/** registrant.odd */
export const storedOdd: z.ZodType<Odd> = z.partialRecord(z.enum(juhanFields), text)

/** registrant.settled_as */
export const storedSettledAs: z.ZodType<SettledAs | null> = z.object(named).nullable()

/** refresh.problems */
export const storedProblems: z.ZodType<Problem[]> = z.array(
  z.object({ why: text, params: z.record(text, z.union([text, z.number()])).optional() }),
)

/** refresh_row.details; what an earlier version didn't keep is none, as in the column's own `{}`. */
export const storedRowDetails: z.ZodType<RowDetails> = z.object({
  changes: z
    .array(
      z.object({
        field: z.enum(['status', ...juhanFields]),
        from: text.nullable(),
        to: text.nullable(),
        odd: z.literal(true).optional(),
      }),
    )
    .default([]),
  document: z
    .object({
      id: text,
      number: text.nullable(),
      kind: text,
      state: z.enum(DocumentState),
      drafterName: text,
    })
    .nullable()
    .default(null),
  noCode: z.boolean().default(false),
  elsewhere: z.object({ id: text, code: text, unitId: text }).nullable().default(null),
  twins: z.array(text).default([]),
})

/** refresh_row.told; a plan that was kept by an earlier version knows of nothing odd. */
export const storedTold: z.ZodType<Registration | null> = z
  .object({ ...told, juhanId: text, status: z.enum(JuhanStatus), odd: storedOdd.default({}) })
  .nullable()
