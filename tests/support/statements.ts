import type { Db } from '@/lib/shared/db'

type Told = { $on(event: 'query', hear: () => void): void }

/**
 * Counts the statements sent to the database during the work; nothing else may use the client meanwhile. Returns the
 * count and the work's result.
 */
export async function countStatements<T>(
  db: Db,
  work: () => Promise<T>,
): Promise<{ count: number; value: T }> {
  const counter = counters.get(db) ?? listen(db)
  const before = counter.count
  const value = await work()
  return { count: counter.count - before, value }
}

const counters = new WeakMap<Db, { count: number }>()

function listen(db: Db) {
  const counter = { count: 0 }
  ;(db as unknown as Told).$on('query', () => counter.count++)
  counters.set(db, counter)
  return counter
}
