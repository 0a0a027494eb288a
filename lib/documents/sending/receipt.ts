import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { sameCode } from '@/lib/shared/written'
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
  const { number } = receipt
  if (document.number !== null)
    return sameCode(document.number) === sameCode(number) ? null : `answerOtherNumber: ${number}`
  const numbered = { number, series: await seriesFor(tx, document), numberedIn: yearOf(now) }
  return (await isNumberTaken(tx, document.id, numbered)) ? `answerNumberTaken: ${number}` : null
}

type Numbered = { number: string; series: string | null; numberedIn: number }

/** Whether another document has the number, in any spelling, in the same series and year. */
async function isNumberTaken(tx: Tx, documentId: string, { number, series, numberedIn }: Numbered) {
  const others = await tx.$queryRaw<object[]>`
    SELECT FROM document WHERE same_code(number) = ${sameCode(number)} AND series IS NOT DISTINCT FROM ${series}
       AND numbered_in = ${numberedIn} AND id <> ${documentId}::uuid LIMIT 1`
  return others.length > 0
}

/**
 * DHIS's record of the document, as stored; a number that the document has keeps its spelling. A number is unique in
 * its series and year, unless a person accepts DHIS's answer as it is.
 */
export async function registrationOf(tx: Tx, documentId: string, { id, number, url }: Receipt, now: Date) {
  const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, include: { unit: true } })
  const place = { dhisId: id, dhisUrl: url }
  if (document.number !== null && sameCode(document.number) === sameCode(number)) return place
  const numbered = { number, series: await seriesFor(tx, document), numberedIn: yearOf(now) }
  return { ...place, ...numbered, numberAsIs: await isNumberTaken(tx, documentId, numbered) }
}

const yearOf = (now: Date) => Number(dayInTallinn(now).slice(0, 4))
