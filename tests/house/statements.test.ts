import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawStatements, type RawStatement, type RawStatements } from '../support/raw-statements'
import { freshDatabase } from '../support/database'
import { describeColumns, disagreements, sqlTypes, type SqlType } from '../support/described-columns'
import { sources } from '../support/source'

/** Statements that this test can't read, with the reason. The list may only shrink. */
const notRead: Record<string, string> = {
  'lib/import/written.ts keepWritten': 'the tables come with the room whose file is imported',
  'lib/import/written.ts buildingOn': 'the tables and columns are read from the database’s own catalogue',
  'lib/shared/moved-rows.ts moveRows': 'the tables are read from the database’s own catalogue',
  'lib/shared/snapshot.ts pieces':
    'a cursor over a statement of its caller, which is read there as `$streamRaw`',
}

/** A statement without a fault and others with one each, to show that every fault is found. */
const fabricated = `
import type { Tx } from './db'
import type { Snapshot } from './snapshot'
import { Prisma } from './generated/client'

const names = { first: Prisma.sql\`first_name\`, last: Prisma.sql\`no_such_name\` }
const among = (ids?: string[]) => (ids ? Prisma.sql\`WHERE learner.id = ANY(\${ids})\` : Prisma.empty)
type State = 'WAITING' | 'NEVER'

export const right = (tx: Tx, ids?: string[]) =>
  tx.$queryRaw<{ id: string; bornOn: Date | null }[]>\`SELECT id, born_on AS "bornOn" FROM learner \${among(ids?.map(String))}\`
export const oneOfTable = (tx: Tx, by: keyof typeof names) => tx.$executeRaw\`SELECT FROM learner ORDER BY \${names[by]}\`
export const otherWay = (tx: Tx, ids?: string[]) => tx.$executeRaw\`DELETE FROM learner l \${among(ids)}\`
export const columns = (tx: Tx) => tx.$queryRaw<{ name: string }[]>\`SELECT last_name FROM learner\`
export const kinds = (tx: Tx) => tx.$queryRaw<{ count: number; bornOn: string }[]>\`
  SELECT count(*), born_on AS "bornOn" FROM learner GROUP BY 2\`
export const labels = (tx: Tx) => tx.$queryRaw<{ state: State; states: string[] }[]>\`
  SELECT state, ARRAY[state] AS states FROM delivery\`
export const json = (tx: Tx) => tx.$queryRaw<{ details: { reason: string }; told: unknown }[]>\`
  SELECT details, details AS told FROM history_entry\`
export const unread = (tx: Tx) => tx.$queryRaw\`SELECT id FROM learner FOR UPDATE\`
export const stream = (rows: Snapshot) => rows.$streamRaw<{ id: string; age: number }>\`SELECT id FROM learner\`
export const hidden = (tx: Tx, table: string) => tx.$executeRaw\`DELETE FROM \${Prisma.raw(table)}\`
`
const place = 'lib/shared/fabricated.ts'

let composed: RawStatements
let client: pg.Client
let types: Map<number, SqlType>
beforeAll(async () => {
  // Only files of lib hand SQL to each other's functions; of the others, only those with a statement of their own matter.
  const files = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}', 'scripts/**/*.ts').filter(
    ({ path, text }) => path.startsWith('lib/') || /\$(query|execute)Raw/.test(text),
  )
  composed = rawStatements(
    files.map(({ path }) => path),
    { [place]: fabricated },
  )
  client = new pg.Client((await freshDatabase()).url)
  await client.connect()
  types = await sqlTypes(client)
})
afterAll(() => client.end())

const statements = (ofFabricated: boolean) =>
  composed.statements.filter(({ at }) => at.startsWith(place) === ofFabricated)

test('PostgreSQL prepares every raw statement, and its columns are what its type says', async () => {
  expect(statements(false).length).toBeGreaterThan(200)
  expect(await faultsOf(statements(false))).toEqual([])
})

test('every raw statement can be read, except for those named here', () => {
  const unread = statements(false).filter(({ notFollowed }) => notFollowed !== undefined)
  expect([...new Set(unread.map(({ name }) => name))].toSorted()).toEqual(Object.keys(notRead).toSorted())
})

test('no statement casts a column to text to compare it, because no index holds the texts', () => {
  // `row_id` is one.
  const text = String.raw`\b[a-z_]+\.(?!row_id)[a-z_]+::text`
  const compared = new RegExp(`${text}\\s*(=|<>|<|>|IN\\b|NOT IN\\b)|(=|<>|<|>)\\s*${text}`, 'i')
  expect('WHERE l.id::text = $1').toMatch(compared)
  expect('WHERE r.key = w.id::text').toMatch(compared)
  const found = statements(false).filter(({ texts }) => texts.some((each) => compared.test(each)))
  expect(found.map(({ at }) => at)).toEqual([])
})

test('no query leaves it to Prisma to drop repeated rows or to skip some, because it fetches them all for that', () => {
  const inProcess = /\b(distinct|cursor):/
  const found = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}').filter(({ text }) => inProcess.test(text))
  expect(found.map(({ path }) => path)).toEqual([])
})

test('a column that is missing, superfluous or of another type is found, in each way that a statement is composed', async () => {
  const faults = await faultsOf(statements(true))
  expect(faults.map((fault) => fault.replace(/^.*? /, '').split('\n')[0])).toEqual([
    'isn’t prepared: column "no_such_name" does not exist',
    'isn’t prepared: invalid reference to FROM-clause entry for table "learner"',
    'fetches last_name, which the type doesn’t have',
    'has no column name, which the type has',
    'gives count as int8, and the type says number',
    'gives bornOn as date, and the type says string',
    'gives state as DeliveryState, and the type says State',
    'gives states as _DeliveryState, and the type says string[]',
    'reads details, which is JSON, as though it were read through its schema',
    'fetches id, which the type doesn’t have',
    'has no column age, which the type has',
  ])
  const hidden = statements(true).filter(({ notFollowed }) => notFollowed !== undefined)
  expect(hidden.map(({ name }) => name)).toEqual([`${place} hidden`])
})

/** What is wrong with the statements, in every way that they are composed. */
async function faultsOf(those: readonly RawStatement[]): Promise<string[]> {
  const faults = new Set<string>()
  for (const { at, texts, rows } of those) {
    for (const text of texts) {
      try {
        const columns = await describeColumns(client, text)
        if (!rows) continue
        for (const each of disagreements(composed.checker, types, columns, rows)) faults.add(`${at} ${each}`)
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error
        faults.add(`${at} isn’t prepared: ${error.message}\n${text}`)
      }
    }
  }
  return [...faults]
}
