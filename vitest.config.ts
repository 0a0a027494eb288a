import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * One project a kind of test (spec 7): `npx vitest run --project commands`. Files of a worker share what they import,
 * which else is half of the work: what a file changes in the environment, it says to lib/shared/env.ts.
 */
const project = (name: string, wishes: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], isolate: false, ...wishes },
})

const database = {
  globalSetup: ['tests/support/template-database.ts'],
  hookTimeout: 240_000,
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).slice(0, -1) } },
  test: {
    // Two cores are what it must run on; the others have work while some wait for a database or a killed process.
    maxWorkers: 4,
    // Generous: how fast the product is, the bench says.
    testTimeout: 120_000,
    expect: { poll: { timeout: 100_000 } },
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
    projects: [
      project('rules'),
      project('outside', database),
      project('commands', database),
      project('house', database),
      // Each starts and kills processes of its own, and mostly waits for them.
      project('faults', {
        ...database,
        isolate: true,
        globalSetup: [...database.globalSetup, 'tests/support/built-application.ts'],
        testTimeout: 600_000,
        hookTimeout: 300_000,
      }),
    ],
  },
})
