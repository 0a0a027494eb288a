import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { repeatersOf } from '@/lib/schools/houses/queries/classes'
import { byEstonian, shortHouse } from '@/lib/schools/rules/names'
import { classLabel } from '@/lib/schools/rules/school-year'
import { housesWhere } from '@/lib/schools/scope'
import { dayBefore, dayInTallinn, type Day } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'
import { plannerOf, type Along } from '../queries/transfers'
import { turnsYear } from '../rules/plan'
import type { PlanInput } from '../schema/planner'
import type { TransferInput } from '../schema/transfers'
import { askTransfer, type TransferPlace } from './transfers'

/** What the dialog shows before `Tõsta`, without writing anything. */
export type Foresight = {
  /** short names of the houses, and the last day in the old one */
  from: string
  last: Day
  to: string
  day: Day
  can: number
  stopped: number
  along: Along
  /** its day is still to come */
  undoable: boolean
  /**
   * classes of the new house for pupils whose place in next year's class ends, and for those of them who repeat the
   * grade
   */
  nextClasses: { value: string; text: string }[]
  repeatClasses: { value: string; text: string }[]
  /** how many go into a class of the same number in the new year */
  repeating: number
}

/** Previews the requested transfer of one class; null when it can't be planned. Throws notFound. */
export async function foreseeTransfer(
  { db, person, now }: Act,
  ask: z.output<typeof TransferInput>,
): Promise<Foresight | null> {
  const { children, along, refusals } = await plannerOf(db, person, ask, now)
  if (refusals.some(({ code }) => code === 'notFound')) throw new Refused([{ code: 'notFound' }])
  const from = await db.schoolClass.findFirst({
    where: { id: ask.moves[0]!.fromClassId, house: housesWhere(person) },
    include: { house: { select: { name: true } } },
  })
  const to = await db.house.findFirst({ where: { id: ask.houseId, ...housesWhere(person) } })
  if (!from || !to || children.length === 0) return null
  const going = children.filter(({ move }) => move !== null)
  const turns = turnsYear(ask.day, from.year)
  const ended = turns ? [] : going.filter(({ move }) => move!.voidIds.length > 0)
  const repeaters = await repeatersOf(db, [from.id])
  const theirs = await db.schoolClass.findMany({
    where: { houseId: to.id, year: from.year + 1, number: { in: [from.number, from.number + 1] } },
  })
  const choices = (number: number, offered: boolean) =>
    theirs
      .filter((each) => offered && each.number === number)
      .map((each) => ({ value: each.id, text: classLabel(each) }))
      .toSorted((a, b) => byEstonian(a.text, b.text))
  const again = theirs.filter(({ number }) => number === from.number).map(({ id }) => id)
  return {
    from: shortHouse(from.house.name),
    to: shortHouse(to.name),
    day: ask.day,
    last: dayBefore(ask.day),
    can: going.length,
    stopped: children.length - going.length,
    along,
    undoable: ask.day > dayInTallinn(now),
    nextClasses: choices(
      from.number + 1,
      ended.some(({ pupilId }) => !repeaters.has(pupilId)),
    ),
    repeatClasses: choices(
      from.number,
      ended.some(({ pupilId }) => repeaters.has(pupilId)),
    ),
    repeating: going.filter(({ move }) => again.includes(move!.newClassId)).length,
  }
}

/** A transfer made from a plan; `rest`: the planner's address with the pupils left out, `left`: their number. */
export type PlannedTransfer = TransferPlace & { left: string; rest: string }

/** `Tõsta` in the planner: the same act as the dialog's, which also remembers who was left in the plan. */
export async function transferOfPlan(
  act: Act,
  { left, rest, ...ask }: z.output<typeof PlanInput>,
): Promise<PlannedTransfer> {
  return { ...(await askTransfer(act, ask)), left, rest }
}
