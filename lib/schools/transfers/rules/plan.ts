import { classLabel, firstDayOf, lastDayOf, schoolYearOf, yearLabel } from '@/lib/schools/rules/school-year'
import { placementState } from '@/lib/schools/rules/states'
import { dayBefore, overlaps, type Day } from '@/lib/shared/dates'
import type { GroupKind, PlacementEnd, SchoolKind } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'

/** The request: a day, a house, and for each class the ticked pupils and their class there. */
export type TransferAsk = {
  day: Day
  houseId: string
  moves: readonly ClassMove[]
}
export type ClassMove = {
  fromClassId: string
  toClassId: string
  pupilIds: readonly string[]
  /** next year's class in the new house for those who had one in the old; on 1 September there is nothing to choose */
  nextClassId?: string | null
  /** with the same number in the new year, for those who had such a class in the old house: they repeat the grade */
  repeatClassId?: string | null
  /** everybody has a class of next year, because a move of 1 September that now moves to an earlier day gave one */
  keepsNext?: true
}

/** The facts for a plan; only houses and classes that the person may use. */
export type TransferFacts = {
  today: Day
  houses: readonly HouseFacts[]
  classes: readonly ClassFacts[]
  pupils: readonly TransferredPupil[]
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
export type TransferredPupil = {
  id: string
  name: string
  /** those in force, in all schools, in order of their beginning */
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
  /** the class's number */
  number: number
  parallel: string
  from: Day
  to: Day
  endedBy: PlacementEnd | null
  leftReason: string
  /** the transfer that brought the pupil here */
  stayId: string | null
}

/** Why one child can't be moved; `of`: the other school, or the group. */
export type Obstacle = {
  code: (typeof obstacleCodes)[number]
  of?: string
}
/** In the order of reporting. */
const obstacleCodes = [
  'transfer.placedElsewhere',
  'transfer.inGroups',
  'transfer.left',
  'transfer.beforeStart',
  'transfer.otherGrade',
  'transfer.nextMovesOn',
  'transfer.houseCloses',
] as const

export type ChildPlan = {
  pupilId: string
  name: string
  obstacles: Obstacle[]
  /** null if an obstacle prevents it */
  move: Move | null
}
export type Move = {
  oldId: string
  oldHouseId: string
  /** the last day that the old placement was planned to have */
  oldToOn: Day
  /** of the new placement: its school year, its last day and the end event that it takes over from the old one */
  year: number
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
 * Plans a transfer (spec 5 "What is refused"). `refusals` name everyone they concern; one refusal stops the whole
 * transfer. `children` are in the requested order, each with its own obstacles.
 */
export function planTransfer(facts: TransferFacts, ask: TransferAsk): TransferPlan {
  const house = facts.houses.find(({ id }) => id === ask.houseId)
  if (!house) return refusedWhole({ code: 'notFound' })
  const objections = ask.moves.flatMap((move, at) => objectionsTo(facts, house, ask.day, move, at))
  if (objections.length > 0) return refusedWhole(...onceEach(objections))
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.id, pupil]))
  const children: ChildPlan[] = []
  for (const move of ask.moves) {
    const targets = targetsOf(facts, move)
    for (const id of move.pupilIds) {
      const pupil = pupils.get(id)
      const old = pupil && lastIn(pupil, move.fromClassId)
      if (!old) return refusedWhole({ code: 'notFound' })
      children.push(planChild({ ...targets, today: facts.today, house, day: ask.day }, pupil, old))
    }
  }
  return { refusals: toldTogether(children), children }
}

const refusedWhole = (...refusals: Refusal[]): TransferPlan => ({ refusals, children: [] })

/**
 * Whether a move takes effect on the first day of the school year after the class's: its pupils then go into that
 * year's class.
 */
export const turnsYear = (day: Day, year: number): boolean => day === firstDayOf(year + 1)

/** The school year and number of the classes offered for a day: the class's own year, or the next on 1 September. */
export const classesOn = (
  day: Day,
  from: { year: number; number: number },
  repeats: boolean,
): { year: number; number: number } =>
  turnsYear(day, from.year)
    ? { year: from.year + 1, number: from.number + (repeats ? 0 : 1) }
    : { year: schoolYearOf(day), number: from.number }

/** Why a class can't go where requested, whoever is in it. */
function objectionsTo(
  { houses, classes }: TransferFacts,
  house: HouseFacts,
  day: Day,
  move: ClassMove,
  at: number,
): Refusal[] {
  const from = classes.find(({ id }) => id === move.fromClassId)
  const to = classes.find(({ id }) => id === move.toClassId)
  const next = chosen(classes, move.nextClassId)
  const repeat = chosen(classes, move.repeatClassId)
  const left = from && houses.find(({ id }) => id === from.houseId)
  if (!from || !to || !left || next === undefined || repeat === undefined) return [{ code: 'notFound' }]
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
  const theirs = ({ houseId, year, number }: ClassFacts, of: { year: number; number: number }) =>
    houseId === house.id && year === of.year && number === of.number
  const turns = turnsYear(day, from.year)
  const goingOn = classesOn(day, from, false)
  const repeating = { year: from.year + 1, number: from.number }
  const field = `moves.${at}.toClassId`
  // For a day in another year the offered classes are of that year too: the user has to correct the day.
  if (!turns && schoolYearOf(day) !== from.year)
    refusals.push({ code: 'transfer.otherYear', params: yearOf(from.year), field: 'day' })
  else if (!theirs(to, goingOn) && !(turns && theirs(to, repeating)))
    refusals.push({
      code: turns ? 'transfer.otherNewClass' : 'transfer.otherClass',
      params: { number: goingOn.number, same: from.number, year: yearLabel(goingOn.year) },
      field,
    })
  if (!turns && next && !theirs(next, { year: from.year + 1, number: from.number + 1 }))
    refusals.push({ code: 'transfer.otherNextClass', field: `moves.${at}.nextClassId` })
  if (repeat && !theirs(repeat, repeating))
    refusals.push({ code: 'transfer.otherRepeatClass', field: `moves.${at}.repeatClassId` })
  return refusals
}

/** The class with an id; null when none is chosen, undefined when there is no such class. */
const chosen = (classes: readonly ClassFacts[], id: string | null | undefined) =>
  id ? classes.find((each) => each.id === id) : null

const yearOf = (year: number) => ({
  from: firstDayOf(year),
  to: lastDayOf(year),
  next: firstDayOf(year + 1),
})

/** The placement behind the pupil's row in the class list. */
const lastIn = ({ placements }: TransferredPupil, classId: string) =>
  placements.filter((placement) => placement.classId === classId).at(-1)

/** The destinations among which a class's pupils are divided. Nothing objects to them. */
type Targets = { to: ClassFacts; next: ClassFacts | null; repeat: ClassFacts | null; keepsNext: boolean }

const targetsOf = ({ classes }: TransferFacts, move: ClassMove): Targets => ({
  to: chosen(classes, move.toClassId)!,
  next: chosen(classes, move.nextClassId) ?? null,
  repeat: chosen(classes, move.repeatClassId) ?? null,
  keepsNext: move.keepsNext ?? false,
})

type Asked = Targets & { today: Day; house: HouseFacts; day: Day }

function planChild(
  { today, house, day, ...targets }: Asked,
  pupil: TransferredPupil,
  old: PlacementFacts,
): ChildPlan {
  const turns = turnsYear(day, old.year)
  const year = turns ? old.year + 1 : old.year
  const next = pupil.placements.filter(({ houseId, year }) => houseId === old.houseId && year > old.year)
  const { newClassId, nextClassId } = classesFor(targets, old, next, turns)
  // Checks every day until the school year ends, next year's too where its class is chosen, also after an old placement
  // that ends sooner: what follows it is another school. A later placement in the old house counts even if it is over by
  // the day, because messages and cards of those days would move along for good. So does the placement that another
  // transfer begins, on 1 September too.
  const days = { from: day, to: lastDayOf(nextClassId === null ? year : old.year + 1) }
  const inTheWay = (one: PlacementFacts) =>
    overlaps(days, one) ||
    (one.houseId === old.houseId && old.to < one.from) ||
    (old.endedBy === 'TRANSFER' && old.to === dayBefore(one.from))
  const others = pupil.placements.filter((one) => one !== old && !next.includes(one) && inTheWay(one))
  const groups = pupil.places.filter(
    ({ kind, houseId, to }) => kind !== 'HOBBY_SCHOOL' && houseId !== house.id && (to === null || day <= to),
  )
  const left =
    placementState({ ...old, voided: false }, today) === 'LEFT' ||
    old.to < (turns ? dayBefore(day) : day) ||
    (turns && old.endedBy !== null) ||
    next.some(({ endedBy }) => endedBy === 'LEAVING')
  const lastThere = turns || nextClassId !== null ? lastDayOf(old.year + 1) : old.to
  const obstacles: Obstacle[] = [
    ...others.map(({ houseName }) => ({ code: 'transfer.placedElsewhere' as const, of: houseName })),
    ...groups.map(({ name }) => ({ code: 'transfer.inGroups' as const, of: name })),
    ...(left && others.length === 0 ? [{ code: 'transfer.left' as const }] : []),
    ...(day <= old.from ? [{ code: 'transfer.beforeStart' as const }] : []),
    ...(newClassId === null ? [{ code: 'transfer.otherGrade' as const, of: classLabel(next.at(-1)!) }] : []),
    ...(next.some(({ endedBy }) => endedBy === 'TRANSFER')
      ? [{ code: 'transfer.nextMovesOn' as const }]
      : []),
    ...(house.closedOn && house.closedOn <= lastThere ? [{ code: 'transfer.houseCloses' as const }] : []),
  ]
  if (obstacles.length > 0 || newClassId === null)
    return { pupilId: pupil.id, name: pupil.name, obstacles, move: null }
  const move: Move = {
    oldId: old.id,
    oldHouseId: old.houseId,
    oldToOn: old.to,
    year,
    toOn: turns ? lastDayOf(year) : old.to,
    endedBy: turns ? null : old.endedBy,
    leftReason: turns ? '' : old.leftReason,
    newClassId,
    voidIds: next.map(({ id }) => id),
    nextClassId,
  }
  return { pupilId: pupil.id, name: pupil.name, obstacles, move }
}

/**
 * The class on the day, and next year's class if the day isn't its first. A pupil with a class of next year in the old
 * house (`next`) keeps its number: a repeater repeats. Null: none of the chosen classes has the pupil's number of that
 * year.
 */
function classesFor(
  { to, next: goingOn, repeat, keepsNext }: Targets,
  old: PlacementFacts,
  next: readonly PlacementFacts[],
  turns: boolean,
): { newClassId: string | null; nextClassId: string | null } {
  const number = next.find(({ year }) => year === old.year + 1)?.number
  if (turns) {
    // A class of the same number was chosen for repeating, even for pupils who had been meant to go on.
    const fitting =
      to.number === old.number ? to : [to, repeat].find((one) => one?.number === (number ?? to.number))
    return { newClassId: fitting?.id ?? null, nextClassId: null }
  }
  const then = keepsNext ? (goingOn ?? repeat) : [goingOn, repeat].find((one) => one?.number === number)
  return { newClassId: to.id, nextClassId: then?.id ?? null }
}

/**
 * One refusal per kind of obstacle, with all children concerned: Lapse nimi (Kooli nimetus), Lapse nimi (Kooli
 * nimetus).
 */
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
  'transfer.otherGrade': undefined,
  'transfer.nextMovesOn': undefined,
  'transfer.houseCloses': 'houseId',
}

const onceEach = (refusals: Refusal[]) =>
  refusals.filter(
    ({ code, field }, at) => refusals.findIndex((one) => one.code === code && one.field === field) === at,
  )

/**
 * The facts as though a transfer had not moved the pupils, to find out whether they could go on another day. They
 * already include what it made void (`transferFacts`, `undoing`).
 */
export function asIfNotMoved(facts: TransferFacts, transferId: string): TransferFacts {
  const pupils = facts.pupils.map((pupil) => {
    const brought = pupil.placements.filter(({ stayId }) => stayId === transferId)
    const first = brought[0]
    const placements = pupil.placements.flatMap((placement) => {
      if (brought.includes(placement)) return []
      if (!first || placement.to !== dayBefore(first.from) || placement.endedBy !== 'TRANSFER')
        return [placement]
      // A move of 1 September left the old placement its own end.
      const { to, endedBy, leftReason } =
        first.year > placement.year ? { to: placement.to, endedBy: null, leftReason: '' } : first
      return [{ ...placement, to, endedBy, leftReason }]
    })
    return { ...pupil, placements }
  })
  return { ...facts, pupils }
}

/** The steps of a large transfer, in order; `stepsDone` counts them. */
export const transferSteps = ['CHECKED', 'PLACED', 'COPIED', 'CARDS', 'TOLD'] as const
