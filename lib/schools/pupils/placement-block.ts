import type { Person } from '@/lib/access/rights'
import { dayBefore, type Day } from '@/lib/shared/dates'
import type { PlacementAct } from '@/lib/shared/generated/enums'
import { schoolYearOf } from '../rules/school-year'
import { placementState, type PlacementState } from '../rules/states'
import { isOfficialOf, usesHouse } from '../scope'
import type { LogLine, ReadPlacement, ReadPupil } from './pupil-read'

/** The houses and classes between which a transfer moved the pupil. */
type Move = { fromHouse: string; fromClass: string; toHouse: string; toClass: string; day: Day }
export type ShownLine = Omit<LogLine, 'fromHouseId' | 'toHouseId'> & { fromHouse: string; toHouse: string }
export type ShownPlacement = {
  id: string
  house: { id: string; name: string }
  class: { id: string; label: string }
  year: number
  from: Day
  to: Day
  state: PlacementState
  leftReason: string
  /** whether `Võta lahkumine tagasi` is offered */
  canStay: boolean
  /** `Filiaalivahetus: …`, at the first placement that a transfer made */
  cameBy: Move | null
  /** the house to which a transfer moved the pupil */
  wentTo: string | null
  /** officials only */
  log: ShownLine[]
}

/**
 * The placement block (spec 5 point 3). An official sees every placement in the municipality's houses, each with its
 * lines of the log; a representative sees those in the own houses, with only name, class and day of a house from which
 * the pupil came, and only the name of a house to which the pupil went.
 */
export function placementBlock(person: Person, pupil: ReadPupil, on: Day): ShownPlacement[] {
  const names = new Map(pupil.houses.map(({ id, name }) => [id, name]))
  return pupil.placements.flatMap((placement) => {
    const { house, from, to, year, leftReason, canStay } = placement
    const official = isOfficialOf(person, house.municipalityId)
    if (!usesHouse(person, house) || (placement.voided && !official)) return []
    return [
      {
        id: placement.id,
        house: { id: house.id, name: house.name },
        class: placement.class,
        year,
        from,
        to,
        leftReason,
        canStay,
        state: placementState(placement, on),
        cameBy: cameBy(pupil, placement),
        wentTo: wentTo(pupil, placement),
        log: official ? linesOf(pupil.log, placement).map((line) => withNames(line, names)) : [],
      },
    ]
  })
}

const find = ({ placements }: ReadPupil, id: string | null) =>
  placements.find((placement) => placement.id === id)

function cameBy(pupil: ReadPupil, placement: ReadPlacement): Move | null {
  const transfer = pupil.transfers.find(({ newId }) => newId === placement.id)
  const old = transfer && find(pupil, transfer.oldId)
  if (!old) return null
  return {
    fromHouse: old.house.name,
    fromClass: old.class.label,
    toHouse: placement.house.name,
    toClass: placement.class.label,
    day: transfer.day,
  }
}

function wentTo(pupil: ReadPupil, { id }: ReadPlacement): string | null {
  const transfer = pupil.transfers.find(({ oldId }) => oldId === id)
  return (transfer && find(pupil, transfer.newId)?.house.name) ?? null
}

/** Lines that name the placement's house and class as origin or destination, in its school year. */
const linesOf = (log: readonly LogLine[], { house, class: { label }, year }: ReadPlacement) =>
  log.filter(
    ({ act, fromHouseId, fromClass, toHouseId, toClass, day }) =>
      schoolYearOf(isOfLeaving[act] ? dayBefore(day) : day) === year &&
      ((fromHouseId === house.id && fromClass === label) || (toHouseId === house.id && toClass === label)),
  )

/** For a leaving, the log has the first day outside the school: the last day in it is the one before. */
const isOfLeaving: Partial<Record<PlacementAct, true>> = { LEFT: true, STAYED: true }

const withNames = (
  { fromHouseId, toHouseId, ...line }: LogLine,
  names: ReadonlyMap<string, string>,
): ShownLine => ({
  ...line,
  fromHouse: names.get(fromHouseId ?? '') ?? '',
  toHouse: names.get(toHouseId ?? '') ?? '',
})
