import { codeMended, likelyDouble, saysOther, type Bearer } from '@/lib/import/rules/one-person'
import { birthDayOf } from '@/lib/shared/personal-code'
import { dayAfter, overlaps, type Day } from '@/lib/shared/dates'
import type { SchoolValues } from './import-columns'
import type { SchoolImport, SchoolKind } from './import-kinds'
import { classKey, type Notes, type PlacementFact, type PupilFact, type World } from './import-world'
import { firstDayOf, lastDayOf, schoolYearOf } from './school-year'

/**
 * A pupil with a placement in one row. The pupil is known again by personal code, the placement by class and first day;
 * without days it lasts the whole school year. Nobody gets a second placement on a day, whoever's the first is.
 */
export function planPupil(
  _of: SchoolKind,
  _kind: SchoolImport,
  values: SchoolValues,
  world: World,
  told: Notes,
) {
  const year = Number(values.year)
  const [from, to] = [(values.fromOn ?? firstDayOf(year)) as Day, (values.toOn ?? lastDayOf(year)) as Day]
  if (to < from) told.refuse('import.endBeforeStart', 'toOn')
  else
    for (const [day, column] of [
      [from, 'fromOn'],
      [to, 'toOn'],
    ] as const)
      if (schoolYearOf(day) !== year) told.refuse('schoolImport.outsideSchoolYear', column)
  const house = world.houses.get(values.house!)
  if (!house) return told.refuse('schoolImport.houseUnknown', 'house')
  const key = classKey(house.id, values)
  if (world.twins.has(key)) return told.refuse('import.codeOfSeveral', 'parallel')
  const classId = world.classes.get(key)
  if (!classId) return told.refuse('schoolImport.classUnknown', 'parallel')
  if (house.closedOn && house.closedOn <= to)
    told.refuse('schoolImport.houseClosed', 'house', { on: house.closedOn })
  const pupil = knownPupil(values, world, told)
  if (!pupil) refuseKnown(values, world, told)
  if (told.refusals.length > 0) return

  const known = pupil?.placements.find((each) => each.classId === classId && each.from === from)
  const other = pupil?.placements.find((each) => each !== known && overlaps(each, { from, to }))
  if (other) return alreadyPlaced(other, told)
  if (known) return changePlacement(known, to, told)
  // Whoever the file itself has made was asked about then.
  if (pupil && pupil.state !== 'NEW') refuseDouble(values, world, told)
  if (told.refusals.length > 0) return
  const before = lastBefore(pupil, house.id, from)
  // Until a transfer's day the stay that it ends would go on with this placement, as if nobody were moved.
  if (before?.endedBy === 'TRANSFER' && world.today <= before.to)
    return told.refuse('schoolImport.movesAway', 'house', { from: dayAfter(before.to) })
  const placement: PlacementFact = {
    ...{ id: world.newId(), classId, houseId: house.id, house: house.name, year, from, to },
    // A stay goes on where the pupil was in the house before.
    ...{ endedBy: null, stayId: before?.endedBy ? null : (before?.stayId ?? null) },
    ...{ state: 'NEW', said: told.row },
  }
  told.isNew = true
  for (const [column, after] of [
    ['house', `${values.house} ${house.name}`],
    ['year', values.year!],
    ['number', values.number!],
    ['parallel', values.parallel!],
    ['fromOn', from],
    ['toOn', to],
  ] as const)
    told.changes.push({ column, before: null, after, isNew: true })
  told.steps.push(() => (pupil ?? addPupil(values, world, told.row)).placements.push(placement))
}

/** The pupil as the register has him or her; the name may change only where the official sees the pupil. */
function knownPupil(values: SchoolValues, world: World, told: Notes): PupilFact | undefined {
  const pupil = world.pupils.get(values.personalCode!)
  if (!pupil) return undefined
  const mine = pupil.placements.some(({ house }) => house !== null)
  for (const column of ['firstName', 'lastName'] as const) {
    const [before, after] = [pupil[column], values[column]!]
    if (before === after) continue
    if (pupil.said !== undefined) told.refuse('import.contradictsRow', column, { row: pupil.said })
    else if (!mine) told.refuse('schoolImport.nameDiffers', column)
    else told.changes.push({ column, before, after })
    told.steps.push(() => {
      pupil[column] = after
      if (pupil.state === 'KEPT') pupil.state = 'CHANGED'
    })
  }
  told.steps.push(() => (pupil.said = told.row))
  return pupil
}

/** Nobody is made twice: a code that was mended, and a namesake born on the same day, are known already; a row may say otherwise. */
function refuseKnown(values: SchoolValues, world: World, told: Notes) {
  if (saysOther(values.otherPerson)) return
  const former = world.formerBearers.get(values.personalCode!)
  if (former) told.refusals.push(codeMended(former, true))
  else refuseDouble(values, world, told)
}

/** Nobody is put into a class who may stand in the register, or in a row before, under another code too. */
function refuseDouble(values: SchoolValues, world: World, told: Notes) {
  const { firstName = '', lastName = '', personalCode, otherPerson } = values
  if (saysOther(otherPerson)) return
  const bornThen = world.bornOn.get(birthDayOf(personalCode!)!) ?? []
  const others = bornThen.filter((each) => each.personalCode !== personalCode)
  const wrong = likelyDouble({ firstName, lastName }, others, 'personalCode')
  if (wrong) told.refusals.push(wrong)
}

function addPupil({ personalCode, firstName, lastName }: SchoolValues, world: World, row: number): PupilFact {
  const pupil: PupilFact = {
    ...{ id: world.newId(), personalCode: personalCode!, firstName: firstName!, lastName: lastName! },
    ...{ state: 'NEW', placements: [], moving: new Set() },
  }
  world.pupils.set(pupil.personalCode, pupil)
  const born = birthDayOf(pupil.personalCode)!
  const bearer: Bearer = { id: pupil.id, of: 'pupil', row, ...named(pupil) }
  world.bornOn.set(born, [...(world.bornOn.get(born) ?? []), bearer])
  return pupil
}

const named = ({ personalCode, firstName, lastName }: PupilFact) => ({ personalCode, firstName, lastName })

/** A house that the official doesn't see has no name here. */
function alreadyPlaced({ house, from, to, said }: PlacementFact, told: Notes) {
  if (said !== undefined) told.refuse('import.contradictsRow', 'fromOn', { row: said })
  else if (house) told.refuse('schoolImport.alreadyPlaced', 'house', { house, from, to })
  else told.refuse('schoolImport.alreadyPlacedElsewhere', 'house')
}

/** Of a placement that something has ended, and of one that begins a stay by transfer, the days are told by that alone. */
function changePlacement(known: PlacementFact, to: Day, told: Notes) {
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

/** The latest of the pupil's placements in the house that begin before a day. */
const lastBefore = (pupil: PupilFact | undefined, houseId: string, day: Day) =>
  pupil?.placements
    .filter((each) => each.houseId === houseId && each.from < day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
