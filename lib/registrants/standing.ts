import type { DocumentState } from '@/lib/shared/generated/enums'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { underWay } from '@/lib/shared/under-way'
import type { Studies } from './rules/admission'

/** A registrant's standing with us; derived from documents and terms, stored nowhere. */
export type Place =
  'NOWHERE' | 'ADMISSION_UNDER_WAY' | 'ADMITTED' | 'END_UNDER_WAY' | 'ANNULLED' | 'DISCONTINUED'

/** The document that is under way, or else the registered one that decided the standing. */
export type StandingDocument = {
  id: string
  /** as DHIS gave it; null = never sent */
  number: string | null
  kind: string
  state: DocumentState
  drafterName: string
}

export type RegistrantStanding = {
  place: Place
  document: StandingDocument | null
  /** the study place, reserved before the admission is registered; null = never on an admission directive */
  studyPlaceId: string | null
}

/** The same in the shape of the rules of admission. */
export const studiesOf = ({ place }: Pick<RegistrantStanding, 'place'>): Studies => studiesAt[place]
const studiesAt = {
  NOWHERE: { admitted: false, ended: false, underWay: false },
  ADMISSION_UNDER_WAY: { admitted: false, ended: false, underWay: true },
  ADMITTED: { admitted: true, ended: false, underWay: false },
  END_UNDER_WAY: { admitted: true, ended: false, underWay: true },
  ANNULLED: { admitted: true, ended: true, underWay: false },
  DISCONTINUED: { admitted: true, ended: true, underWay: false },
} as const satisfies Record<Place, Studies>

/**
 * As a condition on `document_row row` and `document d`: an admission of study place `place` (SQL) that is under way.
 */
export const onAdmission = (place: Prisma.Sql) =>
  Prisma.sql`row.study_place_id = ${place} AND d.kind = 'ADMISSION' AND ${underWay('d')}`

export type StandingFacts = {
  registrantId: string
  studyPlaceId: string | null
  mainState: string | null
  underWay: boolean
} & { [F in keyof StandingDocument]: StandingDocument[F] | null }

/** The standing of every registrant of the run, removed ones too, by registrant id. One statement. */
export const standingsOf = (client: Db | Tx, runId: string) =>
  standingsWhere(client, Prisma.sql`r.run_id = ${runId}::uuid`)

/** The same for registrants of any run. */
export const standingsOfSome = async (client: Db | Tx, ids: readonly string[]) =>
  ids.length === 0
    ? new Map<string, RegistrantStanding>()
    : standingsWhere(client, Prisma.sql`r.id = ANY(${[...ids]}::uuid[])`)

async function standingsWhere(client: Db | Tx, which: Prisma.Sql): Promise<Map<string, RegistrantStanding>> {
  const found = await client.$queryRaw<
    StandingFacts[]
  >`SELECT ${standingFacts} FROM ${standingTables} WHERE ${which}`
  return new Map(found.map((row) => [row.registrantId, standingIn(row)]))
}

/** The facts of a standing, of `registrant r`, and the tables that they come from. */
export const standingFacts = Prisma.sql`
           r.id AS "registrantId", sp.id AS "studyPlaceId", term.value AS "mainState", live.id IS NOT NULL AS "underWay",
           d.id, d.number, d.kind, d.state, u.first_name || ' ' || u.last_name AS "drafterName"`

export const standingTables = Prisma.sql`
      registrant r
      LEFT JOIN learners_study_place sp ON sp.registrant_id = r.id
      -- The last word counts, though its day may be to come.
      LEFT JOIN LATERAL (
        SELECT t.value, t.document_id FROM learners_study_term t
         WHERE t.study_place_id = sp.id AND t.aspect = 'MAIN_STATE' ORDER BY t.from_on DESC LIMIT 1) term ON true
      -- What is under way towards the next place: admission of whoever has none, an end or the cancelling of an admission.
      LEFT JOIN LATERAL (
        SELECT doc.id FROM documents_document_row row JOIN documents_document doc ON doc.id = row.document_id
          LEFT JOIN documents_document base ON base.id = doc.base_id
         WHERE row.study_place_id = sp.id AND ${underWay('doc')}
           AND CASE WHEN term.value IS NULL THEN doc.kind = 'ADMISSION'
                    WHEN term.value = 'STUDYING' THEN doc.kind IN ('ADMISSION_ANNULMENT', 'DISCONTINUATION')
                      OR (doc.kind = 'AMENDMENT_CANCEL' AND base.kind = 'ADMISSION')
                    ELSE false END
         ORDER BY doc.created_at, doc.id LIMIT 1) live ON true
      LEFT JOIN documents_document d ON d.id = coalesce(live.id, term.document_id)
      LEFT JOIN access_user u ON u.id = d.drafter_id`

/** The standing that these facts make. */
export function standingIn({
  studyPlaceId,
  mainState,
  underWay,
  id,
  ...document
}: StandingFacts): RegistrantStanding {
  const { number, kind, state, drafterName } = document
  return {
    place: placeOf(mainState, underWay),
    document: id && kind && state ? { id, number, kind, state, drafterName: drafterName ?? '' } : null,
    studyPlaceId,
  }
}

function placeOf(mainState: string | null, underWay: boolean): Place {
  if (mainState === 'ADMISSION_ANNULLED') return 'ANNULLED'
  if (mainState === 'DISCONTINUED') return 'DISCONTINUED'
  if (mainState === null) return underWay ? 'ADMISSION_UNDER_WAY' : 'NOWHERE'
  return underWay ? 'END_UNDER_WAY' : 'ADMITTED'
}
