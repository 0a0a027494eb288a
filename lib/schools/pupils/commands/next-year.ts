import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { classLabel, firstDayOf, lastDayOf, yearLabel } from '@/lib/schools/rules/school-year'
import { housesWhere, isLastYears } from '@/lib/schools/scope'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { holdPupils } from '../hold'
import { refuseLikely } from '../one-child'
import { logPlacements } from '../placement-log'
import type { NextYearInput } from '../schema/next-year'

/** The number of copied pupils, without those who already had a placement next year. */
export type CopiedOutcome = { count: number; yearLabel: string }

/**
 * Gives pupils of a class their placements of next year in the same house: the stay goes on. Skips pupils who have one
 * already, here or elsewhere, so that a second press copies nobody twice. Last year's class can still be copied
 * throughout the following year. Throws notFound, transfer.houseClosed (before that year is over), nextYear.otherClass,
 * nextYear.gone (names those who leave the class before its year is over), likelyChild.
 */
export function copyToNextYear(
  { db, person, now }: Act,
  { classId, to, another }: z.output<typeof NextYearInput>,
): Promise<CopiedOutcome> {
  return inTransaction(db, async (tx) => {
    const from = await tx.schoolClass.findFirst({
      where: { id: classId, house: housesWhere(person) },
      include: { house: true },
    })
    if (!from) throw new Refused([{ code: 'notFound' }])
    const year = from.year + 1
    const closes = from.house.closedOn && dayFromDate(from.house.closedOn)
    if (closes && closes <= lastDayOf(year))
      throw new Refused([{ code: 'transfer.houseClosed', params: { day: closes } }])
    const chosen = Object.entries(to).filter(([, id]) => id !== '')
    const classes = await tx.schoolClass.findMany({
      where: { id: { in: chosen.map(([, id]) => id) }, houseId: from.houseId, year },
    })
    const theirs = new Set(classes.map(({ id }) => id))
    const field = chosen.find(([, id]) => !theirs.has(id))?.[0]
    if (field) throw new Refused([{ code: 'nextYear.otherClass', field: `to.${field}` }])

    const pupilIds = chosen.map(([id]) => id)
    await holdPupils(tx, pupilIds)
    await refuseGone(tx, from, pupilIds, dayInTallinn(now))
    await refuseLikely(tx, person, await notYetPlaced(tx, pupilIds, year), { another })
    const copied = await place(tx, classId, chosen, year)
    await logPlacements(
      tx,
      { person, now },
      Prisma.sql`SELECT 'COPIED' AS act, x.pupil_id, x.house_id AS from_house_id, ${classLabel(from)} AS from_class,
        x.house_id AS to_house_id, c.number || '.' || c.parallel AS to_class, x.from_on AS day, NULL::date AS day_before,
        NULL::uuid AS transfer_id
        FROM placement x JOIN school_class c ON c.id = x.class_id WHERE x.id = ANY(${copied}::uuid[]) ORDER BY x.pupil_id`,
    )
    return { count: copied.length, yearLabel: yearLabel(year) }
  })
}

/**
 * Everybody copied must be in the class on the last day of its year, or, for last year's class, have been in it on that
 * day.
 */
async function refuseGone(tx: Tx, from: { id: string; year: number }, pupilIds: string[], today: Day) {
  const last = lastDayOf(from.year)
  const until = today <= last || isLastYears(from, today) ? last : today
  const gone = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.first_name || ' ' || p.last_name AS name FROM pupil p
     WHERE p.id = ANY(${pupilIds}::uuid[]) AND NOT EXISTS (
       SELECT FROM placement x WHERE x.pupil_id = p.id AND x.class_id = ${from.id}::uuid AND x.voided_at IS NULL
          AND x.ended_by IS NULL AND x.to_on >= ${until}::date)
     ORDER BY p.last_name COLLATE "et-x-icu", p.first_name`
  if (gone.length === 0) return
  const children = gone.map(({ name }) => name).join(', ')
  throw new Refused([{ code: 'nextYear.gone', params: { children } }])
}

/** Those of the pupils without a placement on any day of the year. */
async function notYetPlaced(tx: Tx, pupilIds: string[], year: number) {
  const days = { fromOn: { lte: dateFromDay(lastDayOf(year)) }, toOn: { gte: dateFromDay(firstDayOf(year)) } }
  const placed = await tx.placement.findMany({
    where: { pupilId: { in: pupilIds }, voidedAt: null, ...days },
    select: { pupilId: true },
  })
  const already = new Set(placed.map(({ pupilId }) => pupilId))
  return pupilIds.filter((id) => !already.has(id))
}

/**
 * Creates the placements and returns their ids. One statement; skips pupils with a placement on any day of that year.
 */
async function place(tx: Tx, classId: string, chosen: [pupilId: string, classId: string][], year: number) {
  const rows = Prisma.sql`unnest(${chosen.map(([id]) => id)}::uuid[], ${chosen.map(([, id]) => id)}::uuid[])`
  const made = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on, stay_id)
    SELECT t.pupil_id, t.class_id, c.house_id, c.year, ${firstDayOf(year)}::date, ${lastDayOf(year)}::date, x.stay_id
      FROM ${rows} AS t (pupil_id, class_id) JOIN school_class c ON c.id = t.class_id
      JOIN LATERAL (SELECT stay_id FROM placement WHERE pupil_id = t.pupil_id AND class_id = ${classId}::uuid
                       AND voided_at IS NULL ORDER BY from_on DESC LIMIT 1) x ON true
     WHERE NOT EXISTS (SELECT FROM placement y WHERE y.pupil_id = t.pupil_id AND y.voided_at IS NULL
             AND daterange(y.from_on, y.to_on, '[]') && daterange(${firstDayOf(year)}::date, ${lastDayOf(year)}::date, '[]'))
    RETURNING id`
  return made.map(({ id }) => id)
}
