/** What every journey stands on: a page, the office behind it, and the right to break DHIS alone. */
import { test as base, expect as baseExpect } from '@playwright/test'
import pg from 'pg'
import type { Act } from '@/lib/office/action'
import { readPerson } from '@/lib/office/person'
import { db, type Db } from '@/lib/shared/db'
import { stopJobs } from '@/lib/deliveries/jobs'
import { users } from '@/prisma/cast'

export type CastName = keyof typeof users

/** The installation behind the pages: its database, and the cast acting in it without a browser. */
export type Office = { db: Db; as: (name: CastName) => Promise<Act> }

type OfWorker = { office: Office }
type OfTest = {
  /** `alone`: the journey breaks a neighbour, so none may run beside it that needs the neighbour whole. */
  neighbours: 'shared' | 'alone'
  holdNeighbours: void
}

// The machine that runs this may be a busy one: how fast the product is, the bench says.
export const expect = baseExpect.configure({ timeout: 20_000 })

export const test = base.extend<OfTest, OfWorker>({
  office: [
    async ({}, use) => {
      const as = async (name: CastName) => {
        const person = await readPerson(db(), users[name].id)
        if (!person) throw new Error(`${name} can't sign in`)
        return { db: db(), person, now: new Date() }
      }
      await use({ db: db(), as })
      await stopJobs()
      await db().$disconnect()
    },
    { scope: 'worker' },
  ],
  neighbours: ['shared', { option: true }],
  // One lock of the database, held as long as the journey lasts.
  holdNeighbours: [
    async ({ neighbours }, use) => {
      const client = new pg.Client(process.env.DATABASE_URL)
      await client.connect()
      await client.query(
        `select ${neighbours === 'alone' ? 'pg_advisory_lock' : 'pg_advisory_lock_shared'}(20261121)`,
      )
      await use()
      await client.end()
    },
    { auto: true, timeout: 300_000 },
  ],
})
