import { beforeAll, describe, expect, test } from 'vitest'
import { grantSheet } from '@/app/(office)/grants/rows'
import { paymentSheets } from '@/app/(office)/grants/payments/rows'
import { schoolFile } from '@/app/(office)/schools/export-tables'
import { pupilSheet } from '@/app/(office)/schools/pupils/rows'
import { documentList, documentsForFile, type ListFilter } from '@/lib/documents/list/queries/list'
import { grantList, grantsForFile, paymentsForFile, seesAccounts } from '@/lib/grants/queries/list'
import { GrantFilter, PaymentFilter } from '@/lib/grants/schema/list'
import { readCsv } from '@/lib/import/reading/csv'
import { sayIn } from '@/lib/messages/say'
import { pupilsForFile, searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter } from '@/lib/schools/pupils/schema/pupils'
import { showAmount, type Amount } from '@/lib/shared/money'
import { inSnapshot } from '@/lib/shared/snapshot'
import { deliverySheet } from '@/lib/telling/queries/file'
import { readFilter } from '@/lib/telling/queries/filter'
import { deliveryList } from '@/lib/telling/queries/list'
import { aDirective } from '../support/documents'
import { csvOf } from '../support/files'
import { someLearners } from '../support/learners'
import { noon, withOffice, type CastName } from '../support/office'
import { allPayments } from '../support/payments'

/*
 * A file has the rows of its list in the list's order, all of them, also where a piece of the file ends.
 */

const office = withOffice()
const say = sayIn('et')
const cellsOf = (csv: string) => readCsv(csv, '', []).rows
const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`

/** An amount as our reader reads it, which takes a hard blank for a blank. */
const shown = (amount: Amount) => showAmount(amount).replaceAll('\u00a0', ' ')

/** All rows of a list that is asked page by page. */
async function allPages<Row>(page: (number: number) => Promise<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (let number = 1; ; number++) {
    const found = await page(number)
    if (found.length === 0) return rows
    rows.push(...found)
  }
}

describe('the file of grants', () => {
  beforeAll(async () => {
    const learners = await someLearners(office(), ...Array.from({ length: 270 }, () => 1))
    await office().db.grant.createMany({
      data: learners.map(({ id, places }, at) => ({
        learnerId: id,
        studyPlaceId: places[0]!,
        typeCode: 'PERFORMANCE',
        paidFrom: new Date('2026-09-01'),
        paidTo: new Date(at % 3 === 0 ? '2026-12-01' : '2027-08-31'),
        monthlyAmount: String(100 + (at % 4)),
        fundingSource: at % 2 === 0 ? 'PALJU' : 'VÄHE',
        bankAccount: '',
        importedNumber: `2.1-17/${at}`,
        importedOn: new Date('2026-08-01'),
      })),
    })
    // Two payments of one type in a month: the second begins where a piece of the file ends.
    const [row] = (await allPayments(office().db, PaymentFilter.parse({}), noon)).lines.slice(199)
    const { id: _, ...grant } = await office().db.grant.findUniqueOrThrow({ where: { id: row!.id } })
    await office().db.grant.create({
      data: { ...grant, registryId: undefined, paidFrom: new Date('2026-11-30') },
    })
  })

  test.each([
    ['tiina', {}],
    ['tiina', { sort: '-name', source: 'PALJU' }],
    ['tiina', { sort: 'to', state: 'ALL' }],
    ['tiina', { sort: '-to', q: 'juhus' }],
    ['rein', { sort: 'amount' }],
    ['liis', { sort: '-amount' }],
    ['liis', { state: 'VOID' }],
  ] as const)('has the rows of the list in its order: for %s, %o', async (who, asked) => {
    const person = await office().person(who)
    const filter = GrantFilter.parse(asked)
    const listed = await allPages(
      async (page) => (await grantList(office().db, person, { ...filter, page }, noon)).grants,
    )
    const file = await csvOf(office().db, (rows) => [
      grantSheet(say, seesAccounts(person), grantsForFile(rows, person, filter, noon)),
    ])
    const cells = cellsOf(file).slice(1)
    expect(cells.map(([name, type, , amount]) => [name, type, amount])).toEqual(
      listed.map((grant) => [nameOf(grant), grant.type, showAmount(grant.monthlyAmount)]),
    )
    if (who === 'tiina' && !('q' in asked)) expect(cells.length).toBeGreaterThan(130)
  })

  test('of the payments has the lines and the sums of the page, whatever their number', async () => {
    for (const asked of [{}, { source: 'PALJU' }, { source: 'pole' }]) {
      const filter = PaymentFilter.parse(asked)
      const { lines, bySource, all, month } = await allPayments(office().db, filter, noon)
      const file = await csvOf(office().db, (rows) =>
        paymentSheets(say, month, paymentsForFile(rows, filter, noon)),
      )
      const cells = cellsOf(file)
      const until = cells.findIndex((row, at) => at > 0 && row[0] === say('grants.column.fundingSource'))
      expect(
        cells
          .slice(1, until)
          .filter((row) => row.length > 0)
          .map(([name, , , , , , , amount]) => [name, amount]),
      ).toEqual(
        lines.map((line) => [
          line.again ? `${nameOf(line)} (${say('grants.payments.again')})` : nameOf(line),
          showAmount(line.amount),
        ]),
      )
      expect(cells.slice(until + 1)).toEqual([
        ...bySource.map(({ fundingSource, count, amount }) => [fundingSource, String(count), shown(amount)]),
        [say('grants.payments.all'), String(lines.length), shown(all)],
      ])
      if (!('source' in asked)) expect(lines.filter(({ again }) => again)).toHaveLength(2)
    }
  })
})

test('the file of documents has the rows of the list in each order, where pieces end among equal ones too', async () => {
  const id = await aDirective(office(), { state: 'DRAFT' })
  await office().db.$executeRaw`
    INSERT INTO document SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
        'number', CASE WHEN n % 3 > 0 THEN '9-9/' || n END, 'changed_at', timestamptz '2026-10-01' + (n % 2) * interval '1 day'))).*
      FROM document d, generate_series(1, 620) n WHERE d.id = ${id}::uuid`
  for (const who of ['tiina', 'liis', 'kaire'] as CastName[]) {
    const person = await office().person(who)
    for (const filter of [
      {},
      { sort: 'number' },
      { sort: 'kind' },
      { q: '9-9/1' },
      { q: 'pole sellist' },
    ] as ListFilter[]) {
      const { documents } = await documentList(office().db, person, filter, true)
      const inFile: string[] = []
      await inSnapshot(office().db, async (rows) => {
        for await (const piece of documentsForFile(rows, person, filter))
          inFile.push(...piece.map((each) => each.id))
      })
      expect(inFile).toEqual(documents.map((each) => each.id))
    }
  }
})

test('the file of deliveries has the rows of the list in each order, with the words that the person may read', async () => {
  await aDirective(office(), { state: 'REGISTERED' })
  for (const who of ['tiina', 'liis', 'sirje', 'urve'] as CastName[]) {
    const person = await office().person(who)
    for (const sort of ['newest', 'due', 'attempts']) {
      const filter = readFilter({ sort })
      const lines = await allPages(
        async (page) => (await deliveryList(office().db, person, { ...filter, page }, noon)).lines,
      )
      const cells = cellsOf(await csvOf(office().db, (rows) => [deliverySheet(rows, person, filter, noon)]))
      expect(cells.slice(1).map(([topic]) => topic)).toEqual(
        lines.map(({ topic }) => say(`deliveries.topic.${topic}`)),
      )
      for (const [at, { learner }] of lines.entries())
        if (learner) expect(cells[at + 1]![1]).toContain(learner)
    }
  }
})

describe('the files of schools', () => {
  test('of the pupils has the rows of the list in its order', async () => {
    for (const asked of [{}, { state: 'ALL' }, { q: 'kask' }, { q: 'pole sellist' }]) {
      const person = await office().person('piret')
      const filter = PupilFilter.parse(asked)
      const pupils = await allPages(
        async (page) => (await searchPupils(office().db, person, { ...filter, page }, noon)).pupils,
      )
      const cells = cellsOf(
        await csvOf(office().db, (rows) => [pupilSheet(say, pupilsForFile(rows, person, filter, noon))]),
      )
      expect(cells.slice(1).map(([last, first, code, house]) => [last, first, code, house])).toEqual(
        pupils.map(({ lastName, firstName, personalCode, house }) => [
          lastName,
          firstName,
          personalCode,
          house,
        ]),
      )
    }
  })

  test.each(['houses', 'classes', 'arrivals', 'log'])(
    'of the list of %s has its headings and rows',
    async (list) => {
      const person = await office().person('piret')
      const found = (await schoolFile(office().db, person, say, { list, state: 'ALL' }, noon))!
      const file = await csvOf(office().db, async function* (rows) {
        yield await found.sheet(rows)
      })
      const cells = cellsOf(file)
      expect(cells[0]!.length).toBeGreaterThan(2)
      if (list === 'houses' || list === 'classes') expect(cells.length).toBeGreaterThan(2)
    },
  )

  test('that isn’t there, or of a class of others, is none', async () => {
    const person = await office().person('piret')
    for (const asked of [{ list: 'pole' }, { list: 'pupils', class: 'x' }, {}] as Record<string, string>[])
      expect(await schoolFile(office().db, person, say, asked, noon)).toBeNull()
  })
})
