import type { Person } from '@/lib/access/rights'
import { sees } from '@/lib/documents/visibility'
import type { Source } from '@/lib/grants/rules/facts'
import { dayFromDate, dayInTallinn, type Day, type OpenPeriod, type Period } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { DocumentState, DocumentType, TermAspect } from '@/lib/shared/generated/enums'

/**
 * The cause of a fact: a document of ours (linked if `open`) with its day and kind, or the directive that its import
 * named.
 */
export type ShownSource = Source & { open: boolean; on?: Day; kind?: string }

/** A change that was taken back: on which day, and by which directive; null = its own document was cancelled. */
export type Undone = { on: Day; by: ShownSource | null }

/**
 * One line of `Miks nii?`, by its subject. Days inclusive. Facts that were taken back are listed too, marked `undone`,
 * and count for nothing.
 */
export type WhyLine = { source: ShownSource; undone: Undone | null } & (
  | ({ of: 'SET' | 'BEFORE' | 'NEXT'; aspect: TermAspect; value: string } & OpenPeriod)
  /** what a leave, or a grant as a secondary state, began with */
  | { of: 'SINCE'; on: Day }
  /** the nominal end as it was decided at the start */
  | { of: 'START'; on: Day }
  /** a leave that moves the nominal end, by so many days */
  | ({ of: 'LEAVE'; days: number } & Period)
  /** the last day a grant was given for */
  | { of: 'PAID_TO'; on: Day }
  /** a cause that ends a payment early; `counts` where it is one that decides */
  | { of: 'END'; cause: string; on: Day; counts: boolean }
)

/** A stored fact's own columns about its cause. */
export type Made = {
  documentId: string | null
  rowId?: string | null
  importedNumber?: string | null
  importedOn?: Date | null
}

/** The documents behind a learner's facts. */
export type Behind = {
  source: (fact: Made) => ShownSource
  undone: (fact: Made) => Undone | null
  /** values of a study place that a document set and that were taken back: their rows are gone */
  takenBack: (studyPlaceId: string, aspect: TermAspect) => WhyLine[]
  /** documents with a row of the learner that the person may see, the last changed first */
  about: FoundDocument[]
}

/**
 * Documents with a row of the learner, and those that made, ended or took back any fact; with each what of it was taken
 * back. One statement.
 */
export async function behind(db: Db, person: Person, learnerId: string): Promise<Behind> {
  const found = await db.$queryRaw<FoundDocument[]>`
    WITH about AS MATERIALIZED (
           SELECT DISTINCT document_id FROM documents_document_row WHERE learner_id = ${learnerId}::uuid),
         undoing AS (
           SELECT DISTINCT ON (e.row_id) e.document_id, json_build_object('documentId', e.document_id, 'rowId', e.row_id,
                  'undoneAt', e.undone_at, 'undoneBy', e.undone_by, 'studyPlaceId', r.study_place_id,
                  'from', coalesce(r.exmatriculated_on, r.discontinued_on, r.effective_on, CASE WHEN d.kind IN ('ADMISSION',
                    'ADMISSION_ANNULMENT') THEN p.started_on END), 'curriculum', r.curriculum, 'load', r.load, 'funding', r.funding,
                  'mainState', CASE WHEN r.exmatriculated_on IS NOT NULL THEN 'EXMATRICULATED'
                    WHEN r.discontinued_on IS NOT NULL THEN 'DISCONTINUED' WHEN d.kind = 'ADMISSION' THEN 'STUDYING'
                    WHEN d.kind = 'ADMISSION_ANNULMENT' THEN 'ADMISSION_ANNULLED' ELSE '' END) AS told
             FROM learners_effect e JOIN documents_document_row r ON r.id = e.row_id
             JOIN documents_document d ON d.id = e.document_id JOIN learners_study_place p ON p.id = r.study_place_id
            WHERE e.learner_id = ${learnerId}::uuid AND e.undone_at IS NOT NULL
            ORDER BY e.row_id, e.undone_at DESC),
         undone AS (SELECT document_id, json_agg(told) AS told FROM undoing GROUP BY document_id)
    SELECT d.id, d.number, d.registered_on AS "registeredOn", d.changed_at AS "changedAt", d.kind, d.type, d.state,
           d.unit_id AS "unitId", d.creator_id AS "creatorId", d.drafter_id AS "drafterId", d.signer_id AS "signerId",
           d.id IN (SELECT document_id FROM about) AS about, coalesce(undone.told, '[]') AS undoings
      FROM documents_document d LEFT JOIN undone ON undone.document_id = d.id
     WHERE d.id IN (
        SELECT document_id FROM about
        UNION SELECT document_id FROM grants_grant WHERE learner_id = ${learnerId}::uuid
        UNION SELECT e.document_id FROM grants_grant_end e JOIN grants_grant g ON g.id = e.grant_id WHERE g.learner_id = ${learnerId}::uuid
        UNION SELECT t.document_id FROM learners_study_term t JOIN learners_study_place p ON p.id = t.study_place_id WHERE p.learner_id = ${learnerId}::uuid
        UNION SELECT a.document_id FROM learners_academic_leave a JOIN learners_study_place p ON p.id = a.study_place_id WHERE p.learner_id = ${learnerId}::uuid
        UNION SELECT unnest(ARRAY[document_id, undone_by]) FROM learners_effect WHERE learner_id = ${learnerId}::uuid)
     ORDER BY d.changed_at DESC, d.id`
  return assembled(person, found)
}

type FoundDocument = {
  id: string
  number: string | null
  registeredOn: Date | null
  changedAt: Date
  kind: string
  type: DocumentType
  state: DocumentState
  unitId: string
  creatorId: string
  drafterId: string
  signerId: string
  /** it has a row of the learner */
  about: boolean
  undoings: Undoing[]
}
type Undoing = {
  documentId: string
  rowId: string
  /** an instant, as JSON has it */
  undoneAt: string
  undoneBy: string | null
  studyPlaceId: string
  /** what the row had set: the day from which, then the values; '' = it set no such value */
  from: Day | null
  curriculum: string
  load: string
  funding: string
  mainState: string
}
const setBy = {
  MAIN_STATE: 'mainState',
  CURRICULUM: 'curriculum',
  LOAD: 'load',
  FUNDING: 'funding',
} as const satisfies Record<TermAspect, keyof Undoing>

function assembled(person: Person, found: readonly FoundDocument[]): Behind {
  const undoings = found.flatMap((document) => document.undoings)
  const documents = new Map(found.map((document) => [document.id, shownDocument(person, document)]))
  const ours = (id: string): ShownSource => documents.get(id) ?? { documentId: id, open: false }
  const undoingOf = new Map(undoings.map((undoing) => [undoing.rowId, undoing]))
  const shownUndoing = ({ undoneAt, undoneBy }: Undoing): Undone => ({
    on: dayInTallinn(new Date(undoneAt)),
    by: undoneBy === null ? null : ours(undoneBy),
  })
  return {
    source: ({ documentId, importedNumber, importedOn }) => {
      if (documentId) return ours(documentId)
      if (!importedNumber || !importedOn) return { open: false }
      return { imported: { number: importedNumber, on: dayFromDate(importedOn) }, open: false }
    },
    undone: ({ rowId }) => {
      const undoing = rowId ? undoingOf.get(rowId) : undefined
      return undoing ? shownUndoing(undoing) : null
    },
    takenBack: (studyPlaceId, aspect) =>
      undoings.flatMap((undoing) => {
        const { from, [setBy[aspect]]: value } = undoing
        if (undoing.studyPlaceId !== studyPlaceId || value === '' || from === null) return []
        const source = ours(undoing.documentId)
        return [{ of: 'SET' as const, aspect, value, from, to: null, source, undone: shownUndoing(undoing) }]
      }),
    about: found.filter((document) => document.about && sees(person, document)),
  }
}

const shownDocument = (person: Person, document: FoundDocument): ShownSource => ({
  documentId: document.id,
  ...(document.number && { number: document.number }),
  ...(document.registeredOn && { on: dayFromDate(document.registeredOn) }),
  kind: document.kind,
  open: sees(person, document),
})
