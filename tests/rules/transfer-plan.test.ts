import { describe, expect, test } from 'vitest'
import { classLabel, firstDayOf, lastDayOf, schoolYearOf, yearLabel } from '@/lib/schools/rules/school-year'
import { placementState, type PlacementState } from '@/lib/schools/rules/states'
import {
  asIfNotMoved,
  planTransfer,
  transferSteps,
  type ClassFacts,
  type HouseFacts,
  type PlacementFacts,
  type TransferredPupil,
  type TransferAsk,
  type TransferFacts,
} from '@/lib/schools/transfers/rules/plan'
import type { Day } from '@/lib/shared/dates'
import type { PlacementEnd } from '@/lib/shared/generated/enums'

const aHouse = (id: string, about: Partial<HouseFacts> = {}): HouseFacts => ({
  id,
  name: `Maja ${id}`,
  kind: 'BASIC_SCHOOL',
  ehisId: '4101',
  municipalityId: 'linn',
  closedOn: null,
  switchedOn: true,
  ...about,
})
const aClass = (id: string, houseId: string, about: Partial<ClassFacts> = {}): ClassFacts => ({
  id,
  houseId,
  year: 2026,
  number: 3,
  parallel: 'a',
  ...about,
})
const aPlacement = (about: Partial<PlacementFacts> = {}): PlacementFacts => {
  const to = about.to ?? '2027-08-31'
  return {
    id: 'p1',
    classId: 'from',
    houseId: 'old',
    houseName: 'Maja old',
    year: 2026,
    number: 3,
    parallel: 'a',
    from: '2026-09-01',
    leftReason: '',
    endedBy: null,
    stayId: null,
    to,
    ...about,
  }
}
/** Next year's placement, in the old house. */
const aNext = (about: Partial<PlacementFacts> = {}) =>
  aPlacement({
    id: 'p2',
    classId: 'z',
    year: 2027,
    number: 4,
    from: '2027-09-01',
    to: '2028-08-31',
    ...about,
  })
const aPupil = (about: Partial<TransferredPupil> = {}): TransferredPupil => ({
  id: 'u1',
  name: 'Anni Kask',
  placements: [aPlacement()],
  places: [],
  ...about,
})
const someFacts = (about: Partial<TransferFacts> = {}): TransferFacts => ({
  today: '2026-11-21',
  houses: [aHouse('old'), aHouse('new')],
  classes: [
    aClass('from', 'old'),
    aClass('to', 'new', { parallel: 'b' }),
    aClass('next', 'new', { year: 2027, number: 4 }),
    aClass('again', 'new', { year: 2027, number: 3 }),
    aClass('beyond', 'new', { year: 2027, number: 5 }),
  ],
  pupils: [aPupil()],
  ...about,
})
const anAsk = (about: Partial<TransferAsk> = {}): TransferAsk => ({
  day: '2026-12-01',
  houseId: 'new',
  moves: [{ fromClassId: 'from', toClassId: 'to', pupilIds: ['u1'] }],
  ...about,
})
const codes = (facts: Partial<TransferFacts> = {}, ask: Partial<TransferAsk> = {}) =>
  planTransfer(someFacts(facts), anAsk(ask)).refusals.map(({ code }) => code)
const placed = (...placements: PlacementFacts[]) => ({ pupils: [aPupil({ placements })] })

describe('school years', () => {
  test.each<[Day, number]>([
    ['2026-08-31', 2025],
    ['2026-09-01', 2026],
    ['2026-12-31', 2026],
    ['2027-01-01', 2026],
    ['2028-02-29', 2027],
    ['2027-08-31', 2026],
  ])('include %s in the one that began in %i', (day, year) => expect(schoolYearOf(day)).toBe(year))
  test('have a name, begin on 1 September and end on 31 August', () => {
    expect([yearLabel(2026), firstDayOf(2026), lastDayOf(2026)]).toEqual([
      '2026/2027',
      '2026-09-01',
      '2027-08-31',
    ])
    expect(classLabel({ number: 3, parallel: 'a' })).toBe('3.a')
  })
})

test.each<[string, Day, Partial<{ endedBy: PlacementEnd; voided: boolean }>, PlacementState]>([
  ['before its first day', '2026-10-31', {}, 'COMING'],
  ['on its first day', '2026-11-01', {}, 'STUDYING'],
  ['on its last day', '2027-08-31', {}, 'STUDYING'],
  ['after the year', '2027-09-01', {}, 'OVER'],
  ['on the last day before a transfer', '2027-08-31', { endedBy: 'TRANSFER' }, 'LEAVING'],
  ['on the day of the transfer', '2027-09-01', { endedBy: 'TRANSFER' }, 'LEFT'],
  ['after leaving school', '2027-09-01', { endedBy: 'LEAVING' }, 'LEFT'],
  ['before its first day, already ending', '2026-10-31', { endedBy: 'TRANSFER' }, 'COMING'],
  ['void', '2026-11-01', { voided: true }, 'VOID'],
])('a placement %s (%s, %j) has the state %s', (_, day, about, state) => {
  const standing = { from: '2026-11-01', to: '2027-08-31', endedBy: null, voided: false } as const
  expect(placementState({ ...standing, ...about }, day)).toBe(state)
})

test('a pupil who can move is placed from the day to the end of the old placement', () => {
  expect(planTransfer(someFacts(), anAsk())).toEqual({
    refusals: [],
    children: [
      {
        pupilId: 'u1',
        name: 'Anni Kask',
        obstacles: [],
        move: {
          oldId: 'p1',
          oldHouseId: 'old',
          oldToOn: '2027-08-31',
          toOn: '2027-08-31',
          newClassId: 'to',
          voidIds: [],
          nextClassId: null,
          year: 2026,
          endedBy: null,
          leftReason: '',
        },
      },
    ],
  })
})

describe('the day of a transfer', () => {
  test.each<[Day, string[]]>([
    ['2026-08-31', ['transfer.otherYear']],
    ['2026-09-01', ['transfer.beforeStart']],
    ['2026-09-02', []],
    ['2026-10-31', []],
    ['2027-02-28', []],
    ['2027-08-31', []],
    // The first day of the next year requires a class of that year.
    ['2027-09-01', ['transfer.otherNewClass']],
    ['2027-09-02', ['transfer.otherYear']],
    ['2028-09-01', ['transfer.otherYear']],
  ])('%s brings the refusals %j', (day, refused) => expect(codes({}, { day })).toEqual(refused))

  test('must be later than the start of a placement that began during the year', () => {
    const late = placed(aPlacement({ from: '2026-11-15' }))
    expect(codes(late, { day: '2026-11-15' })).toEqual(['transfer.beforeStart'])
    expect(codes(late, { day: '2026-11-16' })).toEqual([])
  })
})

describe('another placement of a pupil', () => {
  const third = (from: Day, to: Day) =>
    aPlacement({ id: 'p2', classId: 'x', houseId: 'third', houseName: 'Ülejõe kool', from, to })
  const untilJune = aPlacement({ to: '2027-05-31' })
  test.each<[string, Day, Day, boolean]>([
    ['that begins on the last day of the old one', '2027-05-31', '2027-06-30', true],
    ['that follows the old one later in the year', '2027-06-01', '2027-06-30', true],
    ['that begins with the next year', '2027-09-01', '2027-09-30', false],
    ['that ends before the day', '2026-11-01', '2026-11-30', false],
    ['that ends on the day', '2026-11-01', '2026-12-01', true],
  ])('%s (%s to %s) prevents the move: %s', (_, from, to, refused) => {
    expect(codes(placed(untilJune, third(from, to)))).toEqual(refused ? ['transfer.placedElsewhere'] : [])
  })

  test('is the reason named, rather than leaving, if it follows an imported one that ends before the day', () => {
    const imported = aPlacement({ to: '2026-11-30' })
    for (const day of ['2026-11-25', '2026-12-01', '2027-02-01'] as Day[])
      expect(
        planTransfer(someFacts(placed(imported, third('2026-12-01', '2027-08-31'))), anAsk({ day })).refusals,
      ).toMatchObject([{ code: 'transfer.placedElsewhere', params: { children: 'Anni Kask (Ülejõe kool)' } }])
  })

  test('later in the old house prevents the move', () => {
    const again = aPlacement({ id: 'p2', classId: 'y', from: '2027-03-01' })
    expect(codes(placed(aPlacement({ endedBy: null, to: '2027-02-28' }), again))).toEqual([
      'transfer.placedElsewhere',
    ])
  })

  test('later in another class of the old house prevents the move, though no day is shared', () => {
    const again = aPlacement({ id: 'p2', classId: 'y', from: '2027-01-01' })
    const facts = placed(aPlacement({ to: '2026-12-31' }), again)
    expect(planTransfer(someFacts(facts), anAsk()).refusals).toMatchObject([
      { code: 'transfer.placedElsewhere', params: { children: 'Anni Kask (Maja old)' } },
    ])
  })

  test('to which the pupil is already leaving prevents the move even before that day', () => {
    const leaving = aPlacement({ to: '2026-12-31', endedBy: 'TRANSFER' })
    expect(codes(placed(leaving, third('2027-01-01', '2027-08-31')))).toEqual(['transfer.placedElsewhere'])
  })

  test('to which the pupil moves on 1 September prevents the move during the year', () => {
    const leaving = aPlacement({ endedBy: 'TRANSFER' })
    expect(codes(placed(leaving, aNext({ houseId: 'third' })))).toEqual(['transfer.placedElsewhere'])
  })

  test('of next year in the old house becomes void and doesn’t prevent the move', () => {
    const next = aNext()
    const [child] = planTransfer(someFacts(placed(aPlacement(), next)), anAsk()).children
    expect(child!.move).toMatchObject({ voidIds: ['p2'], nextClassId: null })
    const moves = [{ ...anAsk().moves[0]!, nextClassId: 'next' }]
    expect(
      planTransfer(someFacts(placed(aPlacement(), next)), anAsk({ moves })).children[0]!.move,
    ).toMatchObject({
      nextClassId: 'next',
    })
    expect(planTransfer(someFacts(), anAsk({ moves })).children[0]!.move).toMatchObject({ nextClassId: null })
  })

  test('of next year that was itself moved on prevents the move', () => {
    const next = aPlacement({
      id: 'p2',
      year: 2027,
      from: '2027-09-01',
      to: '2027-10-31',
      endedBy: 'TRANSFER',
    })
    expect(codes(placed(aPlacement(), { ...next, classId: 'z' }))).toEqual(['transfer.nextMovesOn'])
  })
})

describe('for a transfer on 1 September', () => {
  const day: Day = '2027-09-01'
  const into = (toClassId: string, repeatClassId?: string) => ({
    day,
    moves: [{ fromClassId: 'from', toClassId, repeatClassId, pupilIds: ['u1'] }],
  })
  const planned = (placements: PlacementFacts[], ask: Partial<TransferAsk>) =>
    planTransfer(someFacts(placed(...placements)), anAsk(ask)).children[0]!

  test('a pupil who goes on is placed in the class of the next number for the whole new year', () => {
    expect(planned([aPlacement()], into('next'))).toMatchObject({
      obstacles: [],
      move: {
        oldId: 'p1',
        oldToOn: '2027-08-31',
        year: 2027,
        toOn: '2028-08-31',
        newClassId: 'next',
        endedBy: null,
        voidIds: [],
        nextClassId: null,
      },
    })
  })
  test('next year’s placement in the old house becomes void', () => {
    expect(planned([aPlacement(), aNext()], into('next')).move).toMatchObject({ voidIds: ['p2'] })
  })
  test.each<[string, PlacementFacts[], string, string | undefined, string | null]>([
    [
      'a repeater is placed in the class of the same number',
      [aPlacement(), aNext({ number: 3 })],
      'next',
      'again',
      'again',
    ],
    [
      'a pupil who goes on is placed in the class of the next number, not with the repeaters',
      [aPlacement(), aNext()],
      'next',
      'again',
      'next',
    ],
    [
      'a repeater for whom there is no class is not moved',
      [aPlacement(), aNext({ number: 3 })],
      'next',
      undefined,
      null,
    ],
    [
      'a class of the same number makes a repeater of somebody who was to go on',
      [aPlacement(), aNext()],
      'again',
      undefined,
      'again',
    ],
    [
      'a class of the same number makes a repeater of somebody without a placement for next year',
      [aPlacement()],
      'again',
      undefined,
      'again',
    ],
    ['a pupil who skips a grade is not moved', [aPlacement(), aNext({ number: 5 })], 'next', 'again', null],
  ])('%s', (_, placements, to, repeat, expected) => {
    const { move, obstacles } = planned(placements, into(to, repeat))
    expect(move?.newClassId ?? null).toBe(expected)
    expect(obstacles.map(({ code }) => code)).toEqual(expected ? [] : ['transfer.otherGrade'])
  })
  test.each<[string, Partial<TransferAsk>, string[]]>([
    ['a class of this year', into('to'), ['transfer.otherNewClass']],
    ['a class two numbers on', into('beyond'), ['transfer.otherNewClass']],
    ['a repeaters’ class of another number', into('next', 'next'), ['transfer.otherRepeatClass']],
    ['a class that isn’t there', into('next', 'unknown'), ['notFound']],
  ])('%s is refused', (_, ask, refused) => expect(codes({}, ask)).toEqual(refused))
  test.each<[string, PlacementFacts[], string[]]>([
    [
      'a placement of the new year elsewhere',
      [aPlacement(), aNext({ houseId: 'third', houseName: 'Ülejõe kool' })],
      ['transfer.placedElsewhere'],
    ],
    [
      'a placement that begins in the course of the new year',
      [aPlacement(), aNext({ houseId: 'third', from: '2028-03-01' })],
      ['transfer.placedElsewhere'],
    ],
    ['leaving on the last day of the year', [aPlacement({ endedBy: 'LEAVING' })], ['transfer.left']],
    ['a placement that ends before the year does', [aPlacement({ to: '2027-05-31' })], ['transfer.left']],
    [
      'a placement of next year that ends by leaving',
      [aPlacement(), aNext({ to: '2027-12-01', endedBy: 'LEAVING' })],
      ['transfer.left'],
    ],
  ])('%s prevents the move', (_, placements, refused) =>
    expect(codes(placed(...placements), into('next'))).toEqual(refused),
  )
  test('a place in a group prevents the move if it lasts into the new year, not if it ends with August', () => {
    const inGroup = (to: Day | null) => ({
      pupils: [aPupil({ places: [{ kind: 'DAY', name: 'Rühm', houseId: 'old', from: '2026-09-01', to }] })],
    })
    expect(codes(inGroup(null), into('next'))).toEqual(['transfer.inGroups'])
    expect(codes(inGroup('2027-08-31'), into('next'))).toEqual([])
  })
  test('a house that closes in the course of the new year prevents the move', () => {
    const houses = (closedOn: Day) => ({ houses: [aHouse('old'), aHouse('new', { closedOn })] })
    expect(codes(houses('2028-08-31'), into('next'))).toEqual(['transfer.houseCloses'])
    expect(codes(houses('2028-09-01'), into('next'))).toEqual([])
  })
})

test('during the year, a repeater gets next year’s class of the same number, and a skipper none', () => {
  const next = (number: number) => {
    const moves = [{ ...anAsk().moves[0]!, nextClassId: 'next', repeatClassId: 'again' }]
    const facts = someFacts(placed(aPlacement(), aNext({ number })))
    return planTransfer(facts, anAsk({ moves })).children[0]!.move!.nextClassId
  }
  expect([next(3), next(4), next(5)]).toEqual(['again', 'next', null])
})

describe('a place in a group', () => {
  const inGroup = (about: Partial<TransferredPupil['places'][number]>) => ({
    pupils: [
      aPupil({
        places: [{ kind: 'DAY', name: 'Rühm', houseId: 'old', from: '2026-09-01', to: null, ...about }],
      }),
    ],
  })
  test.each<[string, Parameters<typeof inGroup>[0], boolean]>([
    ['of a day group without end', {}, true],
    ['of a hobby group of the school', { kind: 'HOBBY' }, true],
    ['that ends on the day', { to: '2026-12-01' }, true],
    ['that ends the day before', { to: '2026-11-30' }, false],
    ['that begins after the day', { from: '2027-02-01' }, true],
    ['of the hobby-school module', { kind: 'HOBBY_SCHOOL', houseId: 'hobby' }, false],
    ['of the new house', { houseId: 'new' }, false],
  ])('%s (%j) prevents the move: %s', (_, about, refused) =>
    expect(codes(inGroup(about))).toEqual(refused ? ['transfer.inGroups'] : []),
  )
})

test('a refusal names every pupil it concerns, in the words of the seed', () => {
  const place = { kind: 'DAY', houseId: 'old', from: '2026-09-01', to: null } as const
  const pupils = [
    aPupil({
      id: 'u1',
      name: 'Hugo Sild',
      places: [
        { ...place, name: 'Päevarühm' },
        { ...place, name: 'Ring' },
      ],
    }),
    aPupil({ id: 'u2', name: 'Anni Kask' }),
    aPupil({ id: 'u3', name: 'Grete Paju', places: [{ ...place, name: 'Ring' }] }),
  ]
  const moves = [{ ...anAsk().moves[0]!, pupilIds: ['u1', 'u2', 'u3'] }]
  const { refusals, children } = planTransfer(someFacts({ pupils }), anAsk({ moves }))
  expect(refusals).toMatchObject([
    {
      code: 'transfer.inGroups',
      params: { children: 'Hugo Sild (Päevarühm), Hugo Sild (Ring), Grete Paju (Ring)' },
    },
  ])
  expect(children.map(({ move }) => move !== null)).toEqual([false, true, false])
})

describe('a pupil who leaves', () => {
  test.each<[string, Partial<PlacementFacts>, string[]]>([
    ['yesterday', { to: '2026-11-20', endedBy: 'LEAVING' }, ['transfer.left']],
    ['before the day', { to: '2026-11-30', endedBy: 'LEAVING' }, ['transfer.left']],
    ['on the day, and so from the new house', { to: '2026-12-01', endedBy: 'LEAVING' }, []],
  ])('%s (%j) brings the refusals %j', (_, about, refused) =>
    expect(codes(placed(aPlacement(about)))).toEqual(refused),
  )
})

describe('the houses and classes of a transfer', () => {
  const houses = (about: Partial<HouseFacts>) => ({ houses: [aHouse('old'), aHouse('new', about)] })
  const classes = (about: Partial<ClassFacts>) => ({
    classes: [aClass('from', 'old'), aClass('to', 'new', about)],
  })
  test.each<[string, Partial<TransferFacts>, string[]]>([
    [
      'the switch is off',
      { houses: [aHouse('old', { switchedOn: false }), aHouse('new', { switchedOn: false })] },
      ['transfer.switchedOff'],
    ],
    ['another kind', houses({ kind: 'GYMNASIUM' }), ['transfer.otherSchool']],
    ['another EHIS id', houses({ ehisId: '4102' }), ['transfer.otherSchool']],
    ['another municipality', houses({ municipalityId: 'vald' }), ['transfer.otherSchool']],
    ['closed on the day', houses({ closedOn: '2026-12-01' }), ['transfer.houseClosed']],
    ['closed the day after', houses({ closedOn: '2026-12-02' }), ['transfer.houseCloses']],
    ['closed on the last day', houses({ closedOn: '2027-08-31' }), ['transfer.houseCloses']],
    ['closed after the last day', houses({ closedOn: '2027-09-01' }), []],
    ['a house that isn’t the person’s', { houses: [aHouse('old')] }, ['notFound']],
    ['another number', classes({ number: 4 }), ['transfer.otherClass']],
    ['another year', classes({ year: 2027 }), ['transfer.otherClass']],
    ['a class of another house', classes({ houseId: 'old' }), ['transfer.otherClass']],
    ['a class that isn’t the person’s', { classes: [aClass('from', 'old')] }, ['notFound']],
    ['a pupil who isn’t there', { pupils: [] }, ['notFound']],
  ])('are refused or allowed as listed: %s', (_, facts, refused) => expect(codes(facts)).toEqual(refused))

  test('are refused, if next year’s class is chosen, with a house that closes during next year', () => {
    const next = aNext()
    const facts = { ...houses({ closedOn: '2028-08-31' }), ...placed(aPlacement(), next) }
    const moves = [{ ...anAsk().moves[0]!, nextClassId: 'next' }]
    expect(codes(facts, { moves })).toEqual(['transfer.houseCloses'])
    expect(codes(facts)).toEqual([])
  })

  test('are refused within one house', () => {
    const facts = { classes: [aClass('from', 'old'), aClass('to', 'old', { parallel: 'b' })] }
    expect(codes(facts, { houseId: 'old' })).toEqual(['transfer.sameHouse'])
  })

  test('are refused with a class for next year that is of another year or isn’t there', () => {
    const moves = (nextClassId: string) => [{ ...anAsk().moves[0]!, nextClassId }]
    expect(codes({}, { moves: moves('to') })).toEqual(['transfer.otherNextClass'])
    expect(codes({}, { moves: moves('unknown') })).toEqual(['notFound'])
  })
})

describe('a refusal of a transfer', () => {
  const told = (facts: Partial<TransferFacts> = {}, ask: Partial<TransferAsk> = {}) =>
    planTransfer(someFacts(facts), anAsk(ask)).refusals
  const moving = (about: object) => ({ moves: [{ ...anAsk().moves[0]!, ...about }] })
  const houses = (about: Partial<HouseFacts>) => ({ houses: [aHouse('old'), aHouse('new', about)] })

  test.each<[string, Partial<TransferFacts>, Partial<TransferAsk>, object]>([
    [
      'names at the house the day on which it closed',
      houses({ closedOn: '2026-12-01' }),
      {},
      { code: 'transfer.houseClosed', params: { day: '2026-12-01' }, field: 'houseId' },
    ],
    [
      'says at the house that it is of another school',
      houses({ ehisId: '4102' }),
      {},
      { code: 'transfer.otherSchool', field: 'houseId' },
    ],
    [
      'says at the house that it is the same',
      { classes: [aClass('from', 'old'), aClass('to', 'old')] },
      { houseId: 'old' },
      { code: 'transfer.sameHouse', field: 'houseId' },
    ],
    [
      'names at the house the pupils whom its closing affects',
      houses({ closedOn: '2027-08-31' }),
      {},
      { code: 'transfer.houseCloses', params: { children: 'Anni Kask' }, field: 'houseId' },
    ],
    [
      'names at the day the days of the class’s year and the first of the next',
      {},
      { day: '2027-09-02' },
      {
        code: 'transfer.otherYear',
        params: { from: '2026-09-01', to: '2027-08-31', next: '2027-09-01' },
        field: 'day',
      },
    ],
    [
      'names at the day the pupils whose placement begins then',
      {},
      { day: '2026-09-01' },
      { code: 'transfer.beforeStart', params: { children: 'Anni Kask' }, field: 'day' },
    ],
    [
      'names at the class its number and year',
      {},
      moving({ toClassId: 'next' }),
      {
        code: 'transfer.otherClass',
        params: { number: 3, same: 3, year: '2026/2027' },
        field: 'moves.0.toClassId',
      },
    ],
    [
      'names at the class of the new year both numbers and the year',
      {},
      { day: '2027-09-01' },
      {
        code: 'transfer.otherNewClass',
        params: { number: 4, same: 3, year: '2027/2028' },
        field: 'moves.0.toClassId',
      },
    ],
    [
      'stands at the class of next year',
      {},
      moving({ nextClassId: 'beyond' }),
      { code: 'transfer.otherNextClass', field: 'moves.0.nextClassId' },
    ],
    [
      'stands at the class of those who repeat',
      {},
      moving({ repeatClassId: 'next' }),
      { code: 'transfer.otherRepeatClass', field: 'moves.0.repeatClassId' },
    ],
    [
      'names the house that has the pupil next year',
      placed(aPlacement(), aNext(), aNext({ id: 'p3', houseId: 'third', houseName: 'Ülejõe kool' })),
      moving({ nextClassId: 'next' }),
      { code: 'transfer.placedElsewhere', params: { children: 'Anni Kask (Ülejõe kool)' }, field: undefined },
    ],
    [
      'names the class that the pupil was to go on to',
      placed(aPlacement(), aNext({ number: 5 })),
      { day: '2027-09-01', ...moving({ toClassId: 'next' }) },
      { code: 'transfer.otherGrade', params: { children: 'Anni Kask (5.a)' }, field: undefined },
    ],
  ])('%s', (_, facts, ask, refusal) => expect(told(facts, ask)).toEqual([refusal]))

  test('stands at each class it concerns, and once if it concerns none', () => {
    const two = [anAsk().moves[0]!, { fromClassId: 'from2', toClassId: 'to', pupilIds: ['u2'] }]
    const classes = [...someFacts().classes, aClass('from2', 'old', { number: 5 })]
    expect(told({ classes }, { moves: two })).toMatchObject([
      { code: 'transfer.otherClass', field: 'moves.1.toClassId', params: { number: 5 } },
    ])
    const wrong = two.map((move) => ({ ...move, toClassId: 'next' }))
    expect(told({ classes }, { moves: wrong }).map(({ field }) => field)).toEqual([
      'moves.0.toClassId',
      'moves.1.toClassId',
    ])
    const closed = { classes, houses: [aHouse('old'), aHouse('new', { closedOn: '2026-12-01' })] }
    expect(told(closed, { moves: wrong }).map(({ code, field }) => [code, field])).toEqual([
      ['transfer.houseClosed', 'houseId'],
      ['transfer.otherClass', 'moves.0.toClassId'],
      ['transfer.otherClass', 'moves.1.toClassId'],
    ])
  })

  test('leaves no plan for anybody if it concerns the house or the pupils are not there', () => {
    const closed = planTransfer(someFacts(houses({ closedOn: '2026-12-01' })), anAsk())
    expect(closed.children).toEqual([])
    expect(planTransfer(someFacts({ pupils: [] }), anAsk()).children).toEqual([])
  })

  test('does not depend on other classes and houses', () => {
    const strange = [aHouse('strange', { switchedOn: false, ehisId: '9' }), ...someFacts().houses]
    const classes = [aClass('strange', 'strange', { year: 2020, number: 9 }), ...someFacts().classes]
    expect(told({ houses: strange, classes })).toEqual([])
  })
})

describe('a move is prevented by another placement', () => {
  const third = (about: Partial<PlacementFacts>) =>
    aPlacement({ id: 'p2', classId: 'x', houseId: 'third', houseName: 'Ülejõe kool', ...about })

  test('in the old house that follows the old one, and not by one before it', () => {
    const before = aPlacement({ id: 'p0', classId: 'y', from: '2026-09-01', to: '2026-10-31' })
    const old = aPlacement({ from: '2026-11-01' })
    expect(codes(placed(before, old))).toEqual([])
    const untilNow = aPlacement({ to: '2026-12-01' })
    const over = aPlacement({ id: 'p2', classId: 'y', from: '2026-12-02', to: '2026-12-02' })
    expect(codes(placed(untilNow, over), { day: '2026-11-25' })).toEqual(['transfer.placedElsewhere'])
  })

  test('to which a transfer takes the pupil the very next day, and not by another one of a later year', () => {
    const into = (from: Day, endedBy: PlacementEnd | null) =>
      codes(placed(aPlacement({ endedBy }), third({ year: 2027, from, to: '2028-08-31' })))
    expect(into('2027-09-01', 'TRANSFER')).toEqual(['transfer.placedElsewhere'])
    expect(into('2027-09-02', 'TRANSFER')).toEqual([])
    expect(into('2027-09-01', null)).toEqual([])
    expect(into('2027-09-01', 'LEAVING')).toEqual([])
  })

  test('of next year, if next year’s class is chosen, but not by one of another year or of the old house', () => {
    const moves = [{ ...anAsk().moves[0]!, nextClassId: 'next' }]
    const besides = (other: PlacementFacts) => codes(placed(aPlacement(), aNext(), other), { moves })
    expect(besides(third({ year: 2027, from: '2027-10-01', to: '2028-08-31' }))).toEqual([
      'transfer.placedElsewhere',
    ])
    expect(besides(third({ year: 2028, from: '2028-09-01', to: '2029-08-31' }))).toEqual([])
    expect(besides(third({ year: 2025, from: '2025-09-01', to: '2026-08-31' }))).toEqual([])
    expect(codes(placed(aPlacement(), aNext()), { moves })).toEqual([])
    const other = third({ year: 2027, from: '2027-10-01', to: '2028-08-31' })
    expect(codes(placed(aPlacement(), aNext(), other))).toEqual([])
  })

  test('by which the pupil has already left, even if the day would be before that', () => {
    const left = aPlacement({ to: '2026-11-20', endedBy: 'LEAVING' })
    expect(codes(placed(left), { day: '2026-11-10' })).toEqual(['transfer.left'])
    expect(codes(placed({ ...left, endedBy: null }), { day: '2026-11-10' })).toEqual([])
    expect(codes(placed({ ...left, to: '2026-11-21' }), { day: '2026-11-10' })).toEqual([])
  })
})

describe('next year’s class after a move during the year', () => {
  const nextOf = (about: object, ...placements: PlacementFacts[]) => {
    const moves = [{ ...anAsk().moves[0]!, ...about }]
    return planTransfer(someFacts(placed(aPlacement(), ...placements)), anAsk({ moves })).children[0]!.move!
      .nextClassId
  }
  test('depends on the pupil’s class in the coming year, not in later ones', () => {
    const beyond = aNext({ id: 'p3', year: 2028, number: 3, from: '2028-09-01', to: '2029-08-31' })
    expect(nextOf({ nextClassId: 'next', repeatClassId: 'again' }, beyond, aNext())).toBe('next')
  })
  test('is the same for all if the transfer keeps what it gave, going on before repeating', () => {
    const both = { nextClassId: 'next', repeatClassId: 'again' }
    expect(nextOf({ ...both, keepsNext: true })).toBe('next')
    expect(nextOf({ repeatClassId: 'again', keepsNext: true })).toBe('again')
    expect(nextOf({ keepsNext: true })).toBeNull()
    expect(nextOf(both)).toBeNull()
  })
})

describe('undoing a transfer in the facts', () => {
  const moved = (year: number, from: Day, about: Partial<PlacementFacts> = {}) =>
    aPlacement({ id: 'p2', houseId: 'new', year, from, to: '2028-08-31', stayId: 't1', ...about })
  const without = (transfer: string, ...placements: PlacementFacts[]) =>
    asIfNotMoved(someFacts(placed(...placements)), transfer).pupils[0]!.placements

  test('gives the old placement the end that the new one took over', () => {
    const old = aPlacement({ to: '2026-11-30', endedBy: 'TRANSFER' })
    const there = moved(2026, '2026-12-01', { to: '2027-05-31', endedBy: 'LEAVING', leftReason: 'Kolib' })
    expect(without('t1', old, there)).toEqual([
      { ...old, to: '2027-05-31', endedBy: 'LEAVING', leftReason: 'Kolib' },
    ])
  })

  test('ends the old placement with its own year after a move of 1 September', () => {
    const old = aPlacement({ endedBy: 'TRANSFER' })
    expect(without('t1', old, moved(2027, '2027-09-01'))).toEqual([aPlacement()])
  })

  test('leaves alone what the transfer neither brought nor ended', () => {
    const before = aPlacement({
      id: 'p0',
      year: 2025,
      from: '2025-09-01',
      to: '2026-08-31',
      endedBy: 'TRANSFER',
    })
    const left = aPlacement({ to: '2026-11-30', endedBy: 'LEAVING' })
    expect(without('t1', before, left, moved(2026, '2026-12-01'))).toEqual([before, left])
    const old = aPlacement({ to: '2026-11-30', endedBy: 'TRANSFER' })
    const there = moved(2026, '2026-12-01')
    expect(without('t2', old, there)).toEqual([old, there])
  })

  test('removes next year’s placement too, if the transfer made it', () => {
    const old = aPlacement({ to: '2026-11-30', endedBy: 'TRANSFER' })
    const next = moved(2027, '2027-09-01', { id: 'p3' })
    expect(without('t1', old, moved(2026, '2026-12-01', { to: '2027-08-31' }), next)).toEqual([aPlacement()])
  })

  test('leaves alone facts that the transfer didn’t touch', () => {
    const facts = someFacts()
    expect(asIfNotMoved(facts, 't1')).toEqual(facts)
  })
})

test('a transfer of many pupils reports five steps, in a fixed order', () => {
  expect(transferSteps).toEqual(['CHECKED', 'PLACED', 'COPIED', 'CARDS', 'TOLD'])
})
