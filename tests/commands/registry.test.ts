import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { deskTodos } from '@/lib/desk/queries/desk'
import { planRegistry, tellRegistry } from '@/lib/grants/commands/registry'
import { grantRecord } from '@/lib/grants/queries/registry'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { retryDelivery, releaseDeliveries, releaseDelivery } from '@/lib/telling/commands/acts'
import { deliverDue } from '@/lib/telling/deliver'
import { deliverySheet } from '@/lib/telling/queries/exchanges'
import { Filter } from '@/lib/telling/queries/filter'
import { heldDeliveries } from '@/lib/telling/queries/list'
import { routes } from '@/lib/telling/routes'
import { units, users } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'
import { startSandbox, type Sandbox } from '../outside/sandbox-process'
import { noon, withOffice, type CastName } from '../support/office'
import { expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { EHIS_URL: sandbox.ehis.url }
})
afterAll(() => sandbox.stop())

let at = noon
const later = (seconds: number) => (at = new Date(at.getTime() + seconds * 1000))
const deliver = () => deliverDue(office().db, 'EHIS', () => at)
const tiina = () => office().as('tiina', at)
const breaks = (fault: object) => sandbox.control('PUT', '/faults/ehis', fault)
type Stipend = { id: string; person: string; country: string; body: Record<string, string>; deleted: boolean }
const heldThere = async (registryId: string): Promise<Stipend | undefined> =>
  (await sandbox.control('GET', '/ehis/stipends')).find(({ id }: Stipend) => id === registryId)

beforeEach(async () => {
  at = noon
  await sandbox.control('POST', '/reset')
  const { db } = office()
  await db.delivery.updateMany({
    where: { state: { in: ['WAITING', 'HELD', 'NEEDS_PERSON'] } },
    data: { state: 'CALLED_OFF' },
  })
  await db.grantType.updateMany({ data: { ehisCode: '7' } })
})

/** A registered document of ours, with what the registry needs of it. */
async function aDocument(): Promise<string> {
  const id = randomUUID()
  await office().db.document.create({
    data: {
      id,
      type: 'VICE_DEAN_DIRECTIVE',
      kind: 'OWN_FUNDS_ALLOWANCE',
      state: 'REGISTERED',
      number: `2.1-17/${id}`,
      dhisId: id,
      dhisUrl: `https://dhis.example/${id}`,
      sendNo: 1,
      issuedAt: at,
      registeredAt: at,
      registeredOn: dateFromDay('2026-11-21'),
      unitId: units.LT.id,
      creatorId: users.liis.id,
      drafterId: users.liis.id,
      signerId: users.mari.id,
      basis: '',
    },
  })
  return id
}

type Wishes = { lastName?: string; typeCode?: string; from?: Day; to?: Day; imported?: boolean }
async function aGrant(wishes: Wishes = {}) {
  const { lastName = 'Oja', typeCode = 'DOCTORAL_ALLOWANCE_OWN_FUNDS', imported = false } = wishes
  const learner = learners.find((candidate) => candidate.lastName === lastName)!
  const place = await office().db.studyPlace.findFirstOrThrow({ where: { learnerId: learner.id } })
  const documentId = await aDocument()
  const grant = await office().db.grant.create({
    data: {
      learnerId: learner.id,
      studyPlaceId: place.id,
      typeCode,
      paidFrom: dateFromDay(wishes.from ?? '2026-09-01'),
      paidTo: dateFromDay(wishes.to ?? '2027-08-31'),
      monthlyAmount: '660.50',
      fundingSource: 'LTFYS',
      documentId: imported ? null : documentId,
    },
  })
  return { ...grant, documentId }
}
type Given = Awaited<ReturnType<typeof aGrant>>

const tell = ({ documentId }: { documentId: string }, ...registryIds: string[]) =>
  inTransaction(office().db, (tx) => tellRegistry(tx, { documentId }, registryIds, at))
const end = async (grant: Given, lastPaidOn: Day) => {
  const { id } = await office().db.grantEnd.create({
    data: { grantId: grant.id, cause: 'ACADEMIC_LEAVE', lastPaidOn: dateFromDay(lastPaidOn) },
  })
  return () => office().db.grantEnd.update({ where: { id }, data: { undoneAt: at } })
}
const annul = ({ id }: Given) => office().db.grant.update({ where: { id }, data: { annulledAt: at } })
/** Delivers, and does the work after a worker has claimed the messages and before it reads what they tell. */
async function whileInHand(work: () => Promise<void>) {
  const route = routes['ehis.grant']
  const { send } = route
  let done: Promise<void> | undefined
  route.send = async (...asked) => {
    await (done ??= work())
    return send(...asked)
  }
  await deliver().finally(() => Object.assign(route, { send }))
}
const messagesOf = async ({ registryId }: { registryId: string }) => {
  const rows = await office().db.delivery.findMany({
    where: { thread: `ehis.grant:${registryId}` },
    orderBy: { seq: 'asc' },
  })
  return rows.map((row) => ({ ...row, act: (row.payload as { act: string }).act }))
}
const story = async (grant: Given) => (await messagesOf(grant)).map(({ act, state }) => `${act} ${state}`)
const releaseAll = async () =>
  releaseDeliveries(await tiina(), { ...Filter.parse({}), until: BigInt('999999999999') })
/** A grant whose message was released and taken by the registry. */
async function aToldGrant(wishes: Wishes = {}): Promise<Given> {
  const grant = await aGrant(wishes)
  await tell(grant, grant.registryId)
  await releaseAll()
  await deliver()
  expect(await story(grant)).toEqual(['GIVE DONE'])
  return grant
}

describe('a grant’s record', () => {
  test('has the effective last day, the EHIS code and the person as they stand now', async () => {
    const grant = await aGrant()
    expect(await grantRecord(office().db, grant.registryId)).toMatchObject({
      exists: true,
      personalCode: '49205130232',
      curriculum: '80131',
      ehisCode: '7',
      firstDay: '2026-09-01',
      lastDay: '2027-08-31',
      monthlyAmount: '660.50',
    })
    const undo = await end(grant, '2026-10-31')
    expect(await grantRecord(office().db, grant.registryId)).toMatchObject({ lastDay: '2026-10-31' })
    await undo()
    expect(await grantRecord(office().db, grant.registryId)).toMatchObject({ lastDay: '2027-08-31' })
  })
  test('is that of the grant in force, when several grants have had it', async () => {
    const grant = await aGrant()
    await annul(grant)
    expect(await grantRecord(office().db, grant.registryId)).toMatchObject({
      exists: false,
      grantId: grant.id,
    })
    const { id, documentId: _d, ...rest } = grant
    const next = await office().db.grant.create({
      data: {
        ...rest,
        id: randomUUID(),
        documentId: grant.documentId,
        rowId: null,
        paidTo: dateFromDay('2027-01-31'),
      },
    })
    expect(await grantRecord(office().db, grant.registryId)).toMatchObject({
      exists: true,
      grantId: next.id,
      lastDay: '2027-01-31',
    })
    expect(next.id).not.toBe(id)
  })
  test('doesn’t exist for a void or an imported grant, of which the registry is told nothing', async () => {
    const voided = await aGrant()
    await end(voided, '2026-08-31')
    const imported = await aGrant({ imported: true })
    for (const { registryId } of [voided, imported])
      expect(await grantRecord(office().db, registryId)).toMatchObject({ exists: false })
    await tell(voided, voided.registryId, imported.registryId, randomUUID())
    expect(await story(voided)).toEqual([])
    expect(await story(imported)).toEqual([])
    expect(await grantRecord(office().db, randomUUID())).toBeNull()
  })
})

describe('the registry', () => {
  test('is told nothing until the study office releases it, and then how things stand by then', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    expect(await messagesOf(grant)).toMatchObject([
      {
        act: 'GIVE',
        state: 'HELD',
        key: `ehis.grant:${grant.registryId}:1`,
        subjectId: grant.id,
        documentId: grant.documentId,
        learnerId: grant.learnerId,
      },
    ])
    later(3600)
    expect(await deliver()).toBe(0)
    await end(grant, '2026-12-31')
    await tell(grant, grant.registryId)
    expect(await story(grant)).toEqual(['GIVE HELD'])
    later(3 * 86_400)
    expect(await releaseAll()).toBe(1)
    expect(await deliver()).toBe(1)
    expect(await story(grant)).toEqual(['GIVE DONE'])
    expect(await heldThere(grant.registryId)).toMatchObject({
      person: '49205130232',
      body: {
        klStipendiumLiik: '7',
        stipendiumLoppKp: '2026-12-31',
        viimaneDoktoranditoetuseValjamakseKp: '2026-12-31',
        doktoranditoetusSumma: '660.50',
      },
    })
    const [message] = await sandbox.control('GET', '/ehis/messages')
    expect(message).toMatchObject({
      messageId: `ehis.grant:${grant.registryId}:1`,
      userId: `EE${users.tiina.personalCode}`,
      xml: expect.stringContaining('<muutusKp>2026-11-21</muutusKp>'),
    })
    const exchanges = await office().db.exchange.findMany({
      where: { delivery: { thread: message.messageId.slice(0, -2) } },
    })
    expect(exchanges).toMatchObject([{ method: 'POST', status: 200, outcome: 'done' }])
  })
  test('is told of a change, of its undoing and of a deletion under the same id', async () => {
    const grant = await aToldGrant()
    const undo = await end(grant, '2026-10-31')
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    expect(await heldThere(grant.registryId)).toMatchObject({ body: { stipendiumLoppKp: '2026-10-31' } })
    await undo()
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    expect(await heldThere(grant.registryId)).toMatchObject({ body: { stipendiumLoppKp: '2027-08-31' } })
    await annul(grant)
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    expect(await heldThere(grant.registryId)).toMatchObject({ deleted: true })
    expect(await story(grant)).toEqual(['GIVE DONE', 'CHANGE DONE', 'CHANGE DONE', 'DELETE DONE'])
  })
  test('is told nothing of what was undone before it left', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await annul(grant)
    await tell(grant, grant.registryId)
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF'])

    const told = await aToldGrant({ lastName: 'Põder' })
    const undo = await end(told, '2026-10-31')
    await tell(told, told.registryId)
    await undo()
    await tell(told, told.registryId)
    expect(await story(told)).toEqual(['GIVE DONE', 'CHANGE CALLED_OFF'])
    await end(told, '2026-08-31')
    await tell(told, told.registryId)
    expect((await story(told)).at(-1)).toBe('DELETE HELD')
  })
  test('is told to delete a grant that it may have taken without answering', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await releaseAll()
    await breaks({ mode: 'forget', times: 1 })
    await deliver()
    expect(await story(grant)).toEqual(['GIVE WAITING'])
    await annul(grant)
    await tell(grant, grant.registryId)
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF', 'DELETE HELD'])
    await releaseAll()
    await deliver()
    expect(await heldThere(grant.registryId)).toMatchObject({ deleted: true })
  })
  test('is told to delete a grant that was annulled while a worker was sending it', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await releaseAll()
    await breaks({ mode: 'slow', ms: 700, times: 1 })
    const inFlight = deliver()
    // It is on the wire once the registry has begun to be slow.
    await expect.poll(async () => (await sandbox.control('GET', '/faults')).ehis.mode).toBe('ok')
    await annul(grant)
    await tell(grant, grant.registryId)
    await inFlight
    expect(await story(grant)).toEqual(['GIVE DONE', 'DELETE HELD'])
    await releaseAll()
    await deliver()
    expect(await heldThere(grant.registryId)).toMatchObject({ deleted: true })
  })
  test('is told to delete a grant that a dead worker may have sent, even if it refused the next attempt', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await releaseAll()
    const [given] = await messagesOf(grant)
    await office().db.delivery.update({ where: { id: given!.id }, data: { claimedAt: at, attempts: 1 } })
    later(91)
    await breaks({ mode: 'refuse', words: 'isikut ei leitud', times: 1 })
    await deliver()
    expect(await messagesOf(grant)).toMatchObject([{ problem: /^refused/, heard: 'MAYBE' }])
    await annul(grant)
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF', 'DELETE DONE'])
  })
  test('is not told to delete a grant that never left, however often that was tried', async () => {
    const grant = await aGrant({ typeCode: 'IT_ACADEMY' })
    await office().db.grantType.update({ where: { code: 'IT_ACADEMY' }, data: { ehisCode: null } })
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    // It is sent again, and annulled while a worker has the message.
    await retryDelivery(await tiina(), { id: (await messagesOf(grant))[0]!.id })
    await whileInHand(async () => {
      await annul(grant)
      await tell(grant, grant.registryId)
    })
    expect(await messagesOf(grant)).toMatchObject([{ attempts: 1, heard: 'NOT' }, { act: 'DELETE' }])
    await releaseAll()
    await deliver()
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF', 'DELETE CALLED_OFF'])
    expect(await sandbox.control('GET', '/ehis/messages')).toEqual([])
  })
  test('is not told again of a grant that a dead worker had and that is annulled by now', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await releaseAll()
    await office().db.delivery.updateMany({
      where: { thread: `ehis.grant:${grant.registryId}` },
      data: { claimedAt: at, attempts: 1 },
    })
    await annul(grant)
    await tell(grant, grant.registryId)
    expect(await releaseAll()).toBe(1)
    later(91)
    await deliver()
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF', 'DELETE DONE'])
    expect(await heldThere(grant.registryId)).toBeUndefined()
  })
  test('is told nothing of a grant that was annulled while a worker claimed its message, and no person is needed', async () => {
    const [undone, gone] = [await aGrant(), await aGrant()]
    for (const grant of [undone, gone]) await tell(grant, grant.registryId)
    await releaseAll()
    // This happens after the worker has claimed the messages and before it reads the grants.
    await whileInHand(async () => {
      for (const grant of [undone, gone]) await annul(grant)
      await tell(undone, undone.registryId)
    })
    await releaseAll()
    await deliver()
    expect(await story(undone)).toEqual(['GIVE CALLED_OFF', 'DELETE CALLED_OFF'])
    expect(await story(gone)).toEqual(['GIVE CALLED_OFF'])
    const messages = [...(await messagesOf(undone)), ...(await messagesOf(gone))]
    expect(messages.map(({ attempts, problem }) => ({ attempts, problem }))).toEqual(
      messages.map(() => ({ attempts: 0, problem: null })),
    )
    const asked = await office().db.exchange.count({
      where: { deliveryId: { in: messages.map(({ id }) => id) } },
    })
    expect(asked).toBe(0)
  })
  test('may refuse a message in its own words; a person is needed then and can send it again', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    await releaseAll()
    await breaks({ mode: 'refuse', words: 'isikut ei leitud', times: 1 })
    await deliver()
    const [refused] = await messagesOf(grant)
    expect(refused).toMatchObject({ state: 'NEEDS_PERSON', problem: 'refused: VIGA: isikut ei leitud' })
    await retryDelivery(await tiina(), { id: refused!.id })
    await deliver()
    expect(await story(grant)).toEqual(['GIVE DONE'])
  })
  test('is tried again when it is down, however long the message was held before its release', async () => {
    const grant = await aGrant()
    await tell(grant, grant.registryId)
    later(30 * 86_400)
    await releaseAll()
    await breaks({ mode: 'down' })
    await deliver()
    expect(await messagesOf(grant)).toMatchObject([{ state: 'WAITING', problem: /^unreachable/ }])
  })
  test('is told of somebody without a personal code by the day of birth', async () => {
    const grant = await aToldGrant({ lastName: 'Šmidt-Žukov', typeCode: 'PERFORMANCE' })
    expect(await heldThere(grant.registryId)).toMatchObject({ person: '1998-04-12', country: 'SS' })
  })
  test('is told of a thousand grants in as many statements as of one', async () => {
    const one = await aGrant()
    const first = await countStatements(office().db, () => tell(one, one.registryId))
    const { id: _, registryId: _r, ...rest } = one
    const many = Array.from({ length: 1000 }, () => ({ ...rest, id: randomUUID(), registryId: randomUUID() }))
    await office().db.grant.createMany({ data: many })
    const ids = many.map(({ registryId }) => registryId)
    const thousand = await countStatements(office().db, () => tell(one, ...ids))
    expect(thousand.count).toBe(first.count)
    await office().db.grant.updateMany({ where: { registryId: { in: ids } }, data: { annulledAt: at } })
    const undone = await countStatements(office().db, () => tell(one, ...ids))
    expect(undone.count).toBeLessThanOrEqual(first.count + 1)
    expect(await office().db.delivery.count({ where: { state: 'HELD', topic: 'ehis.grant' } })).toBe(1)

    await office().db.grant.updateMany({ where: { registryId: { in: ids } }, data: { annulledAt: null } })
    await tell(one, ...ids.slice(0, 500))
    const released = await countStatements(office().db, releaseAll)
    expect(released.value).toBe(501)
    expect(released.count).toBeLessThan(20)
  })
  test('is told nothing by a plan, which shows what would be told', async () => {
    const [fresh, told] = [await aGrant(), await aToldGrant({ lastName: 'Põder' })]
    await end(told, '2026-10-31')
    const ids = [fresh.registryId, told.registryId]
    const plans = await inTransaction(office().db, (tx) => planRegistry(tx, ids))
    const steps = Object.fromEntries(plans.map(({ record, step }) => [record.registryId, step.post]))
    expect(steps).toEqual({ [fresh.registryId]: 'GIVE', [told.registryId]: 'CHANGE' })
    expect(await story(fresh)).toEqual([])
  })
})

describe('a grant type without an EHIS code', () => {
  test('stops the message, which says why and can be sent again once there is a code', async () => {
    const grant = await aGrant({ typeCode: 'IT_ACADEMY' })
    await office().db.grantType.update({ where: { code: 'IT_ACADEMY' }, data: { ehisCode: null } })
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    const [unsent] = await messagesOf(grant)
    expect(unsent).toMatchObject({
      state: 'NEEDS_PERSON',
      claimedAt: null,
      problem: 'noEhisCode: IT Akadeemia stipendium',
    })
    expect(await office().db.exchange.count({ where: { deliveryId: unsent!.id } })).toBe(0)
    expect(await sandbox.control('GET', '/ehis/messages')).toEqual([])
    await office().db.grantType.update({ where: { code: 'IT_ACADEMY' }, data: { ehisCode: '12' } })
    await retryDelivery(await tiina(), { id: unsent!.id })
    await deliver()
    expect(await story(grant)).toEqual(['GIVE DONE'])
    expect(await heldThere(grant.registryId)).toMatchObject({ body: { klStipendiumLiik: '12' } })
  })
  test('leaves no message behind when the grant is annulled before there is a code', async () => {
    const grant = await aGrant({ typeCode: 'IT_ACADEMY' })
    await office().db.grantType.update({ where: { code: 'IT_ACADEMY' }, data: { ehisCode: '' } })
    await tell(grant, grant.registryId)
    await releaseAll()
    await deliver()
    await annul(grant)
    await tell(grant, grant.registryId)
    expect(await story(grant)).toEqual(['GIVE CALLED_OFF'])
  })
})

describe('releasing held messages', () => {
  const held = async (wishes: Wishes = {}) => {
    const grant = await aGrant(wishes)
    await tell(grant, grant.registryId)
    return { grant, id: (await messagesOf(grant))[0]!.id }
  }

  test('one by one leaves the others held, and is told in the audit', async () => {
    const [one, other] = [await held(), await held({ lastName: 'Põder' })]
    expect(await releaseDelivery(await tiina(), { id: one.id })).toBe(1)
    expect([await story(one.grant), await story(other.grant)]).toEqual([['GIVE WAITING'], ['GIVE HELD']])
    expect(await office().db.auditEntry.findMany({ where: { subject: one.id } })).toMatchObject([
      { act: 'delivery.release', userId: users.tiina.id },
    ])
    await expectRefused(
      office(),
      async () => releaseDelivery(await tiina(), { id: one.id }),
      'deliveryChanged',
    )
    await expectRefused(
      office(),
      async () => releaseDelivery(await tiina(), { id: randomUUID() }),
      'notFound',
    )
  })
  test('releases what the filter shows and nothing that came after the list was seen', async () => {
    const [one, other] = [await held(), await held({ lastName: 'Põder' })]
    const person = await office().person('tiina')
    const of = (filter: object) => heldDeliveries(office().db, person, Filter.parse(filter), at)
    expect(await of({})).toMatchObject({ count: 2 })
    expect(await of({ neighbour: 'MAIL' })).toEqual({ count: 0, until: '0' })
    expect(await of({ state: 'DONE' })).toMatchObject({ count: 0 })
    const filter = { document: one.grant.documentId }
    const seen = await of(filter)
    expect(seen.count).toBe(1)
    const release = async (asked: object, until: string) =>
      releaseDeliveries(await tiina(), { ...Filter.parse(asked), until: BigInt(until) })
    expect(await release({ neighbour: 'MAIL' }, seen.until)).toBe(0)
    expect(await release({}, seen.until)).toBe(1)
    expect([await story(one.grant), await story(other.grant)]).toEqual([['GIVE WAITING'], ['GIVE HELD']])
    expect(await release(filter, seen.until)).toBe(0)
  })
  test('by two people at once releases each message once', async () => {
    const { grant } = await held()
    const counts = await Promise.all([releaseAll(), releaseAll()])
    expect(counts.toSorted()).toEqual([0, 1])
    expect(await deliver()).toBe(1)
    expect(await story(grant)).toEqual(['GIVE DONE'])
  })
  test('shows the study office what will be told, and the administrator only that a message waits', async () => {
    const { id, grant } = await held()
    await end(grant, '2026-12-31')
    const sheet = await deliverySheet(office().db, await office().person('tiina'), id)
    expect(sheet).toMatchObject({
      state: 'HELD',
      grant: { act: 'GIVE', ehisCode: '7', firstDay: '2026-09-01', lastDay: '2026-12-31' },
    })
    expect((await deliverySheet(office().db, await office().person('toomas'), id))!.grant).toBeNull()
    await releaseAll()
    await deliver()
    expect((await deliverySheet(office().db, await office().person('tiina'), id))!.grant).toBeNull()
  })
  test('is allowed only to the study office', async () => {
    const { id, grant } = await held()
    const others = (Object.keys(users) as CastName[]).filter((name) => name !== 'tiina')
    for (const name of others) {
      const act = await office().as(name, at)
      const all = { ...Filter.parse({}), until: BigInt('999999999999') }
      await expectRefused(office(), () => releaseDelivery(act, { id }), 'notFound')
      await expectRefused(office(), () => releaseDeliveries(act, all), 'notFound')
    }
    expect(await story(grant)).toEqual(['GIVE HELD'])
  })
  test('is a task on the study office’s desk and on nobody else’s', async () => {
    await held()
    for (const name of ['tiina', 'liis', 'mari', 'toomas', 'rein', 'heli'] as const) {
      const todos = await deskTodos(office().db, await office().person(name))
      const lines = todos.filter(({ what }) => what === 'HELD')
      expect(lines, name).toMatchObject(name === 'tiina' ? [{ neighbour: 'EHIS', count: 1 }] : [])
    }
  })
})
