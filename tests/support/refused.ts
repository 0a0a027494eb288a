import { expect } from 'vitest'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { Office } from './office'

/**
 * A fingerprint of everything that is stored, job table included. If it is the same before and after an act, the act
 * left nothing.
 */
export async function digestOf({ db }: Office): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE (schemaname = 'public' AND tablename <> '_prisma_migrations') OR (schemaname, tablename) = ('pgboss', 'job')
     ORDER BY 1`
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*) || ' ' ||
       coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM ${name} t`,
  )
  const digests = await db.$queryRawUnsafe<{ name: string; digest: string }[]>(parts.join(' UNION ALL '))
  return Object.fromEntries(digests.map(({ name, digest }) => [name, digest]))
}

/** Expects that the work is refused with exactly these codes and leaves nothing behind; returns the refusals. */
export async function expectRefused(
  office: Office,
  work: () => Promise<unknown>,
  ...codes: string[]
): Promise<readonly Refusal[]> {
  const before = await digestOf(office)
  const refusals = await refusalsOf(work)
  expect(refusals.map(({ code }) => code)).toEqual(codes)
  expect(await digestOf(office)).toEqual(before)
  return refusals
}

/** The refusals of the work; throws if it was done, and rethrows any other error. */
export async function refusalsOf(work: () => Promise<unknown>): Promise<readonly Refusal[]> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error.refusals
    throw error
  }
  throw new Error('It was not refused')
}

/**
 * Does acts at the same moment; returns how many were done and the refusal codes of the others, and rethrows any other
 * error.
 */
export async function atOnce(
  ...works: (() => Promise<unknown>)[]
): Promise<{ done: number; codes: string[] }> {
  const results = await Promise.allSettled(works.map((work) => work()))
  const codes = results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (!(result.reason instanceof Refused)) throw result.reason
    return result.reason.refusals.map(({ code }) => code)
  })
  return { done: results.filter(({ status }) => status === 'fulfilled').length, codes }
}

/**
 * The result of the work, or null if it was refused (with one of these codes, if any are given). Rethrows any other
 * error.
 */
export async function unlessRefused<T>(work: () => Promise<T>, codes?: readonly string[]): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (codes && !error.refusals.some(({ code }) => codes.includes(code))) throw error
    return null
  }
}
