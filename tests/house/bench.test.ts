import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { sources } from '../support/source'
import { mayOpen, type Door, type Person } from '@/lib/access/rights'
import { users } from '@/prisma/cast'
import { pages } from '../bench/pages'

afterEach(() => vi.unstubAllEnvs())

async function extensions(): Promise<string[]> {
  vi.resetModules()
  return (await import('@/next.config')).default.pageExtensions!
}

test('the page of nothing is in the build of the bench and in no other', async () => {
  expect(await extensions()).toEqual(['tsx', 'ts'])
  vi.stubEnv('OLEK_BENCH', 'yes')
  expect(await extensions()).toEqual(['tsx', 'ts', 'bench.tsx'])
})

/** What the bench doesn't measure: pages that read no more than their neighbours, or need a person's act before them. */
const notMeasured = `
  /help /help/[topic] /import/[id] /import/[id]/columns /documents/many/[id] /documents/[id]/repair /documents/[id]/send
  /continuing-education/programmes/new /continuing-education/runs/new /continuing-education/runs/[id]/change
  /continuing-education/runs/[id]/comparison /continuing-education/runs/[id]/directive /continuing-education/runs/[id]/identity
  /continuing-education/runs/[id]/import /continuing-education/runs/[id]/juhan /continuing-education/runs/[id]/protocol
  /continuing-education/runs/[id]/refreshes/[refreshId] /continuing-education/runs/[id]/registrants/[registrantId]/off
  /continuing-education/runs/[id]/registrants/new /schools/classes/[id]/next-year /settings /settings/bases /settings/clashes
  /settings/footers /settings/grants /settings/grants/[code] /settings/letters /settings/municipality /settings/office
  /settings/series /settings/technical /settings/years`
  .trim()
  .split(/\s+/)

const subjects = new Proxy({}, { get: (_, name) => String(name) }) as Parameters<typeof pages>[0]

test('whoever reads a page for the bench may open it', () => {
  const shut = pages(subjects).filter(({ path: page, reader }) => {
    const roles = users[reader].roles.map(({ role }) => ({ role, othersDrafts: false, units: [] }))
    return !mayOpen({ roles } as unknown as Person, `page ${page}` as Door)
  })
  expect(shut).toEqual([])
})

test('the bench measures the growth of every page that reads rows of a register', () => {
  const measured = new Set(pages(subjects).map((page) => page.path))
  const all = sources('app/(office)/**/page.tsx').map(
    ({ path: file }) => `/${path.posix.relative('app/(office)', path.posix.dirname(file))}`,
  )
  expect([...measured, ...notMeasured].sort()).toEqual(all.sort())
})

test('no test outside the bench reads the clock that measures', () => {
  const timed = sources('tests/**/*.{ts,tsx}')
    .filter(({ path, text }) => !path.startsWith('tests/bench/') && /performance\s*\.\s*now\(/.test(text))
    .map(({ path }) => path)
  expect(timed).toEqual([])
})
