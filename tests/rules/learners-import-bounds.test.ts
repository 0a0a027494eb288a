import { describe, expect, test } from 'vitest'
import type { ImportValues } from '@/lib/register/import/columns'
import { planImport } from '@/lib/register/import/plan'
import type { GrantFact, LearnerFact, World } from '@/lib/register/import/world'
import { ByCode } from '@/lib/shared/by-code'

const own = 'DOCTORAL_ALLOWANCE_OWN_FUNDS'
const kept = { said: new Map<string, number>(), state: 'KEPT' as const }
const mari: LearnerFact = {
  ...kept,
  id: 'l',
  personalCode: null,
  otherCode: 'SE-1',
  bornOn: '1990-03-03',
  firstName: 'Mari',
  lastName: 'Maasikas',
  email: '',
  phone: '',
  bankAccount: '',
  mine: true,
}
const aGrant = (about: Partial<GrantFact>): GrantFact => ({
  ...kept,
  id: 'g',
  typeCode: own,
  from: '2026-09-01',
  to: '2026-12-31',
  lastPaidOn: '2026-12-31',
  monthlyAmount: '660.00',
  fundingSource: 'LT',
  bankAccount: '',
  source: { imported: { number: 'HB-G/26', on: '2026-08-17' } },
  ...about,
})

/** Somebody who has studied since 31.08.2026, with these grants. */
function worldWith(grants: GrantFact[], leftOn?: '2027-02-01'): World {
  let count = 0
  const unit = { id: 'lt', code: 'LT', mine: true }
  const term = { ...kept, source: {}, aspect: 'MAIN_STATE' as const }
  const place = {
    ...kept,
    id: 'p',
    learner: { ...mari },
    unit,
    code: 'A-1',
    level: 'DOCTORAL' as const,
    startedOn: '2026-08-31' as const,
    nominalEndOn: null,
    terms: [
      {
        ...term,
        id: 't1',
        value: 'STUDYING',
        from: '2026-08-31' as const,
        to: leftOn ? ('2027-01-31' as const) : null,
      },
      ...(leftOn ? [{ ...term, id: 't2', value: 'EXMATRICULATED', from: leftOn, to: null }] : []),
    ],
    leaves: [],
    attestations: [],
    grants,
  }
  return {
    today: '2026-11-21',
    newId: () => `id-${(count += 1)}`,
    units: new ByCode([['LT', unit]]),
    allPersons: true,
    curricula: new ByCode(),
    grantTypes: [
      { code: own, name: 'doktoranditoetus struktuuriüksuse omavahenditest' },
      { code: 'DOCTORAL_ALLOWANCE', name: 'doktoranditoetus' },
      { code: 'PERFORMANCE', name: 'tulemusstipendium' },
    ],
    formerBearers: new Map(),
    bornOn: new Map(),
    ourDirectives: new Set(),
    learners: new Map(),
    others: new ByCode([['SE-1', place.learner]]),
    places: new ByCode([['A-1', place]]),
  }
}

const grant: ImportValues = {
  placeCode: 'A-1',
  grantType: 'doktoranditoetus struktuuriüksuse omavahenditest',
  paidFrom: '2026-09-01',
  paidTo: '2026-12-31',
  monthlyAmount: '660.00',
  fundingSource: 'LT',
  directiveNumber: 'HB-G/26',
  directiveOn: '2026-08-17',
}
const told = (world: World, ...lines: ImportValues[]) =>
  planImport(
    'GRANTS',
    lines.map((values, at) => ({ row: at + 2, values, refusals: [] })),
    world,
  ).map(
    ({ outcome, refusals }) => refusals.map(({ code, field }) => `${code} ${field}`).join(', ') || outcome,
  )

describe('an allowance in a file', () => {
  test('is refused if it begins before the studies, ends after them or is longer than one of a document may be', () => {
    expect(told(worldWith([]), { ...grant, paidFrom: '1926-09-01', paidTo: '1927-08-31' })).toEqual([
      'import.beforeStudies paidFrom',
    ])
    expect(told(worldWith([]), { ...grant, paidTo: '2126-08-31' })).toEqual(['import.periodTooLong paidTo'])
    expect(told(worldWith([], '2027-02-01'), { ...grant, paidTo: '2027-02-01' })).toEqual([
      'import.afterStudies paidTo',
    ])
    expect(told(worldWith([], '2027-02-01'), { ...grant, paidTo: '2027-01-31' })).toEqual(['NEW'])
  })

  test('of one directive is the same one, however the number is written', () => {
    expect(told(worldWith([]), grant, { ...grant, directiveNumber: 'hb-g / 26' })).toEqual(['NEW', 'SAME'])
  })

  test('is compared with others even if its sum can’t be read', () => {
    const { monthlyAmount: _, ...values } = { ...grant, directiveNumber: 'HB-G/27' }
    const refusals = [{ code: 'amountWrong', field: 'monthlyAmount' }]
    const [row] = planImport('GRANTS', [{ row: 2, values, refusals }], worldWith([aGrant({})]))
    expect(row!.refusals.map(({ code }) => code)).toEqual(['amountWrong', 'import.grantOverlaps'])
  })

  test('is refused if it shares a day with one of its type, or an own-funds one with a doctoral one', () => {
    const next = { ...grant, directiveNumber: 'HB-G/27' }
    expect(told(worldWith([aGrant({})]), { ...next, paidFrom: '2026-12-31', paidTo: '2027-01-31' })).toEqual([
      'import.grantOverlaps paidFrom',
    ])
    expect(told(worldWith([aGrant({})]), { ...next, paidFrom: '2027-01-01', paidTo: '2027-01-31' })).toEqual([
      'NEW',
    ])
    expect(told(worldWith([aGrant({ typeCode: 'DOCTORAL_ALLOWANCE' })]), next)).toEqual([
      'import.grantOverlaps paidFrom',
    ])
    expect(told(worldWith([aGrant({})]), { ...next, grantType: 'tulemusstipendium' })).toEqual(['NEW'])
  })

  test('is accepted after one that ended early', () => {
    const ended = aGrant({ lastPaidOn: '2026-10-31' })
    expect(told(worldWith([ended]), { ...grant, directiveNumber: 'X', paidFrom: '2026-11-01' })).toEqual([
      'NEW',
    ])
  })
})

test('a personal code that contradicts the day of birth on record is refused', () => {
  const values: ImportValues = {
    otherCode: 'SE-1',
    personalCode: '39901014473',
    firstName: 'Mari',
    lastName: 'Maasikas',
  }
  const [row] = planImport('PERSONS', [{ row: 2, values, refusals: [] }], worldWith([]))
  expect(row!.refusals).toMatchObject([{ code: 'import.bornOnDiffers', field: 'personalCode' }])
})

test('a row of a known person says nothing else of who it is, and another spelling says nothing', () => {
  const coded = { ...mari, personalCode: '49003030009', bornOn: null }
  const outcome = (learner: LearnerFact, values: ImportValues) => {
    const world = { ...worldWith([]), others: new ByCode([['SE-1', { ...learner, said: new Map() }]]) }
    const [row] = planImport(
      'PERSONS',
      [{ row: 2, values: { otherCode: 'SE-1', ...values }, refusals: [] }],
      world,
    )
    return row!.refusals.map(({ code, field }) => `${code} ${field}`).join(', ') || row!.outcome
  }
  expect(outcome(coded, { personalCode: '39901014473' })).toBe('import.identityDiffers personalCode')
  expect(outcome(coded, { bornOn: '1990-03-04' })).toBe('import.identityDiffers bornOn')
  expect(outcome(coded, { bornOn: '1990-03-03', firstName: 'MARI' })).toBe('SAME')
  expect(outcome(mari, { lastName: 'Maasikas-Mets' })).toBe('import.identityDiffers lastName')
  expect(outcome({ ...mari, lastName: 'Maasikas-Mets' }, { lastName: 'maasikas\u2011mets' })).toBe('SAME')
  expect(outcome({ ...mari, bornOn: null }, { bornOn: '1990-03-04' })).toBe('CHANGED')
  expect(outcome(mari, { email: 'mari@kool.example', phone: '5' })).toBe('CHANGED')
})

describe('a study place in a file', () => {
  const place: ImportValues = {
    otherCode: 'SE-1',
    placeCode: 'A-2',
    unit: 'LT',
    level: 'DOCTORAL',
    curriculum: '80131',
    load: 'FULL',
    funding: 'STATE_FUNDED',
    startedOn: '2026-08-31',
    nominalEndOn: '2030-08-31',
    mainState: 'STUDYING',
    directiveNumber: 'HB-G/26',
    directiveOn: '2026-08-17',
  }
  const outcome = (values: ImportValues, kind: 'STUDY_PLACES' | 'DOCTORANDS' = 'STUDY_PLACES') => {
    const world = worldWith([])
    world.curricula.set('80131', { code: '80131', name: 'Füüsika', isNew: false })
    const [row] = planImport(kind, [{ row: 2, values: { ...place, ...values }, refusals: [] }], world)
    return row!.refusals.map(({ code, field }) => `${code} ${field}`).join(', ') || row!.outcome
  }

  test('begins at most five years ahead, and so do its terms', () => {
    expect(outcome({})).toBe('NEW')
    expect(outcome({ startedOn: '2031-11-21', nominalEndOn: '2035-08-31' })).toBe('NEW')
    for (const kind of ['STUDY_PLACES', 'DOCTORANDS'] as const)
      expect(outcome({ startedOn: '2087-08-31', nominalEndOn: '2091-08-31' }, kind)).toBe(
        'import.tooFarAhead startedOn',
      )
    expect(outcome({ startedOn: '2031-11-22', nominalEndOn: '2035-08-31' })).toBe(
      'import.tooFarAhead startedOn',
    )
    expect(outcome({ validFrom: '2126-09-01' })).toBe('import.tooFarAhead validFrom')
    expect(outcome({ loadFrom: '2087-09-01' })).toBe('import.tooFarAhead loadFrom')
  })

  test('ends nominally within ten years', () => {
    expect(outcome({ nominalEndOn: '2036-08-30' })).toBe('NEW')
    expect(outcome({ nominalEndOn: '2036-08-31' })).toBe('import.periodTooLong nominalEndOn')
    expect(outcome({ startedOn: '1987-08-31', nominalEndOn: '2030-08-31' })).toBe(
      'import.periodTooLong nominalEndOn',
    )
  })
})

test('a directive in a file was made by today, whatever it decided', () => {
  const leave = {
    placeCode: 'A-1',
    leaveFrom: '2027-02-01',
    leaveTo: '2027-06-30',
    directiveNumber: 'HB-G/26',
  }
  const lines = [
    ['GRANTS', grant],
    ['LEAVES', leave],
  ] as const
  for (const [kind, values] of lines) {
    const planned = (directiveOn: string) =>
      planImport(kind, [{ row: 2, values: { ...values, directiveOn }, refusals: [] }], worldWith([]))[0]!
    expect(planned('2026-11-21').outcome).toBe('NEW')
    for (const day of ['2026-11-22', '2126-08-17'])
      expect(planned(day).refusals).toMatchObject([{ code: 'import.dayInFuture', field: 'directiveOn' }])
  }
})
