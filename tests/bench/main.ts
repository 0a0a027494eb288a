/**
 * `npm run bench`: a table of ratios, each with its floor measured in the same run on the same database
 * (docs/benchmarks.md). `-- --only S3,S4` takes some lines, `-- --seed 7` another order, `-- --learners 100000` another
 * size, `-- --long` a country's; `-- --out FILE` keeps the figures elsewhere, `-- --draw FILE` only draws those of a long run.
 * Fails when a figure isn't reached.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder } from '@/scripts/engine-place'

const { values } = parseArgs({
  options: {
    learners: { type: 'string' },
    long: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    out: { type: 'string', default: path.join(dataFolder, 'bench.json') },
    draw: { type: 'string' },
  },
})
if (values.draw) {
  const { drawFigures } = await import('./drawing')
  drawFigures(values.draw)
  process.exit(0)
}

// Named before anything reads them: the build with the bare page is one of its own.
Object.assign(process.env, { OLEK_BENCH: 'yes', NEXT_DIST_DIR: '.next-bench', OLEK_PROCESSES: '1' })
// A fresh clone has no database client yet, and everything below stands on it.
const { ensureClient } = await import('@/scripts/build')
ensureClient(console.log)
const { bench } = await import('./lines')
const largest = Number(values.learners ?? (values.long ? 1_000_000 : 10_000))
const reached = await bench({
  sizes: [10_000, 100_000, 1_000_000]
    .filter((size) => size < largest && (values.long || size === 10_000))
    .concat(largest),
  only: values.only.split(',').filter(Boolean),
  seed: Number(values.seed),
  out: values.out,
})
process.exit(reached ? 0 : 1)
