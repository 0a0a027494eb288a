import fc from 'fast-check'
import { expect, test } from 'vitest'
import { post } from '@/lib/deliveries/post'
import type { Texts } from '@/lib/documents/rules/fields'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { grantRecords } from '@/lib/grants/queries/registry'
import { toldOf } from '@/lib/grants/rules/registry'
import { addDays, showDay } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { aDirective, anAmendment, now, stateOf } from '../support/documents'
import { someLearners, type MadeLearner } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { randomly, unhurried } from '../support/randomly'
import { allLeft, expectToldAsItStands } from '../support/told'

const office = withOffice()

const day = (count: number) => showDay(addDays('2026-09-01', count))
const someDay = fc.integer({ min: 0, max: 300 })
const reason = 'Omal soovil'
const amount = fc.constantFrom('660', '700,50', '800')

/** One thing that happens; which persons or which document it is about is chosen by a number. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('GIVE' as const), from: someDay, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ACADEMIC_LEAVE' as const), from: someDay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('EXMATRICULATION' as const), from: someDay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('CHANGE_LOAD' as const), from: someDay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('PAYMENT_END' as const), from: someDay }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('CHANGE' as const), from: someDay, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('CANCEL' as const), from: someDay }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('UNDO' as const), from: someDay }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('LEAVES' as const), from: someDay }) },
)
type Step = { kind: string; from: number; amount?: string }

test(
  'after any sequence of acts the last message to each person, each finance office and the registry agrees with how things stand',
  unhurried,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.nat(), fc.boolean()), { minLength: 12, maxLength: 12 }),
        async (steps) => {
          const learners = await someLearners(office(), 1, 1)
          const made: string[] = []
          await happen({ kind: 'GIVE', from: 60, amount: '800' }, 0, true, learners, made)
          for (const [what, which, both] of steps) {
            await happen(what, which, both, learners, made)
            await expectToldAsItStands(
              office(),
              learners.map(({ id }) => id),
            )
            await expectRegistryAsItStands(learners)
          }
        },
      ),
      randomly(3),
    )
  },
)

/** Does the step, unless it is refused. */
async function happen(
  { kind, from, amount = '660' }: Step,
  which: number,
  both: boolean,
  learners: readonly MadeLearner[],
  made: string[],
) {
  const { db } = office()
  const persons = both ? learners : [learners[which % 2]!]
  const places = persons.flatMap(({ places }) => places)
  const rows = (row: Texts) => places.map(() => row)
  const register = async (wishes: Parameters<typeof aDirective>[1]) =>
    made.push(await aDirective(office(), { ...wishes, places, state: 'REGISTERED' }))
  const chosen = async () => {
    const registered: string[] = []
    for (const id of made) if ((await stateOf(office(), id)) === 'REGISTERED') registered.push(id)
    return registered[which % registered.length]
  }
  const acts: Record<string, () => Promise<unknown>> = {
    GIVE: () =>
      register({
        kind: 'GRANT',
        subkind: which % 2 ? 'PERFORMANCE' : 'IT_ACADEMY',
        rows: rows({ paidFrom: day(from), paidTo: day(from + 200), monthlyAmount: amount }),
      }),
    ACADEMIC_LEAVE: () =>
      register({
        kind: 'ACADEMIC_LEAVE',
        rows: rows({ leaveFrom: day(from), leaveTo: day(from + 20), reason }),
      }),
    EXMATRICULATION: () =>
      register({ kind: 'EXMATRICULATION', rows: rows({ exmatriculatedOn: day(from), reason }) }),
    CHANGE_LOAD: () =>
      register({ kind: 'CHANGE_LOAD', rows: rows({ effectiveOn: day(from), load: 'PART' }) }),
    PAYMENT_END: async () => {
      const grants = await Promise.all(
        persons.map(({ id }) => db.grant.findFirst({ where: { learnerId: id, annulledAt: null } })),
      )
      if (grants.some((grant) => grant === null)) return
      const ends = grants.map((grant) => ({ grantId: grant!.id, lastPaidOn: day(from), reason }))
      await register({ kind: 'PAYMENT_END', rows: ends })
    },
    CHANGE: () => amend('AMENDMENT_CHANGE'),
    CANCEL: () => amend('AMENDMENT_CANCEL'),
    UNDO: async () => {
      const id = await chosen()
      const tiina = await office().as('tiina')
      if (id) await cancelDocument(tiina, { ...(await now(office(), id)), reason: 'Ekslik' })
    },
    LEAVES: async () => {
      await allLeft(office(), both ? undefined : made.filter((_, at) => at % 2 === which % 2))
      if (both) await registryTakes()
    },
  }
  async function amend(amending: 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL') {
    const base = await chosen()
    if (!base) return
    const { kind: ofBase, rows } = await db.document.findUniqueOrThrow({
      where: { id: base },
      include: { rows: { orderBy: { position: 'asc' } } },
    })
    const changed: Record<string, Texts> = {
      GRANT: { monthlyAmount: amount, paidTo: day(from + 150) },
      ACADEMIC_LEAVE: { leaveFrom: day(from), leaveTo: day(from + 30) },
      EXMATRICULATION: { exmatriculatedOn: day(from) },
      CHANGE_LOAD: { effectiveOn: day(from) },
      PAYMENT_END: { lastPaidOn: day(from) },
    }
    const every = amending === 'AMENDMENT_CHANGE' ? (changed[ofBase] ?? {}) : {}
    made.push(
      await anAmendment(office(), base, amending, {
        every,
        rows: both ? [] : [rows[which % rows.length]!.id],
      }),
    )
  }
  try {
    await acts[kind]!()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

/** Everything that waits for the registry is released and taken, as it stands now. */
async function registryTakes() {
  const { db } = office()
  const waiting = await db.delivery.findMany({
    where: { topic: 'ehis.grant', state: { in: ['HELD', 'WAITING'] } },
  })
  const payloads = waiting.map(({ payload }) => payload as { registryId: string; act: string })
  const records = await grantRecords(
    db,
    payloads.map(({ registryId }) => registryId),
  )
  for (const [at, { id }] of waiting.entries()) {
    const { registryId, act } = payloads[at]!
    const told = act === 'DELETE' ? '' : toldOf(records.get(registryId)!)
    await db.delivery.update({ where: { id }, data: { state: 'DONE', payload: { registryId, act, told } } })
  }
}

/** A waiting message will carry the newest state when it leaves; one that has left must tell how things stand now. */
async function expectRegistryAsItStands(learners: readonly MadeLearner[]) {
  const { db } = office()
  const ids = await db.grant.findMany({
    where: { learnerId: { in: learners.map(({ id }) => id) } },
    select: { registryId: true },
  })
  const records = await grantRecords(
    db,
    ids.map(({ registryId }) => registryId),
  )
  for (const record of records.values()) {
    const last = await db.delivery.findFirst({
      where: { thread: `ehis.grant:${record.registryId}`, state: { not: 'CALLED_OFF' } },
      orderBy: { seq: 'desc' },
    })
    const { act, told } = (last?.payload ?? { act: 'DELETE' }) as { act: string; told?: string }
    expect(act !== 'DELETE', `record ${record.registryId} in the registry`).toBe(record.exists)
    if (last?.state === 'DONE') expect(told).toBe(toldOf(record))
  }
}

test('the same thing posted twice is one delivery, and something else posted under its key is a fault', async () => {
  const { db } = office()
  const posting = (text: string) => ({
    key: 'letter:twice',
    thread: 'letter:twice',
    payload: { to: 'keegi@ylikool.example', subject: 'Teade', text },
  })
  const twice = (...texts: string[]) =>
    inTransaction(db, (tx) => post(tx, 'mail.letter', texts.map(posting), noon))
  await twice('Määrati')
  await twice('Määrati')
  await expect(twice('Tühistati')).rejects.toThrow(/letter:twice/)
  await expect(twice('Määrati', 'Tühistati')).rejects.toThrow(/letter:twice/)
  expect(await db.delivery.count({ where: { key: 'letter:twice' } })).toBe(1)
})
