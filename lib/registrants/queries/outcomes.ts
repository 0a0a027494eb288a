import { threadStandings, type ThreadStanding } from '@/lib/deliveries/queries/threads'
import { topics } from '@/lib/deliveries/topics'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { JuhanStatus, StudyPaper, StudyResult } from '@/lib/shared/generated/enums'
import { outcomeOf, type LastTold, type StudyOutcome } from '../rules/outcomes'
import { standingsOf, type RegistrantStanding } from '../standing'

/** A registrant from Juhan: the standing with us, and what Juhan has been told. */
export type Told = {
  registrantId: string
  juhanId: string
  juhanStatus: JuhanStatus
  learnerId: string | null
  name: string
  standing: RegistrantStanding | null
  outcome: StudyOutcome | null
  thread: ThreadStanding | null
}

/** Messages about one registration go in order. */
export const threadOf = (juhanId: string) => `juhan.registration:${juhanId}`

/**
 * Every registrant from Juhan on the run's list, by name. HOLD locks the messages to Juhan for the rest of the
 * transaction. Three statements.
 */
export async function toldOf(
  client: Db | Tx,
  runId: string,
  hold: 'HOLD' | 'READ' = 'READ',
): Promise<Told[]> {
  type Row = Omit<Told, 'standing' | 'outcome' | 'thread'> & {
    result: StudyResult | null
    paper: StudyPaper | null
    number: string | null
    issuedOn: Date | null
  }
  const rows = await client.$queryRaw<Row[]>`
    SELECT r.id AS "registrantId", r.juhan_id AS "juhanId", r.juhan_status AS "juhanStatus", r.learner_id AS "learnerId",
           r.first_name || ' ' || r.last_name AS name, p.result, p.paper, p.number, p.issued_on AS "issuedOn"
      FROM registrant r
      LEFT JOIN learners_study_place sp ON sp.registrant_id = r.id
      LEFT JOIN protocol_row p ON p.study_place_id = sp.id
     WHERE r.run_id = ${runId}::uuid AND r.juhan_id IS NOT NULL AND r.removed_at IS NULL
     ORDER BY r.last_name, r.first_name, r.id`
  const standings = await standingsOf(client, runId)
  const threads = await threadStandings(
    client,
    rows.map(({ juhanId }) => threadOf(juhanId)),
    hold,
  )
  return rows.map(({ result, paper, number, issuedOn, ...row }) => {
    const standing = standings.get(row.registrantId) ?? null
    const facts = { result, paper, number, issuedOn: issuedOn && dayFromDate(issuedOn) }
    return {
      ...row,
      standing,
      outcome: outcomeOf({ place: standing?.place ?? 'NOWHERE', ...facts }),
      thread: threads.get(threadOf(row.juhanId)) ?? null,
    }
  })
}

/** The outcome that a message told. */
export const toldIn = (payload: unknown): StudyOutcome => topics['juhan.status'].payload.parse(payload).told

/** A registration's last message, in the shape of the push rule. */
export const lastTold = (thread: ThreadStanding | null): LastTold | null =>
  thread?.last ? { ...thread.last, told: toldIn(thread.last.payload) } : null
