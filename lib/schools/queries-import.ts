import { schoolColumns } from './import-columns'
import { fileColumns, type SchoolImport } from './import-kinds'

/** What a template of the kind holds: its headings in order, whether each is required, and an example. */
export function schoolTemplate(kind: SchoolImport) {
  const { columns, required } = fileColumns(kind)
  return columns.map((column) => ({
    column,
    heading: schoolColumns[column].heading,
    example: schoolColumns[column].example,
    required: required.includes(column),
  }))
}
