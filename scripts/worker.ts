/**
 * Sends waiting deliveries, asks for news that has not come, and carries out transfers of many pupils. Any number of
 * workers may run at once.
 */
import { forgetPresses } from '@/lib/access/once'
import { onWake, stopJobs } from '@/lib/deliveries/jobs'
import { lookAfterDocuments } from '@/lib/documents/sending/commands/look'
import { carryOutWaiting } from '@/lib/schools/transfers/commands/transfers'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { Neighbour } from '@/lib/shared/generated/enums'
import { log } from '@/lib/shared/log'
import { deliverDue } from '@/lib/telling/deliver'

/** Jobs wake the worker at once; the regular round finds what a lost job or a killed worker left. */
const roundMs = 15_000

const stopWaking = await onWake(async (work) => {
  if (work === 'TRANSFERS') await carryOutWaiting(db(), now)
  else await deliverDue(db(), work, now)
})
let round = setTimeout(again, 1_000)
let inHand: Promise<unknown> = Promise.resolve()

function again() {
  inHand = goRound().finally(() => (round = setTimeout(again, roundMs)))
}

async function goRound() {
  try {
    await lookAfterDocuments(db(), now())
    await carryOutWaiting(db(), now)
    await forgetPresses(db(), now())
    for (const neighbour of Object.values(Neighbour)) await deliverDue(db(), neighbour, now)
  } catch (error) {
    log.error({ err: error }, 'a round of the worker failed')
  }
}

async function stop() {
  clearTimeout(round)
  await stopWaking()
  await inHand
  clearTimeout(round)
  await stopJobs()
  await db().$disconnect()
  process.exit(0)
}

// Last words go into the log, where personal codes are masked.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the worker failed')
  process.exit(1)
})
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
log.info('worker ready')
