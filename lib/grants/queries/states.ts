import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Amount } from '@/lib/shared/money'
import type { Refusal } from '@/lib/shared/refusal'
import { ownFundsAllowance, doctoralAllowance } from '../rules/clashes'

/** A grant as it is paid now: `to` is its last paid day, before `from` when nothing of it is paid. */
export type GrantState = {
  id: string
  registryId: string
  learnerId: string
  studyPlaceId: string
  /** the document of ours that gave it, and its unit */
  documentId: string | null
  unitId: string | null
  typeCode: string
  typeName: string
  from: Day
  to: Day
  /** the last day it was given for */
  givenTo: Day
  monthlyAmount: Amount
  fundingSource: string
  bankAccount: string
}

/** Every grant of these persons that hasn't been taken back, by its record in the registry. One statement. */
export async function grantStates(tx: Tx, learnerIds: readonly string[]): Promise<Map<string, GrantState>> {
  const states = await tx.$queryRaw<GrantState[]>`
    SELECT g.id, g.registry_id AS "registryId", g.learner_id AS "learnerId", g.study_place_id AS "studyPlaceId",
           g.document_id AS "documentId", d.unit_id AS "unitId", g.type_code AS "typeCode", t.name AS "typeName",
           g.paid_from::text AS "from", g.effective_to::text AS "to", g.paid_to::text AS "givenTo", g.monthly_amount::text AS "monthlyAmount",
           g.funding_source AS "fundingSource", g.bank_account AS "bankAccount"
      FROM grants_in_force g JOIN grant_type t ON t.code = g.type_code LEFT JOIN documents_document d ON d.id = g.document_id
     WHERE g.learner_id = ANY(${[...new Set(learnerIds)]}::uuid[])`
  return new Map(states.map((state) => [state.registryId, state]))
}

/** A cause that ends a grant's payment early; only of grants in force. */
export type GrantEndState = { studyPlaceId: string; typeName: string; cause: string; lastPaidOn: Day }

/** The ends of the payment of these study places' grants, in one statement. */
export const grantEnds = (tx: Tx, studyPlaceIds: readonly string[]): Promise<GrantEndState[]> =>
  tx.$queryRaw`
    SELECT g.study_place_id AS "studyPlaceId", t.name AS "typeName", e.cause, e.last_paid_on::text AS "lastPaidOn"
      FROM grant_end e JOIN grants_in_force g ON g.id = e.grant_id JOIN grant_type t ON t.code = g.type_code
     WHERE g.study_place_id = ANY(${[...studyPlaceIds]}::uuid[]) AND e.undone_at IS NULL
     ORDER BY e.last_paid_on, t.name`

/**
 * Pairs that undoing must not create: a person paid an own-funds allowance and another doctoral allowance for the same
 * day, one of them given after the document `freedBy` took effect (seed "own-funds-doctoral-allowance"; spec 3). A pair
 * that existed before was allowed with its warning read; so is one that `documentId` makes by giving a doctoral
 * allowance. Before and after follow the order in which documents were registered with us. One refusal per pair of
 * records, naming the other document.
 */
export async function doctoralPairs(
  tx: Tx,
  learnerIds: readonly string[],
  { documentId, freedBy }: { documentId: string; freedBy: string },
): Promise<Map<string, Refusal>> {
  const pairs = await tx.$queryRaw<
    {
      key: string
      person: string
      type: string
      from: Day
      to: Day
      document: string
      documentId: string | null
    }[]
  >`
    SELECT least(a.registry_id, b.registry_id) || '|' || greatest(a.registry_id, b.registry_id) AS key, l.first_name || ' ' || l.last_name AS person,
           t.name AS type, b.paid_from::text AS "from", b.effective_to::text AS "to",
           coalesce(d.number, b.imported_number, '–') AS document, b.document_id AS "documentId"
      FROM (SELECT * FROM grants_in_force WHERE learner_id = ANY(${[...new Set(learnerIds)]}::uuid[]) OFFSET 0) a
     CROSS JOIN LATERAL (SELECT * FROM grants_in_force WHERE learner_id = a.learner_id OFFSET 0) b
      JOIN learners_learner l ON l.id = a.learner_id JOIN grant_type t ON t.code = b.type_code
      LEFT JOIN documents_document d ON d.id = b.document_id
     WHERE b.id <> a.id
           AND a.paid_from <= b.effective_to AND b.paid_from <= a.effective_to
           AND a.paid_from <= a.effective_to AND b.paid_from <= b.effective_to
       AND a.type_code = ${ownFundsAllowance}
       AND b.type_code IN (${ownFundsAllowance}, ${doctoralAllowance})
       AND greatest(${registeredAs(Prisma.sql`a.document_id`)}, ${registeredAs(Prisma.sql`b.document_id`)})
           > ${registeredAs(Prisma.sql`${freedBy}::uuid`)}
       AND NOT (b.type_code = ${doctoralAllowance} AND b.document_id IS NOT DISTINCT FROM ${documentId}::uuid)`
  return new Map(
    pairs.map(({ key, documentId, ...params }) => [
      key,
      {
        code: 'freedDaysTaken',
        params,
        subject: documentId ? { kind: 'document', id: documentId } : undefined,
      } satisfies Refusal,
    ]),
  )
}

/** The place of a document's registering in the order of all events; after everything if it is unknown. */
const registeredAs = (id: Prisma.Sql) => Prisma.sql`
  (SELECT coalesce(min(h.id), 9e18) FROM documents_history_entry h WHERE h.document_id = ${id} AND h.to_state = 'REGISTERED')`
