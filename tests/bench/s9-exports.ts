import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { readPerson } from '@/lib/access/person'
import { startRefresh } from '@/lib/registrants/commands/refresh'
import { db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import type { Olek } from '@/scripts/olek'
import { answerTimes, fetchPage, memoryOf, p95, signIn } from './http'
import { someDraft } from './some-draft'
import { atMost, bound, timed, type Bench, type Measured } from './support'

/**
 * S9: the register as XLSX (of a country its largest unit) and as CSV: memory, the first byte, everybody else meanwhile, and
 * that nobody is missing. Everybody else also while a PDF of 5,000 persons is drawn and 10,000 registrants are refreshed.
 */
export async function exporting({ olek, sizes }: Bench): Promise<Measured[]> {
  const cookie = await signIn(olek.address, users.tiina.id)
  const rows = sizes.at(-1)!
  const found: Measured[] = []
  for (const format of ['xlsx', 'csv'] as const) {
    // Of a country as many as one unit has: its largest has about 120,000 of a million.
    const which = format === 'xlsx' && rows > 200_000 ? '&unit=LT' : ''
    const took = { first: 0, lines: 0 }
    const { grown, page } = await beside(olek, async () => {
      took.lines = 0
      const since = performance.now()
      const response = await fetch(`${olek.address}/api/exports/learners?format=${format}${which}`, {
        headers: { cookie },
      })
      const type = response.headers.get('content-type') ?? ''
      if (response.status !== 200 || type.startsWith('text/csv') !== (format === 'csv'))
        throw new Error(`The export answered ${response.status} with ${type}`)
      for await (const piece of response.body!) {
        took.first ||= performance.now() - since
        for (const byte of piece as Uint8Array) if (byte === lineEnd) took.lines++
      }
    })
    const name = `S9 ${format.toUpperCase()} of ${which ? 'the largest unit' : `${rows.toLocaleString('en')} learners`}`
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
      atMost(`${name}: a page meanwhile, p95`, 'ms', 1.5, page),
    )
  }
  const draft = await someDraft(olek.ownerUrl, 5_000)
  const drawer = await signIn(olek.address, users.liis.id)
  const drawing = await beside(olek, async () => {
    const response = await fetch(`${olek.address}/documents/${draft}/pdf?version=draft`, {
      headers: { cookie: drawer },
    })
    if (response.status !== 200) throw new Error(`The PDF answered ${response.status}`)
    await response.arrayBuffer()
  })
  const refresh = await prepareRefresh(olek, 10_000)
  const refreshing = await beside(olek, refresh)
  await olek.worker.stop()
  return [
    ...found,
    atMost('S9 PDF of 5,000 persons: a page meanwhile, p95', 'ms', 1.5, drawing.page),
    atMost('S9 refresh of 10,000 registrants: a page meanwhile, p95', 'ms', 1.5, refreshing.page),
  ]
}

/**
 * A list's p95 in milliseconds while the work goes on, against before, and by how many MB the application's memory grew. The
 * work is done again until the page was asked often enough.
 */
async function beside(olek: Olek, work: () => Promise<unknown>) {
  const cookie = await signIn(olek.address, users.tiina.id)
  const page = () => fetchPage(`${olek.address}/documents`, cookie)
  const quiet = p95(await answerTimes(page, 1, asked))
  const before = memoryOf(olek.app.pid)
  let most = before
  const watch = setInterval(() => (most = Math.max(most, memoryOf(olek.app.pid))), 200)
  const meanwhile: number[] = []
  let done = false
  const others = (async () => {
    while (!done) meanwhile.push(await timed(page))
  })()
  try {
    do await work()
    while (meanwhile.length < asked)
  } finally {
    done = true
    clearInterval(watch)
    await others
  }
  const slowed = p95(meanwhile.sort((a, b) => a - b))
  return { grown: most - before, page: { ours: bound(slowed), floor: bound(quiet) } }
}

const asked = 60

/** Registers so many in Juhan, starts the worker, and gives the work of refreshing them: from pressing to the end. */
async function prepareRefresh(olek: Olek, count: number): Promise<() => Promise<void>> {
  const { juhanId, id } = programmes.inquiry.runs[0]
  const { SANDBOX_PORT, SANDBOX_CONTROL_TOKEN } = olek.env
  const registered = await fetch(`http://127.0.0.1:${SANDBOX_PORT}/control/juhan/runs/${juhanId}/people`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SANDBOX_CONTROL_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ count }),
  })
  if (!registered.ok) throw new Error(`The sandbox answered ${registered.status}`)
  await olek.worker.restart()
  const person = (await readPerson(db(), users.maarja.id))!
  return async () => {
    const { refresh } = await startRefresh({ db: db(), person, now: new Date() }, { run: id })
    while (await db().refresh.count({ where: { id: refresh, state: 'FETCHING' } })) await setTimeout(50)
    const rows = await db().refreshRow.count({ where: { refreshId: refresh } })
    if (rows < count) throw new Error(`The refresh has ${rows} lines`)
  }
}

const lineEnd = '\n'.charCodeAt(0)
