import { readOf, type LoadedDocument } from '@/lib/documents/load'
import { adviceOf, type Advice, type AdviceFacts } from '@/lib/documents/rules/advice'
import type { ReadRow } from '@/lib/documents/rules/form'
import { kindOf } from '@/lib/documents/rules/kinds'
import { factsOfPlaces } from '@/lib/documents/standing'
import { paidInMonth } from '@/lib/grants/queries/paid'
import { laterMonth, monthOf } from '@/lib/grants/rules/payments'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { likenesses, type Likened } from '@/lib/shared/likeness'

/** Oddities worth a second look before sending, by today’s facts: five statements, however many rows. */
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
  const series = await db.dhisSeries.findMany({ include: { unit: true } })
  const places = await factsOfPlaces(db, document, rows)
  return {
    today,
    type,
    unit,
    basis,
    numbered: number !== null,
    signer: { id: signer.id, name: `${signer.firstName} ${signer.lastName}` },
    signings: signings.map(({ userId, unitId, validFrom, validTo }) => ({
      userId,
      unitId,
      from: dayFromDate(validFrom),
      to: validTo && dayFromDate(validTo),
    })),
    series,
    rows: rows.flatMap((row) => {
      const place = places.get(row.studyPlaceId)
      return place ? [{ ...row, place, person: place.person, seen: row.seen ?? null }] : []
    }),
    alike: await alike(db, document.id, rows),
    paidLastMonth: gives
      ? await paidInMonth(db, gives.grantType, laterMonth(monthOf(today), -1), {
          unitId: unit.id,
          learnerIds: rows.map(({ learnerId }) => learnerId),
        })
      : [],
  }
}

type Admitted = Likened & { studyPlaceId: string; here: boolean }

/**
 * Persons on the document, one per study place, who may be the same as another there, or as a person of the same run
 * whose admission is in force or under way. One statement.
 */
async function alike(db: Db, documentId: string, rows: readonly ReadRow[]): Promise<AdviceFacts['alike']> {
  const places = [...new Set(rows.map(({ studyPlaceId }) => studyPlaceId))]
  const persons = await db.$queryRaw<Admitted[]>`
    WITH asked AS (
      SELECT id FROM learners_study_place WHERE id = ANY(${places}::uuid[])
      UNION
      SELECT p.id FROM learners_study_place mine
       CROSS JOIN LATERAL (SELECT run_id FROM registrants_registrant WHERE id = mine.registrant_id OFFSET 0) r
       CROSS JOIN LATERAL (SELECT id FROM registrants_registrant WHERE run_id = r.run_id AND id <> mine.registrant_id OFFSET 0) other
       CROSS JOIN LATERAL (SELECT id FROM learners_study_place WHERE registrant_id = other.id OFFSET 0) p
       WHERE mine.id = ANY(${places}::uuid[])
         AND EXISTS (SELECT FROM document_row x JOIN document d ON d.id = x.document_id
                      WHERE x.study_place_id = p.id AND d.kind = 'ADMISSION' AND d.state <> 'CANCELLED' AND d.id <> ${documentId}::uuid))
    SELECT p.id AS "studyPlaceId", p.learner_id AS "learnerId", l.personal_code AS "personalCode", l.first_name AS "firstName",
           l.last_name AS "lastName",
           to_char(l.born_on, 'YYYY-MM-DD') AS "bornOn", p.id = ANY(${places}::uuid[]) AS here
      FROM asked CROSS JOIN LATERAL (SELECT * FROM learners_study_place WHERE id = asked.id OFFSET 0) p
     CROSS JOIN LATERAL (SELECT * FROM learners_learner WHERE id = p.learner_id OFFSET 0) l
     ORDER BY l.last_name, l.first_name, p.id`
  const told = new Set<Admitted>()
  return likenesses(
    persons.filter(({ here }) => here),
    persons,
  ).flatMap(({ one, other, by }) => {
    told.add(one)
    // Each pair is reported once.
    if (told.has(other)) return []
    const { key } = rows.find(({ studyPlaceId }) => studyPlaceId === one.studyPlaceId)!
    return [{ key, person: nameOf(one), other: nameOf(other), by }]
  })
}

const nameOf = ({ firstName, lastName }: Likened) => `${firstName} ${lastName}`
