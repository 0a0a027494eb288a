import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { rowStanding } from '@/lib/documents/standing'
import { refreshFetched } from '@/lib/registrants/commands/refresh-heard'
import { askTransfer, carryOut } from '@/lib/schools/transfers/commands/transfers'
import { inTransaction } from '@/lib/shared/db'
import { load } from '@/scripts/load'
import { document, someRows } from '../bench/s2-warnings'
import { issuedDocument, newsOf } from '../bench/s3-registering'
import { aRun } from '../bench/s4-refresh'
import { aSchool } from '../bench/s5-moving'
import { noStatistics } from '../bench/support'
import { noon, withOffice } from '../support/office'
import { plansOf, repeatedReads } from '../support/plans'

/* Each act stands on an office with some thousand rows that PostgreSQL has never counted, as right after an import. */

const people = 400
const office = withOffice()
let owner: pg.Client
beforeAll(async () => {
  const { ownerUrl } = office().database
  await load(ownerUrl, { learners: 3_000, pupils: 600, documents: 400, runs: 30, analyze: false })
  owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  // An earlier act of each sort has left its rows.
  await issuedDocument(owner, people)
  await aRun(owner, 2 * people)
})
beforeEach(() => owner.query(noStatistics))
afterAll(() => owner.end())

/** No step that an act does for each of its persons reads more than a person's own rows. */
const held = { loops: people / 8, rows: 40 }

test('all warnings of a directive are found without reading a table for each person', async () => {
  const rows = await someRows(office().db, people)
  const carried = await plansOf(office().database.ownerUrl, (client) => rowStanding(client, document, rows))
  expect(carried.length).toBeGreaterThan(0)
  expect(repeatedReads(carried, held)).toEqual([])
})

test('a directive is registered without reading a table for each person', async () => {
  const id = await issuedDocument(owner, people)
  await owner.query(noStatistics)
  const carried = await plansOf(office().database.ownerUrl, async (client) => {
    expect(await takeNews(client, newsOf(id), new Date())).toEqual({ outcome: 'taken' })
  })
  expect(carried.length).toBeGreaterThan(10)
  expect(repeatedReads(carried, held)).toEqual([])
})

test('a list from Juhan is taken in without reading a table for each registrant', async () => {
  const { refreshId, run, list } = await aRun(owner, 2 * people)
  await owner.query(noStatistics)
  const carried = await plansOf(office().database.ownerUrl, (client) =>
    inTransaction(client, (tx) => refreshFetched(tx, { refreshId, run }, { list }, noon)),
  )
  expect(carried.length).toBeGreaterThan(5)
  expect(repeatedReads(carried, held)).toEqual([])
})

test('pupils are moved without reading a table for each pupil', async () => {
  const person = await office().person('piret')
  const input = await aSchool(owner, people)
  await owner.query(noStatistics)
  const carried = await plansOf(office().database.ownerUrl, async (client) => {
    await askTransfer({ db: client, person, now: noon }, input)
    await carryOut(client, input.id, noon)
  })
  expect(carried.length).toBeGreaterThan(20)
  expect(repeatedReads(carried, held)).toEqual([])
})
