import type { DocumentState } from '@/lib/shared/generated/enums'
import type { Tx } from '@/lib/shared/db'
import type { Day } from '@/lib/shared/dates'
import { onTheWay } from '../../rules/lifecycle'

/** What a sent paper states about a person. `on`: the day of registering; null = it is on its way. */
export type Said = {
  number: string | null
  state: DocumentState
  on: Day | null
  name: string
  personalCode: string | null
}

/**
 * The papers in force that state who a person is: registered ones that nothing has taken back for the person, and those
 * on their way through DHIS. A directive is in force while it has an effect on the person; other papers until they are
 * cancelled. One statement.
 */
export const saidOf = (tx: Tx, learnerId: string): Promise<Said[]> => tx.$queryRaw<Said[]>`
  SELECT DISTINCT d.number, d.state, d.registered_on::text AS "on", r ->> 'name' AS name, r ->> 'personalCode' AS "personalCode"
    FROM document_row w JOIN document d ON d.id = w.document_id
    JOIN LATERAL (SELECT content FROM document_version v WHERE v.document_id = d.id AND v.sent_at IS NOT NULL
                   ORDER BY v.send_no DESC LIMIT 1) v ON true
    JOIN LATERAL jsonb_array_elements(v.content -> 'rows') r ON r @> jsonb_build_object('key', w.id)
   WHERE w.learner_id = ${learnerId}::uuid
     AND (d.state = ANY(${onTheWay}::"DocumentState"[])
          OR (d.state = 'REGISTERED' AND (d.type IN ('PROPOSAL', 'DIPLOMA', 'TRANSCRIPT', 'NOTICE')
                OR EXISTS (SELECT FROM learners_effect e WHERE e.row_id = w.id AND e.undone_at IS NULL))))
   ORDER BY 3 NULLS LAST, 1`

/**
 * Documents checked over with the person's earlier particulars need a new check before they are sent. One statement.
 */
export const lapseChecks = (tx: Tx, learnerId: string) =>
  tx.document.updateMany({
    where: { state: 'CHECKED', rows: { some: { learnerId } } },
    data: { revision: { increment: 1 } },
  })

/** Repoints colleagues' unsaved typing at the person's record that stays. One statement. */
export const renameInTyped = (tx: Tx, from: string, to: string) => tx.$executeRaw`
  UPDATE working_copy SET content = replace(content::text, ${from}, ${to})::jsonb WHERE content::text LIKE ${`%${from}%`}`
