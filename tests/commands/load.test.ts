import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { topics, type Topic } from '@/lib/deliveries/topics'
import { storedCommon, storedPaper, storedRules } from '@/lib/documents/stored'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { seedCast } from '@/prisma/seed'
import { load } from '@/scripts/load'
import { freshDatabase } from '../support/database'
import { withOffice } from '../support/office'

const amounts = { learners: 1_500, pupils: 600, documents: 200, runs: 15, analyze: false }
const office = withOffice()
beforeAll(() => load(office().database.ownerUrl, amounts))

/** A digest of the rows that a load has made in each table; serial numbers belong to them. */
async function digests(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS digest FROM "${name}" t
        WHERE t::text LIKE '%-0000-4000-8000-%'`,
    )
    found[name] = rows[0]!.digest
  }
  await client.end()
  return found
}

test('the same seed draws the same rows, and another seed draws others', async () => {
  const of = async (seed: number) => {
    const { url, ownerUrl } = await freshDatabase()
    await seedCast(url)
    await load(ownerUrl, { learners: 300, pupils: 300, documents: 40, runs: 5, analyze: false, seed })
    return digests(ownerUrl)
  }
  const [once, again, other] = [await of(7), await of(7), await of(8)]
  expect(again).toEqual(once)
  for (const table of [
    'learner',
    'study_term',
    'study_grant',
    'document',
    'delivery',
    'house',
    'pupil',
    'registrant',
  ])
    expect(other[table], table).not.toBe(once[table])
})

test('a second load adds as much again and clashes with nothing', async () => {
  const { db, database } = office()
  const counts = async () => ({
    learners: await db.learner.count({ where: { studyPlaces: { some: { code: { startsWith: 'L' } } } } }),
    pupils: await db.pupil.count({ where: { languages: { some: { originId: null, stayId: null } } } }),
    documents: await db.document.count(),
    runs: await db.run.count({ where: { code: { startsWith: 'LT-' } } }),
  })
  const before = await counts()
  await load(database.ownerUrl, amounts)
  const after = await counts()
  expect(after.learners - before.learners).toBe(amounts.learners)
  expect(after.pupils - before.pupils).toBe(amounts.pupils)
  expect(after.documents - before.documents).toBe(amounts.documents)
  expect(after.runs - before.runs).toBe(amounts.runs)
})

test('everybody whom a load makes has a true personal code', async () => {
  const { db } = office()
  const codes = [
    ...(await db.learner.findMany({ select: { personalCode: true } })),
    ...(await db.pupil.findMany({ select: { personalCode: true } })),
    ...(await db.registrant.findMany({ select: { personalCode: true } })),
  ].flatMap(({ personalCode }) => personalCode ?? [])
  expect(codes.length).toBeGreaterThan(amounts.learners + amounts.pupils)
  expect(codes.filter((code) => !checkPersonalCode(code))).toEqual([])
})

test('the application can read every message and every document of a load', async () => {
  const { db } = office()
  const deliveries = await db.delivery.findMany({ select: { topic: true, payload: true } })
  for (const { topic, payload } of deliveries) topics[topic as Topic].payload.parse(payload)
  const told = new Set(deliveries.map(({ topic }) => topic))
  expect([...told].sort()).toEqual([
    'dhis.register',
    'ehis.grant',
    'ehis.pupil',
    'mail.finance',
    'mail.letter',
  ])
  const versions = await db.documentVersion.findMany({
    select: { content: true, rules: true, document: true },
  })
  expect(versions.length).toBeGreaterThan(amounts.documents / 2)
  for (const { content, rules, document } of versions) {
    storedCommon.parse(document.common)
    expect(storedPaper.parse(content).rows.length).toBeGreaterThan(0)
    if (document.kind === 'GRANT' || document.kind === 'OWN_FUNDS_ALLOWANCE') storedRules.parse(rules)
  }
})

test('what registering leaves stands for each person of a registered document', async () => {
  const { db } = office()
  const rows = await db.documentRow.findMany({
    where: {
      document: {
        state: 'REGISTERED',
        kind: { in: ['GRANT', 'OWN_FUNDS_ALLOWANCE', 'DIPLOMA', 'NOTICE', 'TRANSCRIPT'] },
      },
    },
    select: { id: true, document: { select: { kind: true } } },
  })
  const effects = await db.effect.findMany({ where: { rowId: { in: rows.map(({ id }) => id) } } })
  const grants = await db.grant.count({ where: { rowId: { in: rows.map(({ id }) => id) } } })
  const certificates = await db.certificate.count({ where: { rowId: { in: rows.map(({ id }) => id) } } })
  expect(rows.length).toBeGreaterThan(0)
  expect(effects).toHaveLength(rows.length)
  expect(grants + certificates).toBe(rows.length)
})

test('who moved has one placement after the other, each in a house of one school', async () => {
  const { db } = office()
  const moved = await db.transferRow.findMany({ include: { pupil: { include: { placements: true } } } })
  expect(moved.length).toBeGreaterThan(0)
  for (const { pupil, day, oldId, newId } of moved) {
    const old = pupil.placements.find(({ id }) => id === oldId)!
    const made = pupil.placements.find(({ id }) => id === newId)!
    expect(made.fromOn).toEqual(day)
    expect(old.toOn.getTime() + 86_400_000).toBe(day.getTime())
    const houses = await db.house.findMany({ where: { id: { in: [old.houseId, made.houseId] } } })
    expect(houses).toHaveLength(2)
    expect(new Set(houses.map(({ ehisId }) => ehisId)).size).toBe(1)
  }
})
