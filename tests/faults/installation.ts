import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readPerson } from '@/lib/access/person'
import { db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { projectFolder } from '@/scripts/engine-place'
import type { Olek } from '@/scripts/olek'
import { signalGroup } from '@/scripts/process'
import type { Office } from '../support/office'

/** Random numbers that are the same for the same seed (mulberry32), so that a failed round can be run again. */
export function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The office of a running installation, where the cast acts through the commands. */
export function officeIn(olek: Olek): Office {
  const person: Office['person'] = async (name) => (await readPerson(db(), users[name].id))!
  return {
    db: db(),
    database: { url: olek.url, ownerUrl: olek.ownerUrl, drop: async () => undefined },
    person,
    as: async (name, now = new Date()) => ({ db: db(), person: await person(name), now }),
  }
}

/** Asks the sandbox's control API, and throws unless the answer is a success. */
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
      // A connection kept alive may be closed by the server just as it is used again.
      Connection: 'close',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** What a round works with; `at` is its number in the run. */
export type Round = { olek: Olek; office: Office; random: () => number; at: number }

/** Does the work while application and worker are killed and started again, up to four times. */
export async function whileKilling({ olek, random }: Round, work: () => Promise<unknown>) {
  let going = true
  const killing = killAtRandom(olek, random, () => going)
  try {
    await work()
  } finally {
    going = false
    await killing
  }
}

/** Kills the application, the worker or both with SIGKILL, up to four times, and starts each again before the next kill. */
async function killAtRandom(olek: Olek, random: () => number, going: () => boolean) {
  for (let kills = 0; kills < 4 && going(); kills++) {
    await pause(50 + random() * 900)
    const victims = random() < 0.4 ? [olek.worker] : random() < 0.6 ? [olek.app] : [olek.app, olek.worker]
    for (const { pid } of victims) signalGroup(pid, 'SIGKILL')
    await pause(random() * 300)
    for (const part of victims) await part.restart()
  }
}

/** The id that the built application gives an act, found by the room of its page and its name. */
export function actionId(room: string, name: string): string {
  const file = path.join(
    projectFolder,
    process.env.NEXT_DIST_DIR ?? '.next',
    'server/server-reference-manifest.json',
  )
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string }>
  }
  const [id] = Object.entries(node).find(
    ([, { filename, exportedName }]) => filename.includes(room) && exportedName === name,
  )!
  return id
}
