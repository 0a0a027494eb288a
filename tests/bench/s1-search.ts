import pg from 'pg'
import { readPerson } from '@/lib/access/person'
import { searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { connect, type Db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { atMost, inTurns, type Bench, type Measured } from './support'

const rounds = 25

/**
 * S1: learners by the beginning of a name, without its accents, a page of 50, against the same statements through `pg`: they
 * are taken down from one search.
 */
export async function searching({ olek }: Bench): Promise<Measured[]> {
  const person = (await readPerson(connectedTo(olek.url), users.tiina.id))!
  const filter = LearnerFilter.parse({ q: 'oun' })
  const search = (client: Db) => searchLearners(client, person, filter, new Date('2026-11-21T10:00:00Z'))
  const ours = connectedTo(olek.url)
  const statements = await takenDown(olek.url, search)
  const client = new pg.Client({ connectionString: olek.url, options: '-c timezone=UTC' })
  await client.connect()
  const asked = async () => {
    for (const [at, { text, values }] of statements.entries())
      await client.query({ name: `s1-${at}`, text, values })
  }
  const found = await search(ours)
  if (found.learners.length !== 50) throw new Error(`Found ${found.learners.length} learners, not a page`)
  const times = await inTurns(
    rounds,
    () => search(ours),
    asked,
    async () => undefined,
  )
  await client.end()
  await ours.$disconnect()
  return [atMost('S1 50 learners by name', 'ms', 1.5, times)]
}

const connectedTo = (url: string) => connect(url, 2, false)

/** What a work asks of the database, each with its values. */
async function takenDown(url: string, work: (client: Db) => Promise<unknown>) {
  const client = connect(url, 2, true)
  const statements: { text: string; values: unknown[] }[] = []
  client.$on('query' as never, ({ query, params }: { query: string; params: string }) =>
    statements.push({ text: query, values: JSON.parse(params) as unknown[] }),
  )
  await work(client)
  await client.$disconnect()
  return statements
}
