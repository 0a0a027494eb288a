import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'

/** A grant from before Olek, as a file has it, new or changed; `from` and `to` are both paid for. */
export type ImportedGrant = {
  id: string
  learnerId: string
  placeId: string
  typeCode: string
  from: Day
  to: Day
  monthlyAmount: unknown
  fundingSource: string
  bankAccount: string
  /** of the directive that gave it */
  number?: string
  on_day?: Day
}

/** Stores grants of an import in one statement; grants of Olek's own documents stay as they are. */
export async function storeGrants(tx: Tx, grants: readonly ImportedGrant[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO study_grant AS g (id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount,
           funding_source, bank_account, imported_number, imported_on)
    SELECT id, "learnerId", "placeId", "typeCode", "from", "to", "monthlyAmount", "fundingSource", "bankAccount",
           number, on_day
      FROM json_to_recordset(${JSON.stringify(grants)}::json)
           AS x(id uuid, "learnerId" uuid, "placeId" uuid, "typeCode" text, "from" date, "to" date,
                "monthlyAmount" numeric, "fundingSource" text, "bankAccount" text, number text, on_day date)
    ON CONFLICT (id) DO UPDATE SET paid_to = excluded.paid_to, monthly_amount = excluded.monthly_amount,
      funding_source = excluded.funding_source, bank_account = excluded.bank_account,
      imported_number = excluded.imported_number, imported_on = excluded.imported_on WHERE g.document_id IS NULL`
}
