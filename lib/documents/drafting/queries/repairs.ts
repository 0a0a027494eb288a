import type { Person } from '@/lib/access/rights'
import type { Opened } from '@/lib/documents/queries/opened'
import { viewer } from '@/lib/documents/queries/sheet'
import { readForm } from '@/lib/documents/rules/form'
import { rowStanding } from '@/lib/documents/standing'
import { readValues } from '@/lib/documents/rules/fields'
import { sumOver } from '@/lib/grants/rules/payments'
import { repairsOf } from '@/lib/grants/rules/repairs'
import { paidPeriod, warningKey } from '@/lib/grants/rules/warnings'
import { readSettings } from '@/lib/settings/settings'
import type { Period } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { showAmount, sumAmounts, type Amount } from '@/lib/shared/money'

/**
 * One warning at a row of the opened form and its repairs, each with the total that the row would pay; null when the warning
 * no longer stands. Sums follow the office's setting for part months. Three statements.
 */
export async function repairSheet(db: Db, person: Person, opened: Opened, rowKey: string, key: string) {
  const { id, drafted, form } = opened
  const row = form.rows.find((each) => each.key === rowKey)
  if (!row) return null
  // Whatever rows of the same person replace is left out of the facts too.
  const ofPerson = form.rows.filter(({ learnerId }) => learnerId === row.learnerId)
  const { read } = readForm({ ...form, rows: ofPerson })
  const standing = await rowStanding(db, { ...drafted, id }, read.rows, viewer(person))
  const warning = standing.warnings.get(rowKey)?.find((each) => warningKey(each) === key)
  if (!warning) return null
  const values = readValues(row, '', () => {})
  const period = paidPeriod(values)
  const { partMonth } = await readSettings(db)
  const sumOf = (periods: readonly Period[]): Amount | null =>
    values.monthlyAmount && periods.length > 0
      ? sumAmounts(periods.map((each) => sumOver(each, values.monthlyAmount!, partMonth)))
      : null
  const now = period && sumOf([period])
  return {
    name: standing.places.get(row.studyPlaceId)!.person,
    warning,
    before: { period, sum: now && showAmount(now) },
    repairs: repairsOf(warning, period).map((repair) => ({ ...repair, sum: sumOf(repair.periods) })),
  }
}
