import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/shared/db'
import { stopJobs } from '@/lib/deliveries/jobs'
import { startOlek, type Olek } from '@/scripts/olek'
import type { Office } from '../support/office'
import { expectGiven, expectStory, registering, type Letter } from './given'
import { control, officeIn, randomFrom } from './installation'
import { expectRefreshed } from './refreshing'
import { registeringRound, takingBackRound, type TakenBack } from './round'

/** `npm run faults -- --rounds 200 --seed 7` sets both; a round kills up to four times. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 3)
const seed = Number(process.env.FAULT_SEED ?? 1)

let olek: Olek
let office: Office

/** Runs every other round against an installation of its own, so that the two halves run side by side. */
export function killAtRandom(half: 0 | 1) {
  beforeAll(async () => {
    // The next worker takes over what a killed one held sooner than in an office.
    process.env.CLAIM_SECONDS = '25'
    olek = await startOlek({ name: `faults-${half}`, port: 0, throwaway: true })
    Object.assign(process.env, olek.env, { NODE_ENV: 'test', LOG_LEVEL: 'silent' })
    office = officeIn(olek)
  }, 300_000)

  afterAll(async () => {
    await stopJobs()
    await db().$disconnect()
    await olek.stop()
  }, 60_000)

  describe('with application and worker killed at random moments', () => {
    for (let at = half; at < rounds; at += 2) {
      const round = () => ({ olek, office, random: randomFrom(seed + at), at })
      if ((seed + at) % 3 === 0) {
        test(
          `a leave, an amendment and a cancellation take full effect, and everybody is told once (seed ${seed + at})`,
          { timeout: 400_000 },
          async () => {
            await expectTakenBack(await takingBackRound(round()))
            await expectRefreshed(round())
          },
        )
      } else {
        test(
          `what is sent, registered and moved is whole or absent, and everybody is told once (seed ${seed + at})`,
          { timeout: 400_000 },
          async () => {
            for (const id of await registeringRound(round())) await expectGiven(olek, id)
            await expectRefreshed(round())
          },
        )
      }
    }
  })
}

async function expectTakenBack({ base, leave, amendment, amended, cancelled, lastPaidOn }: TakenBack) {
  await expectStory(olek, base, 'confirmed', registering)
  await expectStory(olek, leave, 'confirmed', registering)
  await expectStory(olek, amendment, 'confirmed', registering)
  await expectStory(olek, cancelled, 'cancelled', [...registering, 'cancel'])

  const rows = await db().documentRow.findMany({ where: { documentId: base } })
  const changed = amended.kind === 'AMENDMENT_CHANGE'
  const [given, changedTo, takenBack] = await Promise.all([base, amendment, cancelled].map(paidBy))
  const left = rows.filter(({ id }) => id !== amended.row)
  expect(given).toEqual(left.map(({ id }) => ({ row: id, amount: '660.00', to: lastPaidOn })).sort(byRow))
  expect(changedTo).toEqual(changed ? [{ row: expect.any(String), amount: '700.00', to: lastPaidOn }] : [])
  expect(takenBack).toEqual([])

  // For each row's effect: whether it stands or was taken back.
  expect(await effectsOf(cancelled)).toEqual(rows.map(() => 'GRANT taken back'))
  expect(await effectsOf(leave)).toEqual(rows.map(() => 'LEAVE stands'))
  expect(await effectsOf(amendment)).toEqual(changed ? ['GRANT stands'] : [])
  expect(await effectsOf(base)).toEqual([...left.map(() => 'GRANT stands'), 'GRANT taken back'])
  expect(await db().academicLeave.count({ where: { documentId: leave, annulledAt: null } })).toBe(rows.length)

  // The registry has heard of nothing yet, so one message waits for each grant that is still paid.
  const held = await db().delivery.findMany({
    where: { documentId: { in: [base, leave, amendment, cancelled] }, topic: 'ehis.grant', state: 'HELD' },
  })
  const waiting = changed ? rows.length : left.length
  expect(new Set(held.map(({ thread }) => thread)).size).toBe(waiting)
  expect(held.map(({ payload }) => (payload as { act: string }).act)).toEqual(held.map(() => 'GIVE'))
  expect(held).toHaveLength(waiting)

  const letters = await lettersAbout([base, leave, amendment, cancelled])
  const news = (id: string) =>
    letters.filter(({ key }) => key.startsWith(`letter:${id}:`)).map(({ told }) => newsOf(told))
  expect(news(base)).toEqual(rows.map(() => 'given'))
  expect(news(amendment)).toEqual([changed ? 'changed' : 'undone'])
  expect(news(cancelled).toSorted()).toEqual([...rows.map(() => 'given'), ...rows.map(() => 'undone')])
  // A person whose allowance the amendment took back may have been told before that that the leave ends it.
  expect([left.length, rows.length]).toContain(news(leave).length)
  if (changed) expect(news(leave)).toHaveLength(rows.length)
  expect(new Set(news(leave))).toEqual(new Set(['ended']))
  for (const { to, text } of letters) {
    const mailbox = await control<Letter[]>(olek, 'GET', `/mailbox?to=${to}`)
    expect(mailbox.filter((letter) => letter.text.trim() === text.trim())).toHaveLength(1)
  }
}

type Paid = { row: string; amount: string; to: string }

/** The grants in force that a document gave, with their last paid day. */
async function paidBy(documentId: string): Promise<Paid[]> {
  const paid = await db().$queryRaw<Paid[]>`
    SELECT row_id AS row, monthly_amount::text AS amount, effective_to::text AS to FROM grants_in_force
     WHERE document_id = ${documentId}::uuid`
  return paid.sort(byRow)
}
const byRow = (a: { row: string }, b: { row: string }) => (a.row < b.row ? -1 : 1)

async function effectsOf(documentId: string) {
  const effects = await db().effect.findMany({ where: { documentId } })
  return effects.map(({ kind, undoneAt }) => `${kind} ${undoneAt ? 'taken back' : 'stands'}`).sort()
}

/** The letters that were sent, to persons and to finance. */
async function lettersAbout(documents: string[]) {
  const left = await db().delivery.findMany({
    where: { documentId: { in: documents }, neighbour: 'MAIL', state: 'DONE' },
  })
  return left.map(({ key, payload }) => ({ key, ...(payload as { to: string; text: string; told?: Told }) }))
}

/** For each grant, what the receiver knew before the letter and knows by it. */
type Told = Record<string, { was: string; is: string }>

function newsOf(told: Told = {}): string {
  const { was, is } = Object.values(told)[0]!
  if (was === '' || is === '') return was === '' ? 'given' : 'undone'
  const [before, after] = [was.split(' '), is.split(' ')]
  const onlyLastDay = before.toSpliced(1, 1).join(' ') === after.toSpliced(1, 1).join(' ')
  return onlyLastDay && after[1]! < before[1]! ? 'ended' : 'changed'
}
