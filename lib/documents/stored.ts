import { z } from 'zod'
import type { Accepted } from '@/lib/grants/rules/accepted'
import { aspects, type Seen } from '@/lib/grants/rules/changes'
import type { RuleContext } from '@/lib/grants/rules/facts'
import { warningCodes } from '@/lib/grants/rules/warnings'
import type { Amount } from '@/lib/shared/money'
import { storedDay } from '@/lib/shared/stored'
import type { Paper } from './paper/paper'
import { fieldNames, fields, type RowField, type Values } from './rules/fields'
import type { Typed } from './rules/form'
import type { DhisNews } from './rules/news-now'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

const text = z.string()
const everyField = <Schema extends z.ZodType>(schema: Schema) =>
  Object.fromEntries(fieldNames.map((name) => [name, schema])) as Record<RowField, Schema>
const texts = everyField(text.optional())

/** document.common: the header's common fields, as texts. */
export const storedCommon = z.object(texts)

/** document_row.accepted */
export const storedAccepted = z.array(
  z.object({ key: text, code: z.enum(warningCodes), reason: text, who: text, at: text }),
) satisfies z.ZodType<Accepted[]>

/** document_row.seen; what an earlier version didn't look at is '' */
export const storedSeen: z.ZodType<Seen | null> = z
  .object(
    Object.fromEntries(aspects.map((aspect) => [aspect, text.default('')])) as Record<
      keyof Seen,
      z.ZodDefault<z.ZodString>
    >,
  )
  .nullable()

/** working_copy.content */
export const storedTyped: z.ZodType<Typed> = z.object({
  head: z
    .object({
      ...texts,
      unitId: text.optional(),
      signerId: text.optional(),
      drafterId: text.optional(),
      basis: text.optional(),
      extraInfo: text.optional(),
      footer: text.optional(),
    })
    .optional(),
  rows: z.record(text, z.object({ ...texts, accepted: storedAccepted.optional() })).optional(),
  added: z
    .array(
      z.object({
        ...texts,
        key: text,
        learnerId: text,
        studyPlaceId: text,
        baseRowId: text.optional(),
        accepted: storedAccepted.optional(),
        seen: storedSeen.optional(),
      }),
    )
    .optional(),
  removed: z.array(text).optional(),
})

const amount = text.regex(/^\d+\.\d\d$/).transform((written) => written as Amount)
const valueOf = {
  day: storedDay.nullable(),
  amount: amount.nullable(),
  text,
  line: text,
  account: text,
  choice: text,
  serial: text,
}
const values = Object.fromEntries(
  fieldNames.map((name) => [name, valueOf[fields[name].as].optional()]),
) as unknown as { [F in RowField]: z.ZodOptional<z.ZodType<Values[F]>> }

/** document_version.content; what DHIS is sent stays whole, whatever an earlier version has put into it. */
export const storedPaper: z.ZodType<Paper> = z.looseObject({
  institution: text,
  unit: z.looseObject({ code: text, name: text }),
  type: text,
  title: text,
  number: text.nullable(),
  basis: text,
  fields: z.array(z.enum(fieldNames)),
  rows: z.array(
    z.looseObject({
      key: text.optional(),
      name: text,
      personalCode: text.nullable(),
      studyPlace: text,
      values: z.object(values),
      texts: z.object(texts),
      before: z.object(texts).optional(),
    }),
  ),
  extraInfo: text,
  signer: z.looseObject({ name: text, title: text }),
  drafter: text,
  footer: text,
  sheets: z.literal(true).optional(),
  warnings: z.array(z.looseObject({ person: text, lines: z.array(text) })),
  base: text.nullable().default(null),
  amends: z.enum(['CHANGE', 'CANCEL']).nullable().default(null),
  cancelled: z.array(z.enum(fieldNames)).optional(),
})

/** document_version.rules */
export const storedRules = z.object({
  kind: z.enum(['OWN_FUNDS', 'STIPEND']),
  givenType: text,
  academicYears: z.array(z.object({ label: text, from: storedDay, to: storedDay })),
  rules: z.array(
    z.object({
      rule: z.enum(['CLASHES', 'HIDES', 'OUTLASTS']),
      given: text,
      code: text,
      validFrom: storedDay,
      validTo: storedDay.nullable(),
    }),
  ),
  visaContact: text,
}) satisfies z.ZodType<RuleContext>

const changes = z.array(z.object({ part: text, was: text, is: text }))

/** history_entry.details: each act keeps some of it. */
export const storedDetails = z.object({
  /** names of fields, `rows:<count>`, `kept:<reason>` */
  changed: z.array(text).optional(),
  head: changes.optional(),
  rows: z
    .array(z.object({ person: text, sort: z.enum(['ADDED', 'REMOVED', 'CHANGED']), changes }))
    .optional(),
  more: z.number().optional(),
  /** whose decision it was */
  by: text.optional(),
  /** whom the document is taken back for */
  takeOff: z.object({ run: text, place: text }).optional(),
})

const news = z.object({
  eventId: text,
  type: z.enum(['confirmed', 'rejected', 'routed', 'withdrawn']),
  how: z.enum(['cancelled', 'locked', 'lost']).optional(),
  id: text,
  ourId: text,
  version: z.number(),
  by: z.object({ name: text, personalCode: text }),
  at: text,
  comment: text.optional(),
  to: text.optional(),
}) satisfies z.ZodType<DhisNews>

/** news.body; null if it could not be read: then only its raw text is kept. */
export const storedNews = (body: unknown): DhisNews | null => news.safeParse(body).data ?? null
