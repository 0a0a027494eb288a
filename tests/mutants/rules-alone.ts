import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests of pure rules alone: they need no database, and a mutant of a rule that only they could kill is theirs. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).slice(0, -1) } },
  test: {
    include: ['tests/rules/**/*.test.ts'],
    testTimeout: 120_000,
    env: { TZ: 'UTC', LOG_LEVEL: 'silent' },
  },
})
