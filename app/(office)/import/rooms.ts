import { mayOpen, type Person } from '@/lib/access/rights'
import type { MessageKey, Say } from '@/lib/messages/say'
import { importKindCodes, importKinds, isImportKind } from '@/lib/register/import/columns'
import { templateColumns } from '@/lib/register/queries/imports'
import { isSchoolImport, schoolImportCodes, schoolImports } from '@/lib/schools/import/kinds'
import { schoolTemplate } from '@/lib/schools/import/queries'

/** What can be imported falls into two rooms, each with its words, its files and its right. */
export type ImportRoom = 'learners' | 'schools'

const words = { learners: 'learners.import', schools: 'schoolsImport' } as const
const codes = { learners: importKindCodes, schools: schoolImportCodes } as const
const doors = { learners: 'act import.preview', schools: 'act import.schools' } as const

/** The rooms into which the person may bring data. */
export const ownRooms = (person: Person): ImportRoom[] =>
  (['learners', 'schools'] as const).filter((room) => mayOpen(person, doors[room]))

/** The kinds of a room by code, with their names, long and short. */
export const kindsOf = (say: Say, room: ImportRoom) =>
  codes[room].map((kind) => ({
    kind,
    text: say(`${words[room]}.kinds.${kind}` as MessageKey),
    short: kindName(say, kind),
  }))

export const roomOf = (kind: string): ImportRoom => (isSchoolImport(kind) ? 'schools' : 'learners')

export const kindName = (say: Say, kind: string) =>
  say(`${words[roomOf(kind)]}.kindShort.${kind}` as MessageKey)

/** The template of a kind: the file's name and its columns, each with what to write into it; null = no such kind. */
export function templateOf(say: Say, kind: string) {
  const columns = isSchoolImport(kind)
    ? { file: schoolImports[kind].file, columns: schoolTemplate(kind) }
    : isImportKind(kind)
      ? { file: importKinds[kind].file, columns: templateColumns(kind) }
      : null
  return (
    columns && {
      file: columns.file,
      columns: columns.columns.map((each) => ({
        ...each,
        meaning: say(`${words[roomOf(kind)]}.meaning.${each.column}` as MessageKey),
      })),
    }
  )
}
