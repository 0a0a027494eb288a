import { keptKinds, thingOf, type KeptKind } from '../kept/things'
import { keptColumnOf, type SchoolColumn } from './columns'

/** What a row is about besides its own values: it has to be there already, within the official's municipality. */
export type About = 'house' | 'pupil' | 'group'

export type SchoolKind = {
  /** name of the template's file */
  file: string
  table: string
  /** whose things these are, and what it stands in: columns of the file that name it */
  of: readonly About[]
  /** with what of it a row is known again */
  key: readonly SchoolColumn[]
  /** all columns that are stored, the key among them */
  stored: readonly SchoolColumn[]
  required: readonly SchoolColumn[]
  /** columns that say something besides */
  also?: readonly SchoolColumn[]
}

/** By which columns of a file it is named. */
export const naming: Record<About, readonly SchoolColumn[]> = {
  house: ['house'],
  pupil: ['personalCode'],
  group: ['group'],
}

/** Files of what a house keeps of a pupil: SWIMMING brings in `swimming`, as its thing says. */
type KeptImport = Uppercase<KeptKind>
const keptImports = Object.fromEntries(
  keptKinds.map((kind): [string, SchoolKind] => {
    const { file, table, key, fields } = thingOf(kind)
    const columns = (names: readonly string[]) => names.map((name) => keptColumnOf(name, fields[name]!))
    const stored = Object.keys(fields)
    const required = columns(stored.filter((name) => fields[name]!.required))
    const of = ['pupil', 'house'] as const
    return [kind.toUpperCase(), { file, table, of, key: columns(key), stored: columns(stored), required }]
  }),
) as Record<KeptImport, SchoolKind>

/** What can be brought in, in the order in which it makes sense. A line says where a file's rows are stored. */
export const schoolImports = {
  HOUSES: {
    file: 'majad',
    table: 'house',
    of: [],
    key: ['house'],
    stored: ['house', 'name', 'kind', 'ehisId', 'branchCode', 'closedOn'],
    required: ['house', 'name', 'kind', 'ehisId'],
    also: ['municipality'],
  },
  CLASSES: {
    file: 'klassid',
    table: 'school_class',
    of: ['house'],
    key: ['year', 'number', 'parallel'],
    stored: ['year', 'number', 'parallel', 'curriculum'],
    required: ['year', 'number', 'parallel'],
  },
  /** a pupil and the placement in one row: lib/schools/import/pupils.ts */
  PUPILS: {
    file: 'opilased',
    table: 'placement',
    of: ['house'],
    key: ['personalCode', 'fromOn'],
    stored: ['personalCode', 'firstName', 'lastName', 'year', 'number', 'parallel', 'fromOn', 'toOn'],
    required: ['personalCode', 'firstName', 'lastName', 'year', 'number', 'parallel'],
    also: ['otherPerson'],
  },
  GROUPS: {
    file: 'ryhmad',
    table: 'school_group',
    of: ['house'],
    key: ['group'],
    stored: ['group', 'groupKind'],
    required: ['group', 'groupKind'],
  },
  GROUP_PLACES: {
    file: 'ryhmakohad',
    table: 'group_place',
    of: ['pupil', 'group', 'house'],
    key: ['fromOn'],
    stored: ['fromOn', 'toOn'],
    required: ['fromOn'],
  },
  CARDS: {
    file: 'opilaspiletid',
    table: 'student_card',
    of: ['pupil', 'house'],
    key: ['cardNumber'],
    stored: ['cardNumber', 'validFrom', 'validTo', 'closedOn'],
    required: ['cardNumber', 'validFrom', 'validTo'],
  },
  ...keptImports,
  CLASSIFIERS: {
    file: 'klassifikaatorid',
    table: 'classifier',
    of: [],
    key: ['classifier', 'code'],
    stored: ['classifier', 'code', 'meaning', 'retiredOn'],
    required: ['classifier', 'code', 'meaning'],
  },
} as const satisfies Record<string, SchoolKind>

export type SchoolImport = keyof typeof schoolImports
export const schoolImportCodes = Object.keys(schoolImports) as [SchoolImport, ...SchoolImport[]]
export const isSchoolImport = (kind: string): kind is SchoolImport => kind in schoolImports

/** The columns of a kind's file in order: what it is about first. */
export function fileColumns(kind: SchoolImport): { columns: SchoolColumn[]; required: SchoolColumn[] } {
  const { of, stored, required, also = [] }: SchoolKind = schoolImports[kind]
  const names = of.flatMap((about) => naming[about])
  return {
    columns: [...new Set([...names, ...stored, ...also])],
    required: [...new Set([...names, ...required])],
  }
}

/** The kept thing that a file brings in; undefined where it is about another. */
export const keptIn = (kind: SchoolImport) => keptKinds.find((each) => each.toUpperCase() === kind)
export const isKept = (kind: SchoolImport) => keptIn(kind) !== undefined
