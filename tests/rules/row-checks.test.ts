import { describe, expect, test } from 'vitest'
import { readValues, type RowField } from '@/lib/documents/rules/fields'
import {
  daysOf,
  factsNeeded,
  impossible,
  type BaseFacts,
  type RowCheck,
  type RowToCheck,
  type RowWorld,
} from '@/lib/documents/rules/row-checks'
import type { FactList, PlaceFacts } from '@/lib/grants/queries/facts'
import type { Registration } from '@/lib/registrants/queries/places'
import type { Day } from '@/lib/shared/dates'
import { aGrant, someFacts } from '../support/grant-facts'

const source = { documentId: 'd7', number: '2.1-17/7' }
const imported = { imported: { number: '5', on: '2026-01-02' as Day } }
const unnumbered = { documentId: 'd8' }

/** A study place since 02.09.2024 of a person who studies; nothing else is known. */
const aPlace = (about: Partial<PlaceFacts> = {}): PlaceFacts => {
  const { otherDocuments: _, ...facts } = someFacts()
  return {
    ...facts,
    learnerId: 'l',
    person: 'Kadri Oja',
    grants: [],
    mainStates: [{ value: 'STUDYING', from: '2024-09-02', to: null, source }],
    curricula: [],
    elsewhere: [],
    ...about,
  }
}
const aRegistration = (about: Partial<Registration> = {}): Registration => ({
  studyPlaceId: 's1',
  registrantId: 'r1',
  runId: 'run',
  startsOn: '2026-12-01',
  removed: false,
  onProtocol: false,
  otherAdmission: null,
  twin: null,
  ...about,
})
const aRow = (
  typed: Partial<Record<RowField, string>> = {},
  about: Partial<RowToCheck> = {},
): RowToCheck => ({
  ...readValues(typed, 'rows.1', () => undefined),
  key: 'row',
  studyPlaceId: 's1',
  ...about,
})
/** What one check objects to in a row. */
const said = (check: RowCheck, row: RowToCheck, world: Partial<RowWorld> = {}) =>
  impossible(
    [check],
    row,
    { place: aPlace(), base: null, numbers: null, registration: null, ...world },
    false,
  )
const of = (about: Partial<PlaceFacts>) => ({ place: aPlace(about) })

/** Written by hand from spec 2: what each check reads, and whether it is made again when the confirmation comes. */
const table: Record<RowCheck, [again: boolean, ...needs: FactList[]]> = {
  withinStudies: [false, 'terms'],
  bearablePeriod: [false],
  leaveFree: [true, 'leaves'],
  noLaterState: [true, 'terms'],
  changesSomething: [false, 'terms'],
  grantOfPerson: [true, 'grants'],
  lastDayInGrant: [true, 'grants'],
  numberFree: [true],
  ofRun: [false],
  stillRegistered: [true],
  admittedOnce: [true, 'terms'],
  admitted: [true, 'terms'],
  onNoProtocol: [true],
  afterFirstDay: [true],
  ofBase: [true],
}
const names = Object.keys(table) as RowCheck[]

test.each(names)(
  'the check %s reads its own facts, and is made again if another document could break it',
  (name) => {
    const [again, ...needs] = table[name]
    expect(factsNeeded([name], false)).toEqual(needs)
    expect(factsNeeded([name], true)).toEqual(again ? needs : [])
  },
)

test('the facts of several checks are read once', () => {
  expect(factsNeeded(['admitted', 'leaveFree', 'withinStudies', 'admittedOnce'], false)).toEqual([
    'terms',
    'leaves',
  ])
})

test('at the confirmation, only the checks that are made again object', () => {
  const row = aRow()
  const world = { place: aPlace(), base: null, numbers: null, registration: null }
  const codes = (onlyAgain: boolean) =>
    impossible(['ofRun', 'ofBase'], row, world, onlyAgain).map(({ code }) => code)
  expect(codes(false)).toEqual(['notOfRun', 'baseGone'])
  expect(codes(true)).toEqual(['baseGone'])
})

test('a period’s length is checked once, and what another document may change is checked again', () => {
  const numbers = { taken: new Map([['AB 1', '11-8/3']]), twice: new Set<string>() }
  const row = aRow({
    leaveFrom: '01.09.2016',
    leaveTo: '01.09.2026',
    certificateNumber: 'AB 1',
    discontinuedOn: '30.11.2026',
  })
  const registration = aRegistration({ removed: true, onProtocol: true })
  const world = { place: aPlace(), base: null, numbers, registration }
  const objecting = (onlyAgain: boolean) => {
    const asked = [
      'bearablePeriod',
      'numberFree',
      'stillRegistered',
      'onNoProtocol',
      'afterFirstDay',
    ] as const
    return impossible(asked, row, world, onlyAgain).map(({ code }) => code)
  }
  const again = ['numberTaken', 'registrantRemoved', 'onProtocol', 'beforeSecondDay']
  expect(objecting(false)).toEqual(['periodTooLong', ...again])
  expect(objecting(true)).toEqual(again)
})

describe('the days of a row', () => {
  test('make a period of one day or more, and name the fields it comes from', () => {
    expect(daysOf(aRow({ paidFrom: '01.09.2026', paidTo: '01.09.2026' }))).toEqual({
      period: { from: '2026-09-01', to: '2026-09-01' },
      first: 'paidFrom',
      last: 'paidTo',
    })
    expect(daysOf(aRow({ leaveFrom: '01.09.2026', leaveTo: '02.09.2026' }))).toMatchObject({
      first: 'leaveFrom',
      last: 'leaveTo',
    })
  })
  test('make no period while one is missing or they are reversed', () => {
    expect(daysOf(aRow({ paidFrom: '01.09.2026' }))).toBeNull()
    expect(daysOf(aRow({ paidTo: '01.09.2026' }))).toBeNull()
    expect(daysOf(aRow({ paidFrom: '02.09.2026', paidTo: '01.09.2026' }))).toBeNull()
    expect(daysOf(aRow())).toBeNull()
  })
})

describe('days outside the studies', () => {
  const paid = (paidFrom: string, paidTo: string, about: Partial<PlaceFacts> = {}) =>
    said('withinStudies', aRow({ paidFrom, paidTo }), of(about))
  const left = [{ value: 'EXMATRICULATED', from: '2027-02-01' as Day, to: null, source }]
  test('are refused at the first day, if that is before the first day of the place', () => {
    expect(paid('01.09.2024', '31.12.2026')).toEqual([
      { code: 'beforeStudies', field: 'paidFrom', params: { on: '2024-09-02' } },
    ])
    expect(paid('02.09.2024', '31.12.2026')).toEqual([])
  })
  test('are refused at the last day, if that is not before the end of the studies', () => {
    expect(paid('01.09.2026', '01.02.2027', { mainStates: left })).toEqual([
      { code: 'afterStudies', field: 'paidTo', params: { on: '2027-02-01' } },
    ])
    expect(paid('01.09.2026', '31.01.2027', { mainStates: left })).toEqual([])
  })
  test.each([
    ['EXMATRICULATED', 1],
    ['GRADUATED', 1],
    ['ADMISSION_ANNULLED', 1],
    ['DISCONTINUED', 1],
    ['EXTENDED', 0],
    ['STUDYING', 0],
  ])('begin with the state %s, which ends the studies (1) or doesn’t (0): %i', (value, ends) => {
    const mainStates = left.map((state) => ({ ...state, value }))
    expect(paid('01.09.2026', '01.02.2027', { mainStates })).toHaveLength(ends)
  })
  test('are not found while the row has no days', () => expect(said('withinStudies', aRow())).toEqual([]))
})

describe('a period', () => {
  const leave = (leaveTo: string) => said('bearablePeriod', aRow({ leaveFrom: '01.09.2016', leaveTo }))
  test('of more than ten years is refused at its last day', () => {
    expect(leave('01.09.2026')).toEqual([{ code: 'periodTooLong', field: 'leaveTo', params: { years: 10 } }])
    expect(leave('31.08.2026')).toEqual([])
    expect(said('bearablePeriod', aRow())).toEqual([])
  })
})

describe('a leave', () => {
  const days = { leaveFrom: '01.02.2027', leaveTo: '30.06.2027' }
  const other = (from: Day, to: Day, by: PlaceFacts['leaves'][number]['source'] = source) =>
    said('leaveFree', aRow(days), of({ leaves: [{ id: 'a', from, to, source: by }] }))
  test('is refused if it shares a day with another one, which is named with its days and document', () => {
    expect(other('2027-06-30', '2027-12-31')).toEqual([
      {
        code: 'leaveTwice',
        field: 'leaveFrom',
        params: { from: '2027-06-30', to: '2027-12-31', document: '2.1-17/7' },
      },
    ])
    expect(other('2027-07-01', '2027-12-31')).toEqual([])
    expect(other('2026-09-01', '2027-01-31')).toEqual([])
  })
  test('names an imported one by its own document, and one without a number by a dash', () => {
    expect(other('2027-06-30', '2027-12-31', imported)).toMatchObject([{ params: { document: '5' } }])
    expect(other('2027-06-30', '2027-12-31', unnumbered)).toMatchObject([{ params: { document: '–' } }])
  })
  test('without days is not refused', () => {
    const leaves = [{ id: 'a', from: '2027-06-30', to: '2027-12-31', source } as const]
    expect(said('leaveFree', aRow(), of({ leaves: [...leaves] }))).toEqual([])
  })
})

describe('an exmatriculation', () => {
  const states = (from: Day, by: PlaceFacts['mainStates'][number]['source'] = source) => [
    { value: 'STUDYING', from: '2024-09-02' as Day, to: null, source },
    { value: 'EXTENDED', from, to: null, source: by },
  ]
  const on = (mainStates: PlaceFacts['mainStates'], exmatriculatedOn = '01.02.2027') =>
    said('noLaterState', aRow({ exmatriculatedOn }), of({ mainStates }))
  test('is refused if a state is not earlier, which is named with its day and document', () => {
    expect(on(states('2027-01-31'))).toEqual([])
    expect(on(states('2027-02-01'))).toEqual([
      { code: 'laterState', field: 'exmatriculatedOn', params: { on: '2027-02-01', document: '2.1-17/7' } },
    ])
    expect(on(states('2027-03-01', imported))).toMatchObject([
      { params: { on: '2027-03-01', document: '5' } },
    ])
    expect(on(states('2027-03-01', unnumbered))).toMatchObject([{ params: { document: '–' } }])
  })
  test('is not refused while its day is missing', () => expect(on(states('2027-03-01'), '')).toEqual([]))
})

describe('a change of the study place', () => {
  const term = (value: string, from: Day = '2024-09-02', to: Day | null = null) => ({
    value,
    from,
    to,
    source,
  })
  const facts = {
    curricula: [term('80131')],
    loads: [term('PART', '2024-09-02', '2026-12-31'), term('FULL', '2027-01-01')],
    fundings: [term('STATE_FUNDED')],
  } as unknown as Partial<PlaceFacts>
  const change = (typed: Partial<Record<RowField, string>>, effectiveOn = '01.01.2027') =>
    said('changesSomething', aRow({ effectiveOn, ...typed }), of(facts))
  test('is refused at each field that it leaves as it is', () => {
    expect(change({ curriculum: '80131' })).toEqual([{ code: 'changesNothing', field: 'curriculum' }])
    expect(change({ funding: 'STATE_FUNDED' })).toEqual([{ code: 'changesNothing', field: 'funding' }])
    expect(change({ curriculum: '80138', load: 'PART', funding: 'PAID' })).toEqual([])
    expect(change({})).toEqual([])
  })
  test('is compared with what holds on that very day', () => {
    expect(change({ load: 'FULL' })).toEqual([{ code: 'changesNothing', field: 'load' }])
    expect(change({ load: 'FULL' }, '31.12.2026')).toEqual([])
    expect(change({ load: 'PART' }, '31.12.2026')).toEqual([{ code: 'changesNothing', field: 'load' }])
    expect(change({ load: 'PART' }, '01.09.2024')).toEqual([])
    expect(change({ load: 'PART' }, '02.09.2024')).toHaveLength(1)
    expect(change({ load: 'FULL' }, '')).toEqual([])
  })
})

describe('the end of a payment', () => {
  const grants = [{ ...aGrant({ id: 'g1' }), studyPlaceId: 's1' }]
  const end = (check: RowCheck, lastPaidOn: string, grantId = 'g1', studyPlaceId = 's1') =>
    said(check, { ...aRow({ lastPaidOn }, { studyPlaceId }), grantId }, of({ grants }))
  test('is refused if the grant is not one of this study place', () => {
    expect(end('grantOfPerson', '30.11.2026')).toEqual([])
    expect(end('grantOfPerson', '30.11.2026', '')).toEqual([])
    for (const [grant, place] of [
      ['g2', 's1'],
      ['g1', 's2'],
      ['g2', 's2'],
    ] as const)
      expect(end('grantOfPerson', '30.11.2026', grant, place)).toEqual([
        { code: 'grantNotTheirs', field: 'grantId' },
      ])
  })
  test('may be from the first paid day to the day before the last one', () => {
    expect(end('lastDayInGrant', '31.12.2025')).toEqual([
      { code: 'endBeforeGrant', field: 'lastPaidOn', params: { from: '2026-01-01' } },
    ])
    expect(end('lastDayInGrant', '01.01.2026')).toEqual([])
    expect(end('lastDayInGrant', '30.12.2026')).toEqual([])
    expect(end('lastDayInGrant', '31.12.2026')).toEqual([
      { code: 'endAfterGrant', field: 'lastPaidOn', params: { to: '2026-12-31' } },
    ])
  })
  test('is not refused while its day or grant is missing', () => {
    expect(end('lastDayInGrant', '')).toEqual([])
    expect(end('lastDayInGrant', '31.12.2025', 'g2')).toEqual([])
  })
})

describe('the number of a certificate', () => {
  const numbers = { taken: new Map([['AB 1', '11-8/3']]), twice: new Set(['AB 1', 'AB 2']) }
  const number = (certificateNumber: string, world: Partial<RowWorld> = { numbers }) =>
    said('numberFree', aRow({ certificateNumber }), world)
  test('is refused if another document has it, or this one has it twice', () => {
    expect(number('AB 1')).toEqual([
      { code: 'numberTaken', field: 'certificateNumber', params: { number: 'AB 1', document: '11-8/3' } },
    ])
    expect(number('AB 2')).toEqual([
      { code: 'numberTwice', field: 'certificateNumber', params: { number: 'AB 2' } },
    ])
    expect(number('AB 3')).toEqual([])
    expect(number('AB 1', {})).toEqual([])
  })
})

describe('a registrant of a run', () => {
  const of = (
    check: RowCheck,
    about: Partial<Registration> | null,
    typed = {},
    world: Partial<RowWorld> = {},
  ) => said(check, aRow(typed), { ...world, registration: about && aRegistration(about) })
  const at = (code: string, params?: object) => [{ code, field: 'reason', ...(params && { params }) }]
  const none = { place: aPlace({ mainStates: [] }) }

  test('is refused unless the place was reserved for the registrant, who still stands on the list', () => {
    expect(of('ofRun', {})).toEqual([])
    expect(of('ofRun', null)).toEqual(at('notOfRun'))
    expect(of('stillRegistered', {})).toEqual([])
    expect(of('stillRegistered', null)).toEqual([])
    expect(of('stillRegistered', { removed: true })).toEqual(at('registrantRemoved'))
  })

  test('is refused if the person is admitted already, by this or another registration', () => {
    expect(of('admittedOnce', {}, {}, none)).toEqual([])
    expect(of('admittedOnce', null, {}, none)).toEqual([])
    expect(of('admittedOnce', {})).toEqual(at('admittedAlready', { document: '2.1-17/7' }))
    expect(of('admittedOnce', { otherAdmission: '2.1-17/9' }, {}, none)).toEqual(
      at('onOtherAdmission', { document: '2.1-17/9' }),
    )
    expect(of('admittedOnce', { otherAdmission: '' }, {}, none)).toEqual(
      at('onOtherAdmission', { document: '–' }),
    )
    // The question who it is comes before that of the directive.
    const twice = { otherAdmission: '2.1-17/9', twin: '880102' }
    expect(of('admittedOnce', twice, {}, none)).toEqual(at('twinOnRun', { twin: '880102' }))
    expect(of('admittedOnce', { twin: '' }, {}, none)).toEqual(at('twinOnRun', { twin: '–' }))
    expect(of('admittedOnce', twice)).toEqual(at('admittedAlready', { document: '2.1-17/7' }))
  })

  test('is refused with the document that admitted: the imported one, the numbered one, or a dash', () => {
    const by = (source: PlaceFacts['mainStates'][number]['source']) => ({
      place: aPlace({ mainStates: [{ value: 'STUDYING', from: '2026-12-01', to: null, source }] }),
    })
    expect(of('admittedOnce', {}, {}, by(imported))).toEqual(at('admittedAlready', { document: '5' }))
    expect(of('admittedOnce', {}, {}, by(unnumbered))).toEqual(at('admittedAlready', { document: '–' }))
  })

  test('is refused an ending before an admission and after an ending, but not on an amendment', () => {
    const ended = aPlace({
      mainStates: [
        { value: 'STUDYING', from: '2026-12-01', to: '2026-12-09', source },
        {
          value: 'DISCONTINUED',
          from: '2026-12-10',
          to: null,
          source: { documentId: 'd9', number: '2.1-17/9' },
        },
      ],
    })
    const base: BaseFacts = { registered: true, builtUpon: [], rows: new Map() }
    expect(of('admitted', {})).toEqual([])
    expect(of('admitted', {}, {}, none)).toEqual(at('notAdmitted'))
    expect(of('admitted', {}, {}, { place: ended })).toEqual(at('endedAlready', { document: '2.1-17/9' }))
    for (const place of [ended, aPlace({ mainStates: [] })])
      expect(of('admitted', {}, {}, { place, base })).toEqual([])
  })

  test('is refused an annulment while on a protocol', () => {
    expect(of('onNoProtocol', {})).toEqual([])
    expect(of('onNoProtocol', null)).toEqual([])
    expect(of('onNoProtocol', { onProtocol: true })).toEqual(at('onProtocol'))
  })

  test('may discontinue from the day after the first day of the run', () => {
    const refused = [{ code: 'beforeSecondDay', field: 'discontinuedOn', params: { on: '2026-12-01' } }]
    expect(of('afterFirstDay', {}, { discontinuedOn: '30.11.2026' })).toEqual(refused)
    expect(of('afterFirstDay', {}, { discontinuedOn: '01.12.2026' })).toEqual(refused)
    expect(of('afterFirstDay', {}, { discontinuedOn: '02.12.2026' })).toEqual([])
    expect(of('afterFirstDay', {})).toEqual([])
    expect(of('afterFirstDay', null, { discontinuedOn: '30.11.2026' })).toEqual([])
  })
})

describe('a row of an amendment', () => {
  const base = (about: Partial<BaseFacts> = {}): BaseFacts => ({
    registered: true,
    builtUpon: [],
    rows: new Map([
      ['b1', { studyPlaceId: 's1', struckBy: null }],
      ['b2', { studyPlaceId: 's1', struckBy: '2.1-17/8' }],
      ['b3', { studyPlaceId: 's2', struckBy: null }],
    ]),
    ...about,
  })
  const named = (baseRowId: string | null, about: BaseFacts | null = base()) =>
    said('ofBase', aRow({}, { baseRowId }), { base: about })
  test('is refused unless it names a row of its base that still stands, of the same study place', () => {
    expect(named('b1')).toEqual([])
    expect(named('b2')).toEqual([{ code: 'rowStruck', field: 'reason', params: { document: '2.1-17/8' } }])
    for (const id of ['b3', 'b4']) expect(named(id)).toEqual([{ code: 'notOnBase', field: 'reason' }])
  })
  test('is refused once the base is no longer registered', () => {
    for (const gone of [null, base({ registered: false })])
      expect(named('b1', gone)).toEqual([{ code: 'baseGone', field: 'reason' }])
  })
})
