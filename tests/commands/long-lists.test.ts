import { beforeAll, describe, expect, test } from 'vitest'
import { documentList } from '@/lib/documents/list/queries/list'
import { filterOf, readAddress } from '@/lib/documents/list/schema'
import { groupSheet } from '@/lib/schools/groups/queries'
import { classList, classPupils, classSheet } from '@/lib/schools/houses/queries/classes'
import { classifiersOf } from '@/lib/schools/houses/queries/classifiers'
import { houseSheet } from '@/lib/schools/houses/queries/house'
import { houseList } from '@/lib/schools/houses/queries/houses'
import { ClassesFilter, HousesFilter, LogFilter } from '@/lib/schools/houses/schema/lists'
import { logList } from '@/lib/schools/pupils/queries/log'
import { pupilSheet } from '@/lib/schools/pupils/queries/pupil'
import { searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { transferTargets } from '@/lib/schools/transfers/queries/transfers'
import { mostCounted, type PageAsked } from '@/lib/shared/paging'
import { inSnapshot } from '@/lib/shared/snapshot'
import { deliveriesForFile, deliveryList } from '@/lib/telling/queries/list'
import { readFilter } from '@/lib/telling/queries/filter'
import { readPupilFilter } from '@/lib/telling/queries/pupil-filter'
import { pupilLog } from '@/lib/telling/queries/pupil-log'
import { units, users } from '@/prisma/cast'
import { castClass, castPupil, houses } from '@/prisma/cast-schools'
import { noon, withOffice } from '../support/office'
import { countStatements } from '../support/statements'

const office = withOffice()
const today = '2026-11-21' as const
const many = mostCounted + 130

/** More rows than are counted, some of them alike in what the lists are ordered by. */
beforeAll(async () => {
  const { db } = office()
  const mae = houses.mae.id
  const year = { classId: castClass('mae', 3, 'a').id, from: '2026-09-01', to: '2027-08-31' }
  await db.$executeRaw`
    INSERT INTO pupil (id, personal_code, first_name, last_name)
    SELECT md5('pupil' || n)::uuid, 'L' || n, (ARRAY['Õie', 'Ants', 'Šarlotte'])[1 + n % 3], 'Nimi' || n % 4000
      FROM generate_series(1, ${many}) AS n`
  await db.$executeRaw`
    INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on)
    SELECT md5('pupil' || n)::uuid, ${year.classId}::uuid, ${mae}::uuid, 2026, ${year.from}::date, ${year.to}::date
      FROM generate_series(1, ${many}) AS n`
  await db.$executeRaw`
    INSERT INTO placement_log (at, by_id, who, act, pupil_id, to_house_id, to_class, day)
    SELECT ${noon}, ${users.piret.id}::uuid, 'Piret Allik', 'PLACED', md5('pupil' || n)::uuid, ${mae}::uuid, '3.a', ${year.from}::date
      FROM generate_series(1, ${many}) AS n`
  await db.$executeRaw`
    INSERT INTO delivery (neighbour, topic, key, thread, house_id, pupil_id, due_on, payload, state, due_at, settled_at)
    SELECT 'EHIS', 'ehis.pupil', 'pupil' || n, 'pupil' || n, ${mae}::uuid, md5('pupil' || n)::uuid, date '2026-09-01' + n % 40,
           '{"message": {"kind": "LANGUAGES"}}', 'DONE', ${noon}, ${noon}
      FROM generate_series(1, ${many}) AS n`
  await db.$executeRaw`
    INSERT INTO document (id, type, kind, state, unit_id, creator_id, drafter_id, signer_id, basis, number, series, numbered_in,
                          dhis_id, changed_at, registered_on, registered_at)
    SELECT md5('document' || n)::uuid, 'VICE_DEAN_DIRECTIVE', CASE WHEN n % 100 = 0 THEN 'EXMATRICULATION' ELSE 'ACADEMIC_LEAVE' END,
           'REGISTERED', ${units.LT.id}::uuid, ${users.kaire.id}::uuid, ${users.kaire.id}::uuid, ${users.mari.id}::uuid, '',
           '7-7/' || n, '7-7', 2026, 'long' || n, ${noon}::timestamptz - (n / 2) * interval '1 minute', ${today}::date, ${noon}
      FROM generate_series(1, ${many}) AS n`
  await db.$executeRaw`
    INSERT INTO delivery (neighbour, topic, key, thread, document_id, payload, state, due_at, attempts, settled_at)
    SELECT CASE WHEN n % 100 = 0 THEN 'MAIL' ELSE 'DHIS' END::"Neighbour", CASE WHEN n % 100 = 0 THEN 'mail.letter' ELSE 'dhis.register' END,
           'document' || n, 'document' || n, md5('document' || n)::uuid, '{}', 'DONE',
           ${noon}::timestamptz + (n / 3) * interval '1 minute', n % 3, ${noon}
      FROM generate_series(1, ${many}) AS n`
}, 120_000)

type Page = { ids: string[]; count: number; more: boolean }

/** Every list that is read from the row where its page begins, of many rows and of few. */
const lists: Record<string, (asked: PageAsked) => Promise<Page>> = {
  'all pupils': pupils({}),
  'pupils of a first name': pupils({ q: 'Šarlotte Nimi3' }),
  'the placement log': log({}),
  'the placement log upwards': log({ sort: 'at' }),
  'lines about some pupils': log({ q: 'Õie Nimi3' }),
  'the EHIS log': ehis({}),
  'messages about some pupils': ehis({ name: 'lotte nimi3' }),
  'all deliveries': deliveries({}),
  'deliveries by their day': deliveries({ sort: 'due' }),
  'deliveries by attempts': deliveries({ sort: 'attempts' }),
  'letters by attempts': deliveries({ topic: 'mail.letter', sort: 'attempts' }),
  'all documents': documents({}),
  'documents by number': documents({ sort: 'number' }),
  'documents by kind': documents({ sort: 'kind' }),
  'documents of a kind': documents({ kind: 'EXMATRICULATION' }),
  'documents by a part of the number': documents({ q: '7-7/100' }),
}

describe.each(Object.entries(lists))('%s', (_, list) => {
  test('have the same pages by number and by the row where they begin, forwards and back', async () => {
    const byNumber: Page[] = []
    for (const page of [1, 2, 3]) byNumber.push(await list({ page }))
    const [first, second, third] = byNumber as [Page, Page, Page]
    expect(first.ids).toHaveLength(50)
    expect(new Set(byNumber.flatMap(({ ids }) => ids)).size).toBe(byNumber.flatMap(({ ids }) => ids).length)
    expect(await list({ page: 2, after: first.ids.at(-1) })).toEqual(second)
    expect((await list({ page: 3, after: second.ids.at(-1) })).ids).toEqual(third.ids)
    expect(await list({ page: 2, before: third.ids[0] })).toEqual({ ...second, more: true })
    expect((await list({ page: 1, before: second.ids[0] })).ids).toEqual(first.ids)
  })

  test('are counted to 10,000, and to the last when that is asked for', async () => {
    const { count } = await list({ page: 1 })
    const { count: exact } = await list({ page: 1, count: 'all' })
    expect(count).toBe(Math.min(exact, mostCounted + 1))
    expect((await list({ page: 1_000_000_000 })).ids).toEqual([])
  })
})

test('the lists are in the order that they say', async () => {
  const { db } = office()
  const stored = await db.delivery.findMany({
    where: { houseId: null },
    orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }],
  })
  expect((await lists['deliveries by their day']!({ page: 3 })).ids).toEqual(
    stored.slice(100, 150).map(({ id }) => id),
  )
  const tried = await db.delivery.findMany({
    where: { topic: 'mail.letter' },
    orderBy: [{ attempts: 'desc' }, { seq: 'desc' }],
  })
  expect((await lists['letters by attempts']!({ page: 2 })).ids).toEqual(
    tried.slice(50, 100).map(({ id }) => id),
  )
  const kinds = await db.document.findMany({
    orderBy: [{ kind: 'asc' }, { changedAt: 'desc' }, { id: 'asc' }],
    take: 50,
  })
  expect((await lists['documents by kind']!({ page: 1 })).ids).toEqual(kinds.map(({ id }) => id))
})

test('the file of deliveries has each once, in the order of the list', async () => {
  const person = await office().person('tiina')
  const ids: string[] = []
  await inSnapshot(office().db, async (rows) => {
    for await (const lines of deliveriesForFile(rows, person, readFilter({ sort: 'attempts' }), noon))
      ids.push(...lines.map(({ id }) => id))
  })
  const stored = await office().db.delivery.findMany({
    where: { houseId: null },
    orderBy: [{ attempts: 'desc' }, { seq: 'desc' }],
    select: { id: true },
  })
  expect(ids).toEqual(stored.map(({ id }) => id))
})

test('houses and classes are in Estonian order with their numbers by size, and by their pupils', async () => {
  const { db } = office()
  const person = await office().person('piret')
  const { municipalityId } = await db.house.findUniqueOrThrow({ where: { id: houses.mae.id } })
  const named = ['10. kool', '9. kool', 'Õ-kool', 'Z-kool', 'Š-kool', 'Ä-kool']
  await db.house.createMany({
    data: named.map((name, at) => ({
      municipalityId,
      name,
      kind: 'BASIC_SCHOOL' as const,
      ehisId: String(600 + at),
      registryCode: String(72000000 + at),
    })),
  })
  const names = async (sort: string) =>
    (await houseList(db, person, HousesFilter.parse({ sort }), today)).houses.map(({ name }) => name)
  const inOrder = ['9. kool', '10. kool', 'Š-kool', 'Z-kool', 'Õ-kool', 'Ä-kool']
  expect((await names('name')).filter((name) => named.includes(name))).toEqual(inOrder)
  expect((await names('-name')).filter((name) => named.includes(name))).toEqual(inOrder.toReversed())
  expect((await names('-pupils'))[0]).toBe('Kesklinna kool, Mäe maja')

  const of = async (sort: string) =>
    (await classList(db, person, ClassesFilter.parse({ sort, house: houses.mae.id }), today)).classes
  const labels = (await of('name')).map(({ label }) => label)
  expect(labels).toEqual(labels.toSorted((a, b) => a.localeCompare(b, 'et', { numeric: true })))
  expect((await of('-pupils'))[0]).toMatchObject({ label: '3.a' })
  expect((await of('-pupils'))[0]!.pupils).toBeGreaterThan(many)
})

test('a page of a school asks a few statements, whatever it shows', async () => {
  const { db } = office()
  const person = await office().person('piret')
  const count = async (work: () => Promise<unknown>) => (await countStatements(db, work)).count
  const anni = castPupil('Anni Kask').id
  const pupil = async (id: string) => {
    await pupilSheet(db, person, id, { on: today }, noon)
    await classifiersOf(db, today)
  }
  expect(await count(() => pupil(anni))).toBe(4)
  // Whether EHIS knows of a leaving is asked for besides.
  await db.placement.updateMany({
    where: { pupilId: anni },
    data: { endedBy: 'LEAVING', atLeaving: { to: '2027-08-31', voided: [], places: [], messages: [] } },
  })
  expect(await count(() => pupil(anni))).toBe(5)
  const ofClass = async (id: string) => {
    await classSheet(db, person, id)
    await classPupils(db, person, id, { on: today, state: 'ALL' }, noon)
    await transferTargets(db, person, id)
  }
  expect(await count(() => ofClass(castClass('joe', 3, 'b').id))).toBe(3)
  expect(await count(() => houseSheet(db, person, houses.mae.id, undefined, today))).toBe(3)
  const group = await db.group.create({ data: { houseId: houses.joe.id, kind: 'DAY', name: 'Vikerkaar' } })
  expect(await count(() => groupSheet(db, person, group.id, today))).toBe(3)
})

function pupils(filter: object) {
  return async (asked: PageAsked) => {
    const person = await office().person('urve')
    const found = await searchPupils(office().db, person, { ...PupilFilter.parse(filter), ...asked }, noon)
    return { ids: found.pupils.map(({ id }) => id), count: found.total, more: found.more }
  }
}

function log(filter: object) {
  return async (asked: PageAsked) => {
    const person = await office().person('urve')
    const { lines, ...found } = await logList(office().db, person, { ...LogFilter.parse(filter), ...asked })
    return { ids: lines.map(({ id }) => id), ...found }
  }
}

function ehis(filter: object) {
  return async (asked: PageAsked) => {
    const person = await office().person('urve')
    const found = await pupilLog(office().db, person, { ...readPupilFilter(filter), ...asked })
    return { ids: found.lines.map(({ id }) => id), count: found.count, more: found.more }
  }
}

function deliveries(filter: object) {
  return async (asked: PageAsked) => {
    const person = await office().person('tiina')
    const found = await deliveryList(office().db, person, { ...readFilter(filter), ...asked }, noon)
    return { ids: found.lines.map(({ id }) => id), count: found.count, more: found.more }
  }
}

function documents(filter: object) {
  return async (asked: PageAsked) => {
    const person = await office().person('mari')
    const found = await documentList(office().db, person, { ...filterOf(readAddress(filter)), ...asked })
    return { ids: found.documents.map(({ id }) => id), count: found.count, more: found.more }
  }
}
