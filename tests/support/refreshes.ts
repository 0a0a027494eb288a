import { startRefresh } from '@/lib/registrants/commands/refresh'
import { refreshFetched, type Answer } from '@/lib/registrants/commands/refresh-heard'
import { planAgain } from '@/lib/registrants/refreshing/facts'
import { planDigest } from '@/lib/registrants/refreshing/store'
import type { Registration } from '@/lib/registrants/rules/sync-plan'
import { inTransaction } from '@/lib/shared/db'
import { noon, type Office } from './office'
import { aRegistration } from './registrants'

let turn = 0

/** Starts a refresh and lets Juhan answer at noon; returns the refresh's id. */
export async function refreshed(
  office: Office,
  runId: string,
  answer: readonly Registration[] | Answer,
  by: 'maarja' | 'tiina' = 'maarja',
): Promise<string> {
  // Each refresh begins later than the one before it, as clicks do.
  const at = new Date(noon.getTime() + ++turn)
  const { refresh } = await startRefresh(await office.as(by, at), { run: runId })
  await juhanAnswers(
    office,
    refresh,
    'list' in answer || 'problem' in answer ? answer : { list: [...answer] },
  )
  return refresh
}

/** Does what the worker does when the answer has come. */
export async function juhanAnswers({ db }: Office, refreshId: string, answer: Answer, now = noon) {
  const { run } = await db.refresh.findUniqueOrThrow({ where: { id: refreshId }, include: { run: true } })
  await inTransaction(db, (tx) => refreshFetched(tx, { refreshId, run: run.juhanId ?? '' }, answer, now))
}

/** The plan that the refresh's page shows, as the confirming form names it. */
export async function seenOf({ db }: Office, refreshId: string): Promise<string> {
  const { runId } = await db.refresh.findUniqueOrThrow({ where: { id: refreshId } })
  const rows = await db.refreshRow.findMany({ where: { refreshId } })
  const plan = await planAgain(db, runId, rows)
  return 'rows' in plan ? planDigest(plan.rows) : ''
}

/** So many people registered in Juhan, each with a personal code and an id of its own. */
export const somePeople = (count: number, from = 1): Registration[] =>
  Array.from({ length: count }, (_, at) =>
    aRegistration({
      juhanId: `88${String(from + at).padStart(4, '0')}`,
      personalCode: `4${String(8_501_010_000 + from + at).slice(0, 10)}`,
      lastName: `Registreerunu${String.fromCharCode(97 + (at % 26))}`,
      email: `inimene${from + at}@kool.ee`,
    }),
  )
