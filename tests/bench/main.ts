/**
 * `npm run bench`: a table of ratios, each with its floor measured in the same run on the same database (spec of the
 * figures: docs/benchmarks.md). `-- --learners 100000` takes another size; `-- --only S2` one line. Fails when a
 * figure isn't reached.
 */
import { parseArgs } from 'node:util'
import { load } from '@/scripts/load'
import { startOlek } from '@/scripts/olek'
import { draining } from './s6-draining'
import { listPage } from './s7-list'
import { refreshing } from './s4-refresh'
import { moving } from './s5-moving'
import { registering } from './s3-registering'
import { warnings } from './s2-warnings'
import type { Measured } from './support'

const { values } = parseArgs({
  options: { learners: { type: 'string', default: '60000' }, only: { type: 'string' } },
})
const olek = await startOlek({ name: 'bench', port: 0, throwaway: true, say: (line) => console.log(line) })
const measured: Measured[] = []
try {
  Object.assign(process.env, olek.env, { LOG_LEVEL: 'silent' })
  console.log(`Loading ${values.learners} learners`)
  await load(olek.ownerUrl, { learners: Number(values.learners) })
  // The worker would send the letters meanwhile and take from both sides unevenly.
  await olek.worker.stop()
  const lines: [name: string, measure: () => Promise<Measured[]>][] = [
    ['S2', () => warnings(olek.ownerUrl)],
    ['S3', () => registering(olek.ownerUrl)],
    ['S4', () => refreshing(olek.ownerUrl)],
    ['S5', () => moving(olek.ownerUrl)],
    ['S6', () => draining(olek.ownerUrl)],
    ['S7', () => listPage(olek)],
  ]
  for (const [name, measure] of lines) {
    if (values.only && values.only !== name) continue
    const found = await measure()
    measured.push(...found)
    // At once: a later line may fail.
    for (const { name: of, ours, floor } of found)
      console.log(`${of}: ${ours.toFixed(1)} / ${floor.toFixed(1)} = ${(ours / floor).toFixed(2)}`)
  }
} catch (error) {
  // Told before everything stops, which may throw something of its own.
  console.error(error)
  throw error
} finally {
  await olek.stop()
}

console.table(
  measured.map(({ name, ours, floor, unit, reach, good }) => ({
    name,
    ours: ours.toFixed(1),
    floor: floor.toFixed(1),
    unit,
    ratio: (ours / floor).toFixed(2),
    'to reach': reach,
    '': good ? 'reached' : 'NOT REACHED',
  })),
)
process.exit(measured.every(({ good }) => good) ? 0 : 1)
