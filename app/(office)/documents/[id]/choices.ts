import type { Choice } from '@/components/ui/select'
import type { Sheet, SheetRow } from '@/lib/documents/queries/sheet'
import type { RowField } from '@/lib/documents/rules/fields'
import type { Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import { toldApart } from '@/lib/shared/told-apart'

const fixed = ['load', 'funding'] as const

/** The choices in a field that are the same for every row, in words; a person's grants are looked up row by row. */
export function choicesOf({ sheet, say }: { sheet: Sheet; say: Say }, field: RowField): Choice[] | undefined {
  const offered = sheet.options?.choices[field] ?? (isFixed(field) ? codesOf(field) : undefined)
  return offered?.map(({ id, label }) => ({
    value: id,
    text: isFixed(field) ? say(`documents.choice.${field}.${id}` as 'documents.choice.load.FULL') : label,
  }))
}

const isFixed = (field: RowField): field is (typeof fixed)[number] =>
  (fixed as readonly string[]).includes(field)
const codesOf = (field: (typeof fixed)[number]) =>
  ({ load: ['FULL', 'PART'], funding: ['STATE_FUNDED', 'FREE', 'PAID'] })[field].map((id) => ({
    id,
    label: id,
  }))

/**
 * The grants of the row's study place; if several share a type and days, each also names its source and the document
 * that gave it.
 */
export function grantsOf({ say }: { say: Say }, row: Pick<SheetRow, 'grants'>): Choice[] {
  const texts = toldApart(
    row.grants,
    ({ typeName, from, to }) =>
      say('documents.choice.grant', { type: typeName, from: showDay(from), to: showDay(to) }),
    ({ fundingSource }) => fundingSource,
    ({ source }) => source.imported?.number ?? source.number,
  )
  return row.grants.map(({ id }, at) => ({ value: id, text: texts[at]! }))
}

/** A row's field in its form on paper; `typed`: a value to show instead of the row's own. */
export function shownField(
  view: { sheet: Sheet; say: Say },
  row: SheetRow,
  field: RowField,
  typed = row.typed[field] ?? '',
): string {
  const choices = field === 'grantId' ? grantsOf(view, row) : choicesOf(view, field)
  return choices?.find(({ value }) => value === typed)?.text ?? typed
}
