import { schoolForm } from './read-import'
import { schoolColumns } from './import-columns'
import { fileColumns, isSchoolImport, type SchoolImport } from './import-kinds'

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

/** What a file about schools holds, and for what its matchings are kept; null = no kind of theirs. */
export const schoolFile = (kind: string) =>
  isSchoolImport(kind) ? { form: schoolForm(kind), scope: kind } : null
