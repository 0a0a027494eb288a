import type { SchoolColumn } from './columns'

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

/** What a house keeps of a pupil is of a stay; see lib/schools/kept/rules/kept.ts. */
const kept = { of: ['pupil', 'house'] } as const satisfies Partial<SchoolKind>

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
  NEEDS: {
    ...kept,
    file: 'erivajadused',
    table: 'special_needs',
    key: [],
    stored: ['changedOn', 'needs', 'services', 'specialistText', 'measuresText', 'otherText'],
    required: ['changedOn'],
  },
  DECISIONS: {
    ...kept,
    file: 'otsused',
    table: 'decision',
    key: ['issuer', 'decisionNumber'],
    stored: [
      'issuer',
      'decisionNumber',
      'decidedOn',
      'validFrom',
      'validTo',
      'content',
      'consent',
      'consentOn',
      'consentNote',
    ],
    required: ['issuer', 'decisionNumber', 'decidedOn', 'validFrom', 'content'],
  },
  LANGUAGES: {
    ...kept,
    file: 'voorkeeled',
    table: 'foreign_language',
    key: ['language'],
    stored: ['language', 'languageLevel', 'changedOn'],
    required: ['language', 'languageLevel', 'changedOn'],
  },
  SWIMMING: {
    ...kept,
    file: 'ujumine',
    table: 'swimming',
    key: [],
    stored: [
      'changedOn',
      'plannedHours',
      'doneHours',
      'groupSize',
      'swimmingLevel',
      'trainerCode',
      'assistantCodes',
    ],
    required: ['changedOn'],
  },
  CONSENTS: {
    ...kept,
    file: 'nousolekud',
    table: 'consent',
    key: ['consentNumber'],
    stored: ['consentNumber', 'givenOn', 'given', 'note'],
    required: ['consentNumber', 'givenOn', 'given'],
  },
  ABSENCES: {
    ...kept,
    file: 'puudumised',
    table: 'absence',
    key: ['year', 'quarter'],
    stored: ['year', 'quarter', 'hours', 'times'],
    required: ['year', 'quarter', 'hours', 'times'],
  },
  GRADES: {
    ...kept,
    file: 'puudulikud-aastahinded',
    table: 'failing_grade',
    key: ['year', 'subject'],
    stored: ['year', 'subject', 'changedOn'],
    required: ['year', 'subject', 'changedOn'],
  },
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

/** The tables of what a house keeps of a pupil during a stay. */
export const isKept = (kind: SchoolImport) => ofStay.has(kind)
const ofStay = new Set<SchoolImport>([
  'NEEDS',
  'DECISIONS',
  'LANGUAGES',
  'SWIMMING',
  'CONSENTS',
  'ABSENCES',
  'GRADES',
])
