/** The basis of every journey: an installation, a page of it, and the office behind it. */
import { test as base, expect as baseExpect } from '@playwright/test'
import type { Act } from '@/lib/access/action'
import { readPerson } from '@/lib/access/person'
import { stopJobs } from '@/lib/deliveries/jobs'
import { db, type Db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import type { Olek } from '@/scripts/olek'
import { startInstallation } from '../../support/installation'

export type CastName = keyof typeof users

/** The installation behind the pages: its database, and the cast acting in it without a browser. */
export type Office = { db: Db; as: (name: CastName) => Promise<Act> }

/** `installation`: the own one of a journey that runs alone. */
type OfWorker = { installation: Olek | undefined; office: Office }

// The machine that runs this may be busy; the benchmarks check how fast the product is.
export const expect = baseExpect.configure({ timeout: 20_000 })

export const test = base.extend<object, OfWorker>({
  // Journeys that run alone have an installation of their own, and so has the grown one; the others share one.
  installation: [
    async ({}, use, { project }) => {
      const apart = project.name === 'alone' || project.name === 'grown'
      const own = apart ? await startInstallation(`journeys-${project.name}`) : undefined
      await use(own)
      await own?.stop()
    },
    { scope: 'worker', auto: true, timeout: 300_000 },
  ],
  baseURL: async ({ installation: _started }, give) => give(process.env.OLEK_URL),
  office: [
    async ({ installation: _started }, use) => {
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
})
