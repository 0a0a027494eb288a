import { readRows } from '@/lib/learners/read-import'
import { schoolColumns, type SchoolColumn } from './import-columns'
import { fileColumns, type SchoolImport } from './import-kinds'

/** The rows of a file about schools, with what can't be read refused at its column; or why the file is none. */
export const readSchools = (kind: SchoolImport, cells: readonly (readonly string[])[]) =>
  readRows<SchoolColumn>(schoolColumns, fileColumns(kind), cells)
