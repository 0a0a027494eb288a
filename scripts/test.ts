/** `npm test`: the checks, all kinds of tests and the journeys, all of them also after one has failed. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensureBuild } from './build'
import { runChecks, type Count } from './check'
import { dataFolder } from './engine-place'
import { runTool } from './tool'

const reports = path.join(dataFolder, 'reports')
await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })

console.log('Checking the sources')
const counts = [await runChecks(), await build(), await vitest(), await journeys()]
const sum = (what: keyof Count) => counts.reduce((total, count) => total + count[what], 0)
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)

async function build(): Promise<Count> {
  try {
    ensureBuild(console.log)
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.log(error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function vitest(): Promise<Count> {
  console.log('\nTesting rules, commands, neighbours, the house and faults')
  const file = path.join(reports, 'vitest.json')
  const options = `--reporter=default --reporter=json --outputFile.json="${file}"`
  const { ok } = await runTool(`vitest run ${options}`, { show: true })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>
  const failed = report.numFailedTests ?? 0
  return {
    passed: report.numPassedTests ?? 0,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  }
}

async function journeys(): Promise<Count> {
  console.log('\nTesting the journeys in a browser')
  const file = path.join(reports, 'journeys.json')
  const { ok } = await runTool('playwright test', { show: true, env: { JOURNEYS_REPORT: file } })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(await readFile(file, 'utf8')) as { stats: Record<string, number> }
  const failed = stats.unexpected ?? 0
  return {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: ok ? failed : Math.max(failed, 1),
    skipped: stats.skipped ?? 0,
  }
}
