/** `npm run check`: every check that reads the sources without running them. */
import { ensureClient } from './build'
import { runTool } from './tool'

/** `failed`: names of the failed ones, each with the first line of the fault if there is one. */
export type Count = { passed: number; failed: string[]; skipped: number }

type Step = [name: string, check: () => Promise<{ ok: boolean; said: string }>]

/** The client first: the others read it. Then the slowest beside the rest, on two cores. */
const first: Step = ['database client', client]
const lanes: Step[][] = [
  [['lint', () => runTool('eslint --max-warnings 0 .')]],
  [
    ['types', () => runTool('next typegen && tsc --noEmit')],
    ['formatting', () => runTool('prettier --check --log-level warn .')],
    ['who may import whom', () => runTool('depcruise app components lib sandbox scripts prisma tests *.ts')],
    ['dead code', () => runTool('knip --no-progress')],
    ['known holes in packages', audit],
  ],
]

/** Runs all checks, also after one has failed, and tells each one's outcome in a line. */
export async function runChecks(): Promise<Count> {
  const count: Count = { passed: 0, failed: [], skipped: 0 }
  const run = async ([name, check]: Step) => {
    const since = Date.now()
    const { ok, said } = await check()
    console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`)
    if (!ok) console.log(said)
    if (ok) count.passed++
    else count.failed.push(name)
  }
  await run(first)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await run(step)
    }),
  )
  return count
}

async function client() {
  try {
    ensureClient(() => undefined)
    return { ok: true, said: '' }
  } catch (error) {
    return { ok: false, said: String(error) }
  }
}

/** Fails on serious vulnerabilities only; says so when the registry can't be reached, e.g. offline. */
async function audit() {
  const { said } = await runTool('npm audit --omit=dev --json')
  const report = /\{[\s\S]*\}/.exec(said)?.[0]
  const holes =
    report && (JSON.parse(report) as { metadata?: { vulnerabilities: Record<string, number> } }).metadata
  if (!holes) {
    console.log('  The registry did not tell of known holes; not checked this time.')
    return { ok: true, said }
  }
  const { high = 0, critical = 0 } = holes.vulnerabilities
  return { ok: high + critical === 0, said }
}

if (import.meta.main) process.exit((await runChecks()).failed.length > 0 ? 1 : 0)
