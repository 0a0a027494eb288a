import { execFileSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { users } from '@/prisma/cast'
import { answerTimes, fetchPage, p95, signIn } from './http'
import { bound, type Bench, type Measured } from './support'

/**
 * S9: the register as XLSX (of a country its largest unit) and as CSV: memory, the first byte, everybody else meanwhile, and
 * that nobody is missing.
 */
export async function exporting({ olek, sizes }: Bench): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.tiina.id)
  const page = () => fetchPage(`${olek.address}/documents`, cookie)
  const rows = sizes.at(-1)!
  const found: Measured[] = []
  for (const format of ['xlsx', 'csv'] as const) {
    // Of a country as many as one unit has: its largest has about 120,000 of a million.
    const which = format === 'xlsx' && rows > 200_000 ? '&unit=LT' : ''
    const quiet = p95(await answerTimes(page, 1, 60))
    const before = memoryOf(olek.app.pid)
    const took = { first: 0, lines: 0, most: before, done: false }
    const watch = setInterval(() => (took.most = Math.max(took.most, memoryOf(olek.app.pid))), 200)
    const meanwhile: number[] = []
    const since = performance.now()
    const exported = fetch(`${olek.address}/api/exports/learners?as=${format}${which}`, {
      headers: { cookie },
    }).then(async (response) => {
      if (response.status !== 200) throw new Error(`The export answered ${response.status}`)
      for await (const piece of response.body!) {
        took.first ||= performance.now() - since
        for (const byte of piece as Uint8Array) if (byte === lineEnd) took.lines++
      }
      took.done = true
    })
    const others = (async () => {
      while (!took.done) {
        const asked = performance.now()
        await page()
        meanwhile.push(performance.now() - asked)
      }
    })()
    await exported.finally(() => {
      took.done = true
      clearInterval(watch)
    })
    await others
    const name = `S9 ${format.toUpperCase()} of ${which ? 'the largest unit' : `${rows.toLocaleString('en')} learners`}`
    const grown = took.most - before
    const slowed = p95(meanwhile.sort((a, b) => a - b))
    if (format === 'csv')
      found.push({
        name: `${name}: lines`,
        ours: bound(took.lines),
        floor: bound(rows),
        unit: 'lines',
        reach: '≥ floor',
        good: took.lines >= rows,
      })
    found.push(
      {
        name: `${name}: memory`,
        ours: bound(grown),
        floor: bound(100),
        unit: 'MB',
        reach: '< 100 MB',
        good: grown < 100,
      },
      {
        name: `${name}: first byte`,
        ours: bound(took.first / 1000),
        floor: bound(1),
        unit: 's',
        reach: '< 1 s',
        good: took.first < 1000,
      },
      {
        name: `${name}: a page meanwhile, p95`,
        ours: bound(slowed),
        floor: bound(quiet),
        unit: 'ms',
        reach: '≤ 1.5 × floor',
        good: slowed <= 1.5 * quiet,
      },
    )
  }
  return found
}

const lineEnd = '\n'.charCodeAt(0)

/** Resident memory in MB of a process and all that it started. */
function memoryOf(pid: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n')
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number])
  const sum = (of: number): number =>
    processes.reduce(
      (all, [own, parent, kB]) => all + (own === of ? kB / 1024 : 0) + (parent === of ? sum(own) : 0),
      0,
    )
  return sum(pid)
}
