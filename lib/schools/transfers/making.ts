import { randomUUID } from 'node:crypto'
import type { Act } from '@/lib/access/action'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { holdPupils } from '../pupils/hold'
import { transferFacts } from './facts'
import { tellOfTransfer, type Leaving } from './messages'
import { moveTransfer, writeRows } from './move'
import { planTransfer, transferSteps, type TransferAsk, type TransferPlan } from './rules/plan'
import { beginNew, copyToNewStay, endOld, logTransfer, moveCards, type Making } from './store'

/** Who makes a transfer, and when. */
export type Maker = Omit<Act, 'db'>
/** Is called after each step, outside the transaction. */
export type Progress = (stepsDone: number) => Promise<unknown>

/** The present plan; locks the pupils, so that it holds until the transaction ends. */
export async function planHeld(tx: Tx, { person, now }: Maker, ask: TransferAsk): Promise<TransferPlan> {
  await holdPupils(tx, pupilsOf(ask))
  return planTransfer(await transferFacts(tx, person, ask, { today: dayInTallinn(now) }), ask)
}

/** The pupils in a request. */
export const pupilsOf = ({ moves }: TransferAsk) => moves.flatMap(({ pupilIds }) => pupilIds)

/** Those who can go, with the changes to their placements. */
export const movesOf = ({ children }: TransferPlan): Making[] =>
  children.flatMap(({ pupilId, move }) => (move ? [{ pupilId, ...move, newId: null, nextId: null }] : []))

/** The same with ids for the placements to create. */
export const withIds = (move: Making): Making => ({
  ...move,
  newId: randomUUID(),
  nextId: move.nextClassId && randomUUID(),
})

/**
 * Spec 5 "What a transfer does", in a fixed number of statements whatever the number of pupils (one more per house that
 * pupils come from). The transfer must be UNDER_WAY, its pupils locked and the plan without refusals.
 */
export async function makeTransfer(
  tx: Tx,
  maker: Maker,
  transfer: { id: string; day: Day; houseId: string },
  planned: readonly Making[],
  done: Progress = async () => undefined,
) {
  const moves = planned.map(withIds)
  const steps: Record<(typeof transferSteps)[number], () => Promise<unknown>> = {
    CHECKED: () => writeRows(tx, 'place', transfer, moves),
    PLACED: async () => {
      await endOld(tx, transfer, moves, maker.now)
      await beginNew(tx, transfer, moves)
      await logTransfer(tx, maker, transfer.id)
    },
    COPIED: () => copyToNewStay(tx, Prisma.sql`t.id = ${transfer.id}::uuid`),
    CARDS: () => moveCards(tx, Prisma.sql`t.id = ${transfer.id}::uuid`, dayInTallinn(maker.now)),
    TOLD: () => tellOfTransfer(tx, maker, transfer, leavingOf(moves)),
  }
  for (const [at, step] of transferSteps.entries()) {
    await steps[step]()
    await done(at + 1)
  }
  await moveTransfer(tx, 'make', transfer.id, { stepsDone: transferSteps.length, endedAt: maker.now })
}

/** The pupils by the house they come from. */
export function leavingOf(moves: readonly { oldHouseId: string; pupilId: string }[]): Leaving[] {
  const houses = Map.groupBy(moves, ({ oldHouseId }) => oldHouseId)
  return [...houses].map(([fromHouseId, from]) => ({
    fromHouseId,
    pupilIds: from.map(({ pupilId }) => pupilId),
  }))
}
