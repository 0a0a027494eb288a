import fc from 'fast-check'
import { addDays, type Day, type OpenPeriod, type Period } from '@/lib/shared/dates'

/** Any day of 2020–2029. */
export const someDay = fc.integer({ min: 0, max: 3652 }).map((count): Day => addDays('2020-01-01', count))

/** A period of at least one day. */
export const somePeriod = fc
  .tuple(someDay, fc.integer({ min: 0, max: 500 }))
  .map(([from, length]): Period => ({ from, to: addDays(from, length) }))

export const someOpenPeriod = fc
  .tuple(somePeriod, fc.boolean())
  .map(([{ from, to }, open]): OpenPeriod => ({ from, to: open ? null : to }))

/** A period from this day on: of some days, open, or void (its last day before its first). */
export const anyPeriodFrom = (from: Day) =>
  fc
    .tuple(fc.integer({ min: -20, max: 20 }), fc.boolean())
    .map(([length, open]): OpenPeriod => ({ from, to: open ? null : addDays(from, length) }))
