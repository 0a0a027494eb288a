import { setTimeout as pause } from 'node:timers/promises'
import { sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { addDays, addMonths, dayAfter, dayBefore, showDay, type Day } from '@/lib/shared/dates'
import type { Olek } from '@/scripts/olek'
import { callAction, clientOf } from '../journeys/support/over-http'
import { aDirective, anAmendment, now, stateOf } from '../support/documents'
import { actionId, control, whileKilling, type Round } from './installation'
import { moveMany } from './moving'
import { aListInJuhan, refreshes } from './refreshing'

const persons = ['Oja', 'Põder', 'Üksik']

/** A month for which no other round and no other directive of this one pays anybody. */
function monthOf({ at }: Round, place: number) {
  const first = addMonths('2030-01-01', at * 3 + place)
  return { first, last: dayBefore(addMonths(first, 1)) }
}

/**
 * Sends directives and confirms them as soon as DHIS has them, while `disturbed` troubles the installation: application
 * and worker are killed at random moments and started again. Returns the directives once nothing is under way any more.
 */
export async function registeringRound(round: Round, disturbed = whileKilling): Promise<string[]> {
  const first = Math.floor(round.random() * persons.length)
  const inOrder = [...persons.slice(first), ...persons.slice(0, first)]
  const ids: string[] = []
  for (const place of [0, 1, 2]) ids.push(await checked(round, place, inOrder))
  const run = await aListInJuhan(round)
  await disturbed(round, async () => {
    const refreshed = refreshes(round, run)
    const moved = moveMany(round)
    await send(round, ids)
    await Promise.all([refreshed, moved, ...ids.map((id) => confirmOnceThere(round.olek, id))])
  })
  await atRest(round, ids)
  return ids
}

/** The result of a round that ends payments and takes them back. */
export type TakenBack = {
  /** gave allowances; the leave ends them, and the amendment changes or cancels one of its rows */
  base: string
  leave: string
  amendment: string
  /** the row of the base that the amendment names, and what it does to that row */
  amended: { row: string; kind: 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL' }
  /** registered and then cancelled */
  cancelled: string
  /** the last day that is still paid for */
  lastPaidOn: Day
}

/**
 * Registers two directives undisturbed. Then, while application and worker are killed, sends and confirms a leave that
 * ends the payments of the first one and an amendment of it, and cancels the second one in the application.
 */
export async function takingBackRound(round: Round): Promise<TakenBack> {
  const { olek, office, random } = round
  const [base, cancelled] = [await checked(round, 0), await checked(round, 1)]
  await send(round, [base, cancelled])
  await Promise.all([base, cancelled].map((id) => confirmOnceThere(olek, id)))
  await atRest(round, [base, cancelled])

  const lastPaidOn = addDays(monthOf(round, 0).first, 13)
  const leave = await aDirective(office, {
    kind: 'ACADEMIC_LEAVE',
    state: 'CHECKED',
    persons,
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

  const run = await aListInJuhan(round)
  await whileKilling(round, async () => {
    const refreshed = refreshes(round, run)
    // Both are sent before either is confirmed, because what one changes would be a new warning on the other.
    await send(round, [leave, amendment])
    await Promise.all([
      refreshed,
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

type InDhis = { id: string; ourId: string; state: string; version: number }

async function confirmOnceThere(olek: Olek, ourId: string) {
  for (const since = Date.now(); Date.now() - since < 120_000; await pause(100)) {
    const documents = await control<InDhis[]>(olek, 'GET', '/dhis/documents')
    const found = documents.find((document) => document.ourId === ourId)
    if (found?.state === 'waiting') return control(olek, 'POST', `/dhis/${found.id}/confirm`, {})
  }
  throw new Error(`${ourId} never came to DHIS`)
}

/** The study office cancels a registered directive on its page, again and again until it is cancelled. */
async function cancelInApplication({ office, random }: Round, id: string) {
  const fields = { id, revision: String((await now(office, id)).revision), reason: 'Ekslik' }
  await pause(random() * 1500)
  for (const since = Date.now(); Date.now() - since < 120_000; await pause(100)) {
    if ((await stateOf(office, id)) === 'CANCELLED') return
    try {
      await callAction(await clientOf('tiina'), '/', actionId('documents', 'cancelRegistered'), fields)
    } catch {
      // The application was killed meanwhile.
    }
  }
  throw new Error(`${id} was never cancelled`)
}

/** Waits until these are registered, those are cancelled, and no message about them is still to be sent. */
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
