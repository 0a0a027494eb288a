import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { startRefresh } from '@/lib/registrants/commands/refresh'
import { dateFromDay } from '@/lib/shared/dates'
import { programmes } from '@/prisma/cast-runs'
import { callAction, clientOf } from '../journeys/support/over-http'
import { seenOf } from '../support/refreshes'
import { actionId, control, type Round } from './installation'

/** Three pages in Juhan, so that a kill can fall between them. */
const people = 1_200
const [cancelled, moved, late] = [40, 40, 3]

/** Each round has a run of its own, in Juhan and with us. */
const idOf = ({ at }: Round) => `299${at}`
type InJuhan = { id: string; status: string; email: string }
const inJuhan = (round: Round) => control<InJuhan[]>(round.olek, 'GET', `/juhan/runs/${idOf(round)}`)

/** Makes a run linked to Juhan, where this many people are registered and none is on our list yet. */
export async function aListInJuhan(round: Round): Promise<string> {
  const [juhanId, day] = [idOf(round), dateFromDay('2030-01-01')]
  await control(round.olek, 'POST', `/juhan/runs/${juhanId}/people`, { count: people })
  const { id } = await round.office.db.run.create({
    data: { programmeId: programmes.inquiry.id, code: juhanId, startsOn: day, endsOn: day, juhanId },
  })
  return id
}

/**
 * Fetches the list amid the killing, which applies at once, and again after people were added, moved and cancelled in
 * Juhan, which somebody confirms in the application. At every look each refresh is there whole or not at all.
 */
export async function refreshes(round: Round, runId: string) {
  const { olek, office, random } = round
  const press = async () => {
    await pause(random() * 800)
    return (await startRefresh(await office.as('maarja', new Date()), { run: runId })).refresh
  }
  await reaches('APPLIED', round, await press(), ['FETCHING 0 0', `APPLIED ${people} ${people}`])

  const known = await inJuhan(round)
  const changes = known.slice(0, cancelled + moved).map(({ id }, at) => ({
    id,
    to: at < cancelled ? { status: 'Tühistatud' } : { email: `kolis${at}@kool.example` },
  }))
  await Promise.all(changes.map(({ id, to }) => control(olek, 'PUT', `/juhan/registrations/${id}`, to)))
  await control(olek, 'POST', `/juhan/runs/${idOf(round)}/people`, { count: late })
  const [lines, listed] = [people + late, people + late - cancelled]
  const ways = [`FETCHING 0 ${people}`, `PLANNED ${lines} ${people}`, `APPLIED ${lines} ${listed}`]
  const refresh = await press()
  await reaches('PLANNED', round, refresh, ways)
  const confirming = confirm(round, refresh)
  await reaches('APPLIED', round, refresh, ways)
  await confirming
}

/**
 * Waits until a refresh is in the state. `ways`: the states that it may have meanwhile, each with the number of lines
 * in its log and of registrants on the list.
 */
async function reaches(state: string, { office: { db } }: Round, id: string, ways: string[]) {
  for (const since = Date.now(); Date.now() - since < 150_000; await pause(50)) {
    const [at] = await db.$queryRaw<{ state: string; lines: number; listed: number }[]>`
      SELECT state::text, (SELECT count(*)::int FROM refresh_row WHERE refresh_id = r.id) AS lines,
             (SELECT count(*)::int FROM registrant WHERE run_id = r.run_id AND removed_at IS NULL) AS listed
        FROM refresh r WHERE id = ${id}::uuid`
    expect(ways).toContain(`${at!.state} ${at!.lines} ${at!.listed}`)
    if (at!.state === state) return
  }
  throw new Error(`The refresh ${id} never became ${state}`)
}

/** The coordinator agrees to the whole plan on its page, again and again until it is applied. */
async function confirm({ office, random }: Round, refresh: string) {
  const fields = { refresh, seen: await seenOf(office, refresh), all: '1' }
  await pause(random() * 800)
  for (const since = Date.now(); Date.now() - since < 120_000; await pause(100)) {
    const { state } = await office.db.refresh.findUniqueOrThrow({ where: { id: refresh } })
    if (state === 'APPLIED') return
    try {
      const act = actionId('continuing-education/runs/[id]/refreshes', 'confirm')
      await callAction(await clientOf('maarja'), '/', act, fields)
    } catch {
      // The application was killed meanwhile.
    }
  }
  throw new Error(`The refresh ${refresh} was never confirmed`)
}

/** Expects that nobody is lost or listed twice, and that the log has a line for exactly what was done. */
export async function expectRefreshed(round: Round) {
  const { db } = round.office
  const run = await db.run.findUniqueOrThrow({
    where: { juhanId: idOf(round) },
    include: { registrants: true, refreshes: { include: { rows: true } } },
  })
  const told = await inJuhan(round)
  const registered = told.filter(({ status }) => status === 'Registreeritud')
  const listed = run.registrants.filter(({ removedAt }) => removedAt === null)
  expect(listed.map(asOne).sort()).toEqual(registered.map(({ id, email }) => `${id} ${email}`).sort())
  expect(run.registrants).toHaveLength(told.length)

  const rows = run.refreshes.flatMap((refresh) => refresh.rows)
  const ofStep = (step: string) => rows.filter((row) => row.step === step)
  expect(run.refreshes.map(({ state }) => state)).toEqual(['APPLIED', 'APPLIED'])
  expect(
    ofStep('ADD')
      .map(({ registrantId }) => registrantId)
      .sort(),
  ).toEqual(run.registrants.map(({ id }) => id).sort())
  expect(ofStep('CHANGE')).toHaveLength(moved)
  const removed = run.registrants
    .filter(({ removedAt }) => removedAt !== null)
    .map(({ id }) => id)
    .sort()
  expect(
    ofStep('REMOVE')
      .map(({ registrantId }) => registrantId)
      .sort(),
  ).toEqual(removed)
  const audits = await db.auditEntry.findMany({
    where: { act: 'registrants.remove', subject: { in: removed } },
  })
  expect(audits.map(({ subject }) => subject).sort()).toEqual(removed)

  const ids = run.refreshes.map(({ id }) => id)
  const entries = await db.auditEntry.findMany({ where: { subject: { in: ids } } })
  expect(entries.map(({ act }) => act.split('.')[1]).sort()).toEqual([
    'applyRefresh',
    'startRefresh',
    'startRefresh',
  ])
  const deliveries = await db.delivery.findMany({ where: { subjectId: { in: ids } } })
  expect(deliveries.map(({ state }) => state)).toEqual(['DONE', 'DONE'])
}

const asOne = ({ juhanId, email }: { juhanId: string | null; email: string }) => `${juhanId} ${email}`
