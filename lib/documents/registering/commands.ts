import { takeBackLetters } from '@/lib/deliveries/letters'
import { holdLearners } from '@/lib/learners/commands/holding'
import { doctoralPairs, grantStates } from '@/lib/grants/queries/states'
import { dayInTallinn } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { lockDocument, readOf, type LoadedDocument } from '../load'
import { move } from '../move'
import { kindOf } from '../rules/kinds'
import { rowsNow } from '../rules/rows-now'
import { factsOf, rowObjections } from '../standing'
import { chainOf } from './base'
import { applyRows, asRegistered, giveOnly, undoRows, type Registered } from './effects'
import { tell, tellOfNew, type GrantsSeen } from './telling'

/**
 * Locks everything that registering or undoing the document touches, always in one order: the document itself is locked
 * already, then its base, then the persons. Facts read afterwards hold until the transaction ends.
 */
export async function holdTouched(tx: Tx, { baseId, amendmentId, rows }: LoadedDocument) {
  for (const id of [baseId, amendmentId])
    if (id) await tx.$queryRaw`SELECT FROM document WHERE id = ${id}::uuid FOR UPDATE`
  await holdLearners(
    tx,
    rows.map((row) => row.learnerId),
  )
}

/**
 * Applies all consequences of registering the document, in the transaction that registers it: its effects on learners
 * and the messages about them. The learners are locked. A fixed number of statements, whatever the number of rows.
 */
export async function applyEffects(tx: Tx, document: Registered, at: Date) {
  const { effects } = kindOf(document)
  if (effects.length === 0) return
  const told = { document, undone: false }
  // New grants alone need no look at what stood before, and no message can have been about them.
  if (effects.every((name) => name === 'grant')) return tellOfNew(tx, told, await giveOnly(tx, document), at)
  const grants = await watched(tx, document, document.baseId ?? document.id, async () => {
    await applyRows(tx, document)
    if (document.base) await settleAmended(tx, document, at)
  })
  await tell(tx, told, grants, at)
}

/**
 * Restores everything, in the transaction that cancels the registered document: the last effect first. Those who
 * haven't been told yet never will be; the others are told that it was undone. Throws Refused when the days that it
 * frees are taken by a grant that can't stand beside the one that returns.
 */
export async function undoEffects(tx: Tx, cancelled: LoadedDocument, reason: string, at: Date) {
  const document = asRegistered(cancelled)
  const grants = await watched(tx, document, document.id, async () => {
    await undoRows(tx, document, readOf(document).rows, null, at)
    if (document.base) await settleAmended(tx, document, at)
  })
  const takenBack = await takeBackLetters(tx, document.id, at)
  await tell(tx, { document, undone: true }, grants, at, { reason, takenBack })
}

/**
 * The grants of the document's persons before and after an act on its rows. Throws Refused when days that it takes from
 * the document `freedBy` would be paid by two doctoral allowances.
 */
async function watched(
  tx: Tx,
  document: Registered,
  freedBy: string,
  act: () => Promise<void>,
): Promise<GrantsSeen> {
  const learners = document.rows.map((row) => row.learnerId)
  const look = () => doctoralPairs(tx, learners, { documentId: document.id, freedBy })
  const pairs = await look()
  const before = await grantStates(tx, learners)
  await act()
  const taken = [...(await look())].filter(([key]) => !pairs.has(key))
  if (taken.length > 0) throw new Refused(taken.map(([, refusal]) => refusal))
  return { before, after: await grantStates(tx, learners) }
}

/**
 * A directive becomes cancelled when others have cancelled its every row, and is linked with them; when one of those is
 * undone, it is registered again. The same holds for an amendment.
 */
async function settleAmended(tx: Tx, document: Registered, at: Date) {
  const chain = await chainOf(tx, document.baseId!)
  const { now } = rowsNow(chain)
  await settleState(
    tx,
    document,
    document.baseId!,
    [...now.values()].every(({ holds }) => holds === null),
    at,
  )
  if (!document.amendmentId || kindOf(document).amends !== 'CANCEL') return
  const revoked = new Set(chain.flatMap(({ act, baseRowId }) => (act === 'REVOKE' ? baseRowId : [])))
  const theirs = await tx.documentRow.findMany({
    where: { documentId: document.amendmentId },
    select: { id: true },
  })
  await settleState(
    tx,
    document,
    document.amendmentId,
    theirs.every(({ id }) => revoked.has(id)),
    at,
  )
}

async function settleState(tx: Tx, by: Registered, id: string, cancelled: boolean, at: Date) {
  const amended = await lockDocument(tx, id)
  if (!amended) throw new Error(`Amendment ${by.id} names no document`)
  if (amended.state !== (cancelled ? 'REGISTERED' : 'CANCELLED')) return
  const facts = await factsOf(tx, amended, await rowObjections(tx, amended, []), dayInTallinn(at))
  const actor = { userId: null, who: by.number, parties: ['AMENDMENT'] as const }
  const details = { amendment: by.id }
  await move(tx, amended, { act: cancelled ? 'amended' : 'revived', actor, facts, at, details })
}
