import { setTimeout } from 'node:timers/promises'
import { users } from '@/prisma/cast'
import { fetchPage, memoryOf, signIn } from './http'
import { pages, subjectsOf } from './pages'
import { spread, type Bench, type Measured } from './support'

/** Long enough to see what stays: most of what a process takes at first it keeps, and from then on no more may be added. */
const minutes = 30

/**
 * The application's memory while the ten busiest pages are asked for half an hour at four connections: in its last third
 * against its second. Keeps a figure a minute for the picture.
 */
export async function steadyMemory({ olek, memory }: Bench): Promise<Measured[]> {
  const busy = pages(await subjectsOf(olek.ownerUrl)).filter((page) => page.busy)
  const cookies = new Map<string, string>()
  for (const { reader } of busy)
    if (!cookies.has(reader)) cookies.set(reader, await signIn(olek.address, users[reader].id))
  let asked = 0
  let over = false
  const asking = Array.from({ length: 4 }, async () => {
    while (!over) {
      const { address, reader } = busy[asked++ % busy.length]!
      await fetchPage(olek.address + address, cookies.get(reader)!)
    }
  })
  const watching = (async () => {
    for (let minute = 1; minute <= minutes; minute++) {
      const readings: number[] = []
      for (let second = 0; second < 60; second += 5) {
        await setTimeout(5_000)
        readings.push(memoryOf(olek.app.pid))
      }
      memory.push({ minute, MB: spread(readings).median, pages: asked })
    }
  })()
  // A page that fails ends the line at once.
  await Promise.race([watching, Promise.all(asking)]).finally(() => (over = true))
  await Promise.all(asking)
  const third = (from: number) =>
    spread(memory.slice((from * minutes) / 3, ((from + 1) * minutes) / 3).map(({ MB }) => MB))
  const [second, last] = [third(1), third(2)]
  return [
    {
      name: `Memory over half an hour, ${asked.toLocaleString('en')} pages`,
      ours: last,
      floor: second,
      unit: 'MB',
      reach: '≤ 1.1 × floor',
      good: last.median <= 1.1 * second.median,
    },
  ]
}
