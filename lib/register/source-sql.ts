import { Prisma } from '@/lib/shared/generated/client'

/**
 * The cause of a fact, as `Source` of lib/grants/rules/facts: our document, or the directive that its import named.
 * `of`: its table.
 */
export const sourceOf = (of: 't' | 'a' | 'g' | 's') => {
  const column = (name: string) => Prisma.raw(`${of}.${name}`)
  return Prisma.sql`json_strip_nulls(json_build_object('documentId', ${column('document_id')},
    'number', (SELECT d.number FROM documents_document d WHERE d.id = ${column('document_id')}),
    'imported', CASE WHEN ${column('imported_number')} IS NOT NULL THEN
      json_build_object('number', ${column('imported_number')}, 'on', ${column('imported_on')}) END))`
}
