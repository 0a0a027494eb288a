import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Only the tests of pure rules: they need no database, and they alone have to kill the mutants of a rule. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).slice(0, -1) } },
  test: {
    include: ['tests/rules/**/*.test.ts'],
    testTimeout: 120_000,
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
  },
})
