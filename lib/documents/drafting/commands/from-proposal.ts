import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { assertSeen } from '@/lib/documents/changed-since'
import { lockDocument, readOf } from '@/lib/documents/load'
import { actorOf, move } from '@/lib/documents/move'
import type { MakeDirectiveInput } from '@/lib/documents/schema'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { sees } from '@/lib/documents/visibility'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { signersIn } from '../options'
import { firstSave, writeRows } from './drafting'

/**
 * The type of document made from a proposal (seed "document-states": "registreeritud esildisest korralduse loomist").
 */
const made = 'VICE_RECTOR_DIRECTIVE'

/**
 * `Loo korraldus`: drafts the vice-rector's directive from a registered proposal, with its persons, their rows and
 * their facts as recorded when they were added; links both documents. Returns the directive's id. Throws when a live
 * directive exists, and when the signer doesn't sign such directives in the unit.
 */
export function createDirective(act: Act, input: z.output<typeof MakeDirectiveInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const proposal = await lockDocument(tx, input.id)
    if (!proposal || !sees(act.person, proposal)) throw new Refused([{ code: 'notFound' }])
    await assertSeen(tx, act, proposal, input.revision)
    const today = dayInTallinn(act.now)
    const { unitId, kind } = proposal
    const drafted = {
      id: randomUUID(),
      type: made,
      kind,
      subkind: null,
      baseId: null,
      base: null,
      amendmentId: null,
    } as const
    const facts = await factsOf(tx, proposal, await rowObjections(tx, proposal, []), today)
    await move(tx, proposal, {
      act: 'createDirective',
      actor: actorOf(act, proposal),
      facts,
      at: act.now,
      details: { directive: drafted.id },
    })

    const signers = await signersIn(tx, drafted, unitId, today)
    if (!signers.some(({ id }) => id === input.signerId)) {
      throw new Refused([{ code: 'signerWrong', field: 'signerId' }])
    }
    const { head, rows } = readOf(proposal)
    const read = {
      head: { ...head, signerId: input.signerId, drafterId: act.person.id },
      rows: rows.map((row) => ({ ...row, key: randomUUID(), accepted: [] })),
    }
    await firstSave(tx, act, drafted, read, { proposalId: proposal.id })
    await writeRows(tx, drafted.id, read.rows)
    return drafted.id
  })
}
