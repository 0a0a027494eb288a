import type { Db, Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'

/** What the checks of a document's row ask of the registration behind its study place; days inclusive. */
export type Registration = {
  studyPlaceId: string
  registrantId: string
  runId: string
  /** the run's first day */
  startsOn: Day
  /** taken off the list */
  removed: boolean
  /** a results protocol names the learner */
  onProtocol: boolean
  /** another admission directive that is under way: its number, '' = it has none yet; null = there is none */
  otherAdmission: string | null
}

/** Registrations of these study places, by study place id, seen from a document. One statement. */
export async function registrationsOf(
  client: Db | Tx,
  studyPlaceIds: readonly string[],
  documentId: string,
): Promise<Map<string, Registration>> {
  if (studyPlaceIds.length === 0) return new Map()
  const found = await client.$queryRaw<Registration[]>`
    SELECT sp.id AS "studyPlaceId", r.id AS "registrantId", r.run_id AS "runId", run.starts_on::text AS "startsOn",
           r.removed_at IS NOT NULL AS removed,
           EXISTS (SELECT FROM protocol_row p WHERE p.study_place_id = sp.id) AS "onProtocol",
           (SELECT coalesce(d.number, '') FROM document_row row JOIN document d ON d.id = row.document_id
             WHERE row.study_place_id = sp.id AND d.kind = 'ADMISSION' AND d.state NOT IN ('REGISTERED', 'CANCELLED')
               AND d.id <> ${documentId}::uuid ORDER BY d.created_at LIMIT 1) AS "otherAdmission"
      FROM study_place sp JOIN registrant r ON r.id = sp.registrant_id JOIN run ON run.id = r.run_id
     WHERE sp.id = ANY(${[...new Set(studyPlaceIds)]}::uuid[])`
  return new Map(found.map((registration) => [registration.studyPlaceId, registration]))
}
