import type { FileForm } from '@/lib/import/rules/form'
import { schoolColumns, type SchoolColumn } from './columns'
import { fileColumns, type SchoolImport } from './kinds'

/** The columns of a file about schools. */
export function schoolForm(kind: SchoolImport): FileForm<SchoolColumn> {
  const { columns, required } = fileColumns(kind)
  return { columns: schoolColumns, wanted: columns, required, oneOf: [] }
}
