import type { Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'
import { isOver, refreshMoves, type RefreshMove } from '../rules/refresh-lifecycle'

/** Why a refresh failed: the sentence is refreshes.problem.<why>. */
export type Problem = { why: string; params?: Refusal['params'] }

type Written = {
  /** the instant of the act or of Juhan's answer */
  at: Date
  /** who caused it, by name; empty when nobody did */
  by: string
  /** the number of registrations in Juhan's list */
  count?: number
  problem?: Problem
}

/**
 * Moves a refresh as the table says. The caller has locked the run and read the state. Throws when the table has no
 * line for the refresh's present state, so that the caller's transaction rolls back.
 */
export async function moveRefresh(
  tx: Tx,
  move: RefreshMove,
  id: string,
  { at, by, count, problem }: Written,
) {
  const { from, to } = refreshMoves[move]
  const moved = await tx.refresh.updateMany({
    where: { id, state: { in: [...from] } },
    data: {
      state: to,
      endedAt: isOver(to) ? at : null,
      endedBy: isOver(to) ? by : null,
      fetched: count,
      expected: count,
      problems: problem && [problem],
    },
  })
  if (moved.count === 0) throw new Error(`refresh ${id} can't ${move} from the state in which it is`)
}
