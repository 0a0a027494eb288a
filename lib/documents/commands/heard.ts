import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { Act as ActName } from '../lifecycle'
import { lockDocument, type LoadedDocument } from '../load'
import { move, type MoveDetails } from '../move'
import { factsOf, rowObjections } from '../standing'
import { takeOffWaiting } from './off-directive'

/*
 * What deliveries hear from DHIS, each in the transaction that settles the delivery. An answer that comes when the
 * document has gone on meanwhile changes nothing.
 */

type Version = { documentId: string; sendNo: number }
/** Where DHIS keeps the document. */
type Receipt = { id: string; number: string; url: string }

/** DHIS took the version: the document is issued and has its number. */
export async function documentSent(tx: Tx, version: Version, receipt: Receipt, now: Date) {
  // While a call-off is under way DHIS is asked again anyway; what it has is settled there.
  await moveByDhis(tx, version, 'SENDING', 'sent', now, { ...registration(receipt), issuedAt: now })
}

/** DHIS holds no version that could be confirmed any more: the draft is free again. `receipt`: what DHIS had, if so. */
export async function sendingCalledOff(tx: Tx, version: Version, receipt: Receipt | null, now: Date) {
  await moveByDhis(tx, version, 'CALLING_OFF', 'calledOff', now, receipt ? registration(receipt) : {})
}

/** Nobody can confirm the version any more: the document is open for changes, and what it was taken back for is done. */
export async function documentReopened(tx: Tx, version: Version, now: Date) {
  const moved = await moveByDhis(tx, version, 'REOPENING', 'reopened', now, {})
  if (moved) await takeOffWaiting(tx, version.documentId, now)
}

/** The signer was quicker than we: the document stays issued, and the news will say how it ended. */
export async function reopeningRefused(tx: Tx, version: Version, now: Date) {
  await moveByDhis(tx, version, 'REOPENING', 'reopenRefused', now, {})
}

/** The finance office's notice has left. */
export async function financeTold(tx: Tx, { documentId }: { documentId: string | null }, now: Date) {
  if (!documentId) return
  await tx.document.updateMany({
    where: { id: documentId, financeToldAt: null },
    data: { financeToldAt: now, financeToldBy: null },
  })
}

const registration = ({ id, number, url }: Receipt) => ({ dhisId: id, number, dhisUrl: url })

/** Returns whether it was still where the answer found it. */
async function moveByDhis(
  tx: Tx,
  { documentId, sendNo }: Version,
  from: LoadedDocument['state'],
  act: ActName,
  now: Date,
  set: MoveDetails['set'],
) {
  const document = await lockDocument(tx, documentId)
  if (!document || document.state !== from || document.sendNo !== sendNo) return false
  const facts = await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(now))
  await move(tx, document, act, { userId: null, who: 'DHIS', parties: ['DHIS'] }, facts, now, { set })
  return true
}
