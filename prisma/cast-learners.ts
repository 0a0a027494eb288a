/** The invented learners: a person for every warning of spec 3, and some about whom there is nothing to say. */
import type { Day } from '@/lib/shared/dates'
import type { AttestationDecision, Level, TermAspect } from '@/lib/shared/generated/enums'
import type { curricula, grantTypes, units } from './cast'
import { castId, yearStart } from './cast'

type UnitCode = keyof typeof units
type Step = readonly [value: string, from: Day]
export type CastGrant = {
  type: keyof typeof grantTypes
  from: Day
  to: Day
  amount: string
  source: string
  number: string
  on: Day
}

export type CastPlace = {
  unit: UnitCode
  code: string
  level: Level
  from: Day
  nominalEnd: Day
  /** each value holds until the day before the next */
  terms: Record<TermAspect, readonly Step[]>
  leaves: readonly { from: Day; to: Day; number: string; on: Day }[]
  attested: readonly (readonly [on: Day, decision: AttestationDecision])[]
  grants: readonly CastGrant[]
}

export type CastLearner = {
  id: string
  firstName: string
  lastName: string
  personalCode: string | null
  otherCode: string | null
  bornOn: Day | null
  email: string
  phone: string
  bankAccount: string
  places: CastPlace[]
}

let placeNumber = 0

type PlaceAbout = Partial<Omit<CastPlace, 'terms'>> & { terms?: Partial<CastPlace['terms']> }

/** A study place begun with the academic year; `years` is its nominal length. */
function place(
  level: Level,
  inUnit: UnitCode,
  curriculum: keyof typeof curricula,
  year: number,
  years: number,
  about: PlaceAbout,
): CastPlace {
  const from = yearStart(year)
  placeNumber += 1
  return {
    unit: inUnit,
    code: `${year}-${level[0]}${String(placeNumber).padStart(3, '0')}`,
    level,
    from,
    nominalEnd: `${year + years}-08-31` as Day,
    leaves: [],
    attested: [],
    grants: [],
    ...about,
    terms: {
      LOAD: [['FULL', from]],
      FUNDING: [['STATE_FUNDED', from]],
      CURRICULUM: [[curriculum, from]],
      MAIN_STATE: [['STUDYING', from]],
      ...about.terms,
    },
  }
}

const doctoral = (
  inUnit: UnitCode,
  curriculum: keyof typeof curricula,
  year: number,
  about: PlaceAbout = {},
) => place('DOCTORAL', inUnit, curriculum, year, 4, about)
const master = (inUnit: UnitCode, curriculum: keyof typeof curricula, year: number, about: PlaceAbout = {}) =>
  place('MASTER', inUnit, curriculum, year, 2, about)
const bachelor = (
  inUnit: UnitCode,
  curriculum: keyof typeof curricula,
  year: number,
  about: PlaceAbout = {},
) => place('BACHELOR', inUnit, curriculum, year, 3, about)

let learnerNumber = 0

function learner(
  firstName: string,
  lastName: string,
  code: string | { other: string; bornOn: Day },
  bankAccount: string,
  places: CastPlace[],
  about: Partial<CastLearner> = {},
): CastLearner {
  learnerNumber += 1
  const estonian = typeof code === 'string'
  return {
    id: castId(3, learnerNumber),
    firstName,
    lastName,
    personalCode: estonian ? code : null,
    otherCode: estonian ? null : code.other,
    bornOn: estonian ? null : code.bornOn,
    email: `oppija${learnerNumber}@ylikool.example`,
    phone: `+372 5550 ${String(learnerNumber).padStart(4, '0')}`,
    bankAccount,
    places,
    ...about,
  }
}

const spring2026 = [['2026-06-12', 'POSITIVE']] as const
const grant = (
  type: CastGrant['type'],
  from: Day,
  to: Day,
  amount: string,
  source: string,
  number: string,
  on: Day,
): CastGrant => ({ type, from, to, amount, source, number, on })

/** A given name and family names of 80 letters together, the longest that a page must have room for. */
const longName = [
  'Maximiliane-Theodora',
  'von Hohenstaufen-Wittelsbach zu Schwarzburg-Rudolstadt-Main',
] as const

export const learners: CastLearner[] = [
  // The five of the drawn page.
  learner('Kadri', 'Oja', '49205130232', 'EE382200221020145685', [
    doctoral('LTFYS', '80131', 2024, { attested: [['2025-06-10', 'POSITIVE'], ...spring2026] }),
  ]),
  learner('Mart', 'Põder', '38911040213', 'EE471000001020145685', [
    doctoral('LT', '80132', 2023, {
      leaves: [{ from: '2027-02-01', to: '2027-06-30', number: '2.1-17/164', on: '2026-11-02' }],
      attested: [['2024-06-12', 'POSITIVE']],
    }),
  ]),
  learner('Õnne', 'Šmidt-Žukov', { other: 'V-1998-0412', bornOn: '1998-04-12' }, 'DE89370400440532013000', [
    doctoral('LT', '80133', 2026),
  ]),
  learner('Rasmus', 'Kuusk', '39407220039', 'EE347700771161973062', [
    doctoral('LT', '80134', 2025, {
      attested: spring2026,
      grants: [
        grant(
          'DOCTORAL_ALLOWANCE_OWN_FUNDS',
          '2026-09-01',
          '2027-08-31',
          '660.00',
          'HLOOM',
          '2.1-17/131',
          '2026-08-25',
        ),
      ],
    }),
  ]),
  learner('Helina', 'Üksik', '49601150848', 'EE241210121698935579', [
    doctoral('LT', '80135', 2025, { attested: spring2026 }),
  ]),

  // One warning each.
  learner('Priit', 'Allas', '39003140222', 'EE752200221077777860', [
    doctoral('LTFYS', '80131', 2024, {
      leaves: [{ from: '2026-09-01', to: '2027-01-31', number: '2.1-17/118', on: '2026-08-19' }],
      attested: spring2026,
    }),
  ]),
  learner('Triin', 'Värk', '48806290257', 'EE634204278101071368', [
    doctoral('LT', '80133', 2021, { attested: spring2026 }),
  ]),
  learner('Sander', 'Lõhmus', '39510080265', 'EE647700771625763860', [
    doctoral('LTFYS', '80131', 2022, {
      terms: {
        MAIN_STATE: [
          ['STUDYING', yearStart(2022)],
          ['EXTENDED', '2026-08-31'],
        ],
      },
      attested: spring2026,
    }),
  ]),
  learner('Eneli', 'Kriisa', '49302250273', 'EE612200221976787304', [
    doctoral('LT', '80136', 2024, {
      terms: { FUNDING: [['PAID', yearStart(2024)]] },
      attested: spring2026,
    }),
  ]),
  learner('Taavi', 'Jõgi', '38709110283', 'EE294204278230530411', [
    doctoral('LT', '80137', 2024, { terms: { LOAD: [['PART', yearStart(2024)]] }, attested: spring2026 }),
  ]),
  learner('Getter', 'Hein', '49106040224', 'EE232200221092285146', [
    doctoral('LTFYS', '80131', 2023, {
      attested: [
        ['2025-06-11', 'POSITIVE'],
        ['2026-06-12', 'NEGATIVE'],
      ],
    }),
  ]),
  learner('Kaspar', 'Tuul', '39604170233', 'EE801210121449008930', [
    doctoral('LT', '80134', 2024, { attested: [['2026-06-15', 'NOT_ATTESTED']] }),
  ]),
  learner('Liisa-Maria', 'Org', '49411210247', 'EE522200221258409928', [doctoral('LT', '80138', 2024)]),
  learner('Indrek', 'Palu', '39208080253', 'EE222200221591682486', [
    doctoral('LTFYS', '80131', 2023, { attested: [['2024-06-09', 'POSITIVE']] }),
  ]),
  learner('Karolin', 'Raud', '48902020267', 'EE861210121063469421', [
    doctoral('LT', '80132', 2024, {
      attested: spring2026,
      grants: [
        grant('DOCTORAL_ALLOWANCE', '2024-09-02', '2028-08-27', '660.00', 'HTM', '2.1-17/102', '2024-08-30'),
      ],
    }),
  ]),
  learner('Joonas', 'Laane', '39710300271', 'EE564204278132931338', [
    doctoral('LTFYS', '80131', 2026, {
      grants: [
        grant('BASIC_ALLOWANCE', '2026-09-01', '2027-01-31', '220.00', 'HTM', '2.1-17/140', '2026-09-15'),
      ],
    }),
  ]),
  learner('Merilin', 'Soo', '49509190281', 'EE081010022050017778', [
    doctoral('LT', '80136', 2025, {
      attested: spring2026,
      grants: [grant('IT_ACADEMY', '2026-09-01', '2027-06-30', '300.00', 'ITA', '2.1-17/151', '2026-10-05')],
    }),
  ]),

  // Several at once, periods that begin and end, and who has nothing against them.
  learner('Margus', 'Vaarikas', '38807060228', 'EE114204278921773493', [
    doctoral('LT', '80135', 2021, {
      terms: { LOAD: [['PART', yearStart(2021)]], FUNDING: [['PAID', yearStart(2021)]] },
      leaves: [
        { from: '2023-02-01', to: '2023-08-27', number: '2.1-17/9', on: '2023-01-20' },
        { from: '2026-10-01', to: '2027-03-31', number: '2.1-17/145', on: '2026-09-24' },
      ],
      attested: [['2022-06-10', 'NEGATIVE']],
    }),
  ]),
  learner('Kaisa', 'Nõmm', '49001170234', 'EE791010022310965609', [
    doctoral('LTFYS', '80131', 2024, {
      terms: {
        LOAD: [
          ['FULL', yearStart(2024)],
          ['PART', '2027-02-01'],
        ],
      },
      attested: spring2026,
    }),
  ]),
  learner('Oskar', 'Ilves', '39312250243', 'EE581210121154892716', [
    doctoral('LT', '80133', 2023, {
      terms: {
        MAIN_STATE: [
          ['STUDYING', yearStart(2023)],
          ['EXMATRICULATED', '2027-02-01'],
        ],
      },
      attested: spring2026,
    }),
  ]),
  learner('Hanna', 'Teder', '49803280259', 'EE764204278126478441', [
    doctoral('LTFYS', '80131', 2025, {
      attested: spring2026,
      grants: [
        grant(
          'DOCTORAL_ALLOWANCE_OWN_FUNDS',
          '2025-09-01',
          '2026-08-31',
          '660.00',
          'LTFYS',
          '2.1-17/127',
          '2025-08-28',
        ),
      ],
    }),
  ]),
  learner('Andres', 'Saar', '39905140264', '', [doctoral('LT', '80132', 2026)], { phone: '' }),
  learner('Andres', 'Saar', '38608050275', 'EE864204278331229838', [
    doctoral('LT', '80137', 2024, { attested: spring2026 }),
    master('HV', '85232', 2025),
  ]),
  learner('Robert', 'Kalda', '39401090286', 'EE494204278876309006', [doctoral('LTFYS', '80131', 2026)]),
  learner(
    'Anna',
    'Volkova',
    '49706230291',
    'EE331010022110655229',
    [
      doctoral('LTFYS', '80131', 2025, {
        terms: { FUNDING: [['FREE', yearStart(2025)]] },
        attested: spring2026,
      }),
    ],
    { email: '' },
  ),
  learner(...longName, { other: 'V-1999-0007', bornOn: '1999-03-03' }, '', [
    doctoral('LT', '80138', 2025, { attested: spring2026 }),
  ]),

  // Other levels and other units.
  learner('Karl', 'Mägi', '39909170212', 'EE414204278613326048', [master('LTFYS', '85131', 2025)]),
  learner('Mattias', 'Kuusik', '50106200224', 'EE261010022399858818', [
    master('LT', '85136', 2025, {
      grants: [
        grant('SPECIALTY_ESF', '2026-09-01', '2027-01-31', '160.00', 'ESF', '2.1-17/156', '2026-10-12'),
      ],
    }),
  ]),
  learner('Elis', 'Pärn', '60204110230', 'EE562200221588136136', [
    bachelor('LT', '85131', 2024, {
      grants: [grant('PERFORMANCE', '2026-09-01', '2027-01-31', '100.00', 'HTM', '2.1-17/158', '2026-10-12')],
    }),
  ]),
  learner('Rasmus', 'Õunapuu', '50302280244', 'EE582200221605985846', [bachelor('LTFYS', '85131', 2025)]),
  learner('Sofia', 'Petrova', '60008150250', 'EE312200221664656491', [
    master('LTKT', '80132', 2026, { terms: { FUNDING: [['PAID', yearStart(2026)]] } }),
  ]),
  learner('Henri', 'Aas', '50201030266', 'EE421010022533021003', [
    bachelor('LTKT', '85131', 2023, {
      terms: {
        MAIN_STATE: [
          ['STUDYING', yearStart(2023)],
          ['GRADUATED', '2026-06-22'],
        ],
      },
    }),
  ]),
  learner('Laura', 'Ots', '60407070276', 'EE114204278459123748', [bachelor('SV', '80331', 2026)]),
  learner('Marta', 'Kiisk', '49910290280', 'EE077700771499936195', [
    doctoral('HV', '80231', 2024, { attested: spring2026 }),
  ]),
  learner('Jürgen', 'Hallik', '50109160297', 'EE604204278991537630', [
    bachelor('HV', '80232', 2024, {
      terms: {
        MAIN_STATE: [
          ['STUDYING', yearStart(2024)],
          ['EXMATRICULATED', '2025-11-03'],
        ],
      },
    }),
  ]),
  learner('Gerli', 'Vares', '60305230203', 'EE361210121388246109', [master('HV', '80232', 2026)]),
  learner('Reimo', 'Toome', '38604180227', 'EE427700771266746013', [
    doctoral('SV', '80331', 2023, { attested: [['2025-06-05', 'POSITIVE']] }),
  ]),
  learner('Külli', 'Rand', '48501260235', 'EE081010022750539556', [
    doctoral('LTKT', '80132', 2025, { attested: spring2026 }),
  ]),
]
