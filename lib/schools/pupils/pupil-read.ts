import { leavingsHeard } from '@/lib/deliveries/readdress'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { GroupKind, PlacementAct } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { classLabel } from '../rules/school-year'
import type { Placed } from '../rules/stays'
import { storedLeaving } from '../stored'
import { standing } from '../transfers/standing'

export type HouseOf = { id: string; name: string; municipalityId: string }
export type ReadPlacement = Placed & {
  house: HouseOf
  class: { id: string; label: string }
  year: number
  leftReason: string
  /** a leaving that can be taken back: EHIS hasn't been told */
  canStay: boolean
}
/** A line of the placement log. */
export type LogLine = {
  id: bigint
  at: Date
  who: string
  act: PlacementAct
  day: Day
  dayBefore: Day | null
  fromHouseId: string | null
  fromClass: string
  toHouseId: string | null
  toClass: string
}
export type ReadPupil = {
  id: string
  name: string
  firstName: string
  lastName: string
  personalCode: string
  /** in order of their first day, void ones included */
  placements: ReadPlacement[]
  /** transfers in force: the placement that each ended, and the one it began */
  transfers: { id: string; oldId: string; newId: string | null; day: Day }[]
  log: LogLine[]
  groups: {
    id: string
    placeId: string
    name: string
    kind: GroupKind
    house: HouseOf
    from: Day
    to: Day | null
  }[]
  /** houses named by placements, cards or the log */
  houses: { id: string; name: string }[]
}

/** The placement that a leaving's message names: a transfer may have carried the leaving on from there. */
const leftFrom = (id: string, atLeaving: unknown) => storedLeaving.parse(atLeaving).placementId ?? id

/** Everything about a pupil's placements, in all houses; the caller decides what to show. */
export async function readPupil(db: Db, id: string): Promise<ReadPupil | null> {
  if (!isUuid(id)) return null
  const pupil = await db.pupil.findUnique({
    where: { id },
    include: {
      placements: {
        include: { class: true, house: true },
        orderBy: [{ fromOn: 'asc' }, { voidedAt: 'desc' }, { id: 'asc' }],
      },
      transferRows: { where: standing },
      log: { orderBy: { id: 'asc' } },
      merged: { select: { log: true } },
      groupPlaces: {
        include: { group: { include: { house: true } } },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      },
      cards: { select: { houses: { select: { houseId: true } } } },
    },
  })
  if (!pupil) return null
  // Lines about a record that was merged into this one still name that record.
  const log = [pupil, ...pupil.merged].flatMap((each) => each.log).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const heard = await leavingsHeard(db, id)
  const named = [
    ...pupil.placements.map(({ houseId }) => houseId),
    ...log.flatMap(({ fromHouseId, toHouseId }) => [fromHouseId, toHouseId]),
    ...pupil.cards.flatMap(({ houses }) => houses.map(({ houseId }) => houseId)),
  ].filter((houseId) => houseId !== null)
  return {
    id,
    name: `${pupil.firstName} ${pupil.lastName}`,
    personalCode: pupil.personalCode,
    firstName: pupil.firstName,
    lastName: pupil.lastName,
    placements: pupil.placements.map(({ class: own, fromOn, toOn, voidedAt, atLeaving, ...placement }) => ({
      ...placement,
      class: { id: own.id, label: classLabel(own) },
      from: dayFromDate(fromOn),
      to: dayFromDate(toOn),
      voided: voidedAt !== null,
      canStay:
        placement.endedBy === 'LEAVING' &&
        atLeaving !== null &&
        !heard.has(leftFrom(placement.id, atLeaving)),
    })),
    transfers: pupil.transferRows.map(({ transferId, oldId, newId, day }) => ({
      id: transferId,
      oldId,
      newId,
      day: dayFromDate(day),
    })),
    log: log.map(({ day, dayBefore, ...line }) => ({
      ...line,
      day: dayFromDate(day),
      dayBefore: dayBefore && dayFromDate(dayBefore),
    })),
    groups: pupil.groupPlaces.map(({ id: placeId, group, fromOn, toOn }) => ({
      id: group.id,
      placeId,
      name: group.name,
      kind: group.kind,
      house: group.house,
      from: dayFromDate(fromOn),
      to: toOn && dayFromDate(toOn),
    })),
    houses: await db.house.findMany({
      where: { id: { in: [...new Set(named)] } },
      select: { id: true, name: true },
    }),
  }
}
