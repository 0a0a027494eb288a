import { expect, test } from 'vitest'
import { grantList } from '@/lib/grants/queries/list'
import { GrantFilter } from '@/lib/grants/schema/list'
import { firstLearners, searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { mostCounted } from '@/lib/shared/paging'
import { dateFromDay } from '@/lib/shared/dates'
import { units } from '@/prisma/cast'
import { aDirective } from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice, type CastName } from '../support/office'

const office = withOffice()
type Page = { ids: string[]; more: boolean; total: number }
type Asked = Record<string, unknown>

const learnersOf = (who: CastName) => async (asked: Asked) => {
  const person = await office().person(who)
  const { learners, more, total } = await searchLearners(
    office().db,
    person,
    LearnerFilter.parse(asked),
    noon,
  )
  return { ids: learners.map(({ id }) => id), more, total }
}
const grantsOf = (who: CastName) => async (asked: Asked) => {
  const person = await office().person(who)
  const { grants, more, total } = await grantList(
    office().db,
    person,
    GrantFilter.parse({ state: 'ALL', ...asked }),
    noon,
  )
  return { ids: grants.map(({ id }) => id), more, total }
}

/** The pages from the first to the last, each read from the last row of the one before. */
async function onward(read: (asked: Asked) => Promise<Page>, asked: Asked): Promise<Page[]> {
  const pages = [await read(asked)]
  while (pages.at(-1)!.more) pages.push(await read({ ...asked, after: pages.at(-1)!.ids.at(-1) }))
  return pages
}

test('read from row to row, a list shows each of its rows once, onward and back, and by number the same pages', async () => {
  const made = await someLearners(office(), ...Array.from({ length: 130 }, (_, n) => 1 + (n % 2)))
  // Namesakes, of another unit too, and somebody whom Liis sees by a document alone.
  const ids = made.map(({ id }) => id)
  await office().db.learner.updateMany({ where: { id: { in: ids.slice(0, 70) } }, data: { lastName: 'Õun' } })
  await office().db.studyPlace.updateMany({
    where: { learnerId: { in: ids.slice(0, 3) } },
    data: { unitId: units.HV.id },
  })
  await aDirective(office(), { places: [made[0]!.places[0]!] })
  const places = made.flatMap(({ id: learnerId, places }) =>
    places.map((studyPlaceId) => ({ learnerId, studyPlaceId })),
  )
  await office().db.grant.createMany({
    data: places.map((place, n) => ({
      ...place,
      typeCode: 'PERFORMANCE',
      paidFrom: dateFromDay('2026-09-01'),
      paidTo: dateFromDay(n % 3 ? '2026-12-31' : '2027-01-31'),
      monthlyAmount: 100 + (n % 4),
      fundingSource: 'KATSE',
      importedNumber: `L-${n}`,
    })),
  })
  const lists = [
    ...(['tiina', 'rein', 'liis', 'krista'] as const).map(learnersOf),
    ...(['tiina', 'liis'] as const).map(grantsOf),
  ]
  const orders = [
    ['name', '-name'],
    ['name', '-name'],
    ['name', '-name'],
    ['name'],
    ['name', '-to', 'amount'],
    ['-name', 'to'],
  ]
  for (const [at, read] of lists.entries())
    for (const sort of orders[at]!) {
      const pages = await onward(read, { sort })
      const all = pages.flatMap((page) => page.ids)
      expect(new Set(all).size).toBe(all.length)
      expect(all.length).toBe(pages[0]!.total)
      for (const [number, page] of pages.entries()) {
        expect((await read({ sort, page: number + 1 })).ids).toEqual(page.ids)
        const back = await read({ sort, before: pages[number + 1]?.ids[0] ?? crypto.randomUUID() })
        if (pages[number + 1]) expect(back.ids).toEqual(page.ids)
      }
    }
  // Upwards and downwards are the same order.
  const [up, down] = [await onward(lists[0]!, {}), await onward(lists[0]!, { sort: '-name' })]
  expect(down.flatMap((page) => page.ids)).toEqual(up.flatMap((page) => page.ids).toReversed())
  const liis = await onward(lists[2]!, { q: 'õun' })
  expect(liis.flatMap((page) => page.ids)).toContain(ids[0])
  expect(liis.flatMap((page) => page.ids)).not.toContain(ids[1])
})

test('a page behind those that are opened by number is empty, and so is one after a row that is gone', async () => {
  for (const read of [learnersOf('tiina'), grantsOf('tiina')]) {
    for (const asked of [{ page: 1e9 }, { page: mostCounted / 50 + 1 }, { after: crypto.randomUUID() }])
      expect((await read(asked)).ids).toEqual([])
    expect((await read({ page: 'x', after: 'y', before: "'" })).ids.length).toBeGreaterThan(0)
  }
})

test('the palette asks for the first few learners, and counts none', async () => {
  const person = await office().person('tiina')
  const all = (await learnersOf('tiina')({})).ids
  const { learners, more } = await firstLearners(office().db, person, LearnerFilter.parse({}), noon, 3)
  expect(learners.map(({ id }) => id)).toEqual(all.slice(0, 3))
  expect(more).toBe(true)
})
