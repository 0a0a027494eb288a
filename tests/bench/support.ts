import { performance } from 'node:perf_hooks'
import { connect, type Db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'

export type Measured = {
  name: string
  ours: number
  floor: number
  unit: string
  reach: string
  good: boolean
  note?: string
}

/**
 * The quickest runs of two works in milliseconds: whatever else the machine does only adds to a run. They take turns, so
 * that it falls on both; the first turn warms up and doesn't count. `prepare` makes what a work uses up, outside the time.
 */
export async function inTurns<Needed>(
  runs: number,
  ours: (needed: Needed) => Promise<unknown>,
  floor: (needed: Needed) => Promise<unknown>,
  prepare: () => Promise<Needed>,
): Promise<{ ours: number; floor: number }> {
  const times = { ours: [] as number[], floor: [] as number[] }
  for (let run = 0; run <= runs; run++) {
    for (const [name, work] of [['ours', ours] as const, ['floor', floor] as const]) {
      const needed = await prepare()
      const since = performance.now()
      await work(needed)
      if (run > 0) times[name].push(performance.now() - since)
    }
  }
  return { ours: Math.min(...times.ours), floor: Math.min(...times.floor) }
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
