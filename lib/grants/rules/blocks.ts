import { overlaps } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { isDoctoral } from './clashes'
import type { GrantFact, RowFacts, RuleContext } from './facts'
import { paidPeriod, type PaidDays } from './warnings'

/** A row of a grant directive with the facts about its person. `key` identifies the row in the form. */
export type RowToGive = PaidDays & { key: string; person: string; facts: Pick<RowFacts, 'grants'> }

/**
 * The one block: an own-funds directive can't be registered while a person on it has a doctoral allowance, from either
 * source, for the same days ("Korraldust ei ole võimalik registreerida …", seed "own-funds-doctoral-allowance"). One
 * refusal per grant, naming person, grant and document. Checked at issuing, at sending and again at the confirmation,
 * with the facts of that moment.
 */
export function blocksOf(rows: readonly RowToGive[], kind: RuleContext['kind']): Refusal[] {
  return kind === 'OWN_FUNDS' ? rows.flatMap(blocksOfRow) : []
}

function blocksOfRow(row: RowToGive): Refusal[] {
  const paid = paidPeriod(row)
  if (paid === null) return []
  return row.facts.grants
    .filter((grant) => isDoctoral(grant) && overlaps(paid, grant))
    .map((grant) => refusal(row, grant))
}

function refusal(row: RowToGive, grant: GrantFact): Refusal {
  const { documentId, number, imported } = grant.source
  return {
    code: 'doctoralGrantInPeriod',
    params: {
      person: row.person,
      type: grant.typeName,
      fundingSource: grant.fundingSource || '–',
      from: grant.from,
      to: grant.to,
      document: imported?.number ?? number ?? '–',
    },
    field: `rows.${row.key}.paidFrom`,
    subject: documentId ? { kind: 'document', id: documentId } : { kind: 'grant', id: grant.id },
  }
}
