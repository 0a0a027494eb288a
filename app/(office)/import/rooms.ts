import { mayOpen, type Person } from '@/lib/access/rights'
import type { MessageKey, Say } from '@/lib/messages/say'
import {
  importKindCodes,
  importKinds,
  isImportKind,
  type ImportColumn,
  type ImportKind,
} from '@/lib/register/import/columns'
import { templateColumns } from '@/lib/register/queries/imports'
import type { SchoolColumn } from '@/lib/schools/import/columns'
import {
  isSchoolImport,
  schoolImportCodes,
  schoolImports,
  type SchoolImport,
} from '@/lib/schools/import/kinds'
import { schoolTemplate } from '@/lib/schools/import/queries'

/** The kinds of import form two rooms, each with its words, its files and its right. */
export type ImportRoom = 'learners' | 'schools'

const codes = { learners: importKindCodes, schools: schoolImportCodes } as const
const doors = { learners: 'act import.preview', schools: 'act import.schools' } as const

/** The rooms into which the person may import data. */
export const ownRooms = (person: Person): ImportRoom[] =>
  (['learners', 'schools'] as const).filter((room) => mayOpen(person, doors[room]))

/** The kinds of a room by code, with their long and short names. */
export const kindsOf = (say: Say, room: ImportRoom) =>
  codes[room].map((kind) => ({
    kind,
    text: say(kindKey(kind, 'kinds')),
    short: kindName(say, kind),
  }))

/** A kind's long or short name. A kind without a name doesn't compile; the same holds for a column's meaning. */
const kindKey = (kind: ImportKind | SchoolImport, length: 'kinds' | 'kindShort'): MessageKey =>
  isSchoolImport(kind) ? `schoolsImport.${length}.${kind}` : `learners.import.${length}.${kind}`

export const roomOf = (kind: string): ImportRoom => (isSchoolImport(kind) ? 'schools' : 'learners')

export const kindName = (say: Say, kind: string) =>
  isSchoolImport(kind) || isImportKind(kind) ? say(kindKey(kind, 'kindShort')) : kind

/**
 * The template of a kind: the file's name and its columns, each with a hint on what to write into it; null = no such
 * kind.
 */
export function templateOf(say: Say, kind: string) {
  if (isSchoolImport(kind)) {
    const meaning = (column: SchoolColumn) => say(`schoolsImport.meaning.${column}`)
    const columns = schoolTemplate(kind).map((each) => ({ ...each, meaning: meaning(each.column) }))
    return { file: schoolImports[kind].file, columns }
  }
  if (!isImportKind(kind)) return null
  const meaning = (column: ImportColumn) => say(`learners.import.meaning.${column}`)
  const columns = templateColumns(kind).map((each) => ({ ...each, meaning: meaning(each.column) }))
  return { file: importKinds[kind].file, columns }
}
