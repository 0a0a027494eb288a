import type { Db, Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import { Prisma } from '@/lib/shared/generated/client'
import { onAdmission } from '../standing'

/** The registration behind a study place, for the checks of a document's row; days inclusive. */
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
  /** another admission directive that is under way: its number, '' = none yet; null = there is no such directive */
  otherAdmission: string | null
  /** another registration of the learner on the run, admitted or on an admission: its id in Juhan, '' = none */
  twin: string | null
}

/** Registrations of these study places, by study place id, as seen from a document. One statement. */
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
           (SELECT coalesce(d.number, '') FROM documents_document_row row JOIN documents_document d ON d.id = row.document_id
             WHERE ${onAdmission(Prisma.sql`sp.id`)}
               AND d.id <> ${documentId}::uuid ORDER BY d.created_at LIMIT 1) AS "otherAdmission",
           (SELECT coalesce(other.juhan_id, '') FROM learners_study_place p JOIN registrant other ON other.id = p.registrant_id
             WHERE p.learner_id = sp.learner_id AND p.id <> sp.id AND other.run_id = r.run_id
               AND coalesce((SELECT t.value = 'STUDYING' FROM learners_study_term t
                              WHERE t.study_place_id = p.id AND t.aspect = 'MAIN_STATE' ORDER BY t.from_on DESC LIMIT 1),
                            EXISTS (SELECT FROM documents_document_row row JOIN documents_document d ON d.id = row.document_id
                                     WHERE ${onAdmission(Prisma.sql`p.id`)}))
             ORDER BY other.id LIMIT 1) AS twin
      FROM learners_study_place sp JOIN registrant r ON r.id = sp.registrant_id JOIN run ON run.id = r.run_id
     WHERE sp.id = ANY(${[...new Set(studyPlaceIds)]}::uuid[])`
  return new Map(found.map((registration) => [registration.studyPlaceId, registration]))
}
