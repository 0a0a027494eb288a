import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { claim } from '@/lib/deliveries/claim'
import { readdress } from '@/lib/deliveries/readdress'
import { deskCounts, deskTodos } from '@/lib/desk/queries/desk'
import { now } from '@/lib/shared/clock'
import { addDays, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { retryDelivery } from '@/lib/telling/commands/acts'
import {
  holdMessages,
  leaveOutMessages,
  releaseMessages,
  sendMessagesAgain,
} from '@/lib/telling/commands/pupil-log'
import { deliverDue } from '@/lib/telling/deliver'
import { routes } from '@/lib/telling/routes'
import { pupilLogSheet } from '@/lib/telling/queries/pupil-file'
import { readPupilFilter } from '@/lib/telling/queries/pupil-filter'
import { pupilLog } from '@/lib/telling/queries/pupil-log'
import { pupilMessageSheet } from '@/lib/telling/queries/pupil-sheet'
import { castId, users } from '@/prisma/cast'
import { castPupil, houses, pupils } from '@/prisma/cast-schools'
import { startSandbox, type Sandbox } from '../outside/sandbox-process'
import { noon, withOffice, type CastName } from '../support/office'
import { csvOf } from '../support/files'
import { aPupilMessage } from '../support/pupil-messages'
import { expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { EHIS_URL: sandbox.ehis.url }
})
afterAll(() => sandbox.stop())

const today: Day = '2026-11-21'
const anni = castPupil('Anni Kask').id
const karl = castPupil('Karl Erik Lepp').id
const { mae, joe } = houses
const dayAt = (days: number) => new Date(noon.getTime() + days * 86_400_000)
const worker = (at: Date) => ({ db: office().db, neighbour: 'EHIS' as const, routes, clock: () => at })
const deliver = (days = 0) => deliverDue(office().db, 'EHIS', () => dayAt(days))
const breaks = (fault: object) => sandbox.control('PUT', '/faults/ehis', fault)
const by = (name: CastName, days = 0) => office().as(name, dayAt(days))
const one = (id: string) => ({ ...readPupilFilter({}), id, until: 0n })
const all = (filter: object = {}) => ({ ...readPupilFilter(filter), until: 10n ** 17n })
const stands = (id: string) =>
  office().db.delivery.findUniqueOrThrow({ where: { id }, include: { exchanges: true } })
const message = (pupilId: string, dueOn: Day) => aPupilMessage(office().db, pupilId, dueOn)
type Kept = { messageId: string; party: string; person: string; copies: number }
const kept = async (): Promise<Kept[]> => sandbox.control('GET', '/ehis/pupils')
let transfers = 0
const moved = (from: Day, [before, after] = [mae.id, joe.id] as [string, string]) =>
  inTransaction(office().db, (tx) =>
    readdress(tx, {
      transferId: castId(61, ++transfers),
      pupilIds: [anni, karl],
      fromHouseId: before,
      toHouseId: after,
      from,
    }),
  )

beforeEach(async () => {
  await breaks({ mode: 'ok' })
  await office().db.delivery.deleteMany({ where: { pupilId: { not: null } } })
})

describe('messages about pupils', () => {
  test('leave on their day and in order, and one that isn’t due yet holds up no other', async () => {
    const later = await message(anni, '2026-11-24')
    const first = await message(anni, '2026-11-20')
    const second = await message(anni, today)
    expect(await deliver()).toBe(2)
    expect((await stands(later.id)).state).toBe('WAITING')
    const sent = (await kept()).map(({ messageId }) => messageId)
    expect(sent.indexOf(first.key)).toBeLessThan(sent.indexOf(second.key))
    expect(await deliver(3)).toBe(1)
  })
  test('leave in the order of their days after a week without a worker and a failed try', async () => {
    const days = [2, 1, 4, 3].map((days) => addDays(today, days))
    const posted = await Promise.all(days.map((day) => message(anni, day)))
    await breaks({ mode: 'down', times: 1 })
    expect(await deliver(8)).toBe(1)
    expect(await stands(posted[1]!.id)).toMatchObject({ state: 'WAITING', attempts: 1 })
    expect(await deliver(9)).toBe(4)
    const order = (await kept()).map(({ messageId }) => messageId).slice(-4)
    expect(order).toEqual([1, 0, 3, 2].map((at) => posted[at]!.key))
  })
  test('leave once and in each pupil’s order, in less than half as many statements', async () => {
    const days = [1, 3, 0, 2].map((ago) => addDays(today, -ago))
    const posted = []
    for (const dueOn of days) for (const { id } of pupils) posted.push(await message(id, dueOn))
    const before = (await kept()).length
    const { count, value } = await countStatements(office().db, deliver)
    expect(value).toBe(posted.length)
    expect(count).toBeLessThan(posted.length / 2)
    const taken = (await kept()).slice(before)
    expect(taken.every(({ copies }) => copies === 1)).toBe(true)
    const came = taken.map(({ messageId }) => messageId)
    expect(came.toSorted()).toEqual(posted.map(({ key }) => key).toSorted())
    for (const { id } of pupils) {
      const own = posted.filter(({ pupilId }) => pupilId === id)
      const inOrder = own.toSorted((a, b) => +a.dueOn! - +b.dueOn!).map(({ key }) => key)
      expect(came.filter((key) => inOrder.includes(key))).toEqual(inOrder)
    }
  })
  test('leave under the house that has the pupil then, and the log shows what was sent', async () => {
    const before = await message(anni, '2026-11-20')
    const after = await message(anni, today)
    await moved(today)
    await deliver()
    const parties = new Map((await kept()).map(({ messageId, party }) => [messageId, party]))
    expect([before, after].map(({ key }) => parties.get(key))).toEqual([mae.registryCode, joe.registryCode])
    const sheet = await pupilMessageSheet(office().db, await office().person('madis'), after.id)
    expect(sheet).toMatchObject({ house: { name: joe.name }, housesBefore: [mae.name], state: 'DONE' })
    expect(sheet!.exchanges[0]!.request).toContain(joe.registryCode)
    expect(await pupilMessageSheet(office().db, await office().person('madis'), before.id)).toBeNull()
  })
  test('stay under the old house if EHIS takes them there during the readdressing', async () => {
    const { id } = await message(anni, today)
    await breaks({ mode: 'slow', ms: 700, times: 1 })
    const delivering = deliver()
    await expect.poll(async () => (await stands(id)).claimedAt).not.toBeNull()
    await moved(today)
    await delivering
    expect(await stands(id)).toMatchObject({ state: 'DONE', houseId: mae.id })
  })
  test('leave under the new house if the worker that had claimed them died', async () => {
    const { id } = await message(anni, today)
    const [inHand] = await claim(worker(noon), 8)
    expect(inHand).toMatchObject({ id, houseId: mae.id })
    await moved(today)
    expect(await deliver()).toBe(0)
    expect(await deliver(1)).toBe(1)
    expect(await stands(id)).toMatchObject({ state: 'DONE', houseId: joe.id })
  })
  test('need a person if they can’t be composed, and the reason is kept', async () => {
    await office().db.user.update({
      where: { id: (await by('piret')).person.id },
      data: { personalCode: null },
    })
    const { id } = await message(anni, today)
    await deliver()
    expect(await stands(id)).toMatchObject({
      state: 'NEEDS_PERSON',
      problem: expect.stringMatching(/^noActor/),
    })
    await office().db.user.update({
      where: { id: (await by('piret')).person.id },
      data: { personalCode: '47302150236' },
    })
  })
})

describe('the log', () => {
  test('is the only place to act on a message: the deliveries page can’t send one early', async () => {
    const { id, dueAt } = await message(anni, '2026-12-01')
    for (const name of ['toomas', 'piret', 'tiina'] as const)
      await expectRefused(office(), async () => retryDelivery(await by(name), { id }), 'notFound')
    expect(await stands(id)).toMatchObject({ state: 'WAITING', dueAt })
  })
  test('can hold a message, release it for its day, and send a refused one again', async () => {
    const { id } = await message(anni, '2026-11-24')
    await holdMessages(await by('urve'), one(id))
    expect(await deliver(5)).toBe(0)
    await releaseMessages(await by('urve'), one(id))
    expect(await deliver()).toBe(0)
    await breaks({ mode: 'refuse', words: 'Õppurit ei leitud', times: 1 })
    await deliver(5)
    expect(await stands(id)).toMatchObject({
      state: 'NEEDS_PERSON',
      problem: expect.stringContaining('Õppurit'),
    })
    await sendMessagesAgain(await by('urve', 5), one(id))
    await deliver(5)
    expect(await stands(id)).toMatchObject({ state: 'DONE', attempts: 2 })
    await expectRefused(
      office(),
      async () => sendMessagesAgain(await by('urve', 5), one(id)),
      'deliveryChanged',
    )
  })
  test('sends a message that had no actor again in the name of the person who presses', async () => {
    const { id } = await aPupilMessage(office().db, anni, today, { byId: users.toomas.id })
    await office().db.user.update({ where: { id: users.toomas.id }, data: { personalCode: null } })
    await deliver()
    expect(await stands(id)).toMatchObject({ state: 'NEEDS_PERSON', problem: 'noActor: ' })
    await sendMessagesAgain(await by('urve'), one(id))
    await deliver()
    expect(await stands(id)).toMatchObject({ state: 'DONE', problem: null })
    expect((await stands(id)).exchanges[0]!.request).toContain(`EE${users.urve.personalCode}`)
  })
  test('can leave out a message that EHIS refused, and the one that waits behind it leaves', async () => {
    const wrong = await message(anni, '2026-11-19')
    const mended = await message(anni, '2026-11-20')
    const leaveOut = async (id: string, name: CastName = 'urve') => leaveOutMessages(await by(name), one(id))
    await breaks({ mode: 'refuse', words: 'Viga: keel on vale', times: 1 })
    await deliver()
    await expectRefused(office(), () => leaveOut(mended.id), 'deliveryChanged')
    await expectRefused(office(), () => leaveOut(wrong.id, 'sirje'), 'notFound')
    expect(await deliver(9)).toBe(0)
    expect(await leaveOut(wrong.id)).toBe(1)
    expect(await stands(wrong.id)).toMatchObject({ state: 'CALLED_OFF', settledAt: noon })
    expect(await deliver(9)).toBe(1)
    expect(await stands(mended.id)).toMatchObject({ state: 'DONE' })
    await expectRefused(office(), () => leaveOut(wrong.id), 'deliveryChanged')
  })

  test('groups refusals by cause, and one press sends all of a cause again', async () => {
    await message(anni, today)
    await message(karl, today)
    await breaks({ mode: 'refuse', words: 'Õppurit ei leitud', times: 2 })
    await deliver()
    const person = await office().person('piret')
    const log = await pupilLog(office().db, person, readPupilFilter({}))
    expect(log).toMatchObject({ count: 2, refused: 2, waiting: 0, held: 0, causes: [{ count: 2 }] })
    expect(await deskCounts(office().db, person)).toMatchObject({ ehisLog: 2 })
    expect(await deskTodos(office().db, person)).toContainEqual(
      expect.objectContaining({ what: 'SCHOOL_REFUSED', count: 2 }),
    )
    const { key } = log.causes[0]!
    expect(await sendMessagesAgain(await by('piret'), all({ cause: key, name: 'kask' }))).toBe(1)
    expect(await sendMessagesAgain(await by('piret'), all({ cause: key }))).toBe(1)
  })
  test('puts late messages on the desk, but not those of today or later', async () => {
    await message(anni, '2026-11-19')
    await message(anni, dayInTallinn(now()))
    await message(karl, '2026-11-18')
    const person = await office().person('piret')
    const late = async () =>
      (await deskTodos(office().db, person)).filter(({ what }) => what === 'SCHOOL_LATE')
    expect(await late()).toMatchObject([{ count: 2 }])
    expect(await deskCounts(office().db, person)).toMatchObject({ ehisLog: 2 })
    await deliver(9)
    expect(await late()).toEqual([])
  })
  test('is filtered by house, kind, state, day and name, and can be had as a file', async () => {
    await message(anni, today)
    await message(karl, '2026-12-01')
    const person = await office().person('piret')
    const count = async (asked: object) => (await pupilLog(office().db, person, readPupilFilter(asked))).count
    expect(
      await Promise.all(
        [
          {},
          { house: mae.id },
          { house: joe.id },
          { kind: 'CLASS' },
          { kind: 'OTHER' },
          { state: 'DONE' },
          { from: '22.11.2026' },
          { to: '21.11.2026' },
          { from: 'eile' },
          { name: 'LÉPP' },
          { name: '%' },
        ].map(count),
      ),
    ).toEqual([2, 2, 0, 2, 0, 0, 1, 1, 2, 1, 0])
    const file = await csvOf(office().db, (rows) => [pupilLogSheet(rows, person, readPupilFilter({}))])
    expect(file).toMatch(/Karl Erik Lepp[^]*01\.12\.2026[^]*Anni Kask/)
  })
  test.each([
    ['madis', 0],
    ['sirje', 0],
    ['tiina', 0],
    ['toomas', 0],
    ['urve', 1],
    ['piret', 1],
  ] as const)('shows only messages of the person’s own houses: %s sees %i', async (name, count) => {
    const { id } = await message(anni, today)
    const person = await office().person(name)
    expect((await pupilLog(office().db, person, readPupilFilter({}))).count).toBe(count)
    expect((await pupilMessageSheet(office().db, person, id)) === null).toBe(count === 0)
    if (count === 0)
      await expectRefused(office(), async () => holdMessages(await by(name), one(id)), 'notFound')
    if (count === 0) expect(await holdMessages(await by(name), all())).toBe(0)
  })
})

test('whatever happens, every message leaves once, in order and under the right house', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('deliver' as const), days: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ do: fc.constant('move' as const), day: fc.integer({ min: 0, max: 4 }), back: fc.boolean() }),
    fc.record({
      do: fc.constantFrom('hold', 'release', 'again', 'die'),
      who: fc.constantFrom('anni', 'karl'),
    }),
    fc.record({
      do: fc.constant('break' as const),
      mode: fc.constantFrom('down', 'refuse', 'forget', '500', 'ok'),
    }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 4 })), { minLength: 2, maxLength: 6 }),
      fc.array(step, { maxLength: 10 }),
      async (asked, steps) => {
        await office().db.delivery.deleteMany({ where: { pupilId: { not: null } } })
        await breaks({ mode: 'ok' })
        const posted = []
        for (const [ofAnni, days] of asked)
          posted.push(await message(ofAnni ? anni : karl, addDays(today, days)))
        let days = 0
        for (const now of steps) {
          const act = await by('piret', days)
          if (now.do === 'deliver') await deliver((days += (now as { days: number }).days))
          if (now.do === 'move') {
            const { day, back } = now as { day: number; back: boolean }
            await moved(addDays(today, day), back ? [joe.id, mae.id] : [mae.id, joe.id])
          }
          if (now.do === 'break')
            await breaks({ mode: (now as { mode: string }).mode, words: 'Ei', times: 1 })
          const some = () => all({ name: (now as { who: string }).who })
          if (now.do === 'hold') await holdMessages(act, some())
          if (now.do === 'release') await releaseMessages(act, some())
          if (now.do === 'again') await sendMessagesAgain(act, some())
          // A worker claims some messages and dies before it has sent any.
          if (now.do === 'die') await claim(worker(dayAt(days)), 2)
        }
        await breaks({ mode: 'ok' })
        await releaseMessages(await by('piret', days + 9), all())
        await sendMessagesAgain(await by('piret', days + 9), all())
        await deliver(days + 10)

        const came = await kept()
        for (const { id, key } of posted) {
          const { state, houseId, exchanges } = await stands(id)
          expect(state).toBe('DONE')
          const taken = came.filter(({ messageId }) => messageId === key)
          expect(taken).toHaveLength(1)
          const { party } = taken[0]!
          // A message whose answer was lost may have been taken under the house of that try.
          if (exchanges.some(({ outcome }) => outcome === 'unreachable'))
            expect(exchanges.some(({ request }) => request!.includes(party))).toBe(true)
          else expect(party).toBe(houseId === mae.id ? mae.registryCode : joe.registryCode)
        }
        for (const pupilId of [anni, karl]) {
          const own = posted.filter((each) => each.pupilId === pupilId)
          const inOrder = own.toSorted((a, b) => +a.dueOn! - +b.dueOn! || Number(a.seq - b.seq))
          const order = came
            .map(({ messageId }) => messageId)
            .filter((key) => own.some((each) => each.key === key))
          expect(order).toEqual(inOrder.map(({ key }) => key))
        }
      },
    ),
    { numRuns: 12 },
  )
}, 180_000)
