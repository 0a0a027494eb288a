/** `npm run faults -- --rounds 200 --seed 7`: the faults tests at length; the same seed kills at the same moments. */
import { parseArgs } from 'node:util'
import { runTool } from './tool'

const { rounds, seed } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
}).values
const { ok } = await runTool('vitest run --project faults', {
  show: true,
  env: { FAULT_ROUNDS: rounds, FAULT_SEED: seed },
})
process.exit(ok ? 0 : 1)
