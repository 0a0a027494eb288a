import type { PupilMessage } from '@/lib/deliveries/pupil-message'
import type { GrantRecord, RegistryAct } from '@/lib/grants/rules/registry'
import { stipendBody } from '@/lib/outside/ehis/wire'
import { learnerBody, type LearnerChange } from '@/lib/outside/ehis/wire-person'
import { pupilBody } from '@/lib/outside/ehis/wire-pupil'
import type { Amount } from '@/lib/shared/money'
import { ehisChange } from '@/lib/telling/ehis/grant-change'
import { pupilChange, type MessageFacts } from '@/lib/telling/ehis/pupil-change'
import { castId, grantTypes } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'
import * as schools from '@/prisma/cast-schools'

/** The body of a message, as it would be sent, with a name for its file. */
export type Sample = { name: string; body: string }

/** One body of every message about a stipend, of invented persons. */
export function stipendSamples(): Sample[] {
  const persons = {
    'personal-code': learners.find(({ personalCode }) => personalCode !== null)!,
    'birth-day': learners.find(({ personalCode, bornOn }) => personalCode === null && bornOn !== null)!,
  }
  const types = { doctoral: 'DOCTORAL_ALLOWANCE_OWN_FUNDS', other: 'PERFORMANCE' } as const
  const acts: readonly RegistryAct[] = ['GIVE', 'CHANGE', 'DELETE']
  return Object.entries(persons).flatMap(([how, person]) =>
    Object.entries(types).flatMap(([sort, typeCode]) =>
      acts.map((act) => {
        const record: GrantRecord = {
          registryId: castId(9, 1),
          grantId: castId(9, 2),
          learnerId: person.id,
          exists: act !== 'DELETE',
          personalCode: person.personalCode,
          bornOn: person.bornOn,
          curriculum: person.places[0]!.terms.CURRICULUM[0]![0],
          typeCode,
          typeName: grantTypes[typeCode],
          ehisCode: '7',
          firstDay: '2026-09-01',
          lastDay: act === 'CHANGE' ? '2026-10-31' : '2027-08-31',
          monthlyAmount: '660.50' as Amount,
        }
        const body = stipendBody(ehisChange(record, act, { koolId: '101', on: '2026-11-21' }))
        return { name: `${act.toLowerCase()}-${sort}-${how}`, body }
      }),
    ),
  )
}

/** At least one message of every kind about an invented pupil, and those by which everything of a kind is deleted. */
export const pupilSampleMessages: Record<string, PupilMessage> = {
  class: { kind: 'CLASS', on: '2026-12-01', parallel: 'b' },
  'class-whole': { kind: 'CLASS', on: '2026-12-01', parallel: 'b', number: 3, curriculum: '1010101' },
  'person-code': { kind: 'PERSON_CODE', on: '2026-12-01', before: '61705050024', after: '61705050035' },
  'class-repeats': { kind: 'CLASS', on: '2027-09-01', parallel: 'b', number: 3, repeats: true },
  'other-branch': { kind: 'OTHER', on: '2026-12-01', branch: true },
  'other-day-group': { kind: 'OTHER', on: '2026-12-01', dayGroup: true },
  'other-absences': {
    kind: 'OTHER',
    on: '2026-12-01',
    dayGroup: false,
    absences: [...schools.absences].map(absence),
  },
  leaving: { kind: 'LEAVING', on: '2026-12-01', reason: 'TEINE' },
  'special-needs': {
    kind: 'SPECIAL_NEEDS',
    on: '2026-12-01',
    needs: ['LUGEMISRASKUS', 'KUULMINE'],
    services: [
      { service: 'LOGOPEED', subjects: [] },
      { service: 'ERIPEDAGOOG', subjects: ['MATEMAATIKA', 'robootika'] },
    ],
    specialistText: 'Logopeed kaks korda nädalas',
    measuresText: 'Lisaaeg',
    otherText: 'Muu & muu',
  },
  'special-needs-none': {
    kind: 'SPECIAL_NEEDS',
    on: '2026-12-01',
    needs: [],
    services: [],
    specialistText: '',
    measuresText: '',
    otherText: '',
  },
  consents: {
    kind: 'CONSENTS',
    consents: [
      { given: true, number: 'N-12', on: '2026-09-03', note: 'Pildistamine kooli üritustel' },
      { given: false, number: 'N-13', on: '2026-09-04', note: '' },
    ],
  },
  languages: {
    kind: 'LANGUAGES',
    on: '2026-12-01',
    languages: schools.languages.slice(1).map(({ language, level }) => ({ language, level })),
  },
  'languages-none': { kind: 'LANGUAGES', on: '2026-12-01', languages: [] },
  swimming: {
    kind: 'SWIMMING',
    on: '2026-12-01',
    swimming: {
      plannedHours: 24,
      doneHours: 0,
      groupSize: '12',
      level: 'ALGAJA',
      trainerCode: schools.castCode(true, 1985, 1),
      assistantCodes: [schools.castCode(false, 1990, 2)],
    },
  },
  'swimming-none': { kind: 'SWIMMING', on: '2026-12-01', swimming: null },
  'failing-grades': {
    kind: 'FAILING_GRADES',
    on: '2026-12-01',
    grades: [
      { year: 2025, subject: 'MATEMAATIKA' },
      { year: 2025, subject: 'Robootika' },
    ],
  },
  'failing-grades-none': { kind: 'FAILING_GRADES', on: '2026-12-01', grades: [] },
}

function absence({ year, quarter, hours, times }: (typeof schools.absences)[number]) {
  return { year, quarter, hours, times }
}

/** What is read of the cast when a message about Anni Kask leaves. */
export const sampleFacts: MessageFacts = {
  personalCode: schools.castPupil('Anni Kask').personalCode,
  koolId: schools.houses.mae.ehisId,
  branchCode: schools.houses.mae.branchCode,
  registryCode: schools.houses.mae.registryCode,
  houseName: schools.houses.mae.name,
  userCode: '47302150236',
  subjects: new Set(Object.keys(schools.classifiers.klOppeaine!)),
}

/** One body of every message about a pupil. */
export const pupilSamples = (): Sample[] =>
  Object.entries(pupilSampleMessages).map(([name, message]) => ({
    name: `pupil-${name}`,
    body: pupilBody(pupilChange(message, sampleFacts)),
  }))

const learnerChanges: Record<string, LearnerChange> = {
  code: { koolId: '101', muutmineIsikukood: { oppurKoolId: 'SE-LS-77', isikukood: '49205130237' } },
  data: {
    koolId: '101',
    muutmine: {
      isikukood: '49205130237',
      isikuandmed: { muutusKp: '2026-11-21', eesnimi: 'Mari', perenimi: 'Näidis' },
    },
  },
  'data-birth-day': {
    koolId: '101',
    muutmine: {
      isikukood: '1990-03-03',
      klIsikukoodRiik: 'SS',
      isikuandmed: { muutusKp: '2026-11-21', eesnimi: 'Lars', perenimi: 'Svensson', synniKp: '1990-03-04' },
    },
  },
}

/** One body of every message about a learner's particulars. */
export const learnerSamples = (): Sample[] =>
  Object.entries(learnerChanges).map(([name, change]) => ({
    name: `learner-${name}`,
    body: learnerBody(change),
  }))
