import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { db } from '@/lib/shared/db'
import { aTransfer, manyPupils } from '../support/transfers'
import type { Round } from './installation'

/** More pupils than are moved while somebody waits, so that the worker moves them. */
const pupils = 320

/**
 * Moves pupils of its own while the worker is killed. At every look the transfer is whole or absent, and in the end it
 * was made once.
 */
export async function moveMany({ office }: Round) {
  const asked = { ...aTransfer({ day: '2027-08-02' }), ...(await manyPupils(office, pupils)) }
  await askTransfer(await office.as('piret'), asked)
  for (const since = Date.now(); Date.now() - since < 240_000; await pause(50)) {
    const [seen] = await db().$queryRaw<[{ state: string; counts: number[] }]>`
      SELECT t.state::text, ARRAY[
               (SELECT count(*) FROM placement WHERE stay_id = t.id),
               (SELECT count(*) FROM placement o JOIN transfer_row r ON r.old_id = o.id
                 WHERE r.transfer_id = t.id AND o.ended_by = 'TRANSFER' AND o.to_on = t.day - 1),
               (SELECT count(*) FROM absence WHERE stay_id = t.id),
               (SELECT count(*) FROM placement_log WHERE transfer_id = t.id),
               (SELECT count(*) FROM delivery WHERE payload -> 'cause' ->> 'transferId' = t.id::text)]::int[] AS counts
        FROM transfer t WHERE t.id = ${asked.id}::uuid`
    const whole = seen.state === 'MADE'
    expect([seen.state, ...seen.counts]).toEqual([
      whole ? 'MADE' : 'UNDER_WAY',
      ...seen.counts.map(() => (whole ? pupils : 0)),
    ])
    if (whole) return
  }
  throw new Error(`Transfer ${asked.id} was never made`)
}
