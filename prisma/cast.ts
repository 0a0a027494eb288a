/** The invented office of the demo, the tests and the journeys: units, users, signers, years, grant types. */
import type { DocumentType, Role } from '@/lib/shared/generated/enums'
import type { Day } from '@/lib/shared/dates'

/** The same ids at every seeding, so that links and tests can name them. */
export const castId = (family: number, number: number) =>
  `00000000-0000-4000-8${String(family).padStart(3, '0')}-${String(number).padStart(12, '0')}`

type CastUnit = { id: string; code: string; name: string; closedOn?: Day; contact: string; finance: string[] }

const unit = (
  number: number,
  code: string,
  name: string,
  about: { finance?: string[]; closedOn?: Day } = {},
): CastUnit => ({
  id: castId(1, number),
  code,
  name,
  closedOn: about.closedOn,
  contact: `${name}, ${code.toLowerCase()}@ylikool.example`,
  finance: about.finance ?? [],
})

const financeOffice = ['rahandus@ylikool.example']

export const units = {
  LT: unit(1, 'LT', 'Loodus- ja täppisteaduste valdkond', { finance: financeOffice }),
  LTFYS: unit(2, 'LTFYS', 'Füüsika instituut', { finance: financeOffice }),
  LTKT: unit(3, 'LTKT', 'Keemia instituut'),
  HV: unit(4, 'HV', 'Humanitaarteaduste ja kunstide valdkond'),
  SV: unit(5, 'SV', 'Sotsiaalteaduste valdkond'),
  LTTF: unit(6, 'LTTF', 'Taimefüsioloogia instituut', { closedOn: '2025-01-01' }),
} as const satisfies Record<string, CastUnit>

type UnitCode = keyof typeof units
export type CastUser = {
  id: string
  firstName: string
  lastName: string
  personalCode: string
  email: string
  roles: {
    role: Role
    units: UnitCode[]
    othersDrafts?: boolean
    /** of a municipal official and of a school's representative */
    municipality?: 'linn' | 'vald'
    houses?: ('mae' | 'joe' | 'metsa' | 'aasa')[]
  }[]
}

const user = (
  number: number,
  firstName: string,
  lastName: string,
  personalCode: string,
  role: Role,
  inUnits: UnitCode[] = [],
  othersDrafts = false,
): CastUser => ({
  id: castId(2, number),
  firstName,
  lastName,
  personalCode,
  email: `${plain(firstName)}.${plain(lastName)}@ylikool.example`,
  roles: [{ role, units: inUnits, othersDrafts }],
})

const ofSchools = (
  user: CastUser,
  scope: Pick<CastUser['roles'][number], 'municipality' | 'houses'>,
): CastUser => ({ ...user, roles: user.roles.map((role) => ({ ...role, ...scope })) })

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** One person a role; Liis and Mari carry the main story. */
export const users = {
  liis: user(1, 'Liis', 'Tamm', '48911050210', 'UNIT_CLERK', ['LT', 'LTFYS']),
  kaire: user(2, 'Kaire', 'Sepp', '48507170277', 'UNIT_CLERK', ['LT'], true),
  krista: user(3, 'Krista', 'Nurk', '47603030235', 'UNIT_CLERK', ['HV']),
  mari: user(4, 'Mari', 'Mets', '47302150230', 'VICE_DEAN', ['LT', 'LTFYS']),
  peeter: user(5, 'Peeter', 'Vaher', '36909210258', 'VICE_DEAN', ['HV']),
  tiina: user(6, 'Tiina', 'Õun', '47106060223', 'STUDY_OFFICE'),
  jaan: user(7, 'Jaan', 'Rebane', '36404300261', 'VICE_RECTOR'),
  heli: user(8, 'Heli', 'Saar', '48209080246', 'CHANCELLERY'),
  rein: user(9, 'Rein', 'Lepik', '37901120276', 'FINANCE'),
  maarja: user(10, 'Maarja', 'Ilves', '49105240286', 'CE_CLERK', ['LT']),
  piret: ofSchools(user(11, 'Piret', 'Allik', '48704040219', 'MUNICIPAL_OFFICIAL'), { municipality: 'linn' }),
  urve: ofSchools(user(12, 'Urve', 'Kask', '46608180244', 'SCHOOL_REP'), { houses: ['mae', 'joe'] }),
  toomas: user(13, 'Toomas', 'Kaljuste', '38002190228', 'ADMIN'),
  ants: user(14, 'Ants', 'Kivi', '37507250233', 'VICE_DEAN', ['LTFYS']),
  madis: ofSchools(user(15, 'Madis', 'Vaino', '37003050263', 'SCHOOL_REP'), { houses: ['joe'] }),
  sirje: ofSchools(user(16, 'Sirje', 'Kuur', '46911230270', 'MUNICIPAL_OFFICIAL'), { municipality: 'vald' }),
} as const satisfies Record<string, CastUser>

/** What `npm start` prints about whom to sign in as. */
export const signInHints: { name: string; role: string }[] = [
  { name: 'Liis Tamm', role: 'unit clerk (LT, LTFYS): imports learners, drafts directives' },
  { name: 'Mari Mets', role: 'vice-dean (LT, LTFYS): confirms them in DHIS' },
  { name: 'Maarja Ilves', role: 'continuing education (LT): runs, registrants from Juhan' },
  { name: 'Tiina Õun', role: 'study office: sees and may do the most' },
  { name: 'Piret Allik', role: 'municipal official: schools, classes, moving pupils between houses' },
  { name: 'Urve Kask', role: 'representative of two houses of one school' },
  { name: 'Toomas Kaljuste', role: 'administrator: deliveries' },
]

/** Everyone whom the sandbox lets sign in and act in DHIS. */
export const sandboxPersons = Object.values(users).map(
  ({ id, firstName, lastName, personalCode, email }) => ({
    id,
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    personalCode,
    email,
  }),
)

type CastSigning = { user: keyof typeof users; unit: UnitCode | null; type: DocumentType; title: string }

const signedByViceDean: readonly DocumentType[] = [
  'VICE_DEAN_DIRECTIVE',
  'PROPOSAL',
  'DIPLOMA',
  'TRANSCRIPT',
  'NOTICE',
]

/** DHIS series that the office has set itself: these types have none by default. */
export const series = { DIPLOMA: '11-8', TRANSCRIPT: '11-9', NOTICE: '11-10/{unit}' } as const

export const signings: CastSigning[] = [
  ...(['LT', 'LTFYS'] as const).flatMap((inUnit): CastSigning[] => [
    ...signedByViceDean.map((type) => ({
      user: 'mari' as const,
      unit: inUnit,
      type,
      title: 'õppeprodekaan',
    })),
  ]),
  { user: 'ants', unit: 'LTFYS', type: 'VICE_DEAN_DIRECTIVE', title: 'instituudi direktor' },
  ...signedByViceDean.map((type) => ({
    user: 'peeter' as const,
    unit: 'HV' as const,
    type,
    title: 'õppeprodekaan',
  })),
  { user: 'jaan', unit: null, type: 'VICE_RECTOR_DIRECTIVE', title: 'õppeprorektor' },
]

/** The default of grant directives (seed "own-funds-doctoral-allowance", "Aluse määramine korraldusele"). */
export const bases = ['Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord']

/** Grant types of spec 3, as they stand on screen. Their codes in the national registry are set by the office. */
export const grantTypes = {
  DOCTORAL_ALLOWANCE: 'doktoranditoetus tegevustoetuse vahenditest',
  DOCTORAL_ALLOWANCE_OWN_FUNDS: 'doktoranditoetus struktuuriüksuse omavahenditest',
  IT_ACADEMY: 'IT Akadeemia stipendium',
  SPECIALTY_ESF: 'erialastipendium (ESF)',
  PERFORMANCE: 'tulemusstipendium',
  BASIC_ALLOWANCE: 'põhitoetus',
  SUPPLEMENTARY_ALLOWANCE: 'täiendav toetus',
} as const

/** First days, 2014/2015 to 2030/2031 and the day after: Mondays around 1 September, 2015/2016 as in the seed. */
const firstDays: readonly Day[] = [
  '2014-09-01',
  '2015-08-31',
  '2016-08-29',
  '2017-08-28',
  '2018-09-03',
  '2019-09-02',
  '2020-08-31',
  '2021-08-30',
  '2022-08-29',
  '2023-08-28',
  '2024-09-02',
  '2025-09-01',
  '2026-08-31',
  '2027-08-30',
  '2028-08-28',
  '2029-09-03',
  '2030-09-02',
  '2031-09-01',
]

/** The first day of the academic year that begins in this calendar year. */
export const yearStart = (year: number): Day => firstDays[year - 2014]!

export const academicYearStarts = firstDays

export const curricula = {
  '80131': 'Füüsika',
  '80132': 'Keemia',
  '80133': 'Ökoloogia',
  '80134': 'Matemaatika',
  '80135': 'Geoloogia',
  '80136': 'Informaatika',
  '80137': 'Molekulaar- ja rakubioloogia',
  '80138': 'Inimgeograafia',
  '80231': 'Eesti keel ja soome-ugri keeleteadus',
  '80232': 'Ajalugu',
  '80331': 'Majandusteadus',
  '85131': 'Füüsika, keemia ja materjaliteadus',
  '85136': 'Tarkvaratehnika',
  '85232': 'Filosoofia',
} as const
