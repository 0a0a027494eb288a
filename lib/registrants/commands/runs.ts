import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing, differences, recordChanges } from '@/lib/access/changes'
import { dateFromDay, dayFromDate, dayInTallinn, showDay } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Run } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { codeTaken } from '@/lib/shared/taken'
import { openRefreshStates } from '../rules/refresh-lifecycle'
import type { NewRunInput, RunInput } from '../schema/runs'
import { keptProgramme } from './programmes'

const withCode = Prisma.sql`SELECT id::text FROM run WHERE same_code(code)`

const subjectOf = (id: string) => `registrants.run.${id}` as const

/** Adds a run to an open programme. Throws when another run has the code, or the run in Juhan. Returns its id. */
export function addRun(act: Act, input: z.output<typeof NewRunInput>): Promise<string> {
  const { programmeId, code } = input
  return inTransaction(act.db, async (tx) => {
    const { closedOn } = await keptProgramme(tx, act, programmeId)
    if (closedOn && dayFromDate(closedOn) <= dayInTallinn(act.now))
      throw new Refused([{ code: 'programmeClosed', params: { on: dayFromDate(closedOn) } }])
    await holdCodes(tx)
    if (await codeTaken(tx, withCode, code)) throw new Refused([{ code: 'codeTaken', field: 'code' }])
    await freeInJuhan(tx, input.juhanId)
    const run = await tx.run.create({ data: { ...columnsOf(input), programmeId, code } })
    const after = { code, ...textsOf(run) }
    await recordChanges(tx, act, {
      name: 'runs.add',
      subject: subjectOf(run.id),
      changes: differences({}, after),
    })
    return run.id
  })
}

/**
 * Changes a run's days and place and links it to Juhan, to another run there or to none. Throws for linking while the
 * list has people added with us, for unlinking while it has people from Juhan, for either during a refresh, and for
 * other days once somebody is on an admission directive, because the directive shows the days. Returns the number of
 * changed fields.
 */
export async function changeRun(
  act: Act,
  { id, seen, ...input }: z.output<typeof RunInput>,
): Promise<number> {
  await keptRun(act.db, act, id)
  return changing(act, { name: 'runs.change', subject: subjectOf(id), seen }, async (tx) => {
    const before = await heldRun(tx, act, id)
    const data = columnsOf(input)
    if (data.juhanId !== before.juhanId) await mayLink(tx, before, data.juhanId)
    if (+data.startsOn !== +before.startsOn || +data.endsOn !== +before.endsOn) await nobodyAdmitted(tx, id)
    const refreshedAt = data.juhanId === before.juhanId ? before.refreshedAt : null
    const after = await tx.run.update({ where: { id }, data: { ...data, refreshedAt } })
    return { before: textsOf(before), after: textsOf(after) }
  })
}

/**
 * The run, locked until the transaction ends, if the person may edit it: every change of its list of registrants locks
 * it.
 */
export async function heldRun(tx: Tx, act: Act, id: string): Promise<Run> {
  await tx.$queryRaw`SELECT FROM run WHERE id = ${id}::uuid FOR UPDATE`
  return keptRun(tx, act, id)
}

/** The run, if the person may edit it. */
export async function keptRun(tx: Db | Tx, act: Act, id: string): Promise<Run> {
  const run = await tx.run.findUnique({ where: { id } })
  if (!run) throw new Refused([{ code: 'notFound' }])
  await keptProgramme(tx, act, run.programmeId)
  return run
}

const holdCodes = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.runs'))`

async function mayLink(tx: Tx, { id, juhanId: linked }: Run, juhanId: string | null) {
  const on = { runId: id, removedAt: null }
  const ours = await tx.registrant.count({ where: { ...on, juhanId: null } })
  const theirs = await tx.registrant.count({ where: { ...on, juhanId: { not: null } } })
  const going = await tx.refresh.count({ where: { runId: id, state: { in: [...openRefreshStates] } } })
  const refuse = (code: string, params = {}) => new Refused([{ code, params, field: 'juhanId' }])
  if (linked && theirs > 0) throw refuse('unlinkWithRegistrants', { count: theirs })
  if (juhanId && ours > 0) throw refuse('linkWithRegistrants', { count: ours })
  if (going > 0) throw refuse('linkWhileRefreshing')
  await holdCodes(tx)
  await freeInJuhan(tx, juhanId ?? '')
}

async function freeInJuhan(tx: Tx, juhanId: string) {
  const other = juhanId && (await tx.run.findUnique({ where: { juhanId } }))
  if (other) throw new Refused([{ code: 'juhanIdTaken', params: { run: other.code }, field: 'juhanId' }])
}

async function nobodyAdmitted(tx: Tx, runId: string) {
  if (await tx.learnersStudyPlace.findFirst({ where: { registrant: { runId } } }))
    throw new Refused([{ code: 'runAdmitted', field: 'startsOn' }])
}

const columnsOf = ({ startsOn, endsOn, place, juhanId }: Omit<z.output<typeof RunInput>, 'id' | 'seen'>) => ({
  startsOn: dateFromDay(startsOn),
  endsOn: dateFromDay(endsOn),
  place,
  juhanId: juhanId || null,
})
const textsOf = ({ startsOn, endsOn, place, juhanId }: Run) => ({
  startsOn: showDay(dayFromDate(startsOn)),
  endsOn: showDay(dayFromDate(endsOn)),
  place,
  juhanId: juhanId ?? '',
})
