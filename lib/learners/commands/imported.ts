import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'

/** The document from before Olek that says so. */
type Said = { number?: string; on_day?: Day }
/** A row that a file adds or changes; new ids are made beforehand. */
type Row<Columns extends string> = { id: string } & Record<Columns, unknown>
type OfPlace<Columns extends string> = Row<'placeId' | Columns>

/** The rows that an import of learners stores: new or changed. */
export type ImportedFacts = {
  learners: readonly Row<
    'personalCode' | 'otherCode' | 'bornOn' | 'firstName' | 'lastName' | 'email' | 'phone' | 'bankAccount'
  >[]
  /** new ones */
  curricula: readonly { code: string; name: string }[]
  places: readonly Row<'learnerId' | 'unitId' | 'code' | 'level' | 'startedOn' | 'nominalEndOn'>[]
  terms: readonly (OfPlace<'aspect' | 'value' | 'from' | 'to'> & { state: string } & Said)[]
  leaves: readonly (OfPlace<'from' | 'to'> & Said)[]
  attestations: readonly OfPlace<'on' | 'decision'>[]
}

/**
 * Stores an import's facts about learners: each table in one statement, terms in two, so that the closed value makes
 * room for the next. Facts of Olek's own documents stay as they are, and so do the names and codes of a known learner.
 */
export async function storeLearners(tx: Tx, facts: ImportedFacts): Promise<void> {
  const { learners, curricula, places, terms, leaves, attestations } = facts
  await tx.$executeRaw`
    INSERT INTO learner (id, personal_code, other_code, born_on, first_name, last_name, email, phone, bank_account)
    SELECT id, "personalCode", "otherCode", "bornOn", "firstName", "lastName", email, phone, "bankAccount"
      FROM json_to_recordset(${json(learners)}::json) AS x(id uuid, "personalCode" text, "otherCode" text,
           "bornOn" date, "firstName" text, "lastName" text, email text, phone text, "bankAccount" text)
    ON CONFLICT (id) DO UPDATE SET born_on = excluded.born_on, email = excluded.email, phone = excluded.phone, bank_account = excluded.bank_account`
  await tx.curriculum.createMany({ data: [...curricula], skipDuplicates: true })
  await tx.$executeRaw`
    INSERT INTO study_place (id, learner_id, unit_id, code, level, started_on, nominal_end_on)
    SELECT id, "learnerId", "unitId", code, level::"Level", "startedOn", "nominalEndOn"
      FROM json_to_recordset(${json(places)}::json) AS x(id uuid, "learnerId" uuid, "unitId" uuid,
           code text, level text, "startedOn" date, "nominalEndOn" date)
    ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, nominal_end_on = excluded.nominal_end_on`
  await tx.$executeRaw`
    UPDATE study_term t SET value = x.value, to_on = x."to", imported_number = x.number, imported_on = x.on_day
      FROM json_to_recordset(${json(terms.filter(({ state }) => state === 'CHANGED'))}::json)
           AS x(id uuid, value text, "to" date, number text, on_day date)
     WHERE t.id = x.id AND t.document_id IS NULL`
  await tx.$executeRaw`
    INSERT INTO study_term (id, study_place_id, aspect, value, from_on, to_on, imported_number, imported_on)
    SELECT id, "placeId", aspect::"TermAspect", value, "from", "to", number, on_day
      FROM json_to_recordset(${json(terms.filter(({ state }) => state === 'NEW'))}::json)
           AS x(id uuid, "placeId" uuid, aspect text, value text, "from" date, "to" date, number text, on_day date)`
  await tx.$executeRaw`
    INSERT INTO academic_leave AS a (id, study_place_id, from_on, to_on, imported_number, imported_on)
    SELECT id, "placeId", "from", "to", number, on_day
      FROM json_to_recordset(${json(leaves)}::json)
           AS x(id uuid, "placeId" uuid, "from" date, "to" date, number text, on_day date)
    ON CONFLICT (id) DO UPDATE SET to_on = excluded.to_on, imported_number = excluded.imported_number,
      imported_on = excluded.imported_on WHERE a.document_id IS NULL`
  await tx.$executeRaw`
    INSERT INTO attestation (id, study_place_id, attested_on, decision)
    SELECT id, "placeId", "on", decision::"AttestationDecision"
      FROM json_to_recordset(${json(attestations)}::json)
           AS x(id uuid, "placeId" uuid, "on" date, decision text)
    ON CONFLICT (id) DO UPDATE SET decision = excluded.decision`
}

const json = (rows: readonly object[]) => Prisma.sql`${JSON.stringify(rows)}`
