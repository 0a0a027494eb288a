import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'

/**
 * Keeps why somebody goes on though Juhan's list is old or differs: it holds for these differences of the run (`about`,
 * as differenceKey names them) as long as they stay what they are, and isn't asked again.
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
