import type { Db, Tx } from '@/lib/shared/db'
import type { RowField } from '../rules/fields'
import type { ReadRow } from '../rules/form'
import { kindOf, type Drafted } from '../rules/kinds'
import { ownersOf } from './base'

/**
 * The rows that an amendment changes or cancels, with the values in force until then, by the amendment's own rows.
 * Empty, without a statement, for any other document.
 */
export async function replacedRows(
  client: Db | Tx,
  rows: readonly { key: string; baseRowId?: string }[],
): Promise<Map<string, ReadRow>> {
  const named = rows.flatMap(({ baseRowId }) => baseRowId ?? [])
  if (named.length === 0) return new Map()
  const owners = await ownersOf(client, named)
  const byId = new Map(owners.flatMap(({ rows }) => rows).map((row) => [row.key, row]))
  return new Map(
    rows.flatMap(({ key, baseRowId }) => {
      const replaced = byId.get(baseRowId ?? '')
      return replaced ? [[key, replaced] as const] : []
    }),
  )
}

/**
 * The fields whose old value stands beside the new one; for a directive that cancels, all cancelled fields. These leave
 * out the reason of the decision: the reason asked for is that of cancelling.
 */
export function fieldsBefore(drafted: Drafted): readonly RowField[] {
  const kind = kindOf(drafted)
  if (!drafted.base || !kind.amends) return []
  return kind.amends === 'CHANGE'
    ? kind.rowFields
    : kindOf(drafted.base).rowFields.filter((field) => field !== 'reason')
}
