import { beforeEach, describe, expect, test } from 'vitest'
import { changesOf } from '@/lib/access/changes'
import type { PupilMessage } from '@/lib/deliveries/pupil-message'
import { changeConsent, changeKept, keptSubject, removeKept } from '@/lib/schools/kept/commands'
import { keptOf } from '@/lib/schools/kept/queries'
import { columnOf, keptKinds, thingOf, type KeptKind } from '@/lib/schools/kept/things'
import { ConsentInput, KeptInput, RemoveKeptInput } from '@/lib/schools/kept/schema'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { castCode, castPupil, houses, type HouseName } from '@/prisma/cast-schools'
import { withOffice, type CastName } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'
import { aTransfer, noonOf, schoolsAnew } from '../support/transfers'

const office = withOffice()
const trainer = castCode(true, 1992, 37)
beforeEach(() => schoolsAnew(office()))

const as = (who: CastName, day: Day = '2026-11-21') => office().as(who, noonOf(day))

/** What is typed first of each kind, what is changed of it then, and the message about that. */
const typed: Record<KeptKind, { first: object; then: object; message: (on: Day) => PupilMessage }> = {
  needs: {
    first: {
      changedOn: '20.11.2026',
      needs: 'LUGEMISRASKUS',
      services: { '0': 'TUGIISIK' },
      subjects: { '0': ['EESTI', 'MATEMAATIKA'] },
      specialistText: '',
      measuresText: 'Lisaaeg',
      otherText: '',
    },
    then: { measuresText: 'Rohkem aega' },
    message: (on) => ({
      kind: 'SPECIAL_NEEDS',
      on,
      needs: ['LUGEMISRASKUS'],
      specialistText: '',
      otherText: '',
      services: [{ service: 'TUGIISIK', subjects: ['EESTI', 'MATEMAATIKA'] }],
      measuresText: 'Rohkem aega',
    }),
  },
  decisions: {
    first: {
      issuer: 'HARNO',
      number: '8-1/26/7',
      decidedOn: '01.11.2026',
      validFrom: '01.12.2026',
      validTo: '',
      content: 'Soovitatav on õpe väikeklassis.',
      consent: 'PENDING',
      consentOn: '',
      consentNote: '',
    },
    then: { consent: 'REFUSED', consentOn: '15.11.2026', consentNote: 'Ei soovi' },
    message: () => ({
      kind: 'CONSENTS',
      consents: [{ given: false, number: '8-1/26/7', on: '2026-11-15', note: 'Ei soovi' }],
    }),
  },
  languages: {
    first: { changedOn: '20.11.2026', language: 'SAKSA', level: 'B' },
    then: { level: 'C' },
    message: (on) => ({ kind: 'LANGUAGES', on, languages: [{ language: 'SAKSA', level: 'C' }] }),
  },
  swimming: {
    first: {
      changedOn: '20.11.2026',
      plannedHours: '24',
      doneHours: '',
      groupSize: '12',
      level: '',
      trainerCode: trainer,
      assistantCodes: '',
    },
    then: { doneHours: '24', level: 'OSKAB' },
    message: (on) => ({
      kind: 'SWIMMING',
      on,
      swimming: {
        plannedHours: 24,
        doneHours: 24,
        groupSize: '12',
        level: 'OSKAB',
        trainerCode: trainer,
        assistantCodes: [],
      },
    }),
  },
  consents: {
    first: { number: 'N-20', decidedOn: '02.11.2026', given: 'YES', note: '' },
    then: { given: 'NO' },
    message: () => ({
      kind: 'CONSENTS',
      consents: [{ given: false, number: 'N-20', on: '2026-11-02', note: '' }],
    }),
  },
  absences: {
    first: { year: '2026', quarter: '2', hours: '8', times: '2' },
    then: { hours: '10' },
    message: () => ({
      kind: 'OTHER',
      on: '2026-11-21',
      absences: [{ year: 2026, quarter: 2, hours: 10, times: 2 }],
    }),
  },
  grades: {
    first: { changedOn: '20.11.2026', year: '2025', subject: '', ownSubject: 'robootika' },
    then: { ownSubject: 'Robootika' },
    message: (on) => ({ kind: 'FAILING_GRADES', on, grades: [{ year: 2025, subject: 'Robootika' }] }),
  },
}

/** A pupil of whom nothing is kept in the cast. */
const oskar = castPupil('Oskar Õunapuu').id
const anni = castPupil('Anni Kask').id

const placementOf = async (pupilId: string, house: HouseName = 'mae') =>
  (
    await office().db.placement.findFirstOrThrow({
      where: { pupilId, houseId: houses[house].id, voidedAt: null },
    })
  ).id
const seenOf = async (pupilId: string, kind: KeptKind, house: HouseName = 'mae') =>
  (await changesOf(office().db, keptSubject(pupilId, houses[house].id, kind)))[0]?.id ?? ''
const stayOf = async (placementId: string) => {
  const { pupilId, houseId, stayId } = await office().db.placement.findUniqueOrThrow({
    where: { id: placementId },
  })
  return keptOf(office().db, pupilId, { houseId, stayId })
}
/** The content of rows, without the columns that say whose they are. */
const contents = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(
        ([name]) => !['id', 'originId', 'houseId', 'stayId', 'pupilId'].includes(name),
      ),
    ),
  )

type Keeping = { who?: CastName; day?: Day; pupilId?: string; house?: HouseName; id?: string; seen?: string }
async function keep(
  kind: KeptKind,
  values: object,
  { who = 'urve', day, pupilId = oskar, house = 'mae', id = '', seen }: Keeping = {},
) {
  const placementId = await placementOf(pupilId, house)
  const about = { placementId, kind, id, seen: seen ?? (await seenOf(pupilId, kind, house)) }
  return changeKept(await as(who, day), KeptInput.parse({ ...about, ...values }))
}
async function remove(
  kind: KeptKind,
  id: string,
  { who = 'urve', day, pupilId = oskar, house = 'mae' }: Keeping = {},
) {
  const input = {
    placementId: await placementOf(pupilId, house),
    kind,
    id,
    seen: await seenOf(pupilId, kind, house),
  }
  return removeKept(await as(who, day), RemoveKeptInput.parse(input))
}
const messages = () =>
  office().db.delivery.findMany({ where: { topic: 'ehis.pupil' }, orderBy: { seq: 'asc' } })
const messageOf = ({ payload }: { payload: unknown }) => (payload as { message: PupilMessage }).message

test.each(keptKinds)(
  'the table of %s has its fields, and a unique index where a thing may stand only once',
  async (kind) => {
    const { db } = office()
    const { table, fields, key, once } = thingOf(kind)
    const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = ${table} AND column_name NOT IN ('id', 'pupil_id', 'house_id', 'stay_id', 'origin_id')`
    expect(columns.map(({ name }) => name).toSorted()).toEqual(Object.keys(fields).map(columnOf).toSorted())
    const indexes = await db.$queryRaw<{ definition: string }[]>`
    SELECT indexdef AS definition FROM pg_indexes WHERE tablename = ${table} AND indexdef LIKE 'CREATE UNIQUE%'`
    const unique = indexes.map(({ definition }) => /\(([^)]*)\)/.exec(definition)?.[1])
    if (key.length > 0) expect(unique).toContain('origin_id, stay_id')
    const onceOf = ['pupil_id', 'house_id', 'stay_id', ...key.map(columnOf)].join(', ')
    expect(unique.includes(onceOf)).toBe(once !== undefined)
  },
)

describe.each(keptKinds)('rows of %s', (kind) => {
  const { first, then, message } = typed[kind]

  test('are added, changed and deleted, and EHIS is told of each with the day of the change', async () => {
    const place = await keep(kind, first)
    expect(place).toMatchObject({ pupilId: oskar, kind })
    const [row] = (await stayOf(await placementOf(oskar)))[kind]
    await keep(kind, { ...first, ...then }, { id: row!.id })
    const told = (await messages()).at(-1)!
    expect(messageOf(told)).toEqual(message('2026-11-20'))
    expect(told).toMatchObject({
      houseId: houses.mae.id,
      pupilId: oskar,
      thread: `ehis.pupil:${oskar}`,
      state: 'WAITING',
    })
    expect(dayFromDate(told.dueOn!)).toBe('2026-11-21')
    expect(told.payload).toMatchObject({ cause: { act: 'EDIT' } })
    await remove(kind, row!.id)
    expect((await stayOf(await placementOf(oskar)))[kind]).toEqual([])
    expect(await messages()).toHaveLength(3)
    const changes = await changesOf(office().db, keptSubject(oskar, houses.mae.id, kind))
    expect(changes).toHaveLength(3)
    expect(changes[0]!.changes.every(({ from, to }) => from !== '' && to === '')).toBe(true)
  })

  test('send no message when they are saved unchanged', async () => {
    await keep(kind, first)
    const [row] = (await stayOf(await placementOf(oskar)))[kind]
    expect((await keep(kind, first, { id: row!.id })).count).toBe(0)
    expect(await messages()).toHaveLength(1)
  })

  test('follow the old house into the new one’s waiting copy before the day of a transfer, and not from that day on', async () => {
    const before = '2026-11-30'
    await askTransfer(await as('piret'), aTransfer({ names: ['Oskar Õunapuu'], day: '2026-12-01' }))
    const [mine, theirs] = [await placementOf(oskar), await placementOf(oskar, 'joe')]
    await keep(kind, first, { day: before })
    const [row] = (await stayOf(mine))[kind]
    expect((await stayOf(theirs))[kind]).toMatchObject([{ originId: row!.id }])
    await keep(kind, { ...first, ...then }, { day: before, id: row!.id })
    expect(contents((await stayOf(theirs))[kind])).toEqual(contents((await stayOf(mine))[kind]))
    await remove(kind, row!.id, { day: before })
    expect((await stayOf(theirs))[kind]).toEqual([])
    await keep(kind, first, { day: before })
    const [old] = (await stayOf(mine))[kind]
    const [copy] = (await stayOf(theirs))[kind]
    const known = { seen: '', id: copy!.id, house: 'joe' } as const
    await expectRefused(office(), () => keep(kind, first, { ...known, day: before }), 'pupil.waits')
    await expectRefused(office(), () => keep(kind, first, { day: '2026-12-01', id: old!.id }), 'pupil.left')
    if (kind === 'decisions') return
    await keep(kind, { ...first, ...then }, { ...known, day: '2026-12-01' })
    expect(contents((await stayOf(mine))[kind])).toEqual(contents([old!]))
    expect(contents((await stayOf(theirs))[kind])).not.toEqual(contents([old!]))
    expect((await messages()).at(-1)).toMatchObject({ houseId: houses.joe.id })
  })
})

test('a change follows into the waiting copy of a waiting copy too', async () => {
  const [first, second] = ['2026-12-01', '2027-02-01'] as const
  await askTransfer(await as('piret'), aTransfer({ names: ['Oskar Õunapuu'], day: first }))
  const on = { house: 'joe', parallel: 'b' } as const
  await askTransfer(
    await as('piret'),
    aTransfer({ names: ['Oskar Õunapuu'], day: second, from: on, to: { house: 'oru', parallel: 'a' } }),
  )
  await keep('languages', typed.languages.first)
  expect(contents((await stayOf(await placementOf(oskar, 'oru'))).languages)).toEqual(
    contents((await stayOf(await placementOf(oskar))).languages),
  )
  const [row] = (await stayOf(await placementOf(oskar))).languages
  await remove('languages', row!.id)
  expect((await stayOf(await placementOf(oskar, 'oru'))).languages).toEqual([])
})

test('the message of a change in the future waits for its day', async () => {
  await keep('languages', { ...typed.languages.first, changedOn: '01.02.2027' })
  const [told] = await messages()
  expect(dayFromDate(told!.dueOn!)).toBe('2027-02-01')
  expect(told!.dueAt.toISOString()).toBe('2027-01-31T22:00:00.000Z')
})

test('only the consent of a copied decision can be changed, and the original keeps its own', async () => {
  await askTransfer(await as('piret'), aTransfer({ day: '2026-12-01' }))
  const placementId = await placementOf(anni, 'joe')
  const [copy] = (await stayOf(placementId)).decisions
  const day = '2026-12-02' as const
  const change = async (seen: string) =>
    changeConsent(
      await as('madis', day),
      ConsentInput.parse({
        placementId,
        id: copy!.id,
        seen,
        consent: 'REFUSED',
        consentOn: '02.12.2026',
        consentNote: 'Mõtles ümber',
      }),
    )
  await change('')
  expect((await stayOf(placementId)).decisions).toMatchObject([
    { consent: 'REFUSED', consentOn: '2026-12-02', content: copy!.content, number: copy!.number },
  ])
  expect((await stayOf(await placementOf(anni))).decisions).toMatchObject([{ consent: 'GIVEN' }])
  const known = { who: 'madis', day, pupilId: anni, house: 'joe' } as const
  await expectRefused(
    office(),
    () => keep('decisions', typed.decisions.first, { ...known, id: copy!.id }),
    'pupil.copiedDecision',
  )
  await expectRefused(office(), () => remove('decisions', copy!.id, known), 'pupil.copiedDecision')
  await expectRefused(office(), () => change(''), 'settingsChanged')
})

describe('a change of what is kept of a pupil is refused, and leaves nothing behind, for', () => {
  const refused = (kind: KeptKind, changes: object, about: Keeping, ...codes: string[]) =>
    expectRefused(office(), () => keep(kind, { ...typed[kind].first, ...changes }, about), ...codes)

  test('a code that is on no list or is retired', async () => {
    await refused('languages', { language: 'KLINGONI' }, {}, 'choiceWrong')
    await refused('needs', { subjects: { '0': 'KUUVAATLUS' } }, {}, 'choiceWrong')
    await refused('swimming', { groupSize: '13' }, {}, 'choiceWrong')
    await refused('grades', { subject: 'TANTS', ownSubject: '' }, {}, 'choiceWrong')
    const key = { sort_code: { sort: 'klKeel', code: 'SAKSA' } }
    await office().db.classifier.update({ where: key, data: { retiredOn: new Date('2026-09-01T00:00:00Z') } })
    await refused('languages', {}, {}, 'choiceWrong')
    await office().db.classifier.update({ where: key, data: { retiredOn: null } })
  })

  test('needs or swimming that say nothing', async () => {
    const day = { changedOn: '20.11.2026' }
    const emptied = (of: object) => Object.fromEntries(Object.keys(of).map((name) => [name, '']))
    for (const kind of ['needs', 'swimming'] as const) {
      const { needs: _, services: __, subjects: ___, ...texts } = typed[kind].first as Record<string, unknown>
      const blank = { needs: [], services: {}, subjects: {}, ...emptied(texts), ...day }
      await refused(kind, blank, {}, 'pupil.nothing')
    }
  })

  test('a language, a quarter or a grade that is there already', async () => {
    for (const kind of ['languages', 'absences', 'grades'] as const) {
      await keep(kind, typed[kind].first)
      await refused(kind, {}, {}, 'pupil.twice')
    }
  })

  test('a pupil of another house or municipality, and a row of another pupil', async () => {
    await refused('languages', {}, { who: 'madis' }, 'notFound')
    await refused('languages', {}, { who: 'sirje' }, 'notFound')
    const [theirs] = (await stayOf(await placementOf(anni))).languages
    await refused('languages', {}, { id: theirs!.id }, 'notFound')
    await expectRefused(office(), () => remove('languages', theirs!.id), 'notFound')
  })

  test('somebody who hasn’t seen the last change, and a day after the stay', async () => {
    await keep('languages', typed.languages.first)
    await refused('languages', { language: 'VENE' }, { seen: '' }, 'settingsChanged')
    await refused('languages', { language: 'VENE', changedOn: '01.09.2027' }, {}, 'pupil.dayAfterStay')
  })

  test('the second of two people who add at the same moment', async () => {
    const seen = await seenOf(oskar, 'languages')
    const add = () => keep('languages', typed.languages.first, { seen })
    expect(await atOnce(add, add)).toEqual({ done: 1, codes: ['settingsChanged'] })
  })

  test.each(keptKinds)('a text that is too long or a day that doesn’t exist, in %s', (kind) => {
    const about = { placementId: oskar, kind, id: '', seen: '' }
    const { first } = typed[kind]
    expect(KeptInput.safeParse({ ...about, ...first }).success).toBe(true)
    for (const [name, value] of Object.entries(first)) {
      if (typeof value !== 'string') continue
      expect(KeptInput.safeParse({ ...about, ...first, [name]: 'x'.repeat(100_000) }).success, name).toBe(
        false,
      )
      if (/On$|^valid/.test(name))
        expect(KeptInput.safeParse({ ...about, ...first, [name]: '31.02.2027' }).success, name).toBe(false)
    }
  })
})
