import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { paidInMonth } from '@/lib/grants/queries-paid'
import { laterMonth, monthOf } from '@/lib/grants/payments'
import { adviceOf, type Advice, type AdviceFacts } from './advice'
import { kindOf } from './kinds'
import { readOf, type LoadedDocument } from './load'
import { factsOfPlaces } from './standing'

/** What is worth a second look before it is sent, by today’s facts: five statements, however many rows. */
export async function adviceBeforeSending(db: Db, document: LoadedDocument, now: Date): Promise<Advice[]> {
  return adviceOf(await adviceFacts(db, document, dayInTallinn(now)))
}

async function adviceFacts(db: Db, document: LoadedDocument, today: Day): Promise<AdviceFacts> {
  const { type, unit, signer, basis, number } = document
  const { rows } = readOf(document)
  const { gives } = kindOf(document)
  const signings = await db.signing.findMany({
    where: { type, OR: [{ unitId: unit.id }, { unitId: null }], validFrom: { lte: dateFromDay(today) } },
  })
  const series = await db.dhisSeries.findMany()
  const units = new Map((await db.unit.findMany()).map((each) => [each.id, each]))
  const places = await factsOfPlaces(db, document, rows)
  return {
    ...{ today, type, unit, basis, numbered: number !== null },
    signer: { id: signer.id, name: `${signer.firstName} ${signer.lastName}` },
    signings: signings.map(({ userId, unitId, validFrom, validTo }) => ({
      ...{ userId, unitId },
      from: dayFromDate(validFrom),
      to: validTo && dayFromDate(validTo),
    })),
    series: series.map(({ type: of, unitId, template }) => ({
      ...{ type: of, template },
      unit: unitId === null ? null : units.get(unitId)!,
    })),
    rows: rows.flatMap((row) => {
      const place = places.get(row.studyPlaceId)
      return place ? [{ ...row, place, person: place.person, seen: row.seen ?? null }] : []
    }),
    paidLastMonth: gives
      ? await paidInMonth(db, gives.grantType, laterMonth(monthOf(today), -1), {
          unitId: unit.id,
          learnerIds: rows.map(({ learnerId }) => learnerId),
        })
      : [],
  }
}
