import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectFolder } from '@/scripts/engine-place'
import type { Olek } from '@/scripts/olek'
import { signalGroup } from '@/scripts/process'
import { readPerson } from '@/lib/office/person'
import { addDays, addMonths, dayAfter, dayBefore, showDay, type Day } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { sendToDhis } from '@/lib/documents/commands/issuing'
import { callAction, clientOf } from '../journeys/support/over-http'
import { aDirective, anAmendment, now, stateOf } from '../support/documents'
import type { Office } from '../support/office'

/** Random numbers that are the same for the same seed (mulberry32), so that a bad round can be run again. */
export function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The office of a running installation, where the cast acts through the commands themselves. */
export function officeIn(olek: Olek): Office {
  const person: Office['person'] = async (name) => (await readPerson(db(), users[name].id))!
  return {
    db: db(),
    database: { url: olek.url, ownerUrl: olek.ownerUrl, drop: async () => undefined },
    person,
    as: async (name, now = new Date()) => ({ db: db(), person: await person(name), now }),
  }
}

/** Asks the sandbox's control API; throws unless it answers 200. */
export async function control<Answer>(
  olek: Olek,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${olek.env.SANDBOX_PORT}/control${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${olek.env.SANDBOX_CONTROL_TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

const persons = ['Oja', 'Põder', 'Üksik']

/** What a round works with; `at` is its place in the run. */
export type Round = { olek: Olek; office: Office; random: () => number; at: number }

/** A month that nobody is paid for in another round, or another directive of this one. */
function monthOf({ at }: Round, place: number) {
  const first = addMonths('2030-01-01', at * 3 + place)
  return { first, last: dayBefore(addMonths(first, 1)) }
}

/**
 * Some directives are sent and, as soon as DHIS has them, confirmed there, while application and worker are killed at
 * random moments and started again. Returns the directives once everything has come to rest.
 */
export async function registeringRound(round: Round): Promise<string[]> {
  const first = Math.floor(round.random() * persons.length)
  const inOrder = [...persons.slice(first), ...persons.slice(0, first)]
  const ids: string[] = []
  for (const place of [0, 1, 2]) ids.push(await checked(round, place, inOrder))
  await whileKilling(round, async () => {
    await send(round, ids)
    await Promise.all(ids.map((id) => confirmOnceThere(round.olek, id)))
  })
  await atRest(round, ids)
  return ids
}

/** What comes of a round that ends payments and takes them back. */
export type TakenBack = {
  /** gave allowances, which the leave ends and one row of which the amendment changes or cancels */
  base: string
  leave: string
  amendment: string
  /** the row of the base it names, and what it does to it */
  amended: { row: string; kind: 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL' }
  /** registered and then cancelled */
  cancelled: string
  /** the last day that is still paid for */
  lastPaidOn: Day
}

/**
 * Two directives are registered in peace. Then, while application and worker are killed, a leave that ends the payments of
 * the one and an amendment of it are sent and confirmed, and the other is cancelled in the application.
 */
export async function takingBackRound(round: Round): Promise<TakenBack> {
  const { olek, office, random } = round
  const [base, cancelled] = [await checked(round, 0), await checked(round, 1)]
  await send(round, [base, cancelled])
  await Promise.all([base, cancelled].map((id) => confirmOnceThere(olek, id)))
  await atRest(round, [base, cancelled])

  const lastPaidOn = addDays(monthOf(round, 0).first, 13)
  const leave = await aDirective(office, {
    ...{ kind: 'ACADEMIC_LEAVE', state: 'CHECKED', persons },
    rows: persons.map(() => ({
      leaveFrom: showDay(dayAfter(lastPaidOn)),
      leaveTo: showDay(monthOf(round, 0).last),
      reason: 'Omal soovil',
    })),
  })
  const kind = random() < 0.5 ? 'AMENDMENT_CHANGE' : 'AMENDMENT_CANCEL'
  const rows = await office.db.documentRow.findMany({ where: { documentId: base } })
  const row = rows[Math.floor(random() * rows.length)]!.id
  const every = kind === 'AMENDMENT_CHANGE' ? { monthlyAmount: '700' } : {}
  const amendment = await anAmendment(office, base, kind, { state: 'CHECKED', rows: [row], every })

  await whileKilling(round, async () => {
    // Both before either is confirmed: what the one changes would be a new warning at the other.
    await send(round, [leave, amendment])
    await Promise.all([
      confirmOnceThere(olek, leave),
      confirmOnceThere(olek, amendment),
      cancelInApplication(round, cancelled),
    ])
  })
  await atRest(round, [base, leave, amendment], [cancelled])
  return { base, leave, amendment, amended: { row, kind }, cancelled, lastPaidOn }
}

/** An own-funds directive for the month at that place, checked over. */
async function checked(round: Round, place: number, inOrder = persons) {
  const { first, last } = monthOf(round, place)
  const head = { paidFrom: showDay(first), paidTo: showDay(last) }
  return aDirective(round.office, { state: 'CHECKED', persons: inOrder, head })
}

async function send({ office, random }: Round, ids: string[]) {
  const by = await office.as('liis')
  for (const id of ids) {
    await sendToDhis(by, await now(office, id))
    await pause(random() * 200)
  }
}

/** Application and worker are killed and started again until the work is done, a few times. */
async function whileKilling({ olek, random }: Round, work: () => Promise<unknown>) {
  let going = true
  const killing = killAtRandom(olek, random, () => going)
  try {
    await work()
  } finally {
    going = false
    await killing
  }
}

/** SIGKILL to the application or the worker, or both, a few times; each is started again before the next. */
async function killAtRandom(olek: Olek, random: () => number, going: () => boolean) {
  for (let kills = 0; kills < 4 && going(); kills++) {
    await pause(50 + random() * 900)
    const victims = random() < 0.4 ? [olek.worker] : random() < 0.6 ? [olek.app] : [olek.app, olek.worker]
    for (const { pid } of victims) signalGroup(pid, 'SIGKILL')
    await pause(random() * 300)
    for (const part of victims) await part.restart()
  }
}

type InDhis = { id: string; ourId: string; state: string; version: number }

async function confirmOnceThere(olek: Olek, ourId: string) {
  for (const since = Date.now(); Date.now() - since < 120_000; await pause(100)) {
    const documents = await control<InDhis[]>(olek, 'GET', '/dhis/documents')
    const found = documents.find((document) => document.ourId === ourId)
    if (found?.state === 'waiting') return control(olek, 'POST', `/dhis/${found.id}/confirm`, {})
  }
  throw new Error(`${ourId} never came to DHIS`)
}

/** The study office cancels a registered directive on its page, and again whenever no answer comes. */
async function cancelInApplication({ office, random }: Round, id: string) {
  const fields = { id, revision: String((await now(office, id)).revision), reason: 'Ekslik' }
  await pause(random() * 1500)
  for (const since = Date.now(); Date.now() - since < 120_000; await pause(100)) {
    if ((await stateOf(office, id)) === 'CANCELLED') return
    try {
      await callAction(await clientOf('tiina'), '/', cancelRegistered(), fields)
    } catch {
      // Killed meanwhile.
    }
  }
  throw new Error(`${id} was never cancelled`)
}

/** What the built application calls the act. */
function cancelRegistered(): string {
  const file = path.join(
    projectFolder,
    process.env.NEXT_DIST_DIR ?? '.next',
    'server/server-reference-manifest.json',
  )
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { exportedName: string }>
  }
  return Object.entries(node).find(([, { exportedName }]) => exportedName === 'cancelRegistered')![0]
}

/** Waits until these are registered and those cancelled, and nothing about them waits to be told. */
async function atRest({ office: { db } }: Round, registered: string[], cancelled: string[] = []) {
  const ids = [...registered, ...cancelled]
  for (const since = Date.now(); Date.now() - since < 180_000; await pause(250)) {
    const there = await db.document.count({
      where: {
        OR: [
          { id: { in: registered }, state: 'REGISTERED' },
          { id: { in: cancelled }, state: 'CANCELLED' },
        ],
      },
    })
    const open = await db.delivery.count({ where: { documentId: { in: ids }, state: 'WAITING' } })
    if (there === ids.length && open === 0) return
  }
  const left = await db.delivery.findMany({ where: { documentId: { in: ids }, state: { not: 'DONE' } } })
  const states = await db.document.findMany({ where: { id: { in: ids } }, select: { state: true } })
  const news = await db.news.findMany({
    where: { documentId: { in: ids }, state: 'PARKED' },
    select: { reasons: true },
  })
  throw new Error(
    `Not at rest: ${JSON.stringify({ states, news, left: left.map(({ topic, state, problem }) => [topic, state, problem]) })}`,
  )
}
