import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Db } from '@/lib/shared/db'
import { schemaDiff } from '@/scripts/migrate'
import { learners } from '@/prisma/cast-learners'
import { castId, units, users } from '@/prisma/cast'
import { seedCast } from '@/prisma/seed'
import { freshDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let db: Db
const roles: Record<'application' | 'owner', pg.Client> = {} as never
beforeAll(async () => {
  database = await freshDatabase()
  await seedCast(database.url)
  db = connect(database.url, 2)
  for (const [role, url] of [
    ['application', database.url],
    ['owner', database.ownerUrl],
  ] as const) {
    roles[role] = new pg.Client(url)
    await roles[role].connect()
  }
  await db.$executeRaw`INSERT INTO history_entry (document_id, at, who, act, to_state)
                       VALUES (gen_random_uuid(), now(), 'Liis Tamm', 'save', 'DRAFT')`
  await db.auditEntry.create({ data: { act: 'document.delete' } })
})
afterAll(async () => {
  await Promise.all(Object.values(roles).map((client) => client.end()))
  await db.$disconnect()
})

test('the migrated database matches the schema', async () => {
  expect(await schemaDiff(database.ownerUrl)).toBe('')
})

test('every foreign key has an index that begins with its first column', async () => {
  // pg-boss's own tables aren't ours.
  const { rows } = await roles.owner.query(`
    SELECT c.conrelid::regclass::text AS table, a.attname AS column
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_index i
                        WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND i.indkey[0] = c.conkey[1])
     ORDER BY 1, 2`)
  expect(rows).toEqual([])
})

test('what a document’s row brought about has an index that begins with the row', async () => {
  // A term is found by its study place, and the effect of it by the row.
  const byPlace = ['study_term']
  const { rows } = await roles.owner.query<{ table: string }>(`
    SELECT c.relname AS table
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attname = 'row_id' AND a.atttypid = 'uuid'::regtype AND c.relkind = 'r'
       AND NOT EXISTS (SELECT FROM pg_index i
                        WHERE i.indrelid = c.oid AND i.indpred IS NULL AND i.indkey[0] = a.attnum)
     ORDER BY 1`)
  expect(rows.map(({ table }) => table)).toEqual(byPlace)
})

test('the embedded server keeps the rows that a statement failed on out of its log', async () => {
  const { rows } = await roles.owner.query('SHOW log_error_verbosity')
  expect(rows).toEqual([{ log_error_verbosity: 'terse' }])
})

describe.each(['history_entry', 'audit_entry'])('%s', (table) => {
  test.each([`UPDATE ${table} SET act = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])(
    'can be changed by nobody: %s',
    async (sql) => {
      await expect(roles.application.query(sql)).rejects.toThrow(
        /permission denied|must be owner|can't be changed/,
      )
      await expect(roles.owner.query(sql)).rejects.toThrow(`${table} can't be changed`)
      const { rows } = await roles.owner.query(`SELECT count(*)::int AS count FROM ${table}`)
      expect(rows).toEqual([{ count: 1 }])
    },
  )

  test('has a guard that the application can’t switch off', async () => {
    await expect(roles.application.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)).rejects.toThrow(
      'must be owner',
    )
    await expect(roles.application.query(`DROP TABLE ${table}`)).rejects.toThrow('must be owner')
    await expect(roles.application.query("SET session_replication_role = 'replica'")).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('the database refuses', () => {
  const place = castId(5, 1)
  const learnerId = learners[0]!.id
  const day = (text: string) => new Date(text)
  const term = (fromOn: string, toOn: string | null, value = 'PART', aspect = 'LOAD' as const) =>
    db.studyTerm.create({
      data: {
        studyPlaceId: place,
        aspect,
        value,
        fromOn: day(fromOn),
        toOn: toOn === null ? null : day(toOn),
      },
    })
  const leave = (fromOn: string, toOn: string, annulledAt: Date | null = null) =>
    db.academicLeave.create({
      data: { studyPlaceId: place, fromOn: day(fromOn), toOn: day(toOn), annulledAt },
    })
  const grant = (paidFrom: string, paidTo: string, monthlyAmount = '660') =>
    db.grant.create({
      data: {
        learnerId,
        studyPlaceId: place,
        typeCode: 'PERFORMANCE',
        paidFrom: day(paidFrom),
        paidTo: day(paidTo),
        monthlyAmount,
        fundingSource: 'x',
      },
    })
  const document = (about: object) =>
    db.document.create({
      data: {
        id: crypto.randomUUID(),
        type: 'VICE_RECTOR_DIRECTIVE',
        kind: 'OWN_FUNDS_ALLOWANCE',
        unitId: units.LT.id,
        creatorId: users.liis.id,
        drafterId: users.liis.id,
        signerId: users.mari.id,
        basis: 'x',
        ...about,
      },
    })

  test('two values of one aspect on one day', async () => {
    await expect(term('2030-01-01', null)).rejects.toThrow('study_term_one_value_a_day')
    await db.studyTerm.updateMany({
      where: { studyPlaceId: place, aspect: 'LOAD' },
      data: { toOn: day('2029-12-31') },
    })
    await expect(term('2029-12-31', '2030-06-30')).rejects.toThrow('study_term_one_value_a_day')
    await term('2030-01-01', '2030-06-30')
    await term('2030-07-01', null)
  })
  test('a value that belongs to another aspect', async () => {
    await expect(term('2020-01-01', '2020-01-31', 'HALF')).rejects.toThrow('study_term_value')
  })
  test('two leaves that share a day, unless one of them is annulled', async () => {
    await leave('2030-01-01', '2030-01-31', new Date())
    await leave('2030-01-01', '2030-01-31')
    await expect(leave('2030-01-31', '2030-02-10')).rejects.toThrow('academic_leave_no_overlap')
    await leave('2030-02-01', '2030-02-10')
  })
  test('two academic years that share a day', async () => {
    const year = { label: '2030/x', firstOn: day('2031-08-31'), lastOn: day('2032-08-30') }
    await expect(db.academicYear.create({ data: year })).rejects.toThrow('academic_year_no_overlap')
  })
  test('a period that ends before it begins', async () => {
    await expect(term('2019-02-01', '2019-01-01')).rejects.toThrow(/study_term_period|range lower bound/)
    await expect(leave('2019-02-01', '2019-01-01')).rejects.toThrow(/academic_leave_period|range lower bound/)
    await expect(grant('2019-02-01', '2019-01-31')).rejects.toThrow('study_grant_period')
    await grant('2019-02-01', '2019-02-01')
  })
  test('a grant of no money or less', async () => {
    await expect(grant('2019-03-01', '2019-03-31', '0')).rejects.toThrow('study_grant_amount')
    await expect(grant('2019-03-01', '2019-03-31', '-1')).rejects.toThrow('study_grant_amount')
  })
  const numbered = { number: '2.1-1/1', series: '2.1-1', numberedIn: 2026 }
  test('an issued document without its number, and a registered one without its day', async () => {
    await expect(document({ state: 'ISSUED' })).rejects.toThrow('document_issued_has_number')
    const sent = { ...numbered, dhisId: 'd1' }
    await expect(document({ state: 'REGISTERED', ...sent })).rejects.toThrow('document_registered_has_day')
    await document({ state: 'ISSUED', ...sent })
  })
  test('two documents with one number in a series and year, or with one record of DHIS', async () => {
    await expect(document(numbered)).rejects.toThrow('number')
    await expect(document({ ...numbered, number: '2.1-1 / 1' })).rejects.toThrow('number')
    await document({ ...numbered, numberedIn: 2027 })
    await document({ ...numbered, numberAsIs: true })
    await expect(document({ dhisId: 'd1' })).rejects.toThrow('dhis_id')
  })
  test('two live directives of one proposal', async () => {
    const proposal = await document({ type: 'PROPOSAL' })
    await document({ proposalId: proposal.id, state: 'CANCELLED' })
    await document({ proposalId: proposal.id })
    await expect(document({ proposalId: proposal.id })).rejects.toThrow('document_one_live_directive')
  })
  test('the same news or the same delivery a second time', async () => {
    const news = {
      neighbour: 'DHIS',
      eventId: 'e1',
      receivedAt: new Date(),
      body: {},
      state: 'PARKED',
    } as const
    await db.news.create({ data: news })
    await expect(db.news.create({ data: news })).rejects.toThrow('event_id')
    const delivery = { neighbour: 'MAIL', topic: 'mail.letter', key: 'k', thread: 't', payload: {} } as const
    await db.delivery.create({ data: delivery })
    await expect(db.delivery.create({ data: delivery })).rejects.toThrow('key')
  })
})
