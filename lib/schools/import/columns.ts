import type { Read } from '@/lib/import/rules/form'
import { asTyped, day, digits, name, personalCode, text, word } from '@/lib/import/rules/reads'
import { matchWord, type Words } from '@/lib/import/rules/words'
import { cardNumber, classFields, groupFields, houseFields } from '../houses/schema/houses'
import type { Field } from '../kept/fields'
import { columnOf, keptKinds, thingOf, type KeptColumn } from '../kept/things'

/** As written in files and shown in previews. */
const importWords = {
  kind: {
    BASIC_SCHOOL: ['põhikool'],
    GYMNASIUM: ['gümnaasium'],
    KINDERGARTEN: ['lasteaed'],
    HOBBY_SCHOOL: ['huvikool'],
  },
  groupKind: {
    DAY: ['pikapäevarühm', 'PPR'],
    HOBBY: ['huviring', 'huviringi rühm'],
    HOBBY_SCHOOL: ['huvikooli rühm', 'huvikool'],
  },
  other: { jah: ['jah'], ei: ['ei'] },
} as const satisfies Record<string, Record<string, readonly string[]>>

type FileColumn = {
  heading: string
  read: Read
  example: string
  /** its database column, if named otherwise */
  db?: string
  /** the database type, if not text */
  sort?: string
  words?: Readonly<Record<string, readonly string[]>>
  /** the stored value for an empty cell */
  nothing?: string
  /** the registry's list from which it takes its codes */
  codes?: `kl${string}`
  /** a text that isn't in the list is allowed too */
  open?: boolean
}

const worded = (words: Words) => ({ read: word(words), words })

/** A field of a kept thing as a column of a file. */
const fileColumn = (name: string, field: Field): FileColumn => {
  const { heading, read, example, sort, words, nothing, codes } = field
  const open = field.as === 'subject'
  return { heading, read, example, sort, words, nothing, codes: codes?.[0], open, db: columnOf(name) }
}
export const keptColumnOf = (name: string, { column }: Field) => (column ?? name) as KeptColumn
const keptColumns = Object.fromEntries(
  keptKinds.flatMap((kind) =>
    Object.entries(thingOf(kind).fields).map(([name, field]) => [
      keptColumnOf(name, field),
      fileColumn(name, field),
    ]),
  ),
) as Record<KeptColumn, FileColumn>

/** Columns of files about houses, classes, pupils, groups, cards and lists. */
const ownColumns = {
  personalCode: { heading: 'Isikukood', read: personalCode, example: '61905010012' },
  firstName: { heading: 'Eesnimi', read: name(100), example: 'Mari' },
  lastName: { heading: 'Perekonnanimi', read: name(100), example: 'Näidis' },
  otherPerson: { heading: 'Eri isik', read: word(importWords.other), example: '' },
  municipality: { heading: 'Omavalitsuse kood', read: digits(1, 20), example: '75000001' },
  house: {
    heading: 'Maja registrikood',
    read: asTyped(houseFields.registryCode),
    example: '75010001',
    db: 'registry_code',
  },
  name: { heading: 'Nimetus', read: asTyped(houseFields.name), example: 'Kesklinna kool, Mäe maja' },
  kind: { heading: 'Liik', ...worded(importWords.kind), example: 'põhikool', sort: '"SchoolKind"' },
  ehisId: { heading: 'EHIS-ID', read: asTyped(houseFields.ehisId), example: '4101' },
  branchCode: { heading: 'Filiaali kood', read: asTyped(houseFields.branchCode), example: '1' },
  closedOn: { heading: 'Suletud', read: day, example: '', sort: 'date' },
  number: { heading: 'Klassi number', read: asTyped(classFields.number), example: '3', sort: 'int' },
  parallel: { heading: 'Paralleel', read: asTyped(classFields.parallel), example: 'a' },
  curriculum: { heading: 'Õppekava kood', read: asTyped(classFields.curriculum), example: '' },
  fromOn: { heading: 'Alates', read: day, example: '01.09.2026', sort: 'date' },
  toOn: { heading: 'Kuni', read: day, example: '31.08.2027', sort: 'date' },
  groupKind: {
    heading: 'Rühma liik',
    ...worded(importWords.groupKind),
    example: 'pikapäevarühm',
    db: 'kind',
    sort: '"GroupKind"',
  },
  group: {
    heading: 'Rühm',
    read: asTyped(groupFields.name),
    example: '1. klasside pikapäevarühm',
    db: 'name',
  },
  cardNumber: { heading: 'Pileti number', read: asTyped(cardNumber), example: 'N2600101', db: 'number' },
  classifier: { heading: 'Klassifikaator', read: text(60), example: 'klKeel', db: 'sort' },
  code: { heading: 'Kood', read: text(60), example: 'INGLISE' },
  meaning: { heading: 'Tähendus', read: text(300), example: 'inglise keel', db: 'name' },
  retiredOn: { heading: 'Ei kasutata alates', read: day, example: '', sort: 'date' },
} as const satisfies Record<string, FileColumn>

export type SchoolColumn = keyof typeof ownColumns | KeptColumn
/** Every column of a file about schools; school years and validity come from the kept things. */
export const schoolColumns: Readonly<Record<SchoolColumn, FileColumn>> = { ...keptColumns, ...ownColumns }
/** The columns that hold codes of the registry's lists. */
export const codedColumns = (Object.keys(schoolColumns) as SchoolColumn[]).filter(
  (column) => schoolColumns[column].codes,
)
export type SchoolValues = Partial<Record<SchoolColumn, string>>

/** The classifier's code for a cell that has the code itself or its meaning. */
export const codeFor = (codes: ReadonlyMap<string, string>, written: string): string | null =>
  codes.has(written)
    ? written
    : matchWord(Object.fromEntries([...codes].map(([code, meaning]) => [code, [code, meaning]])), written)
