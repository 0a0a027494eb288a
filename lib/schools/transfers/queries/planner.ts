import type { Person } from '@/lib/access/rights'
import { repeatersOf } from '@/lib/schools/houses/queries/classes'
import { byEstonian, byLastName, housesToldApart } from '@/lib/schools/rules/names'
import { classLabel } from '@/lib/schools/rules/school-year'
import { housesWhere, takenOnFrom } from '@/lib/schools/scope'
import { dateFromDay, dayInTallinn, parseDay, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { classesOn, turnsYear, type TransferAsk } from '../rules/plan'
import type { PlanAsked } from '../schema/planner'
import { plannerOf, type Planner } from './transfers'

export type Choice = { value: string; text: string }
export type PlannedClass = {
  id: string
  label: string
  house: string
  pupilIds: string[]
  /** classes of the chosen house on the day; `to` is the choice, prefilled by the same letter, '' to stay out */
  targets: Choice[]
  to: string
  /** of next year; on 1 September none */
  nextClasses: Choice[]
  next: string
  /** of the same number in the new year, if any of the pupils has such a class in the old house */
  repeatClasses: Choice[]
  repeat: string
}
/** A place in a group that keeps a pupil from moving. */
export type StoppingPlace = { id: string; pupil: string; group: string }
export type PlanSheet = {
  classes: PlannedClass[]
  houses: Choice[]
  /** the classes aren't of one school and one kind: no house fits all */
  mixed: boolean
  switchedOff: boolean
  house: { id: string; name: string } | null
  day: Day | null
  /** the day is the first of the school year after the classes' */
  turns: boolean
  ask: TransferAsk | null
  planner: Planner | null
  /** the day is still to come: until then it can be taken back */
  undoable: boolean
  places: StoppingPlace[]
}

/**
 * The planner's page: classes of the person's houses, their possible destinations, and the plan once day and house are
 * known.
 */
export async function planSheet(db: Db, person: Person, asked: PlanAsked, now: Date): Promise<PlanSheet> {
  const today = dayInTallinn(now)
  const found = await db.schoolClass.findMany({
    where: { id: { in: asked.class }, house: housesWhere(person) },
    include: { house: { include: { municipality: true } } },
  })
  const own = found.toSorted(
    (a, b) => byEstonian(a.house.name, b.house.name) || byEstonian(classLabel(a), classLabel(b)),
  )
  const first = own[0]?.house
  const mixed = own.some(
    ({ house }) =>
      house.ehisId !== first?.ehisId ||
      house.kind !== first.kind ||
      house.municipalityId !== first.municipalityId,
  )
  const others =
    first && !mixed
      ? await db.house.findMany({
          where: {
            AND: [
              housesWhere(person),
              { ehisId: first.ehisId, kind: first.kind, municipalityId: first.municipalityId },
              { id: { notIn: own.map(({ houseId }) => houseId) } },
              { OR: [{ closedOn: null }, { closedOn: { gt: dateFromDay(today) } }] },
            ],
          },
          select: { id: true, name: true, registryCode: true },
        })
      : []
  const houses = housesToldApart(others).map(({ id, name }) => ({ value: id, text: name }))
  const house = others.find(({ id }) => id === asked.house) ?? (others.length === 1 ? others[0]! : null)
  const theirs = house
    ? await db.schoolClass.findMany({ where: { houseId: house.id, year: { in: [...yearsOf(own)] } } })
    : []
  const placements = await db.placement.findMany({
    where: {
      AND: { OR: own.map((each) => takenOnFrom(each, today)) },
      // Without ticks, the whole class except those on their way to another house; those about to leave the school are
      // included.
      ...(asked.pupil.length > 0
        ? { pupilId: { in: asked.pupil } }
        : { OR: [{ endedBy: null }, { endedBy: 'LEAVING' }] }),
    },
    select: {
      classId: true,
      pupilId: true,
      pupil: { select: { id: true, firstName: true, lastName: true } },
    },
  })
  const inOrder = placements.toSorted((a, b) => byLastName(a.pupil, b.pupil))
  const pupils = Map.groupBy(inOrder, ({ classId }) => classId)
  const day = parseDay(asked.day)
  const repeaters = await repeatersOf(
    db,
    own.map(({ id }) => id),
  )
  const turns = day !== null && own.some(({ year }) => turnsYear(day, year))
  const classes = own.map((each): PlannedClass => {
    const pupilIds = [...new Set((pupils.get(each.id) ?? []).map(({ pupilId }) => pupilId))]
    const repeating = pupilIds.filter((id) => repeaters.has(id)).length
    const repeats = asked.repeats === '1' || (repeating > 0 && repeating === pupilIds.length)
    const then = turns ? classesOn(day, each, repeats) : { year: each.year, number: each.number }
    const ofThen = theirs.filter(({ year, number }) => year === then.year && number === then.number)
    const targets = choices(ofThen)
    const letter = ofThen.find(({ parallel }) => parallel === each.parallel)
    const inNext = (number: number) =>
      choices(theirs.filter((one) => one.year === each.year + 1 && one.number === number))
    const nextClasses = turns ? [] : inNext(each.number + 1)
    const repeatClasses = repeating > 0 && !(turns && repeats) ? inNext(each.number) : []
    const sameLetter = (list: Choice[]) =>
      list.find(({ text }) => text === classLabel(each))?.value ?? (list.length === 1 ? list[0]!.value : '')
    const among = (list: Choice[], id = '') => (list.some(({ value }) => value === id) ? id : '')
    return {
      id: each.id,
      label: classLabel(each),
      house: each.house.name,
      targets,
      nextClasses,
      pupilIds,
      repeatClasses,
      to: asked.to[each.id] === '' ? '' : among(targets, asked.to[each.id]) || (letter?.id ?? ''),
      next: among(nextClasses, asked.next[each.id]),
      // On 1 September a repeater needs a class; during the year, next year's can be given later.
      repeat: among(repeatClasses, asked.repeat[each.id]) || (turns ? sameLetter(repeatClasses) : ''),
    }
  })
  const moves = classes.flatMap(({ id, to, next, repeat, pupilIds }) =>
    to && pupilIds.length > 0
      ? [
          {
            fromClassId: id,
            toClassId: to,
            pupilIds,
            nextClassId: next || null,
            repeatClassId: repeat || null,
          },
        ]
      : [],
  )
  const ask = house && day && moves.length > 0 ? { day, houseId: house.id, moves } : null
  const planner = ask ? await plannerOf(db, person, ask, now) : null
  return {
    classes,
    houses,
    mixed,
    house,
    day,
    turns,
    ask,
    planner,
    undoable: ask !== null && ask.day > today,
    switchedOff: first !== undefined && !first.municipality.movesBetweenHouses,
    places: (planner?.children ?? []).flatMap(({ name: pupil, staysBehind }) =>
      staysBehind.flatMap(({ id, name: group, refuses }) => (refuses ? [{ id, pupil, group }] : [])),
    ),
  }
}

function* yearsOf(classes: readonly { year: number }[]) {
  for (const { year } of classes) yield* [year, year + 1]
}

const choices = (classes: readonly { id: string; number: number; parallel: string }[]): Choice[] =>
  classes
    .map((each) => ({ value: each.id, text: classLabel(each) }))
    .toSorted((a, b) => byEstonian(a.text, b.text))
