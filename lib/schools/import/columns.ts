import type { Read } from '@/lib/import/rules/form'
import { asTyped, day, digits, list, name, personalCode, text, word } from '@/lib/import/rules/reads'
import { matchWord } from '@/lib/import/rules/words'
import { cardNumber, classFields, groupFields, houseFields } from '../houses/schema/houses'
import { keptFields } from '../kept/schema'

/** 2026/2027, 2026/27 or 2026: the calendar year in which the school year begins. */
const schoolYear: Read = (cell, today) => {
  const written = text(20)(cell, today)
  if (typeof written !== 'string') return written
  const [, year, next] = /^(20\d\d)(?: ?[/-] ?(?:20)?(\d\d))?$/.exec(written) ?? []
  const follows = next === undefined || Number(next) === (Number(year) + 1) % 100
  return year && follows ? year : { code: 'schoolImport.yearWrong' }
}

/** As they stand in a file, and as a preview shows them. */
export const importWords = {
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
  issuer: { HARNO: ['Haridus- ja Noorteamet', 'HARNO'], INNOVE: ['Innove', 'SA Innove'] },
  consent: { PENDING: ['ootel'], GIVEN: ['antud', 'jah'], REFUSED: ['keeldutud', 'ei'] },
  given: { true: ['jah'], false: ['ei'] },
  other: { jah: ['jah'], ei: ['ei'] },
} as const satisfies Record<string, Record<string, readonly string[]>>

/** Which of the registry's classifiers a column takes its codes from; `open`: another text will do too. */
export const codedBy: Partial<Record<SchoolColumn, { sort: string; open?: true }>> = {
  language: { sort: 'klKeel' },
  languageLevel: { sort: 'klOskustase' },
  needs: { sort: 'klErivajadus' },
  services: { sort: 'klTugiteenus' },
  subject: { sort: 'klOppeaine', open: true },
  groupSize: { sort: 'klGrupiSuurus' },
  swimmingLevel: { sort: 'klUjumisoskuseTase' },
}

/** Every column of a file about schools. `db`: its column in the table, where that is not its own name; `sort`: its type. */
export const schoolColumns = {
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
  kind: { heading: 'Liik', read: word(importWords.kind), example: 'põhikool', sort: '"SchoolKind"' },
  ehisId: { heading: 'EHIS-ID', read: asTyped(houseFields.ehisId), example: '4101' },
  branchCode: { heading: 'Filiaali kood', read: asTyped(houseFields.branchCode), example: '1' },
  closedOn: { heading: 'Suletud', read: day, example: '', sort: 'date' },
  year: { heading: 'Õppeaasta', read: schoolYear, example: '2026/2027', sort: 'int' },
  number: { heading: 'Klassi number', read: asTyped(classFields.number), example: '3', sort: 'int' },
  parallel: { heading: 'Paralleel', read: asTyped(classFields.parallel), example: 'a' },
  curriculum: { heading: 'Õppekava kood', read: asTyped(classFields.curriculum), example: '' },
  fromOn: { heading: 'Alates', read: day, example: '01.09.2026', sort: 'date' },
  toOn: { heading: 'Kuni', read: day, example: '31.08.2027', sort: 'date' },
  groupKind: {
    heading: 'Rühma liik',
    read: word(importWords.groupKind),
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
  validFrom: { heading: 'Kehtib alates', read: day, example: '01.09.2026', sort: 'date' },
  validTo: { heading: 'Kehtib kuni', read: day, example: '31.08.2027', sort: 'date' },
  changedOn: { heading: 'Muutuse kuupäev', read: day, example: '01.09.2026', sort: 'date' },
  needs: { heading: 'Erivajadused', read: list(text(60)), example: 'LUGEMISRASKUS', sort: 'text[]' },
  /** after a service its subjects: LOGOPEED, ERIPEDAGOOG: MATEMAATIKA/EESTI */
  services: { heading: 'Tugiteenused', read: list(text(200)), example: 'LOGOPEED', sort: 'jsonb' },
  specialistText: { heading: 'Spetsialistid', read: asTyped(keptFields.specialistText), example: '' },
  measuresText: { heading: 'Meetmed', read: asTyped(keptFields.measuresText), example: '' },
  otherText: { heading: 'Muu teave', read: asTyped(keptFields.otherText), example: '' },
  issuer: {
    heading: 'Väljaandja',
    read: word(importWords.issuer),
    example: 'Haridus- ja Noorteamet',
    sort: '"DecisionIssuer"',
  },
  decisionNumber: {
    heading: 'Otsuse number',
    read: asTyped(keptFields.decisionNumber),
    example: '8-1/26/200',
    db: 'number',
  },
  decidedOn: { heading: 'Otsuse kuupäev', read: day, example: '12.06.2026', sort: 'date' },
  content: {
    heading: 'Otsuse sisu',
    read: asTyped(keptFields.content),
    example: 'Soovitatav on logopeedi teenus.',
  },
  consent: {
    heading: 'Vanema nõusolek',
    read: word(importWords.consent),
    example: 'antud',
    sort: '"ConsentState"',
  },
  consentOn: { heading: 'Nõusoleku kuupäev', read: day, example: '20.06.2026', sort: 'date' },
  consentNote: { heading: 'Nõusoleku märkus', read: asTyped(keptFields.consentNote), example: '' },
  language: { heading: 'Keel', read: text(60), example: 'INGLISE' },
  languageLevel: { heading: 'Tase', read: text(60), example: 'A', db: 'level' },
  plannedHours: {
    heading: 'Kavandatud tunde',
    read: asTyped(keptFields.hoursOfSwimming),
    example: '24',
    sort: 'int',
  },
  doneHours: {
    heading: 'Läbitud tunde',
    read: asTyped(keptFields.hoursOfSwimming),
    example: '12',
    sort: 'int',
  },
  groupSize: { heading: 'Grupi suurus', read: text(60), example: '12' },
  swimmingLevel: { heading: 'Ujumisoskus', read: text(60), example: 'ALGAJA', db: 'level' },
  trainerCode: { heading: 'Treeneri isikukood', read: personalCode, example: '' },
  assistantCodes: {
    heading: 'Abitreenerite isikukoodid',
    read: list(personalCode),
    example: '',
    sort: 'text[]',
  },
  consentNumber: {
    heading: 'Nõusoleku number',
    read: asTyped(keptFields.consentNumber),
    example: 'N-1',
    db: 'number',
  },
  givenOn: { heading: 'Kuupäev', read: day, example: '03.09.2026', db: 'decided_on', sort: 'date' },
  given: { heading: 'Nõus', read: word(importWords.given), example: 'jah', sort: 'boolean' },
  note: { heading: 'Märkus', read: asTyped(keptFields.note), example: 'Pildistamine kooli üritustel' },
  quarter: { heading: 'Veerand', read: asTyped(keptFields.quarter), example: '1', sort: 'int' },
  hours: { heading: 'Puudutud tunde', read: asTyped(keptFields.hours), example: '4', sort: 'int' },
  times: { heading: 'Puudumiste arv', read: asTyped(keptFields.times), example: '2', sort: 'int' },
  subject: { heading: 'Õppeaine', read: asTyped(keptFields.ownSubject), example: 'MATEMAATIKA' },
  classifier: { heading: 'Klassifikaator', read: text(60), example: 'klKeel', db: 'sort' },
  code: { heading: 'Kood', read: text(60), example: 'INGLISE' },
  meaning: { heading: 'Tähendus', read: text(300), example: 'inglise keel', db: 'name' },
  retiredOn: { heading: 'Ei kasutata alates', read: day, example: '', sort: 'date' },
} as const satisfies Record<
  string,
  { heading: string; read: Read; example: string; db?: string; sort?: string }
>
export type SchoolColumn = keyof typeof schoolColumns
export type SchoolValues = Partial<Record<SchoolColumn, string>>

/** The code of a classifier for what is written: the code itself, or its meaning. */
export const codeFor = (codes: ReadonlyMap<string, string>, written: string): string | null =>
  codes.has(written)
    ? written
    : matchWord(Object.fromEntries([...codes].map(([code, meaning]) => [code, [code, meaning]])), written)
