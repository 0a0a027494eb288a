/**
 * `npm run load -- --learners 1000000 --pupils 160000 --documents 50000` beside `npm start` adds an invented country to its
 * database, or to the one at DATABASE_OWNER_URL: for benches, and to see how pages perform for a whole office. It never
 * deletes. `--seed 2` draws another one; the same seed draws the same.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { runningEngine } from './engine'
import { documents, personsOn } from './load-documents'
import { curriculaOf, learners, units } from './load-learners'
import { id, type Range } from './load-names'
import { houses, kept, messages, pupils, pupilsOfHouse } from './load-pupils'
import { runs } from './load-runs'

type Amounts = {
  learners?: number
  pupils?: number
  /** of the learners that a load has made, now or before */
  documents?: number
  /** runs of continuing education */
  runs?: number
  seed?: number
}

type Wishes = Amounts & {
  /** hears how far it is */
  say?: (line: string) => void
  /** false leaves the tables without statistics, as right after an import */
  analyze?: boolean
}

/** One transaction's work. */
type Batch = { what: string; range: Range; total: number; statements: readonly ((range: Range) => string)[] }

/**
 * Adds learners with study place, terms and grants, pupils with all that schools keep, a year of messages to EHIS,
 * documents in all states and runs: each by its number after the last one there, so that a second load adds to the first. A
 * unit for 5,000 learners, a house for 267 pupils. Two sessions work in batches of a transaction each: the first one makes
 * all that the database numbers, in order, so that the seed repeats that too, and documents as soon as their learners are
 * there; both share the learners. A load that is broken off leaves whole batches.
 */
export async function load(url: string, wishes: Wishes): Promise<void> {
  const { say = () => undefined, analyze = true } = wishes
  const sessions = await Promise.all([session(url), session(url)])
  const [one, two] = sessions as [pg.Client, pg.Client]
  const told = progress(say)
  try {
    const { before, alone, documents, learners } = await plan(one, wishes)
    for (const batch of before) await done(one, batch, told)
    const begun: Promise<void>[] = []
    const learnersBy = async (client: pg.Client, last = Infinity) => {
      while (learners[0] && learners[0].range.from <= last) {
        const work = done(client, learners.shift()!, told)
        begun.push(work)
        await work
      }
    }
    const first = async () => {
      for (const batch of alone) await done(one, batch, told)
      await learnersBy(one, documents.lastLearner)
      await Promise.all(begun)
      for (const batch of documents.batches) await done(one, batch, told)
      await learnersBy(one)
    }
    await both(first(), learnersBy(two))
    if (!analyze) return
    say('Gathering statistics')
    const others = await one.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL($1)`,
      [ofLearners],
    )
    await both(
      one.query(`VACUUM (ANALYZE) ${others.rows.map(({ name }) => `"${name}"`).join(', ')}`),
      two.query(`VACUUM (ANALYZE) ${ofLearners.join(', ')}`),
    )
  } finally {
    await Promise.all(sessions.map((client) => client.end()))
  }
}

/** The tables of learners: half of all that there is to look through for statistics. */
const ofLearners = ['learner', 'study_place', 'study_term', 'attestation']

async function session(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Of this session alone: a power cut may take the last batch, searching is sorted in at the end, and no statement is so
  // long that compiling it pays.
  await client.query(
    `SET synchronous_commit = off; SET gin_pending_list_limit = '64MB'; SET work_mem = '128MB'; SET jit = off`,
  )
  return client
}

/** The number after the last one of a load's rows in the table. */
async function next(client: pg.Client, table: string, family: string | number): Promise<number> {
  const { rows } = await client.query<{ next: string }>(
    `SELECT coalesce((SELECT right(id::text, 12)::bigint + 1 FROM ${table}
                       WHERE id BETWEEN ${id(family, '0')} AND ${id(family, '999999999999')} ORDER BY id DESC LIMIT 1), 0) AS next`,
  )
  return Number(rows[0]!.next)
}

async function plan(
  client: pg.Client,
  {
    learners: learnerCount = 0,
    pupils: pupilCount = 0,
    documents: documentCount = 0,
    runs: runCount = 0,
    seed = 1,
  }: Wishes,
) {
  const batches = (
    what: string,
    statements: Batch['statements'],
    from: number,
    total: number,
    size = total,
  ): Batch[] =>
    Array.from({ length: Math.ceil(total / size) || 0 }, (_, at) => ({
      what,
      statements,
      total,
      range: { from: from + at * size, to: from + Math.min(total, (at + 1) * size) - 1, seed },
    }))
  const [unit, learner, house, run] = [
    await next(client, 'unit', 'a'),
    await next(client, 'learner', 1),
    await next(client, 'house', 3),
    await next(client, 'run', '92'),
  ]
  if (documentCount > 0 && learner + learnerCount === 0)
    throw new Error('Documents are made of learners of a load: name --learners too.')
  // A house is whole: pupils are numbered by their house.
  const houseCount = pupilCount > 0 ? 2 * Math.ceil(pupilCount / (2 * pupilsOfHouse)) : 0
  const pupil = house * pupilsOfHouse
  return {
    before: [
      ...batches('units', units, unit, Math.ceil(learnerCount / 5000)),
      ...batches('curricula', [curriculaOf], 0, learnerCount > 0 ? 1 : 0),
    ],
    alone: [
      ...batches('houses', houses, house, houseCount),
      ...batches('pupils', [...pupils, ...kept], pupil, pupilCount, 20 * pupilsOfHouse),
      ...batches('pupils’ messages', messages, pupil, pupilCount, 20 * pupilsOfHouse),
      ...batches('runs', runs, run, runCount, 500),
    ],
    documents: {
      batches: batches(
        'documents',
        documents(learner + learnerCount),
        await next(client, 'document', 'b'),
        documentCount,
        5_000,
      ),
      lastLearner: await lastPerson(client, documentCount, seed, learner + learnerCount),
    },
    learners: batches('learners', learners, learner, learnerCount, 10_000),
  }
}

/** Of so many more documents: the highest number of a learner on them, -1 without documents. */
async function lastPerson(client: pg.Client, documentCount: number, seed: number, learnerCount: number) {
  if (documentCount === 0) return -1
  const from = await next(client, 'document', 'b')
  const { rows } = await client.query<{ persons: string }>(
    personsOn({ from, to: from + documentCount - 1, seed }),
  )
  return Math.min((await next(client, 'document_row', 'c')) + Number(rows[0]!.persons), learnerCount) - 1
}

/** Waits for both even if one fails, so that nothing runs on behind a closed session. */
async function both(...works: (Promise<unknown> | undefined)[]) {
  for (const result of await Promise.allSettled(works))
    if (result.status === 'rejected') throw result.reason as Error
}

async function done(client: pg.Client, batch: Batch, told: Told) {
  await client.query('BEGIN')
  try {
    for (const statement of batch.statements) await client.query(statement(batch.range))
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
  told(batch)
}

type Told = (batch: Batch) => void

/** Says every ten seconds how far each sort of rows is, and when one is complete. */
function progress(say: (line: string) => void): Told {
  const begun = performance.now()
  const soFar = new Map<string, number>()
  let saidAt = 0
  return ({ what, range, total }) => {
    const made = (soFar.get(what) ?? 0) + range.to - range.from + 1
    soFar.set(what, made)
    const seconds = (performance.now() - begun) / 1000
    if (made < total && seconds - saidAt < 10) return
    saidAt = seconds
    say(`${seconds.toFixed(0)} s: ${made.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`)
  }
}

/** The named database, else that of the running `npm start`. */
export async function addressToLoad(): Promise<string> {
  const named = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL
  const url = named ?? (await runningEngine())
  if (!url)
    throw new Error('No database is running here: begin with npm start, or name one in DATABASE_OWNER_URL.')
  return url
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const option = (name: string) => ({ type: 'string' as const, default: name })
  const { values } = parseArgs({
    options: {
      learners: option('10000'),
      pupils: option('0'),
      documents: option('0'),
      runs: option('0'),
      seed: option('1'),
    },
  })
  if (!Object.values(values).every((count) => /^\d{1,7}$/.test(count)))
    throw new Error(
      'Say how many: npm run load -- --learners 10000 --pupils 1600 --documents 500 --runs 20 --seed 1',
    )
  const [learners, pupils, documents, runs, seed] = [
    values.learners,
    values.pupils,
    values.documents,
    values.runs,
    values.seed,
  ].map(Number)
  await load(await addressToLoad(), { learners, pupils, documents, runs, seed, say: console.log })
  console.log(
    `${values.learners} learners, ${values.pupils} pupils, ${values.documents} documents and ${values.runs} runs added`,
  )
}
