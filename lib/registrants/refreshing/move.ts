import type { Tx } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'
import { isOver, refreshMoves, type RefreshMove } from '../rules/refresh-lifecycle'

/** Why a refresh failed: the sentence is refreshes.problem.<why>. */
export type Problem = { why: string; params?: Refusal['params'] }

type Written = {
  /** the instant of the act or of Juhan's answer */
  at: Date
  /** who brought it about, by name; empty where nobody did */
  by: string
  /** how many registrations Juhan's list has */
  count?: number
  /** why it failed */
  problem?: Problem
}

/**
 * Moves a refresh as the table says. The caller holds the run and has seen the state. Throws where the table has no such
 * line for the state in which the refresh is now, so that nothing of the caller's transaction stays.
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
