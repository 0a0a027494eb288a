import { lockDocument, type LoadedDocument } from '@/lib/documents/load'
import { move, type MoveDetails } from '@/lib/documents/move'
import type { DocumentEvent as ActName } from '@/lib/documents/rules/lifecycle'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { Receipt } from '../answered'
import { endAnswered, keepParked } from '../parked'
import { registrationOf, wrongReceipt } from '../receipt'
import { lookNow } from './look'
import { takeOffWaiting } from './off-directive'

/*
 * What deliveries do with DHIS's answers, each in the transaction that settles the delivery. An answer changes nothing
 * if the document has moved on meanwhile.
 */

type Version = { documentId: string; sendNo: number }

/**
 * DHIS took the version: the document is issued and has its number. Returns why a person has to decide about the
 * answer: another document has its id or number, or the document has another number.
 */
export async function documentSent(
  tx: Tx,
  version: Version,
  receipt: Receipt,
  now: Date,
): Promise<string | null> {
  // During a call-off DHIS is asked again anyway, and that answer settles the sending.
  const document = await lockDocument(tx, version.documentId)
  const open = document?.state === 'SENDING' || document?.state === 'ISSUED'
  if (!document || !open || document.sendNo !== version.sendNo) return null
  const wrong = await wrongReceipt(tx, document, receipt, now)
  if (wrong) return wrong
  await endAnswered(tx, document.id, now)
  if (document.state === 'ISSUED') return null
  const registered = await registrationOf(tx, document.id, receipt, now)
  await moveByDhis(tx, version, { from: 'SENDING', act: 'sent', set: { ...registered, issuedAt: now } }, now)
  return null
}

/**
 * DHIS holds no version that could be confirmed any more: the draft is free again. `receipt`: DHIS's record of it, if
 * any; a number that isn't the document's alone waits for the next sending.
 */
export async function sendingCalledOff(tx: Tx, version: Version, receipt: Receipt | null, now: Date) {
  const document = await lockDocument(tx, version.documentId)
  if (!document) return
  const wrong = receipt && (await wrongReceipt(tx, document, receipt, now))
  const set = !receipt
    ? {}
    : !wrong
      ? await registrationOf(tx, document.id, receipt, now)
      : wrong.startsWith('answerOtherRecord')
        ? {}
        : { dhisId: receipt.id, dhisUrl: receipt.url }
  await moveByDhis(tx, version, { from: 'CALLING_OFF', act: 'calledOff', set }, now)
}

/** Nobody can confirm the version any more: reopens the document and does what it was taken back for. */
export async function documentReopened(tx: Tx, version: Version, now: Date) {
  const moved = await moveByDhis(tx, version, { from: 'REOPENING', act: 'reopened' }, now)
  if (!moved) return
  await endAnswered(tx, version.documentId, now)
  await takeOffWaiting(tx, version.documentId, now)
}

/** The signer was quicker than we: the document stays issued, and DHIS is asked for the outcome. */
export async function reopeningRefused(tx: Tx, version: Version, now: Date) {
  const moved = await moveByDhis(tx, version, { from: 'REOPENING', act: 'reopenRefused' }, now)
  if (!moved) return
  await keepParked(tx, version.documentId)
  await lookNow(tx, version, now)
}

/** DHIS has taken the cancelling: makes the news void that waited for it. */
export async function cancellingTold(tx: Tx, { documentId }: { documentId: string }, now: Date) {
  await endAnswered(tx, documentId, now)
}

/** The finance office's notice has left. */
export async function financeTold(tx: Tx, { documentId }: { documentId: string | null }, now: Date) {
  if (!documentId) return
  await tx.document.updateMany({
    where: { id: documentId, financeToldAt: null },
    data: { financeToldAt: now, financeToldBy: null },
  })
}

/** Returns whether the document was still in the state that the answer expects. */
async function moveByDhis(
  tx: Tx,
  { documentId, sendNo }: Version,
  { from, act, set }: { from: LoadedDocument['state']; act: ActName; set?: MoveDetails['set'] },
  now: Date,
) {
  const document = await lockDocument(tx, documentId)
  if (!document || document.state !== from || document.sendNo !== sendNo) return false
  const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(now))
  await move(tx, document, {
    act,
    actor: { userId: null, who: 'DHIS', parties: ['DHIS'] },
    facts,
    at: now,
    set,
  })
  return true
}
