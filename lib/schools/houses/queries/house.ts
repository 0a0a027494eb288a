import { changesOf, type Changed } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { classLabel, schoolYearOf } from '@/lib/schools/rules/school-year'
import { isOfficialOf, usesHouse } from '@/lib/schools/scope'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { SchoolKind } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { dayWithin } from './classes'
import { houseSubject } from '../commands/houses'

export type HouseSheet = {
  id: string
  name: string
  kind: SchoolKind
  municipality: string
  ehisId: string
  branchCode: string
  registryCode: string
  closedOn: Day | null
  /** the person is an official of its municipality and may change it */
  may: boolean
  years: number[]
  /** the year asked for, else that of the day */
  year: number
  /** of that year */
  classes: {
    id: string
    number: number
    parallel: string
    label: string
    curriculum: string
    pupils: number
  }[]
  /** the other houses of the same EHIS id that the person works with */
  others: { id: string; name: string }[]
  changes: Changed[]
}

/**
 * `Kooli andmed`: a house with its classes of a year, and the number of pupils in each on that day. Null: not the
 * person's.
 */
export async function houseSheet(
  db: Db,
  person: Person,
  id: string,
  asked: number | undefined,
  on: Day,
): Promise<HouseSheet | null> {
  const year = asked ?? schoolYearOf(on)
  if (!isUuid(id)) return null
  const house = await db.house.findUnique({ where: { id }, include: { municipality: true } })
  if (!house || !usesHouse(person, house)) return null
  const day = dayWithin(year, on)
  const classes = await db.$queryRaw<Omit<HouseSheet['classes'][number], 'label'>[]>`
    SELECT c.id, c.number, c.parallel, c.curriculum, count(p.id)::int AS pupils
      FROM school_class c LEFT JOIN placement p ON p.class_id = c.id AND p.voided_at IS NULL
       AND p.from_on <= ${day}::date AND p.to_on >= ${day}::date
     WHERE c.house_id = ${id}::uuid AND c.year = ${year} GROUP BY c.id ORDER BY c.number, c.parallel`
  const years = await db.schoolClass.groupBy({
    by: ['year'],
    where: { houseId: id },
    orderBy: { year: 'asc' },
  })
  const siblings = await db.house.findMany({
    where: { ehisId: house.ehisId, id: { not: id } },
    orderBy: { name: 'asc' },
  })
  return {
    ...house,
    municipality: house.municipality.name,
    closedOn: house.closedOn && dayFromDate(house.closedOn),
    may: isOfficialOf(person, house.municipalityId),
    years: years.map((one) => one.year),
    year,
    classes: classes.map((one) => ({ ...one, label: classLabel(one) })),
    others: siblings.filter((one) => usesHouse(person, one)).map(({ id, name }) => ({ id, name })),
    changes: await changesOf(db, houseSubject(id)),
  }
}
