import {
  codeMended,
  identityDiffers,
  likelyDouble,
  saysOther,
  type Bearer,
} from '@/lib/import/rules/one-person'
import { dayAfter, overlaps, type Day, type Period } from '@/lib/shared/dates'
import { birthDayOf } from '@/lib/shared/personal-code'
import { sameName } from '@/lib/shared/written'
import { firstDayOf, lastDayOf, schoolYearOf } from '../rules/school-year'
import type { SchoolValues } from './columns'
import { houseOf } from './refs'
import {
  classKey,
  type HouseFact,
  type PlacementFact,
  type PupilFact,
  type SchoolNotes,
  type World,
} from './world'

/**
 * Plans a pupil with a placement in one row. The personal code identifies the pupil, class and first day the placement;
 * without days it lasts the whole school year. Nobody gets a second placement on a day, not even in another
 * municipality.
 */
export function planPupil(world: World, told: SchoolNotes) {
  const { values } = told
  const from = told.judge(() => (values.fromOn ?? firstDayOf(Number(values.year))) as Day)
  const to = told.judge(() => (values.toOn ?? lastDayOf(Number(values.year))) as Day)
  const days = told.judge(() => daysOf(told.need(from), told.need(to), told))
  const house = told.judge(() => houseOf(world, told))
  const classId = told.judge(() => classOf(told.need(house), world, told))
  told.judge(() => {
    const on = told.need(house).closedOn
    if (on && on <= told.need(to)) told.refuse('schoolImport.houseClosed', 'house', { on })
  })
  const pupil = told.judge(() => world.pupils.get(told.need(values.personalCode)) ?? null)
  if (pupil) checkNames(pupil, told)
  else if (pupil === null) told.judge(() => refuseKnown(world, told))
  told.judge(() =>
    place(
      { pupil: told.need(pupil), house: told.need(house), classId: told.need(classId) },
      told.need(days),
      world,
      told,
    ),
  )
}

/** The days of the placement, within the row's school year. */
function daysOf(from: Day, to: Day, told: SchoolNotes): Period | undefined {
  if (to < from) return told.refuse('import.endBeforeStart', 'toOn')
  const year = Number(told.values.year)
  const [early, late] = [schoolYearOf(from) !== year, schoolYearOf(to) !== year]
  if (early) told.refuse('schoolImport.outsideSchoolYear', 'fromOn')
  if (late) told.refuse('schoolImport.outsideSchoolYear', 'toOn')
  return early || late ? undefined : { from, to }
}

function classOf(house: HouseFact, world: World, told: SchoolNotes): string | undefined {
  const key = classKey(house.id, told.values)
  if (world.twins.has(key)) return told.refuse('import.codeOfSeveral', 'parallel')
  const classId = world.classes.get(key)
  if (!classId) told.refuse('schoolImport.classUnknown', 'parallel')
  return classId
}

type Into = { pupil: PupilFact | null; house: HouseFact; classId: string }

/** The placement: existing, changed or new. */
function place({ pupil, house, classId }: Into, { from, to }: Period, world: World, told: SchoolNotes) {
  const { cells } = told
  const known = pupil?.placements.find((each) => each.classId === classId && each.from === from)
  const other = pupil?.placements.find((each) => each !== known && overlaps(each, { from, to }))
  if (other) return alreadyPlaced(other, told)
  if (known) return changePlacement(known, to, told)
  // If the file itself created the pupil, the question was asked then.
  if (pupil && pupil.state !== 'NEW') refuseDouble(world, told)
  const before = lastBefore(pupil, house.id, from)
  // Until a transfer's day, the stay that it ends would otherwise go on with this placement, as though nobody were
  // moved.
  if (before?.endedBy === 'TRANSFER' && world.today <= before.to)
    return told.refuse('schoolImport.movesAway', 'house', { from: dayAfter(before.to) })
  const placement: PlacementFact = {
    id: world.newId(),
    classId,
    houseId: house.id,
    house: house.name,
    year: Number(cells.year),
    from,
    to,
    endedBy: null,
    // The stay goes on if the pupil was in the house before.
    stayId: before?.endedBy ? null : (before?.stayId ?? null),
    state: 'NEW',
    said: told.row,
  }
  told.isNew = true
  for (const [column, after] of [
    ['house', `${cells.house} ${house.name}`],
    ['year', cells.year!],
    ['number', cells.number!],
    ['parallel', cells.parallel!],
    ['fromOn', from],
    ['toOn', to],
  ] as const)
    told.changes.push({ column, before: null, after, isNew: true })
  told.steps.push(() => (pupil ?? addPupil(cells, world, told.row)).placements.push(placement))
}

/** A pupil keeps the name that the register has (`mendPupil` changes it); one whom the official doesn't see stays unnamed. */
function checkNames(pupil: PupilFact, told: SchoolNotes) {
  const mine = pupil.placements.some(({ house }) => house !== null)
  for (const column of ['firstName', 'lastName'] as const)
    told.judge(() => {
      const [known, file] = [pupil[column], told.values[column]!]
      if (sameName(known) === sameName(file)) return
      if (pupil.said !== undefined) told.refuse('import.contradictsRow', column, { row: pupil.said })
      else if (!mine) told.refuse('schoolImport.nameDiffers', column)
      else told.refusals.push(identityDiffers({ of: 'pupil', ...pupil }, column, { known, file }))
    })
  told.steps.push(() => (pupil.said = told.row))
}

/**
 * Refuses a second record for a known pupil: one whose code was corrected, or a namesake born on the same day; the row
 * may say that it is another child.
 */
function refuseKnown(world: World, told: SchoolNotes) {
  const { values } = told
  if (saysOther(values.otherPerson)) return
  const former = world.formerBearers.get(values.personalCode!)
  if (former) told.refusals.push(codeMended(former, true))
  else refuseDouble(world, told)
}

/** Refuses a placement for somebody who may have another code in the register, or in an earlier row. */
function refuseDouble(world: World, told: SchoolNotes) {
  const { firstName = '', lastName = '', personalCode, otherPerson } = told.values
  if (saysOther(otherPerson)) return
  const bornThen = world.bornOn.get(birthDayOf(personalCode!)!) ?? []
  const others = bornThen.filter((each) => each.personalCode !== personalCode)
  const wrong = likelyDouble({ firstName, lastName }, others, 'personalCode')
  if (wrong) told.refusals.push(wrong)
}

function addPupil({ personalCode, firstName, lastName }: SchoolValues, world: World, row: number): PupilFact {
  const pupil: PupilFact = {
    id: world.newId(),
    personalCode: personalCode!,
    firstName: firstName!,
    lastName: lastName!,
    state: 'NEW',
    placements: [],
    moving: new Set(),
    said: row,
  }
  world.pupils.set(pupil.personalCode, pupil)
  const born = birthDayOf(pupil.personalCode)!
  const bearer: Bearer = { id: pupil.id, of: 'pupil', row, ...named(pupil) }
  world.bornOn.set(born, [...(world.bornOn.get(born) ?? []), bearer])
  return pupil
}

const named = ({ personalCode, firstName, lastName }: PupilFact) => ({ personalCode, firstName, lastName })

/** A house that the official can't see stays unnamed. */
function alreadyPlaced({ house, from, to, said }: PlacementFact, told: SchoolNotes) {
  if (said !== undefined) told.refuse('import.contradictsRow', 'fromOn', { row: said })
  else if (house) told.refuse('schoolImport.alreadyPlaced', 'house', { house, from, to })
  else told.refuse('schoolImport.alreadyPlacedElsewhere', 'house')
}

/** The days of a placement that has an end event, or that begins a stay by transfer, change only through that event. */
function changePlacement(known: PlacementFact, to: Day, told: SchoolNotes) {
  if (known.to === to) return
  if (known.said !== undefined) return told.refuse('import.contradictsRow', 'toOn', { row: known.said })
  if (known.endedBy) return told.refuse('schoolImport.placementEnded', 'toOn', { on: known.to })
  told.changes.push({ column: 'toOn', before: known.to, after: to })
  told.steps.push(() => {
    known.to = to
    known.said = told.row
    if (known.state === 'KEPT') known.state = 'CHANGED'
  })
}

/** The pupil's last placement in the house that begins before a day. */
const lastBefore = (pupil: PupilFact | null, houseId: string, day: Day) =>
  pupil?.placements
    .filter((each) => each.houseId === houseId && each.from < day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
