import { codeMended } from '@/lib/import/rules/one-person'
import { overlaps, type Day } from '@/lib/shared/dates'
import { isKept, schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import {
  groupKey,
  periodOf,
  rowKey,
  type GroupFact,
  type HouseFact,
  type PupilFact,
  type Refs,
  type SchoolNotes,
  type World,
} from './world'

/** What the row refers to, if it is within the official's rights; otherwise refused at its column. */
export function refsOf(kind: SchoolImport, world: World, told: SchoolNotes): Refs | undefined {
  if (kind === 'CLASSIFIERS') return {}
  if (kind === 'HOUSES') return told.judge(() => municipalityOf(world, told))
  const house = told.judge(() => houseOf(world, told))
  const { of }: SchoolKind = schoolImports[kind]
  if (!of.includes('pupil')) return house && { house: house.id }
  const pupil = told.judge(() => pupilOf(world, told))
  if (kind !== 'GROUP_PLACES')
    return told.judge(() => stayOf(kind, told.need(house), told.need(pupil), told, world.today))
  const group = told.judge(() => groupOf(told.need(house), world, told))
  return told.judge(() => groupPlaceOf(told.need(house), told.need(group), told.need(pupil), told))
}

/** The official's house of the row. */
export function houseOf(world: World, told: SchoolNotes): HouseFact | undefined {
  const house = world.houses.get(told.need(told.values.house))
  if (!house) told.refuse('schoolImport.houseUnknown', 'house')
  return house
}

/** The pupil with the row's code; refused when the code was corrected or nobody has it. */
function pupilOf(world: World, told: SchoolNotes): PupilFact | undefined {
  const code = told.need(told.values.personalCode)
  const [pupil, former] = [world.pupils.get(code), world.formerBearers.get(code)]
  if (pupil) return pupil
  if (former?.seen) told.refusals.push(codeMended(former, false))
  else told.refuse('schoolImport.pupilNotInHouse', 'personalCode')
  return undefined
}

function groupOf(house: HouseFact, world: World, told: SchoolNotes): GroupFact | undefined {
  const key = groupKey(house.id, told.need(told.values.group))
  if (world.twins.has(key)) return told.refuse('import.codeOfSeveral', 'group')
  const group = world.groups.get(key)
  if (!group) told.refuse('schoolImport.groupUnknown', 'group')
  return group
}

function groupPlaceOf(
  house: HouseFact,
  group: GroupFact,
  pupil: PupilFact,
  told: SchoolNotes,
): Refs | undefined {
  const own = pupil.placements.some((placement) => placement.house !== null)
  const period = group.kind === 'HOBBY_SCHOOL' ? null : periodOf(told.values)
  const may = period
    ? pupil.placements.some((placement) => placement.houseId === house.id && overlaps(placement, period))
    : own
  if (!may) return told.refuse('schoolImport.pupilNotInHouse', 'personalCode')
  told.who = nameOf(pupil)
  return { pupil: pupil.id, group: group.id }
}

function stayOf(
  kind: SchoolImport,
  house: HouseFact,
  pupil: PupilFact,
  told: SchoolNotes,
  today: Day,
): Refs | undefined {
  const last = pupil.placements
    .filter(({ houseId }) => houseId === house.id)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  if (!last) return told.refuse('schoolImport.pupilNotInHouse', 'personalCode')
  told.who = nameOf(pupil)
  // Until the transfer's day, its copies and cards follow the old house's changes; only the pupil's page does that.
  if ((isKept(kind) || kind === 'CARDS') && pupil.moving.has(house.id))
    told.refuse('schoolImport.pupilMoving', 'personalCode')
  // When an act of ours ended the stay, the new house has all the data; a placement that merely ended with its year is
  // history.
  if (last.endedBy && last.to < today) told.refuse('pupil.left', 'personalCode', { to: last.to })
  return { pupil: pupil.id, house: house.id, ...(isKept(kind) ? { stay: last.stayId } : {}) }
}

const nameOf = ({ firstName, lastName }: PupilFact) => `${firstName} ${lastName}`

function municipalityOf(world: World, told: SchoolNotes): Refs | undefined {
  const { values } = told
  told.judge(() => {
    if (world.foreignHouses.has(values.house!)) told.refuse('schoolImport.houseElsewhere', 'house')
  })
  const only = world.municipalities.size === 1 ? [...world.municipalities.values()][0] : undefined
  const said = values.municipality
  const id = said
    ? world.municipalities.get(said)
    : (world.rows.get(rowKey({}, [values.house]))?.of.municipality ?? only)
  if (id) return { municipality: id }
  return told.refuse(
    said ? 'schoolImport.municipalityUnknown' : 'schoolImport.municipalityMissing',
    'municipality',
  )
}
