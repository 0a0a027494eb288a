import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { sendAgainByIds, callOffByIds } from '@/lib/deliveries/commands'
import { post } from '@/lib/deliveries/post'
import type { Payload } from '@/lib/deliveries/topics'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { lastTold, threadOf, toldOf, type Told } from '../queries/outcomes'
import { pushStep } from '../rules/outcomes'
import type { PushInput } from '../schema/push'
import { mayKeep } from '../scope'

/** The result of a push: the numbers of persons told, of waiting messages tried at once, and of those taken back. */
export type Pushed = { told: number; again: number; takenBack: number }

/**
 * `Uuenda registreerunute staatust Juhanis`: tells Juhan about every registrant of its own whose outcome it does not
 * know, in a fixed number of statements. Repeating it, or pressing at the same time, tells nothing more. Throws
 * notFound; push.notLinked; push.noOutcomes.
 */
export function pushStatuses(act: Act, { run: runId }: z.output<typeof PushInput>): Promise<Pushed> {
  return inTransaction(act.db, async (tx) => {
    // Two people pressing wait for each other here.
    await tx.$queryRaw`SELECT FROM run WHERE id = ${runId}::uuid FOR NO KEY UPDATE`
    const run = await tx.run.findUnique({
      where: { id: runId },
      select: { juhanId: true, programme: { select: { unitId: true } } },
    })
    if (!run || !mayKeep(act.person, run.programme.unitId)) throw new Refused([{ code: 'notFound' }])
    if (!run.juhanId) throw new Refused([{ code: 'push.notLinked' }])
    const steps = (await toldOf(tx, runId, 'HOLD')).map((each) => ({
      ...each,
      step: pushStep(each.outcome, lastTold(each.thread), each.juhanStatus),
    }))
    if (steps.every(({ outcome, step }) => !outcome && step === 'NOTHING'))
      throw new Refused([{ code: 'push.noOutcomes' }])
    const of = (step: string) => steps.filter((each) => each.step === step)
    const pushed = { told: of('TELL').length, again: of('AGAIN').length, takenBack: of('TAKE_BACK').length }
    await callOffByIds(tx, waiting([...of('TELL'), ...of('TAKE_BACK')]), act.now)
    await sendAgainByIds(tx, waiting(of('AGAIN')), act.now)
    await post(
      tx,
      'juhan.status',
      of('TELL').flatMap((each) => posting(runId, each)),
      act.now,
    )
    await audit(tx, {
      at: act.now,
      userId: act.person.id,
      act: 'registrants.pushStatuses',
      subject: runId,
      details: pushed,
    })
    return pushed
  })
}

const waiting = (those: readonly Told[]) =>
  those.flatMap(({ thread }) => (thread?.last && thread.last.state !== 'DONE' ? thread.last.id : []))

const posting = (runId: string, { registrantId, juhanId, learnerId, outcome, thread }: Told) =>
  outcome
    ? {
        // Numbered within the thread: the same outcome told again after another one is another message.
        key: `juhan.status:${juhanId}:${(thread?.count ?? 0) + 1}`,
        thread: threadOf(juhanId),
        payload: { registrantId, juhanId, told: outcome },
        learnerId: learnerId ?? undefined,
        subjectId: registrantId,
        runId,
      }
    : []

/** Juhan has taken the message: records it as Juhan's side of the ledger until the next refresh. */
export async function juhanTook(tx: Tx, { registrantId, juhanId, told }: Payload<'juhan.status'>) {
  await tx.registrant.updateMany({ where: { id: registrantId, juhanId }, data: { juhanStatus: told.status } })
}
