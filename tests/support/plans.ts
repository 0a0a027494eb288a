import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Db } from '@/lib/shared/db'
import { PrismaClient } from '@/lib/shared/generated/client'

/** A step of a plan as PostgreSQL carried it out. */
export type Step = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Step[]
}
export type Carried = { statement: string; plan: Step }

/**
 * How PostgreSQL carried out each statement of a work, as it says itself (auto_explain); the work gets a client of the
 * database's owner, who alone may ask.
 */
export async function plansOf(ownerUrl: string, work: (client: Db) => Promise<unknown>): Promise<Carried[]> {
  const told = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': 0,
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_parameter_max_length': 0,
    client_min_messages: 'log',
    timezone: 'UTC',
  }
  const options = Object.entries(told)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  const carried: Carried[] = []
  const pool = new pg.Pool({ connectionString: ownerUrl, options, max: 2 })
  pool.on('connect', (client) =>
    client.on('notice', ({ message }) => {
      const json = /plan:\n(.*)$/s.exec(message ?? '')?.[1]
      if (!json) return
      const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: Step }
      carried.push({ statement, plan })
    }),
  )
  const client = new PrismaClient({ adapter: new PrismaPg(pool) }) as Db
  try {
    await work(client)
  } finally {
    await client.$disconnect()
    await pool.end()
  }
  return carried
}

/** Steps that are done again and again and read more than so many rows each time: what a register's growth would square. */
export function repeatedReads(
  carried: readonly Carried[],
  { loops, rows }: { loops: number; rows: number },
): string[] {
  const steps = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(steps)]
  return carried.flatMap(({ statement, plan }) =>
    steps(plan)
      .filter((step) => step['Actual Loops'] >= loops && rowsRead(step) > rows)
      .map(
        (step) =>
          `${step['Node Type']} ${step['Index Name'] ?? step['Relation Name'] ?? ''} reads ${Math.round(rowsRead(step))} rows ${step['Actual Loops']} times: ${statement.replace(/\s+/g, ' ').slice(0, 120)}`,
      ),
  )
}

const rowsRead = (step: Step) =>
  step['Actual Rows'] +
  (step['Rows Removed by Filter'] ?? 0) +
  (step['Rows Removed by Join Filter'] ?? 0) +
  (step['Rows Removed by Index Recheck'] ?? 0)
