import { addMonths, dayAfter, dayBefore, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'

/** The academic years in order, both days inclusive. */
export async function yearList(client: Db | Tx) {
  const years = await client.academicYear.findMany({ orderBy: { firstOn: 'asc' } })
  return years.map(({ label, firstOn, lastOn }) => ({
    label,
    firstOn: dayFromDate(firstOn),
    lastOn: dayFromDate(lastOn),
  }))
}

/** The proposed next year, one calendar year long; the first one begins this September. */
export function nextYear(years: readonly { lastOn: Day }[], now: Date) {
  const last = years.at(-1)
  const firstOn = last ? dayAfter(last.lastOn) : (`${dayInTallinn(now).slice(0, 4)}-09-01` as Day)
  const year = Number(firstOn.slice(0, 4))
  return { label: `${year}/${year + 1}`, firstOn, lastOn: dayBefore(addMonths(firstOn, 12)) }
}
