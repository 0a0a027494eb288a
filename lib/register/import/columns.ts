import {
  account,
  amount,
  birthDay,
  code,
  day,
  email,
  name,
  personalCode,
  text,
  word,
} from '@/lib/import/rules/reads'
import type { Read } from '@/lib/import/rules/form'
import type { RowNotes } from '@/lib/import/rules/row-notes'
import type { Refusal } from '@/lib/shared/refusal'

/**
 * Every column a file can have: its heading in the file, how a cell is read, and an example for the template. The file
 * is Estonian whatever the language of the screen.
 */
export const importColumns = {
  firstName: { heading: 'Eesnimi', read: name(100), example: 'Mari' },
  lastName: { heading: 'Perekonnanimi', read: name(100), example: 'Näidis' },
  personalCode: { heading: 'Isikukood', read: personalCode, example: '49901010017' },
  otherCode: { heading: 'Muu kood', read: code(60), example: '' },
  bornOn: { heading: 'Sünniaeg', read: birthDay, example: '' },
  otherPerson: { heading: 'Eri isik', read: word({ jah: ['jah'], ei: ['ei'] }), example: '' },
  email: { heading: 'E-post', read: email, example: 'mari.naidis@ylikool.example' },
  phone: { heading: 'Telefon', read: text(40), example: '5555 1234' },
  bankAccount: { heading: 'Arveldusarve nr', read: account, example: 'EE382200221020145685' },
  placeCode: { heading: 'Õppekoha kood', read: code(60), example: '2026-D901' },
  unit: { heading: 'Struktuuriüksuse kood', read: code(200), example: 'LTFYS' },
  level: {
    heading: 'Õppeaste',
    read: word({
      DOCTORAL: ['doktoriõpe', 'doktorantuur'],
      MASTER: ['magistriõpe'],
      BACHELOR: ['bakalaureuseõpe'],
      INTEGRATED: ['integreeritud õpe', 'bakalaureuse- ja magistriõppe integreeritud õpe'],
      PROFESSIONAL: ['rakenduskõrgharidusõpe'],
      CONTINUING: ['täiendusõpe'],
    }),
    example: 'doktoriõpe',
  },
  curriculum: { heading: 'Õppekava kood', read: code(30), example: '80131' },
  curriculumName: { heading: 'Õppekava nimetus', read: text(200), example: 'Füüsika' },
  load: {
    heading: 'Õppekoormus',
    read: word({ FULL: ['täiskoormus', 'täis'], PART: ['osakoormus', 'osa'] }),
    example: 'täiskoormus',
  },
  funding: {
    heading: 'Õppekoha liik',
    read: word({ STATE_FUNDED: ['RE', 'riigieelarveline'], FREE: ['tasuta'], PAID: ['tasuline', 'REV'] }),
    example: 'RE',
  },
  startedOn: { heading: 'Õpingute algus', read: day, example: '31.08.2026' },
  nominalEndOn: { heading: 'Nominaalaja lõpp', read: day, example: '31.08.2030' },
  mainState: {
    heading: 'Põhiolek',
    read: word({
      STUDYING: ['õpib'],
      EXTENDED: ['pikendatud õppeajal', 'pikendatud õppeaeg'],
      EXMATRICULATED: ['eksmatrikuleeritud'],
      GRADUATED: ['lõpetanud'],
    }),
    example: 'õpib',
  },
  validFrom: { heading: 'Kehtib alates', read: day, example: '' },
  curriculumFrom: { heading: 'Õppekava alates', read: day, example: '' },
  loadFrom: { heading: 'Õppekoormus alates', read: day, example: '' },
  fundingFrom: { heading: 'Õppekoha liik alates', read: day, example: '' },
  mainStateFrom: { heading: 'Põhiolek alates', read: day, example: '' },
  leaveFrom: { heading: 'Puhkuse algus', read: day, example: '01.02.2027' },
  leaveTo: { heading: 'Puhkuse lõpp', read: day, example: '30.06.2027' },
  attestedOn: { heading: 'Atesteerimise kuupäev', read: day, example: '12.06.2026' },
  decision: {
    heading: 'Atesteerimise otsus',
    read: word({
      POSITIVE: ['positiivne', 'atesteeritud positiivselt'],
      NEGATIVE: ['negatiivne', 'atesteeritud negatiivselt'],
      NOT_ATTESTED: ['atesteerimata'],
    }),
    example: 'positiivne',
  },
  grantType: {
    heading: 'Toetuse liik',
    read: text(200),
    example: 'doktoranditoetus struktuuriüksuse omavahenditest',
  },
  paidFrom: { heading: 'Maksmise alguskuupäev', read: day, example: '01.09.2026' },
  paidTo: { heading: 'Maksmise lõpukuupäev', read: day, example: '31.08.2027' },
  monthlyAmount: { heading: 'Kuu summa', read: amount, example: '660,00' },
  fundingSource: { heading: 'Finantsallikas', read: text(100), example: 'LTFYS' },
  directiveNumber: { heading: 'Korralduse number', read: code(60), example: '2.1-1/901' },
  directiveOn: { heading: 'Korralduse kuupäev', read: day, example: '17.08.2026' },
} as const satisfies Record<string, { heading: string; read: Read; example: string }>

export type ImportColumn = keyof typeof importColumns

export type Kind = {
  /** name of the template's file */
  file: string
  columns: readonly ImportColumn[]
  /** the heading must be there and no cell may be empty */
  required: readonly ImportColumn[]
}

const person = ['firstName', 'lastName', 'personalCode', 'otherCode', 'bornOn'] as const
const contact = ['email', 'phone', 'bankAccount'] as const
const placeTerms = ['curriculum', 'load', 'funding', 'mainState'] as const
const directive = ['directiveNumber', 'directiveOn'] as const
const placeRequired = ['placeCode', 'unit', ...placeTerms, 'startedOn', ...directive] as const
const place = [
  'placeCode',
  'unit',
  'level',
  'curriculum',
  'curriculumName',
  'load',
  'funding',
  'startedOn',
  'nominalEndOn',
  'mainState',
  'validFrom',
  'curriculumFrom',
  'loadFrom',
  'fundingFrom',
  'mainStateFrom',
  ...directive,
] as const

/** The kinds of imports (spec 2 "Effects": an imported state names its directive). */
export const importKinds = {
  /** a unit's own list: the person, the contact data and the study place in one row */
  DOCTORANDS: {
    file: 'doktorandid',
    columns: [...person, ...contact, ...place, 'otherPerson'],
    required: ['firstName', 'lastName', ...placeRequired],
  },
  PERSONS: { file: 'isikud', columns: [...person, ...contact, 'otherPerson'], required: [] },
  STUDY_PLACES: {
    file: 'oppekohad',
    columns: ['personalCode', 'otherCode', ...place],
    required: [...placeRequired, 'level'],
  },
  LEAVES: {
    file: 'akadeemilised-puhkused',
    columns: ['placeCode', 'leaveFrom', 'leaveTo', ...directive],
    required: ['placeCode', 'leaveFrom', 'leaveTo', ...directive],
  },
  ATTESTATIONS: {
    file: 'atesteerimised',
    columns: ['placeCode', 'attestedOn', 'decision'],
    required: ['placeCode', 'attestedOn', 'decision'],
  },
  GRANTS: {
    file: 'toetused',
    columns: [
      'placeCode',
      'grantType',
      'paidFrom',
      'paidTo',
      'monthlyAmount',
      'fundingSource',
      'bankAccount',
      ...directive,
    ],
    required: [
      'placeCode',
      'grantType',
      'paidFrom',
      'paidTo',
      'monthlyAmount',
      'fundingSource',
      ...directive,
    ],
  },
} as const satisfies Record<string, Kind>

export type ImportKind = keyof typeof importKinds
export const isImportKind = (kind: string): kind is ImportKind => kind in importKinds
export const importKindCodes = Object.keys(importKinds) as [ImportKind, ...ImportKind[]]

/** The cells of a row by column, each in its written form; empty cells are left out. */
export type ImportValues = Partial<Record<ImportColumn, string>>
export type ImportRow = { row: number; values: ImportValues; refusals: Refusal[] }

/** The notes on a row of the register's files during planning. */
export type LearnerNotes = RowNotes<ImportColumn>
