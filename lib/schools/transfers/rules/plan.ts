import { classLabel, firstDayOf, lastDayOf, schoolYearOf, yearLabel } from '@/lib/schools/rules/school-year'
import { placementState } from '@/lib/schools/rules/states'
import { dayBefore, overlaps, type Day } from '@/lib/shared/dates'
import type { GroupKind, PlacementEnd, SchoolKind } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'

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
  /** where in the new house those go next year who had a class for it in the old; on 1 September there is nothing to choose */
  nextClassId?: string | null
  /** of the same number in the new year, for those who had such a class in the old house: they repeat the grade */
  repeatClassId?: string | null
  /** everybody has the class of next year, as a move of 1 September that goes on an earlier day had it */
  keepsNext?: true
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
  /** of the class */
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
/** In the order in which they are told. */
const obstacleCodes = [
  'transfer.placedElsewhere',
  'transfer.inGroups',
  'transfer.left',
  'transfer.beforeStart',
  'transfer.otherGrade',
  'transfer.nextElsewhere',
  'transfer.nextMovesOn',
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
  /** the last day the old placement was meant to have */
  oldToOn: Day
  /** of the new placement: its school year, its last day and what ends it then, which it takes over from the old one */
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

/** Whether a move takes effect on the first day of the school year after the class's: its pupils go on to that year's class. */
export const turnsYear = (day: Day, year: number): boolean => day === firstDayOf(year + 1)

/** The school year and the number of the classes to choose from on a day: of the class's own year, or of the next on 1 September. */
export const classesOn = (
  day: Day,
  from: { year: number; number: number },
  repeats: boolean,
): { year: number; number: number } =>
  turnsYear(day, from.year)
    ? { year: from.year + 1, number: from.number + (repeats ? 0 : 1) }
    : { year: schoolYearOf(day), number: from.number }

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
  // With a day of another year the classes on offer are of that year too: the day is what has to be mended.
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

/** The class of an id; null where none is chosen, undefined where there is no such class. */
const chosen = (classes: readonly ClassFacts[], id: string | null | undefined) =>
  id ? classes.find((each) => each.id === id) : null

const yearOf = (year: number) => ({
  from: firstDayOf(year),
  to: lastDayOf(year),
  next: firstDayOf(year + 1),
})

/** The placement that the pupil's row in the class list stands for. */
const lastIn = ({ placements }: PupilFacts, classId: string) =>
  placements.filter((placement) => placement.classId === classId).at(-1)

/** The classes that a class's pupils are divided among. Nothing objects to them. */
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
  pupil: PupilFacts,
  old: PlacementFacts,
): ChildPlan {
  const turns = turnsYear(day, old.year)
  const year = turns ? old.year + 1 : old.year
  const next = pupil.placements.filter(({ houseId, year }) => houseId === old.houseId && year > old.year)
  const { newClassId, nextClassId } = classesFor(targets, old, next, turns)
  // Every day until the school year ends counts, also those after an old placement that ends sooner: what follows it is
  // another school. Of the old house also one that is over by the day: messages and cards of its days would go along for good.
  // So does where another transfer takes the pupil, on 1 September too.
  const days = { from: day, to: lastDayOf(year) }
  const inTheWay = (one: PlacementFacts) =>
    overlaps(days, one) ||
    (one.houseId === old.houseId && old.to < one.from) ||
    (old.endedBy === 'TRANSFER' && old.to === dayBefore(one.from))
  const others = pupil.placements.filter((one) => one !== old && !next.includes(one) && inTheWay(one))
  const elsewhereNext = pupil.placements.filter(
    ({ year, houseId }) => nextClassId !== null && year === old.year + 1 && houseId !== old.houseId,
  )
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
    ...elsewhereNext.map(({ houseName }) => ({ code: 'transfer.nextElsewhere' as const, of: houseName })),
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
 * The class of the day, and that of next year where the day isn't its first. Whoever has a class of next year in the old house
 * (`next`) keeps its number: a repeater repeats. Null: the number that the pupil has then isn't among the classes chosen.
 */
function classesFor(
  { to, next: goingOn, repeat, keepsNext }: Targets,
  old: PlacementFacts,
  next: readonly PlacementFacts[],
  turns: boolean,
): { newClassId: string | null; nextClassId: string | null } {
  const number = next.find(({ year }) => year === old.year + 1)?.number
  if (turns) {
    // A class of the same number is chosen for repeating, whoever had been meant to go on.
    const fitting =
      to.number === old.number ? to : [to, repeat].find((one) => one?.number === (number ?? to.number))
    return { newClassId: fitting?.id ?? null, nextClassId: null }
  }
  const then = keepsNext ? (goingOn ?? repeat) : [goingOn, repeat].find((one) => one?.number === number)
  return { newClassId: to.id, nextClassId: then?.id ?? null }
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
  'transfer.otherGrade': undefined,
  'transfer.nextElsewhere': undefined,
  'transfer.nextMovesOn': undefined,
  'transfer.houseCloses': 'houseId',
}

const onceEach = (refusals: Refusal[]) =>
  refusals.filter(
    ({ code, field }, at) => refusals.findIndex((one) => one.code === code && one.field === field) === at,
  )

/**
 * The facts as if a transfer had not moved the pupils: for finding out whether they could go on another day. What it made void
 * is among the facts already (`transferFacts`, `undoing`).
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

/** What a transfer of many goes through, in order; `stepsDone` counts them. */
export const transferSteps = ['CHECKED', 'PLACED', 'COPIED', 'CARDS', 'TOLD'] as const
