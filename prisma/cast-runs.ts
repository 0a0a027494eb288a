/** The invented continuing education: programmes, their runs, and who has registered where Juhan isn't asked. */
import type { Day } from '@/lib/shared/dates'
import type { Payer, QuestionSort } from '@/lib/shared/generated/enums'
import { castId, type units } from './cast'

type CastQuestion = { id: string; text: string; sort: QuestionSort; choices: string[] }
type CastRegistrant = {
  id: string
  firstName: string
  lastName: string
  personalCode: string | null
  email: string
  phone: string
  payer: Payer
  registeredOn: Day
  workplace: string
}
type CastRun = {
  id: string
  code: string
  startsOn: Day
  endsOn: Day
  place: string
  /** linked to this run of Juhan: its registrants come only from there */
  juhanId: string | null
  registrants: CastRegistrant[]
}
type CastProgramme = {
  id: string
  unit: keyof typeof units
  code: string
  name: string
  hours: number
  questions: CastQuestion[]
  runs: CastRun[]
}

let registrantNumber = 0
const registrant = (
  firstName: string,
  lastName: string,
  personalCode: string | null,
  payer: Payer,
  registeredOn: Day,
  workplace = '',
): CastRegistrant => {
  registrantNumber += 1
  return {
    id: castId(9, registrantNumber),
    firstName,
    lastName,
    personalCode,
    payer,
    registeredOn,
    workplace,
    email: `koolitus${registrantNumber}@posti.example`,
    phone: `+372 5660 ${String(registrantNumber).padStart(4, '0')}`,
  }
}

export const programmes = {
  /** its first run has people of every status in Juhan, its second three people and nothing behind it */
  inquiry: {
    id: castId(6, 1),
    unit: 'LT',
    code: 'TÕ-LT-101',
    name: 'Uurimuslik õpe loodusainetes',
    hours: 26,
    questions: [
      { id: castId(8, 1), text: 'Mis kooliastmes Te õpetate?', sort: 'TEXT', choices: [] },
      { id: castId(8, 2), text: 'Kas osalete ka õppekäigul?', sort: 'YES_NO', choices: [] },
      {
        id: castId(8, 3),
        text: 'Toidueelistus',
        sort: 'CHOICE',
        choices: ['tavatoit', 'taimetoit', 'gluteenivaba'],
      },
    ],
    runs: [
      {
        id: castId(7, 1),
        code: 'TÕ-LT-101/1',
        place: 'Tartu, Vanemuise 46',
        juhanId: '20401',
        startsOn: '2026-11-16',
        endsOn: '2026-12-11',
        registrants: [],
      },
      {
        id: castId(7, 2),
        code: 'TÕ-LT-101/2',
        place: 'Tallinn, Narva mnt 25',
        juhanId: '20402',
        startsOn: '2027-02-01',
        endsOn: '2027-02-26',
        registrants: [],
      },
    ],
  },
  /** its registrants are added with us */
  statistics: {
    id: castId(6, 2),
    unit: 'LT',
    code: 'TÕ-LT-102',
    name: 'Statistika alused R-iga',
    hours: 40,
    questions: [],
    runs: [
      {
        id: castId(7, 3),
        code: 'TÕ-LT-102/1',
        place: 'Tartu, Narva mnt 18',
        juhanId: null,
        startsOn: '2026-11-16',
        endsOn: '2026-12-04',
        registrants: [
          registrant('Kertu', 'Aland', '47803120273', 'SELF', '2026-10-12', 'Tartu Loodusmaja'),
          registrant('Tarmo', 'Pihlak', '38209150339', 'LEGAL_PERSON', '2026-10-14', 'OÜ Puiduait'),
          registrant('Liina', 'Västrik', '49111200416', 'NATURAL_PERSON', '2026-10-20'),
          registrant('Ülo', 'Žukov', '36907040529', 'SELF', '2026-11-02', 'Elva Gümnaasium'),
        ],
      },
    ],
  },
  /** of another unit: who works with LT alone doesn't see it */
  writing: {
    id: castId(6, 3),
    unit: 'HV',
    code: 'TÕ-HV-201',
    name: 'Eesti keele kirjutamise töötuba',
    hours: 16,
    questions: [],
    runs: [
      {
        id: castId(7, 4),
        code: 'TÕ-HV-201/1',
        place: 'Tartu, Jakobi 2',
        juhanId: null,
        startsOn: '2026-11-23',
        endsOn: '2026-11-27',
        registrants: [registrant('Sirje', 'Lepp', '48502280635', 'SELF', '2026-11-03')],
      },
    ],
  },
} as const satisfies Record<string, CastProgramme>
