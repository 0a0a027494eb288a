import { setTimeout as pause } from 'node:timers/promises'
import type { Olek } from '@/scripts/olek'
import { signalGroup } from '@/scripts/process'
import { readPerson } from '@/lib/office/person'
import { db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { aDirective, revisionOf } from '../support/documents'
import { sendToDhis } from '@/lib/documents/commands/issuing'
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

/**
 * One round: some directives are sent and, as soon as DHIS has them, confirmed there, while application and worker are
 * killed at random moments and started again. Returns the directives once everything has come to rest.
 */
export async function killingRound(olek: Olek, office: Office, random: () => number): Promise<string[]> {
  const persons = ['Oja', 'Põder', 'Üksik']
  const by = await office.as('liis', new Date())
  // Periods of their own, so that no round's grants block another's.
  const year = 2100 + Math.floor(random() * 90)
  const ids: string[] = []
  for (let at = 0; at < 3; at++) {
    const head = { paidFrom: `01.0${at * 3 + 1}.${year}`, paidTo: `28.0${at * 3 + 1}.${year}` }
    ids.push(await aDirective(office, { state: 'CHECKED', persons, head, by }))
  }

  let going = true
  const killing = killAtRandom(olek, random, () => going)
  for (const id of ids) {
    await sendToDhis(by, { id, revision: await revisionOf(office, id) })
    await pause(random() * 200)
  }
  try {
    await Promise.all(ids.map((id) => confirmOnceThere(olek, id)))
  } finally {
    going = false
    await killing
  }
  await atRest(office, ids)
  return ids
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

async function atRest({ db }: Office, ids: string[]) {
  for (const since = Date.now(); Date.now() - since < 180_000; await pause(250)) {
    const registered = await db.document.count({ where: { id: { in: ids }, state: 'REGISTERED' } })
    const open = await db.delivery.count({ where: { documentId: { in: ids }, state: 'WAITING' } })
    if (registered === ids.length && open === 0) return
  }
  const left = await db.delivery.findMany({ where: { documentId: { in: ids }, state: { not: 'DONE' } } })
  const states = await db.document.findMany({ where: { id: { in: ids } }, select: { state: true } })
  throw new Error(
    `Not at rest: ${JSON.stringify({ states, left: left.map(({ topic, state, problem }) => [topic, state, problem]) })}`,
  )
}
