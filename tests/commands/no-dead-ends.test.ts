import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { post } from '@/lib/deliveries/post'
import { adviceOnDelivery, advisedOnDelivery, type Way } from '@/lib/deliveries/rules/advice'
import type { Topic } from '@/lib/deliveries/topics'
import { inTransaction } from '@/lib/shared/db'
import type { Neighbour } from '@/lib/shared/generated/enums'
import {
  leaveOutDelivery,
  retryDelivery,
  releaseDeliveries,
  releaseDelivery,
} from '@/lib/telling/commands/acts'
import { deliverDue } from '@/lib/telling/deliver'
import { deliverySheet } from '@/lib/telling/queries/exchanges'
import { Filter } from '@/lib/telling/queries/filter'
import { units, users } from '@/prisma/cast'
import { eventSecret, startSandbox, type Sandbox } from '../outside/sandbox-process'
import { aDirective, monthOfItsOwn } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { expectRefused, refusalsOf } from '../support/refused'
import { aRun } from '../support/runs'

/*
 * The page of a stuck delivery advises acts, and whoever reads the advice does them, through the real commands. Each act
 * must be open, work, and get the delivery out of where it is stuck.
 */

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return {
    DHIS_URL: sandbox.dhis.url,
    DHIS_KEY: sandbox.dhis.key,
    DHIS_EVENT_SECRET: eventSecret,
    SMTP_URL: sandbox.mail.smtpUrl,
    MAIL_FROM: sandbox.mail.from,
    EHIS_URL: sandbox.ehis.url,
    JUHAN_URL: sandbox.juhan.url,
    JUHAN_KEY: sandbox.juhan.key,
  }
})
afterAll(() => sandbox.stop())

let at = noon
let series = 1_000_000
const as = (name: CastName) => office().as(name, at)
const names = Object.keys(users) as CastName[]
type Name = 'dhis' | 'juhan' | 'ehis' | 'mail'
const breaks = (neighbour: Name, fault: object) => sandbox.control('PUT', `/faults/${neighbour}`, fault)

beforeEach(async () => {
  at = noon
  for (const neighbour of ['dhis', 'juhan', 'ehis', 'mail'] as const) await breaks(neighbour, { mode: 'ok' })
  const { db } = office()
  await db.delivery.updateMany({
    where: { state: { in: ['WAITING', 'HELD', 'NEEDS_PERSON'] } },
    data: { state: 'CALLED_OFF' },
  })
  await db.learner.updateMany({ where: { lastName: 'Oja' }, data: { email: 'merilin@naide.example' } })
  await db.grantType.updateMany({ data: { ehisCode: '7' } })
  await db.unit.update({ where: { id: units.LT.id }, data: { financeRecipients: ['raha@naide.example'] } })
  await db.user.update({ where: { id: users.rein.id }, data: { personalCode: users.rein.personalCode } })
  await sandbox.control('PUT', '/dhis/series', { series: '2.1-17', last: (series += 1000) })
})

const stands = (id: string) => office().db.delivery.findUniqueOrThrow({ where: { id } })

/** A copy of the delivery, so that each reader acts on an untouched one. */
async function copyOf(id: string): Promise<string> {
  const { seq: _, payload, ...row } = await stands(id)
  const copy = { id: randomUUID(), key: randomUUID(), thread: randomUUID() }
  await office().db.delivery.create({ data: { ...row, ...copy, payload: payload as object } })
  return copy.id
}

const presses = {
  retry: async (name: CastName, id: string) => retryDelivery(await as(name), { id }),
  release: async (name: CastName, id: string) => releaseDelivery(await as(name), { id }),
  leaveOut: async (name: CastName, id: string) =>
    leaveOutDelivery(await as(name), { id, reason: 'Anti paberil' }),
} as const satisfies Record<Way, unknown>

/** A registered directive of Merilin Oja, whose letter, notice and message to the registry wait. */
async function registered(about: Topic) {
  await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
  return office().db.delivery.findFirstOrThrow({ where: { topic: about }, orderBy: { seq: 'desc' } })
}
const releaseAll = async () =>
  releaseDeliveries(await as('tiina'), { ...Filter.parse({}), until: 10n ** 17n })
const deliver = (neighbour: Neighbour) => deliverDue(office().db, neighbour, () => at)

async function aDocumentStuck(state: 'SENDING' | 'CALLING_OFF', topic: Topic) {
  await breaks('dhis', { mode: 'refuse' })
  const id = await aDirective(office(), { state, head: monthOfItsOwn() })
  await deliver('DHIS')
  return office().db.delivery.findFirstOrThrow({ where: { documentId: id, topic } })
}

async function toJuhan() {
  const { runId, registrants } = await aRun(office(), [{}], { linked: true })
  const { juhanId } = await office().db.registrant.findUniqueOrThrow({ where: { id: registrants[0]! } })
  const key = randomUUID()
  await inTransaction(office().db, (tx) =>
    post(
      tx,
      'juhan.status',
      [
        {
          key,
          thread: key,
          runId,
          payload: { registrantId: registrants[0]!, juhanId: juhanId!, told: { status: 'CANCELLED' } },
        },
      ],
      at,
    ),
  )
  await deliver('JUHAN')
  return office().db.delivery.findUniqueOrThrow({ where: { key } })
}

async function ofPerson(code?: { from: string; before: string; after: string }) {
  const { id: learnerId } = await office().db.learner.findFirstOrThrow({ where: { lastName: 'Oja' } })
  const key = randomUUID()
  const data = { on: '2026-11-21' as const, firstName: 'M', lastName: 'Oja', bornOn: null }
  const payload = { learnerId, ...(code ? { code } : { data }) }
  await inTransaction(office().db, (tx) =>
    post(tx, 'ehis.person', [{ key, thread: key, learnerId, payload }], at),
  )
  await releaseAll()
  await deliver('EHIS')
  return office().db.delivery.findUniqueOrThrow({ where: { key } })
}

type Stuck = {
  name: string
  /** brings it about */
  make: () => Promise<{ id: string }>
  problem: RegExp
  advice: keyof typeof advisedOnDelivery
  /** one of those who read the advice and do what it names */
  by: CastName
  /** puts right what stood in the way: sent again, it goes through; null = there is nothing to put right */
  mend: (() => Promise<unknown>) | null
}

const stuck: Stuck[] = [
  {
    name: 'a letter without an address',
    make: async () => {
      await office().db.learner.updateMany({ where: { lastName: 'Oja' }, data: { email: '' } })
      const letter = await registered('mail.letter')
      await deliver('MAIL')
      return letter
    },
    problem: /^noEmail/,
    advice: 'letter',
    by: 'liis',
    mend: () =>
      office().db.learner.updateMany({ where: { lastName: 'Oja' }, data: { email: 'uus@naide.example' } }),
  },
  {
    name: 'a letter whose address the mail server refuses',
    make: async () => {
      const letter = await registered('mail.letter')
      await breaks('mail', { mode: 'refuse' })
      await deliver('MAIL')
      return letter
    },
    problem: /^refused/,
    advice: 'letter',
    by: 'liis',
    mend: async () => {
      await breaks('mail', { mode: 'ok' })
      await office().db.learner.updateMany({
        where: { lastName: 'Oja' },
        data: { email: 'uus@naide.example' },
      })
    },
  },
  {
    name: 'a notice that the finance office’s mail server refuses',
    make: async () => {
      const notice = await registered('mail.finance')
      await breaks('mail', { mode: 'refuse' })
      await deliver('MAIL')
      return notice
    },
    problem: /^refused/,
    advice: 'mend',
    by: 'liis',
    mend: () => breaks('mail', { mode: 'ok' }),
  },
  {
    name: 'a grant whose type has no code in the registry',
    make: async () => {
      await office().db.grantType.updateMany({ data: { ehisCode: '' } })
      const message = await registered('ehis.grant')
      await releaseAll()
      await deliver('EHIS')
      return message
    },
    problem: /^noEhisCode/,
    advice: 'mend',
    by: 'tiina',
    mend: () => office().db.grantType.updateMany({ data: { ehisCode: '7' } }),
  },
  {
    name: 'a grant released by somebody whom X-Road doesn’t know',
    make: async () => {
      const message = await registered('ehis.grant')
      await releaseAll()
      await office().db.$executeRaw`
        UPDATE delivery SET payload = payload || jsonb_build_object('releasedById', ${users.rein.id}::text)
         WHERE id = ${message.id}::uuid`
      await office().db.user.update({ where: { id: users.rein.id }, data: { personalCode: null } })
      await deliver('EHIS')
      return message
    },
    problem: /^noReleaser/,
    advice: 'mend',
    by: 'tiina',
    mend: async () => undefined,
  },
  {
    name: 'a grant that the registry refuses',
    make: async () => {
      const message = await registered('ehis.grant')
      await releaseAll()
      await breaks('ehis', { mode: 'refuse', words: 'isikut ei leitud' })
      await deliver('EHIS')
      return message
    },
    problem: /^refused/,
    advice: 'mend',
    by: 'tiina',
    mend: () => breaks('ehis', { mode: 'ok' }),
  },
  {
    name: 'a grant that waits for the release',
    make: () => registered('ehis.grant'),
    problem: /^$/,
    advice: 'held',
    by: 'tiina',
    mend: null,
  },
  {
    name: 'a person’s data that the registry refuses',
    make: async () => {
      await breaks('ehis', { mode: 'refuse' })
      return ofPerson()
    },
    problem: /^refused/,
    advice: 'mend',
    by: 'tiina',
    mend: () => breaks('ehis', { mode: 'ok' }),
  },
  {
    name: 'an outcome that Juhan refuses',
    make: async () => {
      await breaks('juhan', { mode: 'refuse' })
      return toJuhan()
    },
    problem: /^refused/,
    advice: 'mend',
    by: 'maarja',
    mend: null,
  },
  {
    name: 'a sending that DHIS refuses',
    make: () => aDocumentStuck('SENDING', 'dhis.register'),
    problem: /^refused/,
    advice: 'document',
    by: 'liis',
    mend: () => breaks('dhis', { mode: 'ok' }),
  },
  {
    name: 'a call-off that DHIS refuses',
    make: () => aDocumentStuck('CALLING_OFF', 'dhis.callOff'),
    problem: /^refused/,
    advice: 'document',
    by: 'liis',
    mend: () => breaks('dhis', { mode: 'ok' }),
  },
]

describe.each(stuck)('$name', ({ make, problem, advice, by, mend }) => {
  test('has advice on its page, and everybody who reads it can do what it names', async () => {
    const { id } = await make()
    const row = await stands(id)
    expect(row.state).toBe(advice === 'held' ? 'HELD' : 'NEEDS_PERSON')
    expect(row.problem ?? '').toMatch(problem)
    const read = new Map<CastName, string | null>()
    for (const name of names) {
      const sheet = await deliverySheet(office().db, (await as(name)).person, id)
      if (!sheet) {
        const copy = await copyOf(id)
        for (const press of Object.values(presses))
          expect(await refusalsOf(() => press(name, copy)), name).toMatchObject([{ code: 'notFound' }])
        continue
      }
      read.set(name, sheet.advice)
      expect(sheet.advice).not.toBeNull()
      const advised: readonly Way[] = advisedOnDelivery[sheet.advice!]
      expect(sheet.ways, name).toEqual(expect.arrayContaining([...advised]))
      for (const way of sheet.ways) {
        const copy = await copyOf(id)
        await presses[way](name, copy)
        expect((await stands(copy)).state, `${name} ${way}`).toBe(
          way === 'leaveOut' ? 'CALLED_OFF' : 'WAITING',
        )
      }
    }
    expect(read.get(by)).toBe(advice)
  })

  test.runIf(mend)('goes through once its cause is put right and it is sent again', async () => {
    const { id } = await make()
    const { neighbour } = await stands(id)
    await mend!()
    await presses.retry(by, id)
    await deliver(neighbour)
    expect(await stands(id)).toMatchObject({ state: 'DONE', problem: null })
  })

  test('can be left out once, with a reason that its page then shows, unless it sends or calls off a document', async () => {
    const { id } = await make()
    const sheet = await deliverySheet(office().db, (await as(by)).person, id)
    if (!sheet!.ways.includes('leaveOut')) return expect(advice).toBe('document')
    await expectRefused(
      office(),
      async () => leaveOutDelivery(await as(by), { id, reason: '' }),
      'missing.reason',
    )
    await presses.leaveOut(by, id)
    const after = await deliverySheet(office().db, (await as(by)).person, id)
    expect(after).toMatchObject({
      state: 'CALLED_OFF',
      ways: [],
      advice: null,
      leftOut: { reason: 'Anti paberil', at: noon },
    })
    await expectRefused(office(), () => presses.leaveOut(by, id), 'deliveryChanged')
  })
})

test('these cases cover every advice on deliveries, except on waiting ones, for schools and for readers with fewer rights', () => {
  const elsewhere = ['againAt', 'heldAsk', 'mendOnly', 'school']
  expect([...new Set([...stuck.map(({ advice }) => advice), ...elsewhere])].toSorted()).toEqual(
    Object.keys(advisedOnDelivery).toSorted(),
  )
  const standing = { topic: 'ehis.pupil', neighbour: 'EHIS', state: 'NEEDS_PERSON', problem: 'x' } as const
  const all = { releases: true, leavesOut: true }
  expect(adviceOnDelivery({ ...standing, ofSchool: true }, all)).toBe('school')
})

test('a letter sent again goes to the address that the learner has by then', async () => {
  await office().db.learner.updateMany({ where: { lastName: 'Oja' }, data: { email: '' } })
  const { id } = await registered('mail.letter')
  await deliver('MAIL')
  const to = `uus.${randomUUID()}@naide.example`
  await office().db.learner.updateMany({ where: { lastName: 'Oja' }, data: { email: to } })
  await retryDelivery(await as('liis'), { id })
  await deliver('MAIL')
  expect(await sandbox.control('GET', `/mailbox?to=${encodeURIComponent(to)}`)).toHaveLength(1)
})
