import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { LoadedDocument } from '../load'
import type { Receipt } from './answered'
import { seriesFor } from './queries/frozen'

/** What is wrong with DHIS's answer, as the delivery's problem says it; null = nothing. */
export async function wrongReceipt(tx: Tx, document: LoadedDocument, receipt: Receipt, now: Date) {
  const holder = await tx.document.findFirst({
    where: { dhisId: receipt.id, id: { not: document.id } },
    select: { number: true },
  })
  if (holder) return `answerOtherRecord: ${holder.number ?? ''}`
  if (document.number !== null && document.number !== receipt.number)
    return `answerOtherNumber: ${receipt.number}`
  if (document.number === null && (await isNumberTaken(tx, document, receipt.number, now)))
    return `answerNumberTaken: ${receipt.number}`
  return null
}

/** Whether another document has the number in the same series and year. */
async function isNumberTaken(tx: Tx, document: LoadedDocument, number: string, now: Date) {
  const where = { number, series: await seriesFor(tx, document), numberedIn: yearOf(now) }
  return (await tx.document.count({ where: { ...where, id: { not: document.id } } })) > 0
}

/**
 * DHIS's record of the document, as stored: a number is unique in its series and year, unless a person accepts DHIS's
 * answer as it is.
 */
export async function registrationOf(tx: Tx, documentId: string, { id, number, url }: Receipt, now: Date) {
  const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, include: { unit: true } })
  const place = { dhisId: id, dhisUrl: url }
  if (document.number === number) return place
  const [series, numberedIn] = [await seriesFor(tx, document), yearOf(now)]
  const others = await tx.document.count({ where: { number, series, numberedIn, id: { not: documentId } } })
  return { ...place, number, series, numberedIn, numberAsIs: others > 0 }
}

const yearOf = (now: Date) => Number(dayInTallinn(now).slice(0, 4))
