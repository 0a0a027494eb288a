import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { showDay, type Day } from '@/lib/shared/dates'
import { projectFolder } from '@/scripts/engine-place'

const Figures = z.object({
  at: z.string(),
  machine: z.object({ cores: z.number(), model: z.string() }),
  growth: z.array(
    z.object({ learners: z.number(), page: z.string(), connections: z.number(), p95: z.number() }),
  ),
  memory: z.array(z.object({ minute: z.number(), MB: z.number(), pages: z.number() })).default([]),
})
type Figures = z.infer<typeof Figures>
type Point = Figures['growth'][number]

const [width, height, left, top, bottom] = [760, 420, 60, 56, 46]
const plot = { right: 470, below: height - bottom }
const colours = '#0b6bcb #c2410c #15803d #7e22ce #b91c1c #0e7490 #a16207 #be185d #4d7c0f #334155'.split(' ')

/**
 * Draws what the figures of a run hold: p95 of the ten busiest pages by the register's size, one picture for each number of
 * connections (`growth-<connections>.svg`), and the application's memory (`memory.svg`). Returns the files.
 */
export function drawFigures(file: string, folder = path.join(projectFolder, 'docs/pictures')): string[] {
  const { growth, memory, at, machine } = Figures.parse(JSON.parse(readFileSync(file, 'utf8')))
  const busy = [...new Set(growth.filter(({ connections }) => connections !== 4).map(({ page }) => page))]
  if (busy.length + memory.length === 0)
    throw new Error(`${file} has nothing to draw: it is of a run without --long.`)
  mkdirSync(folder, { recursive: true })
  const under = `${showDay(at.slice(0, 10) as Day)}, ${machine.cores} tuuma, ${machine.model}`
  const pictures: [name: string, picture: string][] = []
  for (const connections of busy.length > 0 ? [1, 4, 16] : []) {
    const points = growth.filter((point) => point.connections === connections && busy.includes(point.page))
    const title = `Kümne enim avatava lehe p95, korraga ${connections}`
    pictures.push([`growth-${connections}.svg`, drawnGrowth(points, busy, title, under)])
  }
  if (memory.length > 0) pictures.push(['memory.svg', drawnMemory(memory, under)])
  return pictures.map(([name, picture]) => {
    writeFileSync(path.join(folder, name), picture)
    return path.join(folder, name)
  })
}

/** Megabytes from nought, minute by minute. */
function drawnMemory(memory: Figures['memory'], under: string): string {
  const { length } = memory
  const most = Math.ceil(Math.max(...memory.map(({ MB }) => MB)) / 100) * 100
  const x = (minute: number) => left + ((width - 30 - left) * minute) / length
  const y = (MB: number) => plot.below - ((plot.below - top) * MB) / most
  const line = memory.map(({ minute, MB }) => `${x(minute).toFixed(1)},${y(MB).toFixed(1)}`).join(' ')
  const pages = memory.at(-1)!.pages.toLocaleString('et')
  const heights = Array.from({ length: most / 100 + 1 }, (_, at) => at * 100)
  const moments = Array.from({ length: Math.floor(length / 5) + 1 }, (_, at) => at * 5)
  return framed(
    'Rakenduse mälu poole tunni jooksul',
    `${under}; megabaitides, korraga 4, kokku ${pages} lehte`,
    `${heights.map((MB) => `<line x1="${left}" y1="${y(MB)}" x2="${width - 30}" y2="${y(MB)}" stroke="#e5e7eb"/><text x="${left - 8}" y="${y(MB) + 4}" text-anchor="end">${MB}</text>`).join('\n')}
${moments.map((minute) => `<text x="${x(minute)}" y="${plot.below + 18}" text-anchor="middle">${minute}</text>`).join('\n')}
<text x="${(left + width - 30) / 2}" y="${plot.below + 36}" text-anchor="middle">minuteid</text>
<polyline points="${line}" fill="none" stroke="${colours[0]}" stroke-width="2"/>`,
  )
}

/** Both axes are logarithmic: a flat line is a page that answers like an empty register's. */
function drawnGrowth(
  points: readonly Point[],
  pages: readonly string[],
  title: string,
  under: string,
): string {
  const learners = points.map((point) => point.learners)
  const [fewest, most] = [Math.min(...learners), Math.max(...learners)]
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...points.map(({ p95 }) => p95), 1000)))
  const lowest = 10
  const x = (count: number) =>
    left + ((plot.right - left) * Math.log10(count / fewest)) / Math.max(1, Math.log10(most / fewest))
  const y = (ms: number) =>
    plot.below -
    ((plot.below - top) * Math.log10(Math.max(ms, lowest) / lowest)) / Math.log10(highest / lowest)
  const steps = Array.from({ length: Math.log10(highest / lowest) + 1 }, (_, at) => lowest * 10 ** at)
  const line = (page: string, at: number) => {
    const own = points.filter((point) => point.page === page).sort((a, b) => a.learners - b.learners)
    const way = own.map(({ learners, p95 }) => `${x(learners).toFixed(1)},${y(p95).toFixed(1)}`).join(' ')
    const colour = colours[at % colours.length]
    const key = top + 12 + at * 20
    return `<polyline points="${way}" fill="none" stroke="${colour}" stroke-width="2"/>
<line x1="490" y1="${key}" x2="510" y2="${key}" stroke="${colour}" stroke-width="2"/><text x="516" y="${key + 4}">${escaped(page)}: ${own.map(({ p95 }) => p95.toFixed(0)).join(', ')}</text>`
  }
  return framed(
    title,
    `${under}; millisekundites`,
    `${steps.map((ms) => `<line x1="${left}" y1="${y(ms)}" x2="${plot.right}" y2="${y(ms)}" stroke="#e5e7eb"/><text x="${left - 8}" y="${y(ms) + 4}" text-anchor="end">${ms}</text>`).join('\n')}
${[...new Set(learners)].map((count) => `<text x="${x(count)}" y="${plot.below + 18}" text-anchor="middle">${count.toLocaleString('et')}</text>`).join('\n')}
<text x="${(left + plot.right) / 2}" y="${plot.below + 36}" text-anchor="middle">õppijaid registris</text>
${pages.map(line).join('\n')}`,
  )
}

const framed = (title: string, under: string, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="#1f2937">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${left}" y="22" font-size="15">${escaped(title)}</text><text x="${left}" y="40">${escaped(under)}</text>
${inside}
</svg>
`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
