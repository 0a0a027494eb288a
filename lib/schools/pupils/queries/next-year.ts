import type { Person } from '@/lib/access/rights'
import { classSheet, type ClassSheet } from '@/lib/schools/houses/queries/classes'
import { byEstonian, byLastName } from '@/lib/schools/rules/names'
import { classLabel, firstDayOf, lastDayOf, yearLabel } from '@/lib/schools/rules/school-year'
import { isLastYears } from '@/lib/schools/scope'
import { dateFromDay, dayAfter, dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'

export type Copied = {
  id: string
  name: string
  /** the last day of a placement that ends before its year does */
  leaves: Day | null
  /** if a transfer ends it: the first day in the other house */
  moves: Day | null
  /** the class of next year that the pupil already has, or the other school */
  already: { label: string; house: string; here: boolean } | null
}
export type NextYearSheet = {
  sheet: ClassSheet
  yearLabel: string
  from: Day
  /** classes of the house in the next year, and the one with the next number and the same letter */
  classes: { value: string; text: string }[]
  usual: string
  pupils: Copied[]
}

/** Who of a class can be copied to next year, and where; empty `pupilIds` = the whole class. Null: not the person's. */
export async function nextYearSheet(
  db: Db,
  person: Person,
  classId: string,
  pupilIds: readonly string[],
  today: Day,
): Promise<NextYearSheet | null> {
  const sheet = await classSheet(db, person, classId)
  if (!sheet) return null
  const year = sheet.year + 1
  const classes = await db.schoolClass.findMany({ where: { houseId: sheet.house.id, year } })
  const placements = await db.placement.findMany({
    where: {
      // Pupils already copied from last year's class are listed there with their new placement.
      classId,
      voidedAt: null,
      toOn: { gte: dateFromDay(isLastYears(sheet, today) ? lastDayOf(sheet.year) : today) },
      ...(pupilIds.length > 0 ? { pupilId: { in: [...pupilIds] } } : {}),
    },
    include: {
      pupil: {
        include: {
          placements: {
            where: {
              voidedAt: null,
              fromOn: { lte: dateFromDay(lastDayOf(year)) },
              toOn: { gte: dateFromDay(firstDayOf(year)) },
            },
            include: { class: true, house: { select: { name: true } } },
          },
        },
      },
    },
  })
  const yearEnd = dateFromDay(lastDayOf(sheet.year))
  const usual = classes.find(
    ({ number, parallel }) => number === sheet.number + 1 && parallel === sheet.parallel,
  )
  return {
    sheet,
    yearLabel: yearLabel(year),
    from: firstDayOf(year),
    classes: classes
      .map((each) => ({ value: each.id, text: classLabel(each) }))
      .toSorted((a, b) => byEstonian(a.text, b.text)),
    usual: usual?.id ?? '',
    pupils: placements
      .toSorted((a, b) => byLastName(a.pupil, b.pupil))
      .map(({ pupil, endedBy, toOn }): Copied => {
        const [next] = pupil.placements
        return {
          id: pupil.id,
          name: `${pupil.firstName} ${pupil.lastName}`,
          leaves: endedBy || toOn < yearEnd ? dayFromDate(toOn) : null,
          moves: endedBy === 'TRANSFER' ? dayAfter(dayFromDate(toOn)) : null,
          already: next
            ? {
                label: classLabel(next.class),
                house: next.house.name,
                here: next.houseId === sheet.house.id,
              }
            : null,
        }
      }),
  }
}
