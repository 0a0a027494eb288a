/** The invented municipalities: schools with their houses, classes of two school years, pupils and what is kept of them. */
import type { Day } from '@/lib/shared/dates'
import type { ConsentState, DecisionIssuer, GroupKind, SchoolKind } from '@/lib/shared/generated/enums'
import { castId } from './cast'

export const municipalities = {
  linn: { id: castId(20, 1), code: '75000001', name: 'Tartu Näidislinn', movesBetweenHouses: true },
  vald: { id: castId(20, 2), code: '75000002', name: 'Näidise vald', movesBetweenHouses: false },
} as const

type CastHouse = {
  id: string
  municipality: keyof typeof municipalities
  name: string
  kind: SchoolKind
  ehisId: string
  branchCode: string
  registryCode: string
}

let houseNumber = 0
const house = (
  municipality: keyof typeof municipalities,
  name: string,
  kind: SchoolKind,
  ehisId: string,
  branchCode = '',
): CastHouse => {
  houseNumber += 1
  const registryCode = String(75010000 + houseNumber)
  return { id: castId(21, houseNumber), municipality, name, kind, ehisId, branchCode, registryCode }
}

/** Kesklinna kool works in four houses, one of them a gymnasium; the rest have one each, but for those of the parish. */
export const houses = {
  mae: house('linn', 'Kesklinna kool, Mäe maja', 'BASIC_SCHOOL', '4101', '1'),
  joe: house('linn', 'Kesklinna kool, Jõe maja', 'BASIC_SCHOOL', '4101', '2'),
  oru: house('linn', 'Kesklinna kool, Oru maja', 'BASIC_SCHOOL', '4101', '3'),
  torni: house('linn', 'Kesklinna kool, Torni gümnaasium', 'GYMNASIUM', '4101', '4'),
  ylejoe: house('linn', 'Ülejõe kool', 'BASIC_SCHOOL', '4102'),
  huvi: house('linn', 'Näidislinna huvikool', 'HOBBY_SCHOOL', '4103'),
  metsa: house('vald', 'Vallakool, Metsa maja', 'BASIC_SCHOOL', '4201', '1'),
  aasa: house('vald', 'Vallakool, Aasa maja', 'BASIC_SCHOOL', '4201', '2'),
} as const satisfies Record<string, CastHouse>
export type HouseName = keyof typeof houses

/** 1 September to 31 August. */
export const schoolYears = [2026, 2027] as const

type CastClass = { id: string; house: HouseName; year: number; number: number; parallel: string }

const parallels = {
  mae: 'ab',
  joe: 'abc',
  oru: 'a',
  torni: 'a',
  ylejoe: 'a',
  metsa: 'a',
  aasa: 'a',
} as const satisfies Partial<Record<HouseName, string>>
const numbers = (name: HouseName) =>
  houses[name].kind === 'GYMNASIUM' ? [10, 11, 12] : [1, 2, 3, 4, 5, 6, 7, 8, 9]

export const classes: CastClass[] = schoolYears
  .flatMap((year) =>
    (Object.keys(parallels) as (keyof typeof parallels)[]).flatMap((name) =>
      numbers(name).flatMap((number) =>
        [...parallels[name]].map((parallel) => ({ house: name, year, number, parallel })),
      ),
    ),
  )
  .map((each, at) => ({ ...each, id: castId(22, at + 1) }))

/** The class of the cast; throws when there is none. */
export function castClass(name: HouseName, number: number, parallel: string, year: number = 2026): CastClass {
  const found = classes.find(
    (each) =>
      each.house === name && each.number === number && each.parallel === parallel && each.year === year,
  )
  if (!found) throw new Error(`The cast has no class ${number}.${parallel} of ${name} in ${year}`)
  return found
}

export type CastPupil = {
  id: string
  firstName: string
  lastName: string
  personalCode: string
  house: HouseName
  number: number
  parallel: string
}

/** The pupils of each class; girls and boys by turns. */
const rolls: [house: HouseName, number: number, parallel: string, names: string[]][] = [
  [
    'mae',
    3,
    'a',
    ['Anni Kask', 'Karl Erik Lepp', 'Liisa Mägi', 'Oskar Õunapuu', 'Šarlotte Žarkov', 'Mattias Org'],
  ],
  ['mae', 3, 'a', ['Emma Rand', 'Hugo Sild', 'Grete Paju', 'Rasmus Veski', 'Mirtel Kuusk', 'Sander Luik']],
  ['mae', 3, 'b', ['Eliise Aas', 'Joosep Nõmm', 'Laura Talvik', 'Henri Põder', 'Nora Liiv', 'Robin Ojala']],
  ['mae', 6, 'a', ['Kertu Vares', 'Martin Roos', 'Heleri Soo', 'Kaspar Tamm']],
  ['joe', 3, 'a', ['Marta Jõgi', 'Oliver Sepp', 'Sofia Ivanova', 'Kristofer Kalda']],
  ['joe', 3, 'b', ['Lenna Raud', 'Sebastian Koit', 'Adele Mets']],
  ['joe', 3, 'c', ['Trevor Hein', 'Lisandra Uus']],
  ['oru', 3, 'a', ['Johanna Pihlak', 'Artur Saks']],
  ['torni', 10, 'a', ['Mihkel Kivi', 'Saskia Ilves']],
  ['ylejoe', 3, 'a', ['Romet Allas', 'Birgit Toom', 'Ott Kütt']],
  ['metsa', 3, 'a', ['Maria Salu', 'Gregor Puu']],
  ['aasa', 3, 'a', ['Loore Nurm']],
]

export const pupils: CastPupil[] = rolls
  .flatMap(([house, number, parallel, names]) =>
    names.map((name, at) => ({ house, number, parallel, name, girl: at % 2 === 0 })),
  )
  .map(({ name, girl, ...where }, at) => {
    const words = name.split(' ')
    return {
      ...where,
      id: castId(23, at + 1),
      firstName: words.slice(0, -1).join(' '),
      lastName: words.at(-1)!,
      personalCode: castCode(girl, 2024 - 7 - where.number + 2, at),
    }
  })

/** The pupil of the cast by name; throws when there is none. */
export function castPupil(name: string): CastPupil {
  const found = pupils.find(({ firstName, lastName }) => `${firstName} ${lastName}` === name)
  if (!found) throw new Error(`The cast has no pupil ${name}`)
  return found
}

/** An invented personal code with its check digit. */
export function castCode(girl: boolean, year: number, at: number): string {
  const month = String((at % 12) + 1).padStart(2, '0')
  const day = String((at % 28) + 1).padStart(2, '0')
  const head = `${(girl ? 6 : 5) - (year < 2000 ? 2 : 0)}${String(year % 100).padStart(2, '0')}${month}${day}${String(900 + (at % 100)).padStart(3, '0')}`
  const weigh = (weights: string) =>
    [...weights].reduce((sum, weight, place) => sum + Number(weight) * Number(head[place]), 0) % 11
  const first = weigh('1234567891')
  return head + (first < 10 ? first : weigh('3456789123') % 10)
}

/** Groups of houses; the places in them are by name of pupil. */
export const groups: {
  id: string
  house: HouseName
  kind: GroupKind
  name: string
  places: { pupil: string; from: Day; to: Day | null }[]
}[] = [
  {
    id: castId(24, 1),
    house: 'mae',
    kind: 'DAY',
    name: '3. klasside pikapäevarühm',
    places: [{ pupil: 'Hugo Sild', from: '2026-09-01', to: null }],
  },
  {
    id: castId(24, 2),
    house: 'mae',
    kind: 'HOBBY',
    name: 'Robootikaring',
    places: [
      { pupil: 'Grete Paju', from: '2026-09-14', to: '2027-05-31' },
      { pupil: 'Emma Rand', from: '2026-09-14', to: '2026-10-31' },
    ],
  },
  {
    id: castId(24, 3),
    house: 'huvi',
    kind: 'HOBBY_SCHOOL',
    name: 'Kitarriõpe',
    places: [{ pupil: 'Karl Erik Lepp', from: '2026-09-01', to: null }],
  },
]

export const cards: { id: string; pupil: string; number: string; from: Day; to: Day }[] = [
  { id: castId(25, 1), pupil: 'Anni Kask', number: 'N2600001', from: '2026-09-01', to: '2027-08-31' },
  { id: castId(25, 2), pupil: 'Karl Erik Lepp', number: 'N2600002', from: '2026-09-01', to: '2027-01-31' },
  { id: castId(25, 3), pupil: 'Karl Erik Lepp', number: 'N2700001', from: '2027-02-01', to: '2028-01-31' },
  { id: castId(25, 4), pupil: 'Liisa Mägi', number: 'N2500007', from: '2025-09-01', to: '2026-08-31' },
]

/** What houses keep of their pupils. */
export const needs = [
  { pupil: 'Anni Kask', on: '2026-09-10' as Day, needs: ['LUGEMISRASKUS'], services: ['LOGOPEED'] },
] as const
export const decisions: {
  id: string
  pupil: string
  issuer: DecisionIssuer
  number: string
  on: Day
  from: Day
  to: Day | null
  content: string
  consent: ConsentState
  consentOn: Day | null
}[] = [
  {
    id: castId(26, 1),
    pupil: 'Anni Kask',
    issuer: 'HARNO',
    number: '8-1/26/114',
    on: '2026-06-12' as Day,
    from: '2026-09-01' as Day,
    to: '2028-08-31' as Day,
    content: 'Soovitatav on tõhustatud tugi ja logopeedi teenus.',
    consent: 'GIVEN',
    consentOn: '2026-06-20' as Day,
  },
  {
    id: castId(26, 2),
    pupil: 'Liisa Mägi',
    issuer: 'INNOVE',
    number: '8-1/19/2051',
    on: '2025-05-05' as Day,
    from: '2025-09-01' as Day,
    to: null,
    content: 'Soovitatav on õpe väikeklassis.',
    consent: 'PENDING',
    consentOn: null,
  },
]
export const languages = [
  { pupil: 'Anni Kask', on: '2026-09-01' as Day, language: 'INGLISE', level: 'A' },
  { pupil: 'Karl Erik Lepp', on: '2026-09-01' as Day, language: 'INGLISE', level: 'A' },
  { pupil: 'Karl Erik Lepp', on: '2026-09-01' as Day, language: 'SAKSA', level: 'B' },
] as const
export const swimming = [
  { pupil: 'Anni Kask', on: '2026-10-15' as Day, planned: 24, done: 12, groupSize: '12', level: 'ALGAJA' },
] as const
export const consents = [
  {
    pupil: 'Anni Kask',
    number: 'N-12',
    on: '2026-09-03' as Day,
    given: true,
    note: 'Pildistamine kooli üritustel',
  },
] as const
export const absences = [
  { pupil: 'Karl Erik Lepp', year: 2026, quarter: 1, hours: 14, times: 5 },
  { pupil: 'Anni Kask', year: 2026, quarter: 1, hours: 2, times: 1 },
] as const
export const grades = [
  { pupil: 'Karl Erik Lepp', on: '2026-06-10' as Day, year: 2025, subject: 'MATEMAATIKA' },
] as const

/** Invented codes under the registry's own headings; an office brings in the real ones. */
export const classifiers: Record<string, Record<string, string>> = {
  klKeel: { INGLISE: 'inglise keel', SAKSA: 'saksa keel', VENE: 'vene keel', PRANTSUSE: 'prantsuse keel' },
  klOskustase: { A: 'A-võõrkeel', B: 'B-võõrkeel', C: 'C-võõrkeel' },
  klErivajadus: {
    LUGEMISRASKUS: 'lugemis- ja kirjutamisraskus',
    LIIKUMINE: 'liikumispuue',
    KUULMINE: 'kuulmispuue',
  },
  klTugiteenus: {
    LOGOPEED: 'logopeedi teenus',
    ERIPEDAGOOG: 'eripedagoogi teenus',
    TUGIISIK: 'tugiisiku teenus',
  },
  klOppeaine: {
    MATEMAATIKA: 'matemaatika',
    EESTI: 'eesti keel',
    LOODUS: 'loodusõpetus',
    INGLISE: 'inglise keel',
  },
  klGrupiSuurus: { '8': 'kuni 8 õpilast', '12': 'kuni 12 õpilast' },
  klUjumisoskuseTase: { ALGAJA: 'algaja', OSKAB: 'oskab ujuda' },
  klLahkumisePohjus: { TEINE: 'õpingute jätkamine teises koolis', VALISMAA: 'elama asumine välismaale' },
}
