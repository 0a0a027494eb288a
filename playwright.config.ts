import { defineConfig } from '@playwright/test'
import { browserLaunch } from './tests/support/browser'

/**
 * One breaks neighbours that others need, one compares the whole database, one kills the application: they have an
 * installation of their own.
 */
const alone = [
  'when-dhis-does-not-take-a-directive.spec.ts',
  'what-got-stuck-is-settled.spec.ts',
  'rights-of-acts-over-http.spec.ts',
  'a-restart-in-the-middle-loses-nothing.spec.ts',
]
/** Fills its database with many learners and pupils. */
const grown = 'pages-read-what-they-show.spec.ts'
/** The longest begin first: begun last, one of them would run on alone. */
const long = ['rights-over-http.spec.ts', 'hostile-requests-get-a-clean-answer.spec.ts']

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/support/journeys-setup.ts',
  // The others share one; each makes the documents it speaks of. Most of the time they wait for an answer.
  workers: 4,
  projects: [
    { name: 'alone', testMatch: alone, workers: 1 },
    { name: 'grown', testMatch: grown, workers: 1 },
    { name: 'long', testMatch: long },
    { name: 'together', testIgnore: [...alone, grown, ...long] },
  ],
  // A journey that fails once and then passes is named at the end of the run: unsteady, to be mended, but no proof of a fault.
  retries: 1,
  // Generous: how fast the product is, the bench says.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ...(process.env.JOURNEYS_REPORT ? [['json', { outputFile: process.env.JOURNEYS_REPORT }] as const] : []),
  ],
  use: {
    locale: 'et-EE',
    timezoneId: 'Europe/Tallinn',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    // Recording every step nearly doubles the time: `npx playwright test --trace on <file>` where one is wanted.
    trace: 'off',
    launchOptions: await browserLaunch(),
  },
})
