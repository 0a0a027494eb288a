import { performance } from 'node:perf_hooks'
import { connect, type Db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import type { Olek } from '@/scripts/olek'

/** What was found in several rounds: the one in the middle counts, the outermost say how much the machine wavered. */
export type Spread = { median: number; least: number; most: number }

export type Measured = {
  name: string
  ours: Spread
  /** a bound that isn't measured has no spread */
  floor: Spread
  unit: string
  reach: string
  good: boolean
}

/** What PostgreSQL knows of its tables: what they are now, or nothing, as right after an import. */
export type Statistics = 'fresh' | 'none'

/** As if nothing had ever been counted: PostgreSQL plans by the sizes of files alone. */
export const noStatistics = `SELECT pg_clear_relation_stats('public', relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;
  DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`

/** What a line measures on, and what it is asked. */
export type Bench = {
  olek: Olek
  /** learners of the register: at first, on the way, and now */
  sizes: readonly number[]
  /** p95 of pages by learners, as they were measured while the register grew */
  growth: Growth[]
  /** the application's, minute by minute */
  memory: Minute[]
}

export type Minute = { minute: number; MB: number; pages: number }

export type Growth = {
  learners: number
  page: string
  connections: number
  p50: number
  p95: number
  kB: number
}

export const spread = (rounds: readonly number[]): Spread => {
  const sorted = [...rounds].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), least: sorted[0]!, most: sorted.at(-1)! }
}

/** The value below which that part of them lies; they are sorted. */
export const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!

/** A bound that nothing wavers about. */
export const bound = (value: number): Spread => ({ median: value, least: value, most: value })

/** A line whose ratio of medians may be at most so much. */
export const atMost = (
  name: string,
  unit: string,
  times: number,
  { ours, floor }: Record<'ours' | 'floor', Spread>,
): Measured => ({
  name,
  ours,
  floor,
  unit,
  reach: `≤ ${times} × floor`,
  good: ours.median <= times * floor.median,
})

/** A line whose ratio of medians has to be at least so much. */
export const atLeast = (
  name: string,
  unit: string,
  times: number,
  { ours, floor }: Record<'ours' | 'floor', Spread>,
): Measured => ({
  name,
  ours,
  floor,
  unit,
  reach: `≥ ${times} × floor`,
  good: ours.median >= times * floor.median,
})

/**
 * Two works in milliseconds. They take turns, and by turns each goes first, so that whatever else the machine does falls on
 * both; the first round warms up and doesn't count. `prepare` makes what a work uses up, outside the time.
 */
export async function inTurns<Needed>(
  rounds: number,
  ours: (needed: Needed) => Promise<unknown>,
  floor: (needed: Needed) => Promise<unknown>,
  prepare: () => Promise<Needed>,
): Promise<Record<'ours' | 'floor', Spread>> {
  const times = { ours: [] as number[], floor: [] as number[] }
  const works = [['ours', ours] as const, ['floor', floor] as const]
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of round % 2 === 0 ? works : works.toReversed()) {
      const needed = await prepare()
      const took = await timed(() => work(needed))
      if (round > 0) times[name].push(took)
    }
  }
  return { ours: spread(times.ours), floor: spread(times.floor) }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}

/** How many statements the work sends through the client that it is given. */
export async function statementsOf(work: (client: Db) => Promise<unknown>): Promise<number> {
  const client = connect(env().DATABASE_URL, 2, true)
  let count = 0
  client.$on('query' as never, () => count++)
  await work(client)
  await client.$disconnect()
  return count
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
