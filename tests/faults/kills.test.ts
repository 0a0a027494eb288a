import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/shared/db'
import { stopJobs } from '@/lib/deliveries/jobs'
import { startOlek, type Olek } from '@/scripts/olek'
import type { Office } from '../support/office'
import { control, killingRound, officeIn, randomFrom } from './round'

/** `npm run faults -- --rounds 200 --seed 7` sets both. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 10)
const seed = Number(process.env.FAULT_SEED ?? 1)

let olek: Olek
let office: Office

beforeAll(async () => {
  // What a killed worker held is taken up by the next one sooner than in an office.
  process.env.CLAIM_SECONDS = '25'
  olek = await startOlek({ name: 'faults', port: 0, throwaway: true })
  Object.assign(process.env, olek.env, { NODE_ENV: 'test', LOG_LEVEL: 'silent' })
  office = officeIn(olek)
}, 300_000)

afterAll(async () => {
  await stopJobs()
  await db().$disconnect()
  await olek.stop()
}, 60_000)

describe('application and worker killed at random moments of sending and registering', () => {
  for (let round = 0; round < rounds; round++) {
    test(
      `seed ${seed + round}: each act is whole or absent and everybody hears once`,
      { timeout: 400_000 },
      async () => {
        const ids = await killingRound(olek, office, randomFrom(seed + round))
        for (const id of ids) await expectWholeAndOnce(id)
      },
    )
  }
})

async function expectWholeAndOnce(id: string) {
  const inDhis = await control<{ ourId: string; state: string }[]>(olek, 'GET', '/dhis/documents')
  expect(inDhis.filter(({ ourId }) => ourId === id).map(({ state }) => state)).toEqual(['confirmed'])

  const history = await db().historyEntry.findMany({ where: { documentId: id }, orderBy: { id: 'asc' } })
  expect(history.map(({ act }) => act)).toEqual(['save', 'check', 'send', 'sent', 'confirmed'])

  const { number, rows } = await db().document.findUniqueOrThrow({
    where: { id },
    include: { rows: { include: { learner: true } } },
  })
  const grants = await db().grant.findMany({ where: { documentId: id } })
  expect(grants.map(({ rowId }) => rowId).sort()).toEqual(rows.map((row) => row.id).sort())
  expect(await db().effect.count({ where: { documentId: id } })).toBe(rows.length)
  expect(await db().delivery.count({ where: { documentId: id, topic: 'ehis.grant', state: 'HELD' } })).toBe(
    rows.length,
  )

  for (const { learner } of rows) {
    const mailbox = await control<{ text: string }[]>(olek, 'GET', `/mailbox?to=${learner.email}`)
    expect(mailbox.filter(({ text }) => text.includes(`nr ${number} (`))).toHaveLength(1)
  }
}
