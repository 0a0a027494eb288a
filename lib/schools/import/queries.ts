import type { Person } from '@/lib/access/rights'
import type { Db } from '@/lib/shared/db'
import { schoolColumns } from './columns'
import { fileColumns, isSchoolImport, type SchoolImport } from './kinds'
import { schoolForm } from './read'

/** A kind's template: its headings in order, whether each is required, and an example. */
export function schoolTemplate(kind: SchoolImport) {
  const { columns, required } = fileColumns(kind)
  return columns.map((column) => ({
    column,
    heading: schoolColumns[column].heading,
    example: schoolColumns[column].example,
    required: required.includes(column),
  }))
}

/** The most classes listed of an import; the list of classes has the rest. */
const mostClasses = 30

/** The classes that an applied import of the person's created or placed pupils into: by house and class. */
export const classesOfImport = (db: Db, person: Person, id: string) =>
  db.$queryRaw<{ id: string; name: string; house: string }[]>`
    SELECT c.id, c.number || '.' || c.parallel AS name, h.name AS house
      FROM import_file b
      JOIN import_brought w ON w.batch_id = b.id
      JOIN school_class c ON c.id = (CASE w.table_name WHEN 'school_class' THEN w.row_id
                                                       WHEN 'placement' THEN w.after->>'class_id' END)::uuid
      JOIN house h ON h.id = c.house_id
     WHERE b.id = ${id}::uuid AND b.user_id = ${person.id}::uuid AND b.state = 'APPLIED'
     GROUP BY c.id, h.name ORDER BY h.name, c.number, c.parallel LIMIT ${mostClasses}`

/**
 * The columns of a file about schools, and the scope for which its matchings are kept; null = not a kind of this room.
 */
export const schoolFile = (kind: string) =>
  isSchoolImport(kind) ? { form: schoolForm(kind), scope: kind } : null
