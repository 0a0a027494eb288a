import { expect, test } from 'vitest'
import { grantList } from '@/lib/grants/queries/list'
import { GrantFilter } from '@/lib/grants/schema/list'
import { namedOrder } from '@/lib/learners/queries/named-order'
import { searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { mostApiece, mostElsewhere } from '@/lib/shared/paging'
import { load } from '@/scripts/load'
import { noon, withOffice } from '../support/office'
import { plansOf, type Step } from '../support/plans'

const office = withOffice()
type Asked = Record<string, unknown>
type Name = { id: string; firstName: string; lastName: string }

/**
 * The list read from its beginning, after and before some of its rows, drawn at random, and by number, as it should be;
 * `wanted`: the ids of all its rows.
 */
async function expectRead(asked: Asked, wanted: readonly string[]) {
  const person = await office().person('tiina')
  const read = async (more: Asked) => {
    const filter = LearnerFilter.parse({ ...asked, ...more })
    const { learners, more: follow, total } = await searchLearners(office().db, person, filter, noon)
    return { ids: learners.map(({ id }) => id), follow, total }
  }
  const page = (from: number) => ({
    ids: wanted.slice(Math.max(from, 0), Math.max(from + 50, 0)),
    follow: from + 50 < wanted.length,
    total: Math.min(wanted.length, mostApiece + 1),
  })
  expect(await read({})).toEqual(page(0))
  for (let tried = 0; tried < 3 && wanted.length > 0; tried++) {
    const at = Math.floor(Math.random() * wanted.length)
    expect(await read({ after: wanted[at] })).toEqual(page(at + 1))
    const ids = wanted.slice(Math.max(at - 50, 0), at)
    expect(await read({ before: wanted[at] })).toEqual({ ...page(0), ids, follow: ids.length > 0 })
    const number = Math.floor(at / 50) + 1
    expect(await read({ page: number })).toEqual(page(50 * (number - 1)))
  }
}

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const tokens = ({ firstName, lastName }: Name) => plain(`${firstName} ${lastName}`).split(/[^\p{L}]+/u)

/** What the search promises, told without a database. */
function reference(all: readonly Name[], q: string, down: boolean) {
  const words = plain(q).split(/\s+/)
  const begins = (name: string, some = words) => some.some((word) => plain(name).startsWith(word))
  const place = ({ firstName, lastName }: Name) => {
    const both =
      words.length === 2 &&
      words.some((word, at) => begins(lastName, [word]) && begins(firstName, [words[1 - at]!]))
    return both ? 0 : begins(lastName) ? 1 : begins(firstName) ? 2 : 3
  }
  const key = (each: Name) => {
    const names = [plain(each.lastName), plain(each.firstName)]
    return [...(place(each) === 2 ? names.toReversed() : names), each.id].map((part) => Buffer.from(part))
  }
  const compare = (a: Name, b: Name) => {
    if (place(a) !== place(b)) return place(a) - place(b)
    const [left, right] = [key(a), key(b)]
    const differing = left.findIndex((part, at) => Buffer.compare(part, right[at]!) !== 0)
    return (down ? -1 : 1) * Buffer.compare(left[differing]!, right[differing]!)
  }
  return all
    .filter((each) => words.every((word) => tokens(each).some((token) => token.startsWith(word))))
    .toSorted(compare)
    .map(({ id }) => id)
}

/** Learners of these names drawn at random, so many. */
async function drawn(count: number) {
  const lastNames = ['Ömber', 'Omberg', 'Mäe-Ömber', 'Ombre', 'Õunapuu', 'Miller']
  const firstNames = ['Mirell', 'Mïrjam', 'Ombeline', 'Ann-Mirell', 'Öie', 'Jaan']
  await office().db.learner.createMany({
    data: Array.from({ length: count }, () => ({
      firstName: firstNames[Math.floor(Math.random() * firstNames.length)]!,
      lastName: lastNames[Math.floor(Math.random() * lastNames.length)]!,
    })),
  })
  return office().db.learner.findMany({ select: { id: true, firstName: true, lastName: true } })
}

const asked = ['omb', 'mi', 'mirell omb', 'ÖMBER mirell', 'omb mi', 'om m m', 'o omb', 'ann mire', 'xyz']

test('whoever has a name, few or very many, is listed by the name it begins with, each once, onward, back and turned round', async () => {
  for (const more of [170, 4_000]) {
    const all = await drawn(more)
    for (const q of asked)
      for (const sort of ['name', '-name']) await expectRead({ q, sort }, reference(all, q, sort === '-name'))
  }
}, 120_000)

test('a search by a name that very many have reads two thousand rows and not all of them', async () => {
  await drawn(12_000)
  const person = await office().person('tiina')
  const most = (step: Step): number =>
    Math.max(
      step['Relation Name'] === 'learner' && step['Node Type'] !== 'Bitmap Index Scan'
        ? (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']
        : 0,
      ...(step.Plans ?? []).map(most),
    )
  const carried = await plansOf(office().database.ownerUrl, async (client) => {
    await client.$executeRaw`ANALYZE learner`
    for (const q of ['omb', 'mi', 'omb mi'])
      await searchLearners(client, person, LearnerFilter.parse({ q }), noon)
  })
  const read = carried.map(({ plan }) => most(plan))
  expect(read.filter((rows) => rows > 0).length).toBeGreaterThan(5)
  expect(read.filter((rows) => rows > 2 * mostApiece + 1)).toEqual([])
})

test('grants and pupils of a name that very many have are listed once each, onward and back, in the order of learners', async () => {
  await load(office().database.ownerUrl, { learners: 17_000, pupils: 6_000 })
  const [tiina, piret] = [await office().person('tiina'), await office().person('piret')]
  type Read = (asked: Asked) => Promise<{ rows: readonly Name[]; more: boolean; total: number }>
  const grants: Read = async (asked) => {
    const filter = GrantFilter.parse({ q: 'm', state: 'ALL', ...asked })
    const { grants: rows, more, total } = await grantList(office().db, tiina, filter, noon)
    return { rows, more, total }
  }
  const pupils: Read = async (asked) => {
    const filter = PupilFilter.parse({ q: 'm', ...asked })
    const { pupils: rows, more, total } = await searchPupils(office().db, piret, filter, noon)
    return { rows, more, total }
  }
  for (const [read, most] of [
    [grants, mostElsewhere],
    [pupils, mostApiece],
  ] as const) {
    const pages = [await read({})]
    while (pages.at(-1)!.more) pages.push(await read({ after: pages.at(-1)!.rows.at(-1)!.id }))
    const rows = pages.flatMap((page) => page.rows)
    expect(pages[0]!.total).toBe(most + 1)
    expect(rows.length).toBe((await read({ count: 'all' })).total)
    expect(rows.map(({ id }) => id)).toEqual(reference(rows, 'm', false))
    for (const at of [1, 7, pages.length - 1])
      expect((await read({ before: pages[at]!.rows[0]!.id })).rows).toEqual(pages[at - 1]!.rows)
  }
}, 120_000)

test('what is no name has the order of the whole list', () => {
  for (const q of ['', '  ', '-', '38001010000']) expect(namedOrder('l', q)).toBeNull()
})
