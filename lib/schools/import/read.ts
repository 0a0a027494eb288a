import type { FileForm } from '@/lib/import/rules/form'
import { schoolColumns, type SchoolColumn } from './columns'
import { fileColumns, type SchoolImport } from './kinds'

/** What a file about schools holds. */
export function schoolForm(kind: SchoolImport): FileForm<SchoolColumn> {
  const { columns, required } = fileColumns(kind)
  return { columns: schoolColumns, wanted: columns, required, oneOf: [] }
}
