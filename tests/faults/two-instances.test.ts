import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopJobs } from '@/lib/deliveries/jobs'
import { db } from '@/lib/shared/db'
import { startBeside, startOlek, type Olek } from '@/scripts/olek'
import { signalGroup } from '@/scripts/process'
import { clientOf } from '../journeys/support/over-http'
import { expectGiven } from './given'
import { officeIn, randomFrom, type Round } from './installation'
import { expectRefreshed } from './refreshing'
import { registeringRound } from './round'

let olek: Olek
let beside: Awaited<ReturnType<typeof startBeside>>

beforeAll(async () => {
  process.env.CLAIM_SECONDS = '25'
  olek = await startOlek({ name: 'instances', port: 0, throwaway: true })
  Object.assign(process.env, olek.env, { NODE_ENV: 'test', LOG_LEVEL: 'silent' })
  beside = await startBeside(olek)
}, 300_000)

afterAll(async () => {
  await stopJobs()
  await db().$disconnect()
  await Promise.all([beside.app.stop(), beside.worker.stop()])
  await olek.stop()
}, 60_000)

/** Kills the second instance with SIGKILL in the middle of the work, and leaves it dead. */
async function whileOneDies({ random }: Round, work: () => Promise<unknown>) {
  const dying = pause(300 + random() * 1_500).then(() => {
    for (const { pid } of [beside.app, beside.worker]) signalGroup(pid, 'SIGKILL')
  })
  await Promise.all([work(), dying])
}

test('two instances share the work and the sessions; when one dies no message is lost and none is sent twice', async () => {
  // A client of the first instance; its cookie holds on every port of the machine.
  const liis = await clientOf('liis')
  const statusAt = async (address: string) => (await liis.get(`${address}/documents`)).status()
  expect(await statusAt(beside.address)).toBe(200)

  const office = officeIn(olek)
  const round: Round = { olek, office, random: randomFrom(Number(process.env.FAULT_SEED ?? 1)), at: 0 }
  let answered = true
  const ids = await registeringRound(round, async (of, work) => {
    await whileOneDies(of, work)
    answered = (await statusAt(olek.address)) === 200
  })
  expect(answered).toBe(true)
  await expect(statusAt(beside.address)).rejects.toThrow()
  for (const id of ids) await expectGiven(olek, id)
  await expectRefreshed(round)
}, 400_000)
