/** `npm test`: the checks, all kinds of tests and the journeys; a failure doesn't stop the others. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensureBuild, ensureClient } from './build'
import { runChecks, type Count } from './check'
import { dataFolder, projectFolder } from './engine-place'
import { runTool } from './tool'

const reports = path.join(dataFolder, 'reports')
await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })

// The faults and the journeys need the build, and only one build can run at a time. Both mostly wait for what they have
// started, and so run beside each other.
const built = await build()
const counts = [
  built,
  ...(await Promise.all([checks(), vitest('rules', 'outside', 'commands', 'house')])),
  ...(await Promise.all([vitest('faults'), journeys()])),
]
const sum = (what: 'passed' | 'skipped') => counts.reduce((total, count) => total + count[what], 0)
const failed = counts.flatMap((count) => count.failed)
if (failed.length > 0) console.log(`\nFailed:\n${lines(failed)}`)
const skipped = sum('skipped')
console.log(`\n${sum('passed')} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed.length > 0 ? 1 : 0)

function checks(): Promise<Count> {
  console.log('Checking the sources, beside the tests that need no browser')
  return runChecks()
}

async function build(): Promise<Count> {
  try {
    ensureClient(console.log)
    ensureBuild(console.log)
    return { passed: 1, failed: [], skipped: 0 }
  } catch (error) {
    console.log(error)
    return { passed: 0, failed: ['build'], skipped: 0 }
  }
}

type OfVitest = {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

async function vitest(...projects: string[]): Promise<Count> {
  console.log(`\nTesting ${projects.join(', ')}`)
  const file = path.join(reports, `${projects[0]}.json`)
  const which = projects.map((name) => `--project ${name}`).join(' ')
  const options = `${which} --reporter=default --reporter=json --outputFile.json="${file}"`
  const { ok } = await runTool(`vitest run ${options}`, { show: true })
  if (!existsSync(file)) return { passed: 0, failed: ['vitest told nothing'], skipped: 0 }
  const report = JSON.parse(await readFile(file, 'utf8')) as OfVitest
  const failed = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed')
    const of = path.relative(projectFolder, name)
    if (tests.length === 0 && status === 'failed') return [`${of}: ${firstLine(message)}`]
    return tests.map((each) => `${of}: ${each.fullName}: ${firstLine(each.failureMessages[0])}`)
  })
  return {
    passed: report.numPassedTests,
    failed: atLeastOne(ok, failed, 'vitest'),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

type Suite = { suites?: Suite[]; specs?: { file: string; title: string; tests: { status: string }[] }[] }
type OfPlaywright = Suite & { stats: Record<'expected' | 'flaky' | 'skipped', number> }

async function journeys(): Promise<Count> {
  console.log('\nTesting the journeys in a browser')
  const file = path.join(reports, 'journeys.json')
  const { ok } = await runTool('playwright test', { show: true, env: { JOURNEYS_REPORT: file } })
  if (!existsSync(file)) return { passed: 0, failed: ['playwright told nothing'], skipped: 0 }
  const report = JSON.parse(await readFile(file, 'utf8')) as OfPlaywright
  const { expected, flaky, skipped } = report.stats
  const unsteady = named(report, 'flaky')
  if (unsteady.length > 0) console.log(`\nPassed only when tried again:\n${lines(unsteady)}`)
  return {
    passed: expected + flaky,
    failed: atLeastOne(ok, named(report, 'unexpected'), 'playwright'),
    skipped,
  }
}

/** The journeys with this result, by file and title. */
function named({ suites = [], specs = [] }: Suite, ending: 'unexpected' | 'flaky'): string[] {
  const found = specs.filter(({ tests }) => tests.some(({ status }) => status === ending))
  return [
    ...found.map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap((of) => named(of, ending)),
  ]
}

/** A tool may fail outside its tests too. */
function atLeastOne(ok: boolean, failed: string[], tool: string) {
  return ok || failed.length > 0 ? failed : [`${tool} itself, see above`]
}

function lines(names: string[]) {
  return names.map((name) => `  ${name}`).join('\n')
}

function firstLine(text = '') {
  return text.split('\n')[0]!
}
