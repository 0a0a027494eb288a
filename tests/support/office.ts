import { afterAll, beforeAll } from 'vitest'
import type { Act } from '@/lib/access/action'
import { readPerson } from '@/lib/access/person'
import type { Person } from '@/lib/access/rights'
import { stopJobs } from '@/lib/deliveries/jobs'
import { closeDb, db, type Db } from '@/lib/shared/db'
import { forgetEnv } from '@/lib/shared/env'
import { users } from '@/prisma/cast'
import { seedCast } from '@/prisma/seed'
import { freshDatabase, type TestDatabase } from './database'

export type CastName = keyof typeof users

/** The instant at which tests act by default: 21.11.2026 at noon in Tallinn. */
export const noon = new Date('2026-11-21T10:00:00Z')

/** An office for this test file alone: a seeded database, and the cast acting in it. */
export type Office = {
  db: Db
  database: TestDatabase
  /** somebody of the cast, acting at an instant; the rights are read at every call */
  as: (name: CastName, now?: Date) => Promise<Act>
  person: (name: CastName) => Promise<Person>
}

/**
 * Sets up the file's office before its first test; `office()` returns it. No neighbour answers, unless `neighbours`
 * starts some and returns their addresses under the names of `.env.example`.
 */
export function withOffice(
  neighbours: () => Promise<Record<string, string>> = async () => ({}),
): () => Office {
  let office: Office | undefined
  beforeAll(async () => {
    const database = await freshDatabase()
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      NEXTAUTH_SECRET: 'only-for-the-tests-0123456789abcdef',
      OLEK_URL: 'http://localhost:3000',
      OLEK_SANDBOX: 'yes',
      DHIS_URL: 'http://127.0.0.1:9/dhis',
      DHIS_KEY: 'test-key-of-dhis',
      DHIS_EVENT_SECRET: 'test-secret-of-dhis-events',
      JUHAN_URL: 'http://127.0.0.1:9/juhan/api',
      JUHAN_KEY: 'test-key-of-juhan',
      EHIS_URL: 'http://127.0.0.1:9/ehis/xroad',
      EHIS_KOOL_ID: '101',
      XROAD_CLIENT: 'EE/GOV/70000000/olek',
      XROAD_SERVICE: 'EE/GOV/70000001/ehis',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'Olek <olek@olek.test>',
      LOG_LEVEL: 'silent',
      ...(await neighbours()),
    })
    forgetEnv()
    await seedCast(database.url)
    const person = async (name: CastName) => {
      const found = await readPerson(db(), users[name].id)
      if (!found) throw new Error(`${name} can't sign in`)
      return found
    }
    office = {
      db: db(),
      database,
      person,
      as: async (name, now = noon) => ({ db: db(), person: await person(name), now }),
    }
  })
  afterAll(async () => {
    await stopJobs()
    await closeDb()
  })
  return () => office!
}
