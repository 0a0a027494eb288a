import type { Olek } from '@/scripts/olek'
import { users } from '@/prisma/cast'
import { answerTimes, fetchPage, p95, signIn } from './http'
import { pages, subjectsOf } from './pages'
import { bound, quantile, type Bench, type Growth, type Measured } from './support'

const times = 120

/**
 * How long every page takes at the register's present size, and what the palette answers: all at four connections, the ten
 * busiest at one and sixteen too. `first`: of this process.
 */
export async function measurePages(
  olek: Olek,
  learners: number,
  first: boolean,
  say: (line: string) => void,
): Promise<Growth[]> {
  const cookies: Record<string, string> = {}
  const cookieOf = async (reader: keyof typeof users) =>
    (cookies[reader] ??= await signIn(olek.address, users[reader].id))
  const found: Growth[] = []
  const looked: Record<string, number> = {}
  const measure = async (page: string, ask: () => Promise<number>, connections: number) => {
    const bytes = await ask()
    const took = await answerTimes(ask, connections, times)
    found.push({ learners, page, connections, p50: quantile(took, 0.5), p95: p95(took), kB: bytes / 1000 })
  }
  const all = pages(await subjectsOf(olek.ownerUrl))
  // A process that has just started is slow, and would be a lenient floor for the pages that are asked first.
  if (first)
    for (const { address, reader } of all) {
      const cookie = await cookieOf(reader)
      await answerTimes(() => fetchPage(olek.address + address, cookie), 4, 20)
    }
  for (const { address, reader, path, busy } of all) {
    const cookie = await cookieOf(reader)
    const kind = `${path}${/\?.*/.exec(address)?.[0] ?? ''}${path.includes('[id]') ? ` ${kindOf(address)}` : ''} (${reader})`
    // Documents in several states: the same page, and others' rows.
    const place = (looked[kind] = (looked[kind] ?? 0) + 1)
    const name = place > 1 ? `${kind} ${place}` : kind
    for (const connections of busy ? [4, 1, 16] : [4])
      await measure(name, () => fetchPage(olek.address + address, cookie), connections)
    say(`${learners.toLocaleString('en')} learners, ${name}: ${found.at(-1)!.p95.toFixed(0)} ms`)
  }
  const cookie = await cookieOf('tiina')
  for (const q of ['ta', 'tamm', 'mari tamm'])
    await measure(`palette “${q}”`, () => askPalette(olek.address, cookie, q), 4)
  return found
}

/** Tells pages of one path apart that show different rows; the same at each size. */
const kindOf = (address: string) =>
  address
    .split(/[/?]/)
    .slice(3)
    .join('/')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')

async function askPalette(address: string, cookie: string, q: string): Promise<number> {
  const response = await fetch(`${address}/api/search`, {
    method: 'POST',
    headers: { cookie, origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ q }),
  })
  if (!response.ok) throw new Error(`The palette answered ${response.status}`)
  return (await response.arrayBuffer()).byteLength
}

/** S7: each page's p95 at the run's size against the same page at 10,000 learners. */
export async function growing({ sizes, growth }: Bench): Promise<Measured[] | string> {
  if (sizes.length === 1) return 'the register did not grow: it needs --long, or --learners'
  const [small, large] = [sizes[0]!, sizes.at(-1)!]
  return growth
    .filter(({ learners, connections }) => learners === large && connections === 4)
    .map(({ page, p95: ours }) => {
      const floor = growth.find(
        (one) => one.learners === small && one.connections === 4 && one.page === page,
      )!.p95
      return {
        name: `S7 ${page}`,
        ours: bound(ours),
        floor: bound(floor),
        unit: 'ms',
        reach: '≤ 1.5 × floor',
        good: ours <= 1.5 * floor,
      }
    })
}
