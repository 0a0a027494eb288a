import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'

/**
 * Keeps the reason why somebody goes on although Juhan's list is old or differs: it covers these differences of the run
 * (`about`, as differenceKey names them) while they stay the same, and isn't asked for again.
 */
export const keepReason = (
  tx: Tx,
  { person, now }: Pick<Act, 'person' | 'now'>,
  { runId, about, reason }: { runId: string; about: readonly string[]; reason: string },
) =>
  tx.differenceReason.createMany({
    data: about.map((each) => ({ runId, about: each, reason, who: person.name, at: now })),
    skipDuplicates: true,
  })
