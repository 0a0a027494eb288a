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
  await load(olek.ownerUrl, Number(values.learners))
  // The worker would send the letters meanwhile and take from both sides unevenly.
  await olek.worker.stop()
  const wanted = (name: string) => !values.only || values.only === name
  if (wanted('S2')) measured.push(...(await warnings(olek.ownerUrl)))
  if (wanted('S3')) measured.push(...(await registering(olek.ownerUrl)))
  if (wanted('S4')) measured.push(...(await refreshing(olek.ownerUrl)))
  if (wanted('S5')) measured.push(...(await moving(olek.ownerUrl)))
  if (wanted('S6')) measured.push(...(await draining(olek.ownerUrl)))
  if (wanted('S7')) measured.push(...(await listPage(olek)))
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
