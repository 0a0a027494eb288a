import { keptKinds, thingOf, type KeptKind } from '../kept/things'
import { keptColumnOf, type SchoolColumn } from './columns'

/** What a row refers to: it must exist already, within the official's municipality. */
export type About = 'house' | 'pupil' | 'group'

export type SchoolKind = {
  /** name of the template's file */
  file: string
  table: string
  /** what a row belongs to; columns of the file identify it */
  of: readonly About[]
  /** the columns that identify an existing row */
  key: readonly SchoolColumn[]
  /** all stored columns, the key among them */
  stored: readonly SchoolColumn[]
  required: readonly SchoolColumn[]
  /** columns that are read but not stored */
  also?: readonly SchoolColumn[]
}

/** The columns of a file that identify it. */
export const naming: Record<About, readonly SchoolColumn[]> = {
  house: ['house'],
  pupil: ['personalCode'],
  group: ['group'],
}

/** Files of kept things: SWIMMING imports `swimming`, as that thing says. */
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

/** The kinds of imports, in a sensible order of importing. Each line says where the file's rows are stored. */
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

/** The columns of a kind's file in order: first those of what a row belongs to. */
export function fileColumns(kind: SchoolImport): { columns: SchoolColumn[]; required: SchoolColumn[] } {
  const { of, stored, required, also = [] }: SchoolKind = schoolImports[kind]
  const names = of.flatMap((about) => naming[about])
  return {
    columns: [...new Set([...names, ...stored, ...also])],
    required: [...new Set([...names, ...required])],
  }
}

/** The kept thing that a file imports; undefined if it imports another kind. */
export const keptIn = (kind: SchoolImport) => keptKinds.find((each) => each.toUpperCase() === kind)
export const isKept = (kind: SchoolImport) => keptIn(kind) !== undefined
