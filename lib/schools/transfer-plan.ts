import { dayBefore, overlaps, type Day } from '@/lib/shared/dates'
import type { GroupKind, PlacementEnd, SchoolKind } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { lastDayOf, schoolYearOf } from './school-year'
import { placementState } from './states'

/** What is asked: from a day, into a house, of each class the ticked pupils into a class there. */
export type TransferAsk = {
  day: Day
  houseId: string
  moves: readonly ClassMove[]
}
export type ClassMove = {
  fromClassId: string
  toClassId: string
  pupilIds: readonly string[]
  /** where in the new house those go next year who had a class for it in the old */
  nextClassId?: string | null
}

/** What the plan is made from; of houses and classes only those that the person may use. */
export type TransferFacts = {
  today: Day
  houses: readonly HouseFacts[]
  classes: readonly ClassFacts[]
  pupils: readonly PupilFacts[]
}
export type HouseFacts = {
  id: string
  name: string
  kind: SchoolKind
  ehisId: string
  municipalityId: string
  closedOn: Day | null
  /** ARNO_KOOL_LAPS_LIIGUTAMINE_FILIAALIDE_VAHEL of its municipality is `Jah` */
  switchedOn: boolean
}
export type ClassFacts = { id: string; houseId: string; year: number; number: number; parallel: string }
export type PupilFacts = {
  id: string
  name: string
  /** those that hold days, of all schools, by their beginning */
  placements: readonly PlacementFacts[]
  /** in day groups and schools' hobby groups */
  places: readonly { kind: GroupKind; name: string; houseId: string; from: Day; to: Day | null }[]
}
export type PlacementFacts = {
  id: string
  classId: string
  houseId: string
  houseName: string
  year: number
  from: Day
  to: Day
  endedBy: PlacementEnd | null
  leftReason: string
  /** the transfer that brought the pupil here */
  stayId: string | null
  /** the last day it was meant to have; later than `to` where a transfer ended it */
  meantTo: Day
}

/** Why one child can't be moved; `of`: the other school, or the group. */
export type Obstacle = {
  code: (typeof obstacleCodes)[number]
  of?: string
}
/** In the order in which they are told. */
const obstacleCodes = [
  ...(['transfer.placedElsewhere', 'transfer.inGroups', 'transfer.left'] as const),
  ...(['transfer.beforeStart', 'transfer.nextElsewhere', 'transfer.nextMovesOn'] as const),
  'transfer.houseCloses',
] as const

export type ChildPlan = {
  pupilId: string
  name: string
  obstacles: Obstacle[]
  /** null where an obstacle stands in the way */
  move: Move | null
}
export type Move = {
  oldId: string
  oldHouseId: string
  year: number
  /** the last day the old placement was meant to have and what ends it then, which the new one takes over */
  toOn: Day
  endedBy: PlacementEnd | null
  leftReason: string
  newClassId: string
  /** next year's placements in the old house that become void */
  voidIds: string[]
  nextClassId: string | null
}

export type TransferPlan = { refusals: Refusal[]; children: ChildPlan[] }

/**
 * Plans a transfer (spec 5 "What is refused"). `refusals` name everyone they concern; while there is one, nothing is done
 * for anyone. `children` are in the order asked, each with what stands in its own way.
 */
export function planTransfer(facts: TransferFacts, ask: TransferAsk): TransferPlan {
  const house = facts.houses.find(({ id }) => id === ask.houseId)
  if (!house) return refusedWhole({ code: 'notFound' })
  const objections = ask.moves.flatMap((move, at) => objectionsTo(facts, house, ask.day, move, at))
  if (objections.length > 0) return refusedWhole(...onceEach(objections))
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.id, pupil]))
  const children: ChildPlan[] = []
  for (const move of ask.moves) {
    for (const id of move.pupilIds) {
      const pupil = pupils.get(id)
      const old = pupil && lastIn(pupil, move.fromClassId)
      if (!old) return refusedWhole({ code: 'notFound' })
      children.push(planChild(facts.today, house, ask.day, move, pupil, old))
    }
  }
  return { refusals: toldTogether(children), children }
}

const refusedWhole = (...refusals: Refusal[]): TransferPlan => ({ refusals, children: [] })

/** What forbids a class to go where it is asked to go, whoever is in it. */
function objectionsTo(
  { houses, classes }: TransferFacts,
  house: HouseFacts,
  day: Day,
  move: ClassMove,
  at: number,
): Refusal[] {
  const from = classes.find(({ id }) => id === move.fromClassId)
  const to = classes.find(({ id }) => id === move.toClassId)
  const next = move.nextClassId ? classes.find(({ id }) => id === move.nextClassId) : null
  const left = from && houses.find(({ id }) => id === from.houseId)
  if (!from || !to || !left || next === undefined) return [{ code: 'notFound' }]
  if (!left.switchedOn) return [{ code: 'transfer.switchedOff' }]
  if (left.id === house.id) return [{ code: 'transfer.sameHouse', field: 'houseId' }]
  if (
    left.kind !== house.kind ||
    left.ehisId !== house.ehisId ||
    left.municipalityId !== house.municipalityId
  )
    return [{ code: 'transfer.otherSchool', field: 'houseId' }]
  const refusals: Refusal[] = []
  if (house.closedOn && house.closedOn <= day)
    refusals.push({ code: 'transfer.houseClosed', params: { day: house.closedOn }, field: 'houseId' })
  const field = `moves.${at}.toClassId`
  // With a day of another year the classes on offer are of that year too: the day is what has to be mended.
  if (schoolYearOf(day) !== from.year)
    refusals.push({ code: 'transfer.otherYear', params: yearOf(from.year), field: 'day' })
  else if (to.houseId !== house.id || to.number !== from.number || to.year !== from.year)
    refusals.push({ code: 'transfer.otherClass', params: { number: from.number }, field })
  if (next && (next.houseId !== house.id || next.year !== from.year + 1))
    refusals.push({ code: 'transfer.otherNextClass', field: `moves.${at}.nextClassId` })
  return refusals
}

const yearOf = (year: number) => ({ from: `${year}-09-01`, to: `${year + 1}-08-31` })

/** The placement that the pupil's row in the class list stands for. */
const lastIn = ({ placements }: PupilFacts, classId: string) =>
  placements.filter((placement) => placement.classId === classId).at(-1)

function planChild(
  today: Day,
  house: HouseFacts,
  day: Day,
  move: ClassMove,
  pupil: PupilFacts,
  old: PlacementFacts,
): ChildPlan {
  const days = { from: day, to: old.meantTo }
  const next = pupil.placements.filter(({ houseId, year }) => houseId === old.houseId && year > old.year)
  // Of the old house also a later one of the same year: messages and cards of its days would go along for good.
  const inTheWay = (one: PlacementFacts) =>
    overlaps(days, one) || (one.houseId === old.houseId && old.to < one.from)
  const others = pupil.placements.filter((one) => one !== old && !next.includes(one) && inTheWay(one))
  const nextClassId = next.length > 0 ? (move.nextClassId ?? null) : null
  const elsewhereNext = pupil.placements.filter(
    ({ year, houseId }) => nextClassId !== null && year === old.year + 1 && houseId !== old.houseId,
  )
  const groups = pupil.places.filter(
    ({ kind, houseId, to }) => kind !== 'HOBBY_SCHOOL' && houseId !== house.id && (to === null || day <= to),
  )
  const left = placementState({ ...old, voided: false }, today) === 'LEFT' || old.to < day
  const lastThere = nextClassId === null ? old.to : lastDayOf(old.year + 1)
  const obstacles: Obstacle[] = [
    ...others.map(({ houseName }) => ({ code: 'transfer.placedElsewhere' as const, of: houseName })),
    ...groups.map(({ name }) => ({ code: 'transfer.inGroups' as const, of: name })),
    ...(left && others.length === 0 ? [{ code: 'transfer.left' as const }] : []),
    ...(day <= old.from ? [{ code: 'transfer.beforeStart' as const }] : []),
    ...elsewhereNext.map(({ houseName }) => ({ code: 'transfer.nextElsewhere' as const, of: houseName })),
    ...(next.some(({ endedBy }) => endedBy === 'TRANSFER')
      ? [{ code: 'transfer.nextMovesOn' as const }]
      : []),
    ...(house.closedOn && house.closedOn <= lastThere ? [{ code: 'transfer.houseCloses' as const }] : []),
  ]
  const planned: Move = {
    ...{
      oldId: old.id,
      oldHouseId: old.houseId,
      toOn: old.to,
      newClassId: move.toClassId,
      nextClassId,
      endedBy: old.endedBy,
      leftReason: old.leftReason,
      year: old.year,
    },
    voidIds: next.map(({ id }) => id),
  }
  return { pupilId: pupil.id, name: pupil.name, obstacles, move: obstacles.length > 0 ? null : planned }
}

/** A refusal a kind of obstacle, with all children it concerns: Lapse nimi (Kooli nimetus), Lapse nimi (Kooli nimetus). */
const toldTogether = (children: readonly ChildPlan[]): Refusal[] =>
  obstacleCodes.flatMap((code) => {
    const named = children.flatMap(({ name, obstacles }) =>
      obstacles
        .filter((one) => one.code === code)
        .map(({ of }) => (of === undefined ? name : `${name} (${of})`)),
    )
    return named.length > 0 ? [{ code, params: { children: named.join(', ') }, field: fieldOf[code] }] : []
  })

const fieldOf: Record<Obstacle['code'], string | undefined> = {
  'transfer.placedElsewhere': undefined,
  'transfer.inGroups': undefined,
  'transfer.left': undefined,
  'transfer.beforeStart': 'day',
  'transfer.nextElsewhere': undefined,
  'transfer.nextMovesOn': undefined,
  'transfer.houseCloses': 'houseId',
}

const onceEach = (refusals: Refusal[]) =>
  refusals.filter(
    ({ code, field }, at) => refusals.findIndex((one) => one.code === code && one.field === field) === at,
  )

/** The facts as if a transfer had not moved the pupils: for finding out whether they could go on another day. */
export function asIfNotMoved(facts: TransferFacts, transferId: string): TransferFacts {
  const pupils = facts.pupils.map((pupil) => {
    const brought = pupil.placements.filter(({ stayId }) => stayId === transferId)
    const first = brought[0]
    const placements = pupil.placements.flatMap((placement) => {
      if (brought.includes(placement)) return []
      if (!first || placement.to !== dayBefore(first.from) || placement.endedBy !== 'TRANSFER')
        return [placement]
      return [
        {
          ...placement,
          to: first.to,
          meantTo: first.meantTo,
          endedBy: first.endedBy,
          leftReason: first.leftReason,
        },
      ]
    })
    return { ...pupil, placements }
  })
  return { ...facts, pupils }
}

/** What a transfer of many goes through, in order; `stepsDone` counts them. */
export const transferSteps = ['CHECKED', 'PLACED', 'COPIED', 'CARDS', 'TOLD'] as const
