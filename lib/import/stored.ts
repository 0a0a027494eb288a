import { z } from 'zod'
import { storedDay, storedRefusal } from '@/lib/shared/stored'
import type { FileSheet } from './cells'
import type { FileForm } from './rules/form'
import type { LineCounts } from './rules/lines'
import { isWholeName, type Kept, type Matching } from './rules/matching'
import type { PlanRow } from './rules/plan'

/* What the JSON columns of this room's tables hold (lib/shared/stored.ts). */

const text = z.string()

/** import_batch.sheets */
export const storedSheets = z.array(
  z.object({
    name: text,
    hidden: z.boolean(),
    rows: z.array(
      z.array(
        z.union([
          text,
          z.object({ day: storedDay }),
          z.object({ number: text }),
          z.object({ error: text }),
          z.object({ formula: text }),
        ]),
      ),
    ),
  }),
) satisfies z.ZodType<FileSheet[]>

/**
 * import_batch.matching of a file of this form; null = none, or of columns that the form doesn't have any more. Without
 * a form any columns will do.
 */
export function storedMatching<Column extends string>(
  form: FileForm<Column> | null,
  matching: unknown,
): Matching<Column> | null {
  const isOurs = (name: unknown): name is Column =>
    form ? form.wanted.some((column) => column === name) : typeof name === 'string'
  const column = z.custom<Matching<Column>['columns'][number]>(
    (name) => name === null || isOurs(name) || (typeof name === 'string' && isWholeName(name)),
  )
  const fixed = z.custom<Matching<Column>['fixed']>(
    (typed) => z.record(text, text).safeParse(typed).success && Object.keys(typed as object).every(isOurs),
  )
  const schema = z.object({ sheet: z.int(), row: z.int(), columns: z.array(column), fixed })
  return schema.safeParse(matching).data ?? null
}

/** import_batch.counts: empty until the file was read. */
export const storedCounts = z
  .object({
    lines: z.number(),
    above: z.number(),
    blank: z.number(),
    passed: z.array(
      z.object({ row: z.number(), as: z.enum(['TOTAL', 'NOTE', 'HEADINGS', 'EXAMPLE']), text }),
    ),
    notes: z.array(storedRefusal.extend({ params: z.record(text, z.union([text, z.number()])) })),
  })
  .partial() satisfies z.ZodType<Partial<LineCounts>>

const wrong = storedRefusal.extend({ heading: text.optional(), value: text.optional() })

export const storedPlanRow = z.object({
  row: z.number(),
  who: text,
  outcome: z.enum(['NEW', 'CHANGED', 'SAME', 'REFUSED']),
  changes: z.array(
    z.object({
      heading: text.optional(),
      column: text,
      before: text.nullable(),
      after: text,
      from: text.optional(),
      isNew: z.boolean().optional(),
    }),
  ),
  refusals: z.array(wrong),
  notes: z.array(wrong).optional(),
}) satisfies z.ZodType<PlanRow>

/** import_batch.plan */
export const storedPlan = z.array(storedPlanRow)

/** import_matching.columns and fixed */
export const storedKept = z.object({
  columns: z.record(text, text.nullable()),
  fixed: z.record(text, text),
}) satisfies z.ZodType<Kept>
