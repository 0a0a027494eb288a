import type { FactList, PlaceFacts } from '@/lib/grants/queries/facts'
import { hasLeft, outsideStudies, tooManyYears } from '@/lib/learners/rules/study-bounds'
import { againstAdmission, againstEnding, type Studies } from '@/lib/registrants/rules/admission'
import type { Registration } from '@/lib/registrants/queries/places'
import { overlaps, type Day, type Period } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { spans, type RowField, type Values } from './fields'

/**
 * The standing of an amendment's base: its rows, each with the document that changed or cancelled it and so keeps it
 * from being amended.
 */
export type BaseFacts = {
  registered: boolean
  /** facts that build on the named rows, so that these can't be changed */
  builtUpon: readonly Refusal[]
  rows: ReadonlyMap<string, { studyPlaceId: string; struckBy: string | null }>
}

/** A row with the facts about its study place and person. */
export type RowToCheck = Values & { key: string; studyPlaceId: string; baseRowId?: string | null }
/** Unusable numbers: `taken` by which document, and those that the document has twice. */
export type NumberFacts = { taken: ReadonlyMap<string, string>; twice: ReadonlySet<string> }
export type RowWorld = {
  place: PlaceFacts
  base: BaseFacts | null
  numbers: NumberFacts | null
  registration: Registration | null
}

type Objection = { code: string; field: RowField; params?: Refusal['params'] }
type Check = {
  /** the lists of facts it reads */
  needs: readonly FactList[]
  /** asked again at the confirmation: conflicts that would break this document's effects or another's */
  again: boolean
  find: (row: RowToCheck, world: RowWorld) => Objection[]
}

/**
 * The checks for impossible rows, by name; kinds.ts says which kind uses which. One objection per fact, at its field.
 */
const checks = {
  /** the days lie within the study place: not before its start, not after its end */
  withinStudies: {
    needs: ['terms'],
    again: false,
    find: (row, { place }) => {
      const days = daysOf(row)
      if (!days) return []
      return outsideStudies(days.period, place.studyStartedOn, place.mainStates).map(
        ({ code, at, params }) => ({
          code,
          field: at === 'from' ? days.first : days.last,
          params,
        }),
      )
    },
  },
  bearablePeriod: {
    needs: [],
    again: false,
    find: (row) => {
      const days = daysOf(row)
      const years = days && tooManyYears(days.period)
      return days && years ? [{ code: 'periodTooLong', field: days.last, params: { years } }] : []
    },
  },
  leaveFree: {
    needs: ['leaves'],
    again: true,
    find: (row, { place }) => {
      const days = daysOf(row)
      return place.leaves
        .filter((leave) => days && overlaps(days.period, leave))
        .map(({ from, to, source }) => ({
          code: 'leaveTwice',
          field: 'leaveFrom' as const,
          params: { from, to, document: source.imported?.number ?? source.number ?? '–' },
        }))
    },
  },
  /** an exmatriculation removes everything that follows: decisions for later days have to go first */
  noLaterState: {
    needs: ['terms'],
    again: true,
    find: ({ exmatriculatedOn: on }, { place }) =>
      place.mainStates
        .filter((term) => on && term.from >= on)
        .map((term) => ({
          code: 'laterState',
          field: 'exmatriculatedOn' as const,
          params: { on: term.from, document: term.source.imported?.number ?? term.source.number ?? '–' },
        })),
  },
  changesSomething: {
    needs: ['terms'],
    again: false,
    find: (row, { place }) =>
      changeable.flatMap(({ field, terms }) => {
        const now = row.effectiveOn && place[terms].find((term) => holdsOn(term, row.effectiveOn!))
        return now && now.value === row[field] ? [{ code: 'changesNothing', field }] : []
      }),
  },
  grantOfPerson: {
    needs: ['grants'],
    again: true,
    find: (row, { place }) =>
      row.grantId === '' || grantOf(row, place) ? [] : [{ code: 'grantNotTheirs', field: 'grantId' }],
  },
  /** "a day before the first paid day is refused; that is for korralduse muutmine või tühistamine" (spec 3) */
  lastDayInGrant: {
    needs: ['grants'],
    again: true,
    find: (row, { place }) => {
      const grant = grantOf(row, place)
      const { lastPaidOn } = row
      if (!grant || !lastPaidOn) return []
      if (lastPaidOn < grant.from) {
        return [{ code: 'endBeforeGrant', field: 'lastPaidOn', params: { from: grant.from } }]
      }
      return lastPaidOn >= grant.to
        ? [{ code: 'endAfterGrant', field: 'lastPaidOn', params: { to: grant.to } }]
        : []
    },
  },
  /** a diploma, transcript or notice has a unique number */
  numberFree: {
    needs: [],
    again: true,
    find: ({ certificateNumber: number }, { numbers }) => {
      const document = numbers?.taken.get(number)
      if (document) return [{ code: 'numberTaken', field: 'certificateNumber', params: { number, document } }]
      return numbers?.twice.has(number)
        ? [{ code: 'numberTwice', field: 'certificateNumber', params: { number } }]
        : []
    },
  },
  /** continuing education alone: the place is reserved for a registrant of a run */
  ofRun: {
    needs: [],
    again: false,
    find: (_, { registration }) => (registration ? [] : [{ code: 'notOfRun', field: 'reason' }]),
  },
  stillRegistered: {
    needs: [],
    again: true,
    find: (_, { registration }) =>
      registration?.removed ? [{ code: 'registrantRemoved', field: 'reason' }] : [],
  },
  /** nobody is admitted to a run twice, nor stands on two admissions */
  admittedOnce: {
    needs: ['terms'],
    again: true,
    find: (_, { place, registration }) => {
      const other = registration?.otherAdmission
      const against = againstAdmission(studiesIn(place, typeof other === 'string'))
      if (against === 'ADMITTED' || against === 'ENDED')
        return [
          { code: 'admittedAlready', field: 'reason', params: { document: made(place.mainStates[0]!) } },
        ]
      // Registered twice in Juhan: one person has one study place on a run.
      const twin = registration?.twin
      if (typeof twin === 'string')
        return [{ code: 'twinOnRun', field: 'reason', params: { twin: twin || '–' } }]
      return against === 'UNDER_WAY'
        ? [{ code: 'onOtherAdmission', field: 'reason', params: { document: other || '–' } }]
        : []
    },
  },
  /** what ends studies needs a person who studies; an amendment restores its base's rows before its own are checked */
  admitted: {
    needs: ['terms'],
    again: true,
    find: (_, { place, base }) => {
      if (base) return []
      // Of two pending ends the one confirmed first counts, and the other is then refused.
      const against = againstEnding(studiesIn(place, false))
      const end = place.mainStates.find(({ value }) => hasLeft(value))
      if (against === 'ENDED')
        return [{ code: 'endedAlready', field: 'reason', params: { document: made(end!) } }]
      return against === 'NOT_ADMITTED' ? [{ code: 'notAdmitted', field: 'reason' }] : []
    },
  },
  /** "only while the learner is on no protocol" (spec 4) */
  onNoProtocol: {
    needs: [],
    again: true,
    find: (_, { registration }) =>
      registration?.onProtocol ? [{ code: 'onProtocol', field: 'reason' }] : [],
  },
  /** "from the day after the run's first day" (spec 4) */
  afterFirstDay: {
    needs: [],
    again: true,
    find: ({ discontinuedOn }, { registration }) =>
      discontinuedOn && registration && discontinuedOn <= registration.startsOn
        ? [{ code: 'beforeSecondDay', field: 'discontinuedOn', params: { on: registration.startsOn } }]
        : [],
  },
  ofBase: {
    needs: [],
    again: true,
    find: (row, { base }) => {
      if (!base?.registered) return [{ code: 'baseGone', field: 'reason' }]
      const named = base.rows.get(row.baseRowId ?? '')
      if (!named || named.studyPlaceId !== row.studyPlaceId) return [{ code: 'notOnBase', field: 'reason' }]
      return named.struckBy
        ? [{ code: 'rowStruck', field: 'reason', params: { document: named.struckBy } }]
        : []
    },
  },
} as const satisfies Record<string, Check>

export type RowCheck = keyof typeof checks

/** The lists of facts that these checks read. */
export const factsNeeded = (names: readonly RowCheck[], onlyAgain: boolean): FactList[] => [
  ...new Set(asked(names, onlyAgain).flatMap((name): readonly FactList[] => checks[name].needs)),
]

/** Every reason why a row is impossible; none = it is possible. */
export const impossible = (
  names: readonly RowCheck[],
  row: RowToCheck,
  world: RowWorld,
  onlyAgain: boolean,
): Objection[] => asked(names, onlyAgain).flatMap((name): Objection[] => checks[name].find(row, world))

const asked = (names: readonly RowCheck[], onlyAgain: boolean) =>
  names.filter((name) => !onlyAgain || checks[name].again)

/** The row's days and the fields that hold them; null while they are missing or reversed. */
export function daysOf(row: Values): { period: Period; first: RowField; last: RowField } | null {
  for (const { first, last } of spans) {
    const [from, to] = [row[first], row[last]]
    if (from && to && from <= to) return { period: { from, to }, first, last }
  }
  return null
}

const changeable = [
  { field: 'curriculum', terms: 'curricula' },
  { field: 'load', terms: 'loads' },
  { field: 'funding', terms: 'fundings' },
] as const

/** The facts for the rules of admission; `underWay`: another directive that would change them. */
const studiesIn = ({ mainStates }: PlaceFacts, underWay: boolean): Studies => ({
  admitted: mainStates.length > 0,
  ended: mainStates.some(({ value }) => hasLeft(value)),
  underWay,
})
const made = ({ source }: PlaceFacts['mainStates'][number]) => source.imported?.number ?? source.number ?? '–'
const holdsOn = (term: { from: Day; to: Day | null }, on: Day) =>
  term.from <= on && (!term.to || on <= term.to)
const grantOf = ({ grantId, studyPlaceId }: RowToCheck, { grants }: PlaceFacts) =>
  grants.find((grant) => grant.id === grantId && grant.studyPlaceId === studyPlaceId)
