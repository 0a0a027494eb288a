import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { units, users } from '@/prisma/cast'

/** A draft of Liis with so many persons who draw warnings: they study, and most aren't doctoral students. Returns its id. */
export async function someDraft(ownerUrl: string, persons: number): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const id = randomUUID()
  await client.query(
    `INSERT INTO document (id, type, kind, state, unit_id, creator_id, drafter_id, signer_id, basis)
     VALUES ($1, 'VICE_DEAN_DIRECTIVE', 'OWN_FUNDS_ALLOWANCE', 'DRAFT', $2, $3, $3, $4, 'Kord')`,
    [id, units.LT.id, users.liis.id, users.mari.id],
  )
  await client.query(
    `INSERT INTO document_row (document_id, position, learner_id, study_place_id, paid_from, paid_to, monthly_amount,
                               funding_source, bank_account)
     SELECT $1, row_number() OVER (), learner_id, id, '2026-12-01', '2027-05-31', 660, 'LTFYS', 'EE382200221020145685'
       FROM (SELECT * FROM study_place WHERE code LIKE 'L%' ORDER BY id LIMIT $2) AS place`,
    [id, persons],
  )
  await client.end()
  return id
}
