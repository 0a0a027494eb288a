/** Starts one server and migrates one database to copy from, before the first test that may need a database. */
import type { TestProject } from 'vitest/node'
import { ensureClient } from '@/scripts/build'
import { startEngine } from '@/scripts/engine'
import { applyMigrations } from '@/scripts/migrate'

declare module 'vitest' {
  interface ProvidedContext {
    /** The addresses of the migrated, empty database for the owner and for the application's role. */
    template: { ownerUrl: string; url: string }
  }
}

type Shared = { users: number; started: ReturnType<typeof start> }
/** Several test projects use this file in one process, and the server is started once for all. */
const held = globalThis as typeof globalThis & { olekTemplate?: Shared }

export default async function setup(project: TestProject) {
  const shared = (held.olekTemplate ??= { users: 0, started: start() })
  shared.users++
  const { url, ownerUrl } = await shared.started
  project.provide('template', { url, ownerUrl })
  return async () => {
    if (--shared.users > 0) return
    held.olekTemplate = undefined
    await (await shared.started).stop()
  }
}

async function start() {
  ensureClient(() => undefined)
  const engine = await startEngine({ name: 'tests', fast: true, throwaway: true })
  await applyMigrations(engine.ownerUrl)
  const { installJobs } = await import('@/lib/deliveries/jobs')
  await installJobs(engine.url)
  return engine
}
