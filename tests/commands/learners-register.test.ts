import { describe, expect, test } from 'vitest'
import { findLearners } from '@/lib/register/commands/imports'
import { registerPlaceIds, registerSearch, searchLearners } from '@/lib/register/queries/list'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { learners as castLearners } from '@/prisma/cast-learners'
import { aDirective } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'

const office = withOffice()

const found = async (who: CastName, asked: Record<string, unknown> = {}) => {
  const person = await office().person(who)
  return searchLearners(office().db, person, LearnerFilter.parse(asked), noon)
}
const names = (list: readonly { firstName: string; lastName: string }[]) =>
  list.map(({ firstName, lastName }) => `${firstName} ${lastName}`)
const idOf = (lastName: string) => castLearners.find((learner) => learner.lastName === lastName)!.id
const sheetOf = async (who: CastName, lastName: string) =>
  learnerSheet(office().db, await office().person(who), idOf(lastName), '2026-11-21')

describe('the search of the register', () => {
  test('finds names by their beginnings, in either order, whatever the accents and the case', async () => {
    for (const q of ['oja', 'OJA kad', 'kadri o', 'Kàdri'])
      expect(names((await found('tiina', { q })).learners)).toEqual(['Kadri Oja'])
    expect(names((await found('tiina', { q: 'ounap' })).learners)).toEqual(['Rasmus Õunapuu'])
    expect(names((await found('tiina', { q: 'zukov' })).learners)).toEqual(['Õnne Šmidt-Žukov'])
    expect((await found('tiina', { q: "'); drop table learner; --" })).learners).toEqual([])
    expect((await found('tiina', { q: ':*&!' })).learners).toEqual([])
  })

  test('finds a person by the whole other code, and not by its beginning', async () => {
    expect(names((await found('tiina', { q: 'V-1998-0412' })).learners)).toEqual(['Õnne Šmidt-Žukov'])
    expect((await found('tiina', { q: 'V-1998' })).total).toBe(0)
  })

  test('sorts names in Estonian order, and counts everyone who matches', async () => {
    const all = await found('tiina')
    expect(all.total).toBe(castLearners.length)
    const last = all.learners.map(({ lastName }) => lastName)
    expect(last).toEqual(last.toSorted((a, b) => a.localeCompare(b, 'et')))
    expect(last.indexOf('Õunapuu')).toBeGreaterThan(last.indexOf('Värk'))
    expect((await found('tiina', { sort: '-name' })).learners.map(({ lastName }) => lastName)[0]).toBe(
      last.at(-1),
    )
  })

  test('filters by how the study place is today', async () => {
    expect(names((await found('tiina', { unit: 'LT', load: 'PART', level: 'DOCTORAL' })).learners)).toEqual([
      'Taavi Jõgi',
      'Margus Vaarikas',
    ])
    expect(names((await found('tiina', { mainState: 'EXTENDED' })).learners)).toEqual(['Sander Lõhmus'])
    expect((await found('tiina', { mainState: 'EXMATRICULATED' })).total).toBe(1)
    expect((await found('tiina', { curriculum: '80331', funding: 'PAID' })).total).toBe(0)
  })

  test('finds by the beginning of a personal code, but never takes one from a URL', async () => {
    expect(LearnerFilter.parse({ q: '4920513' }).q).toBe('')
    const byCode = await findLearners(await office().as('liis'), { q: '492 0513' })
    expect(byCode.by === 'CODE' && names(byCode.learners)).toEqual(['Kadri Oja'])
    expect(await findLearners(await office().as('liis'), { q: 'oja' })).toEqual({ by: 'NAME', q: 'oja' })
    const foreign = await findLearners(await office().as('krista'), { q: '49205130232' })
    expect(foreign).toMatchObject({ by: 'CODE', total: 0 })
  })
})

describe('who sees which learner', () => {
  test('a clerk and a vice-dean of a unit see the learners with a study place in the unit', async () => {
    for (const who of ['krista', 'peeter'] as const) {
      expect(names((await found(who)).learners)).toEqual([
        'Jürgen Hallik',
        'Marta Kiisk',
        'Andres Saar',
        'Gerli Vares',
      ])
      expect(await sheetOf(who, 'Kiisk')).not.toBeNull()
      expect(await sheetOf(who, 'Oja')).toBeNull()
    }
  })

  test('a clerk also sees the learners on a document of the unit that the clerk may see', async () => {
    expect(await sheetOf('liis', 'Rand')).toBeNull()
    await aDirective(office(), { persons: ['Rand'] })
    expect((await sheetOf('liis', 'Rand'))?.more?.documents).toHaveLength(1)
    expect(names((await found('liis', { q: 'rand' })).learners)).toEqual(['Külli Rand'])
    // The draft is Liis's own: the vice-dean of the unit doesn't see it yet, and so doesn't see the person.
    expect(await sheetOf('mari', 'Rand')).toBeNull()
  })

  test('the finance office sees everybody’s name and grants, and nothing more', async () => {
    const { learners, grantsOnly } = await found('rein', { unit: 'HV' })
    expect(grantsOnly).toBe(true)
    expect(learners).toHaveLength(castLearners.length)
    expect(learners.every(({ personalCode, places }) => personalCode === null && places.length === 0)).toBe(
      true,
    )
    const sheet = await sheetOf('rein', 'Kuusk')
    expect(sheet).toMatchObject({ name: 'Rasmus Kuusk', more: null })
    expect(sheet?.grants).toHaveLength(1)
  })

  test('the chancellery, an administrator and a school see nobody', async () => {
    for (const who of ['heli', 'toomas', 'urve', 'piret'] as const) {
      expect((await found(who)).total).toBe(0)
      expect(await sheetOf(who, 'Oja')).toBeNull()
    }
  })

  test('an unknown or malformed id shows nobody', async () => {
    const tiina = await office().person('tiina')
    for (const id of ['x', '', '00000000-0000-4000-8000-000000000000', '../../x', "' or 1=1 --"])
      expect(await learnerSheet(office().db, tiina, id, '2026-11-21')).toBeNull()
  })
})

describe("a learner's page", () => {
  test('shows imported facts with their directives, and what is coming', async () => {
    const mart = (await sheetOf('liis', 'Põder'))!.more!.places[0]!
    expect(mart.leaves).toMatchObject([
      {
        from: '2027-02-01',
        when: 'COMING',
        source: { imported: { number: '2.1-17/164', on: '2026-11-02' } },
      },
    ])
    expect(mart.attestations).toMatchObject([{ on: '2024-06-12', decision: 'POSITIVE', year: '2023/2024' }])
    expect(mart.nominalEndOn).toBe('2027-08-31')
    const oskar = (await sheetOf('liis', 'Ilves'))!.more!.places[0]!
    expect(oskar.terms.filter(({ aspect }) => aspect === 'MAIN_STATE')).toMatchObject([
      { value: 'EXMATRICULATED', from: '2027-02-01', when: 'COMING' },
      { value: 'STUDYING', to: '2027-01-31', when: 'NOW' },
    ])
    expect(oskar.terms.find(({ aspect }) => aspect === 'CURRICULUM')!.value).toBe('Ökoloogia')
  })

  test('shows what a registered directive gave, and links it for those who may see it', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'] })
    const { number } = await office().db.document.findUniqueOrThrow({ where: { id } })
    const sheet = (await sheetOf('liis', 'Üksik'))!
    expect(sheet.grants).toMatchObject([
      { monthlyAmount: '660.00', when: 'NOW', source: { documentId: id, number, open: true } },
    ])
    expect(sheet.more!.places[0]!.secondary).toMatchObject([
      { state: 'ON_GRANT', source: { documentId: id } },
    ])
    expect(sheet.more!.documents).toMatchObject([{ id, state: 'REGISTERED' }])
    expect((await sheetOf('rein', 'Üksik'))!.grants).toMatchObject([{ source: { open: false, number } }])
  })
})

describe('the search of Lisa isikuid', () => {
  test('covers the whole register and gives away neither codes nor contact data', async () => {
    const { places, total } = await registerSearch(office().db, { q: 'kiisk' }, noon)
    expect(total).toBe(1)
    expect(places).toMatchObject([{ firstName: 'Marta', unitCode: 'HV', curriculum: expect.any(String) }])
    expect(Object.keys(places[0]!).sort()).toEqual(
      [
        'curriculum',
        'firstName',
        'funding',
        'id',
        'lastName',
        'learnerId',
        'level',
        'load',
        'mainState',
      ].concat(['unitCode', 'unitName']),
    )
    const ids = await registerPlaceIds(office().db, { q: '', level: 'DOCTORAL', unit: 'LTFYS' }, noon)
    expect(ids).toHaveLength(
      (await registerSearch(office().db, { q: '', level: 'DOCTORAL', unit: 'LTFYS' }, noon)).total,
    )
  })
})
