import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { dayBefore, dayInTallinn, type Day } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'
import { byEstonian, shortHouse } from './names'
import { plannerOf, type Along } from './queries-transfers'
import type { PlanInput } from './schema-planner'
import type { TransferInput } from './schema-transfers'
import { askTransfer, type TransferPlace } from './commands-transfers'
import { classLabel } from './school-year'
import { housesWhere } from './scope'

/** What the dialog tells before `Tõsta`: nothing is written. */
export type Foresight = {
  /** short names of the houses, and the last day in the old one */
  from: string
  last: Day
  to: string
  day: Day
  can: number
  stopped: number
  along: Along
  /** its day is yet to come */
  undoable: boolean
  /** of the new house, for those whose place in next year's class ends */
  nextClasses: { value: string; text: string }[]
}

/** Looks what the asked transfer of one class would do; null where no plan can be made. Refused: notFound. */
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
  const going = children.flatMap(({ move }) => move ?? [])
  const next = going.some(({ voidIds }) => voidIds.length > 0)
    ? await db.schoolClass.findMany({
        where: { houseId: to.id, year: from.year + 1, number: from.number + 1 },
      })
    : []
  return {
    ...{ from: shortHouse(from.house.name), to: shortHouse(to.name), day: ask.day, last: dayBefore(ask.day) },
    ...{ can: going.length, stopped: children.length - going.length, along },
    undoable: ask.day > dayInTallinn(now),
    nextClasses: next
      .map((each) => ({ value: each.id, text: classLabel(each) }))
      .toSorted((a, b) => byEstonian(a.text, b.text)),
  }
}

/** A transfer made of a plan; `rest`: the planner's own address with those who were left, `left`: how many they are. */
export type PlannedTransfer = TransferPlace & { left: string; rest: string }

/** `Tõsta` in the planner: the very act of the dialog, remembering who was left in the plan. */
export async function transferOfPlan(
  act: Act,
  { left, rest, ...ask }: z.output<typeof PlanInput>,
): Promise<PlannedTransfer> {
  return { ...(await askTransfer(act, ask)), left, rest }
}
