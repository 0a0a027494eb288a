import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Likened } from '@/lib/shared/likeness'
import { birthDayOf } from '@/lib/shared/personal-code'

/** Everybody on a run's list except `own`, for comparing a new registrant with them. */
export async function onListOf(
  client: Db | Tx,
  runId: string,
  own?: string,
): Promise<(Likened & { email: string })[]> {
  const listed = await client.registrant.findMany({
    where: { runId, removedAt: null, id: { not: own } },
    include: { learner: { select: { personalCode: true, bornOn: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return listed.map(({ learner, learnerId, personalCode, firstName, lastName, email }) => {
    const born = learner?.bornOn ? dayFromDate(learner.bornOn) : null
    const bornOn = born ?? (learner?.personalCode ? birthDayOf(learner.personalCode) : null)
    return { learnerId, personalCode, bornOn, firstName, lastName, email }
  })
}

/** The learner who has each of these personal codes, or had it until it was corrected. */
export async function learnersOfCodes(
  client: Db | Tx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const some = { in: [...codes] }
  const former = await client.learnersLearnerFormerCode.findMany({
    where: { code: some },
    orderBy: [{ at: 'asc' }, { code: 'asc' }],
  })
  const learners = await client.learnersLearner.findMany({
    where: { personalCode: some },
    select: { id: true, personalCode: true },
  })
  return new Map([
    ...former.map(({ code, learnerId }) => [code, learnerId] as const),
    ...learners.map(({ id, personalCode }) => [personalCode!, id] as const),
  ])
}
