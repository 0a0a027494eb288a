import { changesOf } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { staleKey } from '../rules/differences'
import type { RegistrantStanding } from '../standing'
import { differencesNow } from './comparison'
import { registrantsOf, type ListedRegistrant } from './registrants'
import { runSheet } from './runs'

/** Those who can get a result: they study now, whatever is under way. */
export const studies = ({ place }: RegistrantStanding) => place === 'ADMITTED' || place === 'END_UNDER_WAY'

/**
 * `Kas registreerunute arv Olekus ja Juhanis läheb kokku?` for a linked run, null for others. They agree only if Juhan
 * has been asked. `about`: the differences without a reason; `given`: the reasons for the others.
 */
export async function comparedNow(
  client: Db | Tx,
  runId: string,
  now: Date,
  listed?: readonly ListedRegistrant[],
) {
  const compared = await differencesNow(client, runId, now, listed)
  if (!compared) return null
  const { ours, juhan, differences, told, open } = compared
  // The list may be old here, but Juhan must have been asked.
  const about = open.about.filter((each) => !told || each !== staleKey(compared.refreshedAt))
  return {
    ours,
    juhan,
    told,
    names: differences.map(({ name }) => name),
    agree: told && differences.length === 0,
    about,
    given: open.given,
  }
}

/** The results protocol of a run with everybody who is or can be on it; null where the person may not see the run. */
export async function protocolSheet(db: Db, person: Person, runId: string, now: Date) {
  const run = await runSheet(db, person, runId)
  if (!run) return null
  const registrants = await registrantsOf(db, run.id)
  const protocol =
    run.protocol && (await db.protocol.findUnique({ where: { runId: run.id }, include: { rows: true } }))
  const rows = new Map(protocol?.rows.map((row) => [row.studyPlaceId, row]))
  return {
    run,
    protocol,
    compared: protocol ? null : await comparedNow(db, run.id, now, registrants),
    learners: registrants.flatMap(({ standing, firstName, lastName, personalCode }) => {
      const placeId = standing.studyPlaceId
      if (!placeId || !(studies(standing) || rows.has(placeId))) return []
      const row = rows.get(placeId)
      return {
        placeId,
        standing,
        name: `${firstName} ${lastName}`,
        personalCode,
        result: row?.result ?? null,
        paper: row?.paper ?? null,
        number: row?.number ?? null,
        issuedOn: row?.issuedOn ? dayFromDate(row.issuedOn) : null,
      }
    }),
    changes: await changesOf(db, `registrants.protocol.${run.id}`),
  }
}
export type ProtocolSheet = NonNullable<Awaited<ReturnType<typeof protocolSheet>>>

/** The papers of a run's protocol for drawing, all or one by its number; null when the person can see none. */
export async function protocolPapers(db: Db, person: Person, runId: string, number?: string) {
  const run = await runSheet(db, person, runId)
  if (!run) return null
  const rows = await db.protocolRow.findMany({
    where: { protocol: { runId: run.id }, paper: { not: null }, ...(number ? { number } : {}) },
    include: { studyPlace: { include: { learner: true } } },
  })
  if (rows.length === 0) return null
  const papers = rows
    .map(({ paper, number: given, issuedOn, studyPlace: { learner } }) => ({
      paper: paper!,
      number: given!,
      issuedOn: dayFromDate(issuedOn!),
      name: `${learner.firstName} ${learner.lastName}`,
      personalCode: learner.personalCode,
    }))
    .toSorted((a, b) => parseInt(a.number) - parseInt(b.number))
  const { name, hours, unit } = run.programme
  return { programme: name, hours, unit: unit.name, startsOn: run.startsOn, endsOn: run.endsOn, papers }
}
export type ProtocolPapers = NonNullable<Awaited<ReturnType<typeof protocolPapers>>>
