import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { recordChanges } from '@/lib/access/changes'
import { dateFromDay, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { ProtocolRow } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { comparedNow, studies } from '../queries/protocol'
import { registrantsOf, type ListedRegistrant } from '../queries/registrants'
import { paperNumber, paperOf } from '../rules/protocol'
import type { NewProtocolInput, PapersInput, ResultsInput } from '../schema/runs'
import { keepReason } from './reasons'
import { heldRun } from './runs'

const subjectOf = (runId: string) => `registrants.protocol.${runId}` as const
/** A change names this many people and counts the rest. */
const mostNamed = 20

/**
 * Begins the results protocol of a run, with everybody who studies on it. For a linked run our numbers must agree with
 * Juhan's, or the user gives a reason, once. Throws when there is one already, or nobody to put on it.
 */
export function createProtocol(act: Act, input: z.output<typeof NewProtocolInput>): Promise<string> {
  const { runId, reason } = input
  return inTransaction(act.db, async (tx) => {
    await heldRun(tx, act, runId)
    if (await tx.protocol.findUnique({ where: { runId } })) throw new Refused([{ code: 'protocolThere' }])
    const registrants = await registrantsOf(tx, runId)
    const learners = registrants.filter(({ standing }) => studies(standing))
    if (learners.length === 0) throw new Refused([{ code: 'protocolEmpty' }])
    const compared = await comparedNow(tx, runId, act.now)
    const differ = compared?.agree === false
    const { about = [], given = [] } = compared ?? {}
    if (differ && about.length > 0 && reason === '')
      throw new Refused([{ code: 'differenceReason', field: 'reason' }])
    if (reason !== '') await keepReason(tx, act, { runId, about, reason })
    const because = [...given.map((each) => each.reason), reason].filter(Boolean).join('; ')
    const { id } = await tx.protocol.create({
      data: { runId, createdAt: act.now, createdBy: act.person.name, reason: differ ? because : '' },
    })
    await tx.protocolRow.createMany({
      data: learners.map(({ standing }) => ({ protocolId: id, studyPlaceId: standing.studyPlaceId! })),
    })
    const changes = [
      { what: 'protocol', from: '', to: named(learners) },
      ...(differ ? [{ what: 'reason', from: '', to: because }] : []),
    ]
    await recordChanges(tx, act, { name: 'protocol.create', subject: subjectOf(runId), changes })
    return runId
  })
}

/**
 * Gives the chosen learners a result, or takes it back if it has no paper yet. Throws for those who no longer study,
 * and for those with a paper, which shows the result. Returns the number of changed results.
 */
export function setResults(act: Act, input: z.output<typeof ResultsInput>): Promise<number> {
  const { runId, result } = input
  return inTransaction(act.db, async (tx) => {
    const { protocolId, chosen, rows } = await chosenOf(tx, act, input)
    const wanted = result === 'NONE' ? null : result
    const changing = chosen.filter(({ placeId }) => (rows.get(placeId)?.result ?? null) !== wanted)
    const papers = changing.flatMap(({ placeId, name }) => {
      const number = rows.get(placeId)?.number
      return number ? [{ code: 'paperGiven', params: { person: name, number } }] : []
    })
    const gone = changing.flatMap(({ studies: now, name }) =>
      now ? [] : [{ code: 'resultNotAdmitted', params: { person: name } }],
    )
    if (papers.length + gone.length > 0) throw new Refused([...papers, ...gone])
    await tx.protocolRow.createMany({
      data: changing.map(({ placeId }) => ({ protocolId, studyPlaceId: placeId })),
      skipDuplicates: true,
    })
    await tx.protocolRow.updateMany({
      where: { protocolId, studyPlaceId: { in: changing.map(({ placeId }) => placeId) } },
      data: { result: wanted },
    })
    await recordChanges(tx, act, {
      name: 'protocol.result',
      subject: subjectOf(runId),
      changes: changesBy(changing, rows, result),
    })
    return changing.length
  })
}

/**
 * Numbers a certificate or attendance proof for each chosen learner who is due one and has none. Numbers are never
 * reused: simultaneous acts get different ones. Throws when nobody is due one. Returns how many.
 */
export function givePapers(act: Act, input: z.output<typeof PapersInput>): Promise<number> {
  const { runId } = input
  return inTransaction(act.db, async (tx) => {
    const { protocolId, chosen, rows } = await chosenOf(tx, act, input)
    const due = chosen.flatMap(({ placeId, name, studies: now }) => {
      const row = rows.get(placeId)
      const paper = now && row?.result && !row.number ? paperOf[row.result] : null
      return paper ? [{ placeId, name, paper }] : []
    })
    if (due.length === 0) throw new Refused([{ code: 'papersNone' }])
    const today = dayInTallinn(act.now)
    const last = await lastNumber(tx)
    const given = due.map((each, at) => ({ ...each, number: paperNumber(last + at + 1, today) }))
    await tx.$executeRaw`
      UPDATE protocol_row row SET paper = given.paper::"StudyPaper", number = given.number,
             issued_on = ${dateFromDay(today)}::date
        FROM json_to_recordset(${JSON.stringify(given)}::json) AS given("placeId" uuid, paper text, number text)
       WHERE row.protocol_id = ${protocolId}::uuid AND row.study_place_id = given."placeId"`
    const changes = given
      .slice(0, mostNamed)
      .map(({ name, number, paper }) => ({ what: name, from: '', to: `${paper} ${number}` }))
    const more = given.length - changes.length
    await recordChanges(tx, act, {
      name: 'protocol.papers',
      subject: subjectOf(runId),
      changes: [...changes, ...(more > 0 ? [{ what: 'morePapers', from: '', to: String(more) }] : [])],
    })
    return given.length
  })
}

/** The highest running number ever given; locked until the transaction ends. */
async function lastNumber(tx: Tx): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.papers'))`
  const [{ last }] = await tx.$queryRaw<[{ last: number }]>`
    SELECT coalesce(max(split_part(number, '-', 1)::int), 0) AS last FROM protocol_row WHERE number IS NOT NULL`
  return last
}

/** The persons in the act: the ticked ones, or everybody on the protocol. */
async function chosenOf(tx: Tx, act: Act, { runId, places, all }: z.output<typeof PapersInput>) {
  await heldRun(tx, act, runId)
  const protocol = await tx.protocol.findUnique({ where: { runId }, include: { rows: true } })
  if (!protocol) throw new Refused([{ code: 'notFound' }])
  const rows = new Map<string, ProtocolRow>(protocol.rows.map((row) => [row.studyPlaceId, row]))
  const ticked = new Set(places)
  const chosen = (await registrantsOf(tx, runId)).flatMap((registrant) => {
    const placeId = registrant.standing.studyPlaceId
    const now = studies(registrant.standing)
    if (!placeId || !(now || rows.has(placeId)) || !(all || ticked.has(placeId))) return []
    return [{ placeId, name: nameOf(registrant), studies: now }]
  })
  if (chosen.length === 0) throw new Refused([{ code: 'learnersNone' }])
  return { protocolId: protocol.id, chosen, rows }
}

const nameOf = ({ firstName, lastName }: Pick<ListedRegistrant, 'firstName' | 'lastName'>) =>
  `${firstName} ${lastName}`

const named = (people: readonly Pick<ListedRegistrant, 'firstName' | 'lastName'>[]) =>
  list(people.map(nameOf))
const list = (names: readonly string[]) =>
  names.length > mostNamed
    ? `${names.slice(0, mostNamed).join(', ')} +${names.length - mostNamed}`
    : names.join(', ')

/** One change per earlier result: who had it, and the result that they have now. */
function changesBy(
  people: readonly { placeId: string; name: string }[],
  rows: Map<string, ProtocolRow>,
  result: string,
) {
  const before = Map.groupBy(people, ({ placeId }) => rows.get(placeId)?.result ?? '')
  return [...before].map(([from, of]) => ({
    what: list(of.map(({ name }) => name)),
    from,
    to: result === 'NONE' ? '' : result,
  }))
}
