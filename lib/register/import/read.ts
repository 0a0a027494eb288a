import type { FileForm } from '@/lib/import/rules/form'
import { importColumns, importKinds, type ImportColumn, type ImportKind, type Kind } from './columns'

/** The columns of a file of the register. Without a column of codes nobody could be found. */
export function learnerForm(kind: ImportKind): FileForm<ImportColumn> {
  const { columns, required }: Kind = importKinds[kind]
  const coded = columns.includes('personalCode') ? (['personalCode', 'otherCode'] as const) : []
  return { columns: importColumns, wanted: columns, required, oneOf: coded }
}
