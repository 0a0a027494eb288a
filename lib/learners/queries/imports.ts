import {
  importColumns,
  importKinds,
  isImportKind,
  type ImportColumn,
  type ImportKind,
} from '../import-columns'
import { learnerForm } from '../read-import'

/** What a file of the register holds, and for what its matchings are kept; null = no kind of the register's. */
export const learnerFile = (kind: string) =>
  isImportKind(kind) ? { form: learnerForm(kind), scope: kind } : null

/** What a template of the kind holds: its headings in order, whether each is required, and an example. */
export const templateColumns = (kind: ImportKind) => {
  const { columns, required }: { columns: readonly ImportColumn[]; required: readonly ImportColumn[] } =
    importKinds[kind]
  return columns.map((column) => ({
    column,
    heading: importColumns[column].heading,
    example: importColumns[column].example,
    required: required.includes(column),
  }))
}
