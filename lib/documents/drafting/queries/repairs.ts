import type { Sheet } from '@/lib/documents/queries/sheet'
import { readValues } from '@/lib/documents/rules/fields'
import { sumOver } from '@/lib/grants/rules/payments'
import { repairsOf } from '@/lib/grants/rules/repairs'
import { paidPeriod, warningKey } from '@/lib/grants/rules/warnings'
import { readSettings } from '@/lib/settings/settings'
import type { Period } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { showAmount, sumAmounts, type Amount } from '@/lib/shared/money'

/**
 * One warning at a row of the sheet and its repairs, each with the total that the row would pay; null when the warning
 * no longer stands. Sums follow the office's setting for part months.
 */
export async function repairSheet(db: Db, sheet: Sheet, rowKey: string, key: string) {
  const row = sheet.rows.find((each) => each.key === rowKey)
  const warning = row?.warnings.find((each) => warningKey(each) === key)
  if (!row || !warning) return null
  const values = readValues(row.typed, '', () => {})
  const period = paidPeriod(values)
  const { partMonth } = await readSettings(db)
  const sumOf = (periods: readonly Period[]): Amount | null =>
    values.monthlyAmount && periods.length > 0
      ? sumAmounts(periods.map((each) => sumOver(each, values.monthlyAmount!, partMonth)))
      : null
  const now = period && sumOf([period])
  return {
    name: `${row.card.firstName} ${row.card.lastName}`,
    warning,
    before: { period, sum: now && showAmount(now) },
    repairs: repairsOf(warning, period).map((repair) => ({ ...repair, sum: sumOf(repair.periods) })),
  }
}
