import { beforeEach, describe, expect, test } from 'vitest'
import { logText } from '@/app/(office)/continuing-education/runs/[id]/refreshes/words'
import type { Act } from '@/lib/access/action'
import { partAnswered } from '@/lib/deliveries/commands'
import { sayIn } from '@/lib/messages/say'
import { wholeList } from '@/lib/outside/juhan/whole'
import { juhanPage } from '@/lib/outside/juhan/wire'
import { confirmRefresh, discardRefresh, startRefresh } from '@/lib/registrants/commands/refresh'
import { refreshFailed, refreshFetched, refreshProgressed } from '@/lib/registrants/commands/refresh-heard'
import { identitiesToSettle } from '@/lib/registrants/queries/identity'
import { refreshSheet } from '@/lib/registrants/queries/refresh'
import { registrantsOf } from '@/lib/registrants/queries/registrants'
import { runList } from '@/lib/registrants/queries/runs'
import { moveRefresh } from '@/lib/registrants/refreshing/move'
import { refreshMoves, type RefreshMove } from '@/lib/registrants/rules/refresh-lifecycle'
import type { Registration } from '@/lib/registrants/rules/sync-plan'
import { isName, readSaid } from '@/lib/registrants/rules/told'
import { RefreshAsked } from '@/lib/registrants/schema/refresh'
import { ProgrammesFilter } from '@/lib/registrants/schema/runs'
import { inTransaction } from '@/lib/shared/db'
import { RefreshState } from '@/lib/shared/generated/enums'
import { deliverDue } from '@/lib/telling/deliver'
import { units, users } from '@/prisma/cast'
import { aDirective } from '../support/documents'
import { hostileTexts } from '../support/hostile'
import { noon, withOffice } from '../support/office'
import { juhanAnswers, refreshed, seenOf, somePeople } from '../support/refreshes'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { aRun, placesOf } from '../support/runs'
import { countStatements } from '../support/statements'

const office = withOffice()
let maarja: Act
beforeEach(async () => {
  maarja = await office().as('maarja')
})

let turn = 0
/** A linked run whose list of so many people came from Juhan. */
async function aFullRun(count = 3) {
  const { runId } = await aRun(office(), [], { linked: true })
  const people = somePeople(count, (turn += 1_000))
  await refreshed(office(), runId, people)
  return { runId, people: people as [Registration, Registration, ...Registration[]] }
}
const stateOf = (id: string) => office().db.refresh.findUniqueOrThrow({ where: { id } })
const stepsOf = async (refreshId: string) =>
  (await office().db.refreshRow.findMany({ where: { refreshId }, orderBy: { juhanId: 'asc' } })).map(
    ({ step }) => step,
  )
const registrantOf = (juhanId: string) => office().db.registrant.findUniqueOrThrow({ where: { juhanId } })
const listOf = (runId: string) => office().db.registrant.findMany({ where: { runId, removedAt: null } })
const confirm = async (
  refresh: string,
  about: { all?: string; agreed?: string[] } = { all: '1' },
  by = maarja,
) => confirmRefresh(by, { refresh, seen: await seenOf(office(), refresh), agreed: [], ...about })

test.each(Object.values(RefreshState))(
  'a move that isn’t open to a refresh in %s throws and changes nothing',
  async (state) => {
    const { runId } = await aRun(office(), [], { linked: true })
    const open = state === 'FETCHING' || state === 'PLANNED'
    const { id } = await office().db.refresh.create({
      data: {
        runId,
        state,
        userId: users.maarja.id,
        who: 'Maarja Ilves',
        startedAt: noon,
        endedAt: open ? null : noon,
        problems: state === 'FAILED' ? [{ why: 'empty' }] : [],
      },
    })
    const before = await stateOf(id)
    const from = (move: RefreshMove): readonly RefreshState[] => refreshMoves[move].from
    const closed = (Object.keys(refreshMoves) as RefreshMove[]).filter((move) => !from(move).includes(state))
    expect(closed.length).toBeGreaterThan(0)
    for (const move of closed) {
      const moving = inTransaction(office().db, (tx) =>
        moveRefresh(tx, move, id, { at: noon, by: 'Tiina Rand' }),
      )
      await expect(moving).rejects.toThrow(`can't ${move}`)
      expect(await stateOf(id)).toEqual(before)
    }
  },
)

describe('starting a refresh', () => {
  test('asks Juhan by a delivery and records who started it', async () => {
    const { runId } = await aRun(office(), [], { linked: true })
    const { refresh } = await startRefresh(maarja, { run: runId })
    expect(await stateOf(refresh)).toMatchObject({ state: 'FETCHING', who: 'Maarja Ilves', runId })
    const deliveries = await office().db.delivery.findMany({ where: { subjectId: refresh } })
    expect(deliveries).toMatchObject([{ topic: 'juhan.refresh', state: 'WAITING', neighbour: 'JUHAN' }])
    const [entry] = await office().db.auditEntry.findMany({ where: { subject: refresh } })
    expect(entry).toMatchObject({ act: 'registrants.startRefresh', userId: users.maarja.id })
  })

  test('while a plan waits asks Juhan anew, once even for two people at once, and keeps what was ticked so far', async () => {
    const { runId, people } = await aFullRun()
    const left = people.map((person) => ({ ...person, status: 'CANCELLED' as const }))
    const waiting = await refreshed(office(), runId, left)
    const seen = await seenOf(office(), waiting)
    const tiina = await office().as('tiina')
    // Maarja has unticked the first and presses again from the plan's page; Tiina presses on the run's.
    const ticked = people.slice(1).map(({ juhanId }) => juhanId)
    const anew = { refresh: waiting, seen, anew: '1', boxes: '1', agreed: ticked }
    await confirmRefresh(maarja, anew)
    const [one, other] = await Promise.all([
      startRefresh(tiina, { run: runId }),
      confirmRefresh(maarja, anew),
    ])
    expect(one).toEqual(other)
    expect(await stateOf(waiting)).toMatchObject({ state: 'DISCARDED', endedBy: 'Maarja Ilves' })
    await juhanAnswers(office(), one.refresh, { list: left })
    const answersOf = async (refreshId: string) =>
      (await office().db.refreshRow.findMany({ where: { refreshId }, orderBy: { juhanId: 'asc' } })).map(
        ({ agreed }) => agreed,
      )
    expect(await answersOf(one.refresh)).toEqual([false, true, true])
    // Whoever has another status in Juhan by then is asked about as if for the first time.
    const next = await startRefresh(maarja, { run: runId })
    const other2 = left.map((each, at) => (at === 0 ? { ...each, status: 'WAITING_LIST' as const } : each))
    await juhanAnswers(office(), next.refresh, { list: other2 })
    expect(await answersOf(next.refresh)).toEqual([null, true, true])
    const late = { refresh: waiting, seen, all: '1', agreed: [] }
    const [refusal] = await expectRefused(office(), () => confirmRefresh(tiina, late), 'refresh.lapsed')
    expect(refusal!.params).toMatchObject({ who: 'Maarja Ilves' })
    expect(await listOf(runId)).toHaveLength(3)
  })

  test('and confirming the waiting plan at the same moment are done one after the other', async () => {
    for (const first of ['confirm', 'start'] as const) {
      const { runId, people } = await aFullRun()
      const left = people.map((person) => ({ ...person, status: 'CANCELLED' as const }))
      const waiting = await refreshed(office(), runId, left)
      const input = { refresh: waiting, seen: await seenOf(office(), waiting), all: '1', agreed: [] }
      const acts = [() => confirmRefresh(maarja, input), () => startRefresh(maarja, { run: runId })] as const
      const { codes } = await atOnce(...(first === 'confirm' ? acts : ([acts[1], acts[0]] as const)))
      const { state } = await stateOf(waiting)
      // Either the plan was applied whole, or it lapsed whole and the confirmation says so.
      expect([state, await listOf(runId).then((list) => list.length), codes]).toEqual(
        state === 'APPLIED' ? ['APPLIED', 0, []] : ['DISCARDED', 3, ['refresh.lapsed']],
      )
      expect(await office().db.refresh.count({ where: { runId, state: 'FETCHING' } })).toBe(1)
    }
  })

  test('asks Juhan again when the earlier delivery is stuck', async () => {
    const { runId } = await aRun(office(), [], { linked: true })
    const { refresh } = await startRefresh(maarja, { run: runId })
    await office().db.delivery.updateMany({ where: { subjectId: refresh }, data: { state: 'NEEDS_PERSON' } })
    expect((await startRefresh(maarja, { run: runId })).refresh).not.toBe(refresh)
  })

  test('twice, or by two people at once, makes one refresh', async () => {
    const { runId } = await aRun(office(), [], { linked: true })
    const tiina = await office().as('tiina')
    const [one, other] = await Promise.all([
      startRefresh(maarja, { run: runId }),
      startRefresh(tiina, { run: runId }),
    ])
    expect(one).toEqual(other)
    expect(await startRefresh(maarja, { run: runId })).toEqual(one)
    expect(await office().db.delivery.count({ where: { subjectId: one.refresh } })).toBe(1)
  })

  test('is refused for a run that isn’t linked, is another unit’s or doesn’t exist, and to a vice-dean', async () => {
    const unlinked = await aRun(office(), [])
    await expectRefused(office(), () => startRefresh(maarja, { run: unlinked.runId }), 'refresh.notLinked')
    const foreign = await aRun(office(), [], { linked: true, unitId: units.HV.id })
    await expectRefused(office(), () => startRefresh(maarja, { run: foreign.runId }), 'notFound')
    const mari = await office().as('mari')
    const own = await aRun(office(), [], { linked: true })
    await expectRefused(office(), () => startRefresh(mari, { run: own.runId }), 'notFound')
    await expectRefused(office(), () => startRefresh(maarja, { run: users.liis.id }), 'notFound')
  })
})

describe('additions and changes of Juhan’s own fields', () => {
  test('are applied at once', async () => {
    const { runId } = await aRun(office(), [], { linked: true })
    const people = somePeople(3, 10)
    const refresh = await refreshed(office(), runId, people)
    expect(await stateOf(refresh)).toMatchObject({
      state: 'APPLIED',
      fetched: 3,
      expected: 3,
      endedBy: 'Maarja Ilves',
    })
    expect(await registrantOf(people[0]!.juhanId)).toMatchObject({
      runId,
      firstName: 'Birgit',
      email: people[0]!.email,
      payer: 'SELF',
      juhanStatus: 'REGISTERED',
      personalCode: people[0]!.personalCode,
      registeredOn: new Date('2026-11-02'),
      workplace: 'Näidiskool',
    })
    expect((await office().db.run.findUniqueOrThrow({ where: { id: runId } })).refreshedAt).toEqual(noon)
  })

  test('never touch our own fields', async () => {
    const { runId, people } = await aFullRun()
    const ours = { wantsPaper: true, wantsNews: true, wantsRecognition: true, answers: { q: 'taimetoit' } }
    await office().db.registrant.update({ where: { juhanId: people[0].juhanId }, data: ours })
    await refreshed(
      office(),
      runId,
      people.map((person) => ({ ...person, email: 'uus@kool.ee', phone: '', payer: null })),
    )
    expect(await registrantOf(people[0].juhanId)).toMatchObject({
      ...ours,
      email: 'uus@kool.ee',
      phone: '',
      payer: null,
    })
  })

  test('change nothing when they come again', async () => {
    const { runId, people } = await aFullRun()
    const before = await listOf(runId)
    const refresh = await refreshed(office(), runId, people)
    expect(await stepsOf(refresh)).toEqual(['SAME', 'SAME', 'SAME'])
    expect(await listOf(runId)).toEqual(before)
  })
})

describe('a removal', () => {
  const answers = { wantsPaper: true, answers: { q: 'taimetoit' } }
  async function aRemoval() {
    const run = await aFullRun()
    await office().db.registrant.update({ where: { juhanId: run.people[0].juhanId }, data: answers })
    const answer = run.people.map((person, at) =>
      at === 0 ? { ...person, status: 'CANCELLED' as const } : person,
    )
    const refresh = await refreshed(office(), run.runId, [...answer, ...somePeople(1, (turn += 1_000))])
    return { ...run, refresh, answer }
  }

  test('waits for a person’s confirmation, and nothing changes until then', async () => {
    const { runId, refresh } = await aRemoval()
    expect(await stateOf(refresh)).toMatchObject({ state: 'PLANNED', endedAt: null })
    expect((await stepsOf(refresh)).sort()).toEqual(['ADD', 'REMOVE', 'SAME', 'SAME'])
    expect(await listOf(runId)).toHaveLength(3)
  })

  test('that is confirmed takes the person off, keeps the row and its answers, and adds the others', async () => {
    const { runId, people, refresh } = await aRemoval()
    await confirm(refresh)
    expect(await listOf(runId)).toHaveLength(3)
    const removed = await registrantOf(people[0].juhanId)
    expect(removed).toMatchObject({ ...answers, removedAt: noon, juhanStatus: 'CANCELLED' })
    const [entry] = await office().db.auditEntry.findMany({ where: { subject: removed.id } })
    expect(entry).toMatchObject({ act: 'registrants.remove', details: { ...answers, status: 'CANCELLED' } })
    expect(await stateOf(refresh)).toMatchObject({ state: 'APPLIED', endedBy: 'Maarja Ilves' })
  })

  test('is undone with all answers when Juhan registers the person again', async () => {
    const { runId, people, refresh } = await aRemoval()
    await confirm(refresh)
    const { id } = await registrantOf(people[0].juhanId)
    const again = await refreshed(office(), runId, [
      { ...people[0], email: 'tagasi@kool.ee' },
      ...people.slice(1),
    ])
    expect(await stepsOf(again)).toContain('RETURN')
    expect(await registrantOf(people[0].juhanId)).toMatchObject({
      id,
      ...answers,
      removedAt: null,
      email: 'tagasi@kool.ee',
    })
  })

  test('that isn’t ticked isn’t made, while the rest of the plan is', async () => {
    const { runId, people, refresh } = await aRemoval()
    await confirm(refresh, { agreed: [] })
    expect(await listOf(runId)).toHaveLength(4)
    expect(await registrantOf(people[0].juhanId)).toMatchObject({ removedAt: null, juhanStatus: 'CANCELLED' })
  })

  test('that is confirmed twice, or by two people at once, is made once', async () => {
    const { refresh } = await aRemoval()
    const seen = await seenOf(office(), refresh)
    const tiina = await office().as('tiina')
    const input = { refresh, seen, all: '1', agreed: [] }
    const { done } = await atOnce(
      () => confirmRefresh(maarja, input),
      () => confirmRefresh(tiina, input),
    )
    expect(done).toBe(2)
    const before = await digestOf(office())
    await confirmRefresh(maarja, input)
    expect(await digestOf(office())).toEqual(before)
    expect(
      await office().db.auditEntry.count({ where: { subject: refresh, act: 'registrants.applyRefresh' } }),
    ).toBe(1)
  })

  test('that is given up changes nothing, forgets what Juhan sent, and lets the next refresh start', async () => {
    const { runId, refresh } = await aRemoval()
    const seen = await seenOf(office(), refresh)
    const sheet = () =>
      refreshSheet(office().db, maarja.person, { run: runId, refresh }, RefreshAsked.parse({}))
    expect(await sheet()).toMatchObject({ over: false })
    await discardRefresh(maarja, { refresh })
    expect(await sheet()).toMatchObject({ over: true })
    expect(await listOf(runId)).toHaveLength(3)
    const told = await office().db.refreshRow.findMany({ where: { refreshId: refresh } })
    expect(told.map((row) => row.told)).toEqual([null, null, null, null])
    const late = { refresh, seen, all: '1', agreed: [] }
    await expectRefused(office(), () => confirmRefresh(maarja, late), 'refresh.lapsed')
    await discardRefresh(maarja, { refresh })
    expect((await startRefresh(maarja, { run: runId })).refresh).not.toBe(refresh)
  })

  test('is refused when the list has changed since the page showed the plan', async () => {
    const { runId, people, refresh } = await aRemoval()
    const seen = await seenOf(office(), refresh)
    await office().db.registrant.update({ where: { juhanId: people[1].juhanId }, data: { phone: '1' } })
    const input = { refresh, seen, all: '1', agreed: [] }
    const [refusal] = await expectRefused(office(), () => confirmRefresh(maarja, input), 'refresh.changed')
    expect(refusal!.params).toMatchObject({ count: 1, names: `Birgit ${people[1].lastName}` })
    await confirm(refresh)
    expect(await listOf(runId)).toHaveLength(3)
    expect(await registrantOf(people[1].juhanId)).toMatchObject({ phone: people[1].phone })
  })

  test('can’t be confirmed or given up by those who may not change the run', async () => {
    const { refresh } = await aRemoval()
    for (const name of ['liis', 'mari', 'krista'] as const) {
      const by = await office().as(name)
      await expectRefused(office(), () => confirm(refresh, { all: '1' }, by), 'notFound')
      await expectRefused(office(), () => discardRefresh(by, { refresh }), 'notFound')
    }
  })
})

describe('a name or code that differs from ours', () => {
  test('replaces ours only if a person agrees, while the other fields always do', async () => {
    const { runId, people } = await aFullRun()
    const married = people.map((person, at) =>
      at === 0 ? { ...person, lastName: 'Kask', phone: '77' } : person,
    )
    const first = await refreshed(office(), runId, married)
    expect(await stateOf(first)).toMatchObject({ state: 'PLANNED' })
    await confirm(first, { agreed: [] })
    expect(await registrantOf(people[0].juhanId)).toMatchObject({ lastName: people[0].lastName, phone: '77' })
    const second = await refreshed(office(), runId, married)
    await confirm(second, { agreed: [people[0].juhanId] })
    expect(await registrantOf(people[0].juhanId)).toMatchObject({ lastName: 'Kask', settledAs: null })
    expect(await stepsOf(await refreshed(office(), runId, married))).toEqual(['SAME', 'SAME', 'SAME'])
  })

  test('is settled for a known learner by agreeing to it', async () => {
    const { runId, people } = await aFullRun()
    const { firstName, lastName, personalCode } = people[0]
    const learner = await office().db.learner.create({
      data: { firstName, lastName, personalCode, email: '', bornOn: new Date('1985-01-01') },
    })
    await office().db.registrant.update({
      where: { juhanId: people[0].juhanId },
      data: { learnerId: learner.id },
    })
    const married = people.map((person, at) => (at === 0 ? { ...person, lastName: 'Kask' } : person))
    await confirm(await refreshed(office(), runId, married))
    expect(await registrantOf(people[0].juhanId)).toMatchObject({
      lastName: 'Kask',
      learnerId: learner.id,
      settledAs: { firstName, lastName: 'Kask', personalCode },
    })
    expect(await stepsOf(await refreshed(office(), runId, married))).toEqual(['SAME', 'SAME', 'SAME'])
  })
})

describe('a registration that Juhan has moved to another run', () => {
  /** Juhan has moved the first of a run's people to another run of the unit. */
  async function aMove(about: { unitId?: string } = {}) {
    const from = await aFullRun()
    await office().db.registrant.update({
      where: { juhanId: from.people[0].juhanId },
      data: { wantsPaper: true, answers: { q: 'taimetoit' } },
    })
    const { runId } = await aRun(office(), [], { linked: true, ...about })
    const newcomer = somePeople(1, (turn += 1_000))
    return { from, runId, moved: from.people[0], list: [from.people[0], ...newcomer] }
  }

  test('moves in Olek too, with all its answers, once somebody agrees', async () => {
    const { from, runId, moved, list } = await aMove()
    const before = await registrantOf(moved.juhanId)
    const refresh = await refreshed(office(), runId, [{ ...moved, phone: '77' }, ...list.slice(1)])
    expect((await stepsOf(refresh)).sort()).toEqual(['ADD', 'MOVE'])
    expect(await registrantOf(moved.juhanId)).toEqual(before)
    await confirm(refresh)
    expect(await registrantOf(moved.juhanId)).toMatchObject({
      id: before.id,
      runId,
      phone: '77',
      wantsPaper: true,
      answers: { q: 'taimetoit' },
      removedAt: null,
    })
    expect(await listOf(from.runId)).toHaveLength(2)
    const [entry] = await office().db.auditEntry.findMany({
      where: { act: 'registrants.move', subject: before.id },
    })
    expect(entry!.details).toMatchObject({ from: from.runId, to: runId })
    expect(
      await stepsOf(await refreshed(office(), runId, [{ ...moved, phone: '77' }, ...list.slice(1)])),
    ).toEqual(['SAME', 'SAME'])
  })

  test('stays where it is without agreement, or if whoever agrees may not change the other run', async () => {
    const { from, runId, list } = await aMove()
    await confirm(await refreshed(office(), runId, list), { agreed: [] })
    expect(await listOf(from.runId)).toHaveLength(3)
    const foreign = await aMove({ unitId: units.HV.id })
    const tiina = await office().as('tiina')
    const refresh = await refreshed(office(), foreign.runId, foreign.list, 'tiina')
    // Kaire coordinates the other unit alone.
    await office().db.userRole.deleteMany({ where: { userId: users.kaire.id } })
    await office().db.userRole.create({
      data: { userId: users.kaire.id, role: 'CE_CLERK', units: { create: { unitId: units.HV.id } } },
    })
    await confirm(refresh, { all: '1' }, await office().as('kaire'))
    expect(await listOf(foreign.from.runId)).toHaveLength(3)
    expect(await listOf(foreign.runId)).toHaveLength(1)
    await confirm(await refreshed(office(), foreign.runId, foreign.list, 'tiina'), { all: '1' }, tiina)
    expect(await listOf(foreign.from.runId)).toHaveLength(2)
  })

  test('stays while a directive of the old run has the person, and begins anew once those studies are over', async () => {
    const run = await aRun(office(), [{}], { linked: true })
    const [place] = await placesOf(office(), run, { admitted: true })
    const there = await office().db.registrant.findUniqueOrThrow({ where: { id: run.registrants[0] } })
    const { runId } = await aRun(office(), [], { linked: true })
    const { firstName, lastName, personalCode } = there
    const told = { ...somePeople(1)[0]!, juhanId: there.juhanId!, firstName, lastName, personalCode }
    expect(await stepsOf(await refreshed(office(), runId, [told]))).toEqual(['ELSEWHERE'])
    await aDirective(office(), {
      kind: 'DISCONTINUATION',
      places: [place!],
      state: 'REGISTERED',
      rows: [{ discontinuedOn: '08.12.2026', reason: 'Omal soovil' }],
    })
    await confirm(await refreshed(office(), runId, [told]))
    const here = await registrantOf(there.juhanId!)
    expect(here).toMatchObject({
      runId,
      juhanStatus: 'REGISTERED',
      phone: told.phone,
      learnerId: there.learnerId,
    })
    expect(here.id).not.toBe(there.id)
    expect(await office().db.registrant.findUnique({ where: { id: there.id } })).toMatchObject({
      runId: run.runId,
      juhanId: null,
      removedAt: noon,
    })
    // The new registrant can be admitted.
    await placesOf(office(), { programmeId: '', runId, registrants: [here.id] })
  })

  test('isn’t moved if a directive of the old run has taken the person up meanwhile', async () => {
    const { from, runId, moved, list } = await aMove()
    const refresh = await refreshed(office(), runId, list)
    const input = { refresh, seen: await seenOf(office(), refresh), all: '1', agreed: [] }
    const { id } = await registrantOf(moved.juhanId)
    await office().db.registrant.update({ where: { id }, data: { personalCode: '47903120210' } })
    const places = await placesOf(office(), { programmeId: '', runId: from.runId, registrants: [id] })
    await aDirective(office(), { kind: 'ADMISSION', places, state: 'DRAFT' })
    await expectRefused(office(), () => confirmRefresh(maarja, input), 'refresh.changed')
    expect((await registrantOf(moved.juhanId)).runId).toBe(from.runId)
  })
})

describe('an answer of Juhan', () => {
  const afterFailing = async (runId: string, refresh: string, code: string) => {
    expect(await stateOf(refresh)).toMatchObject({ state: 'FAILED', problems: [{ why: code }] })
    expect(await office().db.refreshRow.count({ where: { refreshId: refresh } })).toBe(0)
    expect(await office().db.registrant.count({ where: { runId, removedAt: null } })).toBe(3)
  }

  test('that is empty or cut short changes nothing, and the refresh says why', async () => {
    const { runId } = await aFullRun()
    await afterFailing(runId, await refreshed(office(), runId, []), 'empty')
    const short = { problem: { why: 'cutShort', params: { got: 1, total: 3 } } }
    await afterFailing(runId, await refreshed(office(), runId, short), 'cutShort')
  })

  test('that never came is not asked for again by itself', async () => {
    const { runId } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    await deliverDue(office().db, 'JUHAN', () => noon)
    await afterFailing(runId, refresh, 'notHad')
    const [delivery] = await office().db.delivery.findMany({
      where: { subjectId: refresh },
      include: { exchanges: true },
    })
    expect(delivery).toMatchObject({
      state: 'CALLED_OFF',
      claimedAt: null,
      exchanges: [{ outcome: 'unreachable' }],
    })
    expect((await startRefresh(maarja, { run: runId })).refresh).not.toBe(refresh)
  })

  test('that comes after the refresh was given up changes nothing', async () => {
    const { runId, people } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    await discardRefresh(maarja, { refresh })
    await juhanAnswers(office(), refresh, { list: people.map((person) => ({ ...person, phone: '0' })) })
    await inTransaction(office().db, (tx) =>
      refreshFailed(tx, { refreshId: refresh }, { why: 'notHad' }, noon),
    )
    expect(await stateOf(refresh)).toMatchObject({ state: 'DISCARDED' })
    expect((await registrantOf(people[0].juhanId)).phone).toBe(people[0].phone)
  })

  test('moves the refresh’s progress on, until the refresh is given up', async () => {
    const { runId } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    await refreshProgressed(office().db, refresh, { fetched: 400, expected: 1_000 })
    expect(await stateOf(refresh)).toMatchObject({ state: 'FETCHING', fetched: 400, expected: 1_000 })
    await discardRefresh(maarja, { refresh })
    await refreshProgressed(office().db, refresh, { fetched: 800, expected: 1_000 })
    expect(await stateOf(refresh)).toMatchObject({ state: 'DISCARDED', fetched: 400 })
  })

  test('is kept part by part, and each part prolongs the worker’s claim by the time it took', async () => {
    const { db } = office()
    const { runId } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    const delivery = await db.delivery.findFirstOrThrow({
      where: { topic: 'juhan.refresh', payload: { path: ['refreshId'], equals: refresh } },
    })
    const part = {
      at: noon,
      tookMs: 1_500,
      method: 'GET',
      address: '/runs',
      request: null,
      status: 200,
      response: '[]',
    }
    const claim = (claimedAt: Date | null, state: 'WAITING' | 'CALLED_OFF' = 'WAITING') =>
      db.delivery.update({ where: { id: delivery.id }, data: { claimedAt, state } })
    const claimed = async () =>
      (await db.delivery.findUniqueOrThrow({ where: { id: delivery.id } })).claimedAt
    await claim(noon)
    await partAnswered(db, delivery.id, part)
    expect(await claimed()).toEqual(new Date(noon.getTime() + 1_500))
    expect(await db.exchange.findMany({ where: { deliveryId: delivery.id } })).toMatchObject([
      { ...part, outcome: 'done' },
    ])
    // A delivery that no worker holds any more stays as it is.
    await claim(noon, 'CALLED_OFF')
    await partAnswered(db, delivery.id, part)
    expect(await claimed()).toEqual(noon)
    await claim(null)
    await partAnswered(db, delivery.id, part)
    expect(await claimed()).toBeNull()
    await discardRefresh(maarja, { refresh })
  })

  test('for a run that was linked anew meanwhile is not applied', async () => {
    const { runId, people } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    await office().db.run.update({ where: { id: runId }, data: { juhanId: `neu-${runId.slice(0, 8)}` } })
    await inTransaction(office().db, (tx) =>
      refreshFetched(tx, { refreshId: refresh, run: 'alt' }, { list: people }, noon),
    )
    await afterFailing(runId, refresh, 'linkedAnew')
  })
})

test('a plan that was shown before a registrant’s identity was settled is refused, and the plan as it stands now is applied', async () => {
  const { runId, people } = await aFullRun()
  const { firstName, lastName, personalCode } = people[0]
  const married = people.map((person, at) => (at === 0 ? { ...person, lastName: 'Kask' } : person))
  const refresh = await refreshed(office(), runId, married)
  const input = { refresh, seen: await seenOf(office(), refresh), all: '1', agreed: [] }
  const { id } = await registrantOf(people[0].juhanId)
  // A colleague settles the identity meanwhile: our register has the name that Juhan has now.
  const learner = await office().db.learner.create({
    data: { firstName, lastName: 'Kask', personalCode, email: '' },
  })
  await office().db.registrant.update({ where: { id }, data: { learnerId: learner.id } })
  await expectRefused(office(), () => confirmRefresh(maarja, input), 'refresh.changed')
  await confirm(refresh)
  expect(await registrantOf(people[0].juhanId)).toMatchObject({ lastName: 'Kask', learnerId: learner.id })
  expect(lastName).not.toBe('Kask')
})

test('hostile values in the fields of hundreds of people keep nobody off the list and nothing from being shown', async () => {
  const { runId } = await aRun(office(), [], { linked: true })
  const fields = [
    'personalCode',
    'firstName',
    'lastName',
    'email',
    'phone',
    'payer',
    'registeredOn',
    'workplace',
  ]
  const sound = {
    personalCode: null,
    firstName: 'Birgit',
    lastName: 'Saar',
    email: null,
    phone: null,
    payer: 'ise',
  }
  const spoken = fields.flatMap((field) =>
    [...hostileTexts, 7, true, [], {}, null, undefined].map((value) => ({
      ...sound,
      registeredOn: '2026-11-02',
      workplace: null,
      status: 'Registreeritud',
      [field]: value,
    })),
  )
  const registrations = spoken.map((each, at) => ({ ...each, id: `${(turn += 1)}-${at}` }))
  const about = { run: '1', pages: 2, total: registrations.length }
  const pages = [registrations.slice(0, 300), registrations.slice(300)].map((those, at) =>
    juhanPage.parse(JSON.parse(JSON.stringify({ ...about, page: at + 1, registrations: those }))),
  )
  const whole = wholeList('1', pages)
  const list = ('list' in whole ? whole.list : []).map(({ id, status: _, ...said }) => ({
    ...readSaid(said, '2026-11-21'),
    juhanId: id,
    status: 'REGISTERED' as const,
  }))
  const refresh = await refreshed(office(), runId, list)
  expect(await stateOf(refresh)).toMatchObject({ state: 'APPLIED', fetched: registrations.length })
  expect(await listOf(runId)).toHaveLength(registrations.length)
  const at = { run: runId, refresh }
  const sheet = await refreshSheet(office().db, await office().person('maarja'), at, RefreshAsked.parse({}))
  for (const row of sheet!.rows) expect(logText(sayIn('et'), row)).toContain(row.name)
  // Nobody becomes a learner under a name that can't be one.
  const { asked } = await identitiesToSettle(office().db, runId)
  expect(asked.length).toBeGreaterThan(0)
  const unnamed = (await registrantsOf(office().db, runId)).filter(
    ({ question }) => question?.ask === 'NO_NAME',
  )
  expect(unnamed.length).toBeGreaterThan(20)
  for (const { firstName, lastName } of unnamed) expect(isName(firstName) && isName(lastName)).toBe(false)
})

test('moving between runs takes as many statements for 50 people as for 5', async () => {
  const counts = []
  for (const count of [5, 50]) {
    const { people } = await aFullRun(count)
    const { runId } = await aRun(office(), [], { linked: true })
    const refresh = await refreshed(office(), runId, people)
    const input = { refresh, seen: await seenOf(office(), refresh), all: '1', agreed: [] }
    const { count: statements } = await countStatements(office().db, () => confirmRefresh(maarja, input))
    expect(await listOf(runId)).toHaveLength(count)
    counts.push(statements)
  }
  expect(counts[1]).toBe(counts[0])
})

test('planning and applying takes as many statements for 1,000 people as for 10', async () => {
  const counts = []
  for (const count of [10, 1_000]) {
    const { runId } = await aRun(office(), [], { linked: true })
    const people = somePeople(count, (turn += 10_000))
    const { refresh } = await startRefresh(maarja, { run: runId })
    const adding = await countStatements(office().db, () => juhanAnswers(office(), refresh, { list: people }))
    const answer = people.map((person, at) =>
      at % 2 ? { ...person, email: `muutus${at}@kool.ee` } : { ...person, status: 'CANCELLED' as const },
    )
    const next = await refreshed(office(), runId, answer)
    const seen = await seenOf(office(), next)
    const applying = await countStatements(office().db, () =>
      confirmRefresh(maarja, { refresh: next, seen, all: '1', agreed: [] }),
    )
    expect(await listOf(runId)).toHaveLength(count / 2)
    counts.push([adding.count, applying.count])
  }
  expect(counts[1]).toEqual(counts[0])
})

test('the list of runs tells how each run’s last refresh went, in as many statements for many runs as for one', async () => {
  const { db } = office()
  const tiina = await office().person('tiina')
  const filter = ProgrammesFilter.parse({ time: 'ALL' })
  const lineOf = async (id: string) =>
    (await runList(db, tiina, filter, noon)).runs.find((run) => run.id === id)!.last
  const { runId } = await aRun(office(), [], { linked: true })
  await db.refresh.deleteMany({ where: { runId } })
  expect(await lineOf(runId)).toBeNull()
  const people = somePeople(2, (turn += 1_000))
  await refreshed(office(), runId, people)
  expect(await lineOf(runId)).toEqual({ state: 'APPLIED', count: 0 })
  const left = people.map((person) => ({ ...person, status: 'CANCELLED' as const }))
  const waiting = await refreshed(office(), runId, left)
  expect(await lineOf(runId)).toMatchObject({ state: 'PLANNED' })
  await confirm(waiting, { agreed: [people[0]!.juhanId] })
  expect(await lineOf(runId)).toEqual({ state: 'APPLIED', count: 1 })
  await refreshed(office(), runId, [])
  expect(await lineOf(runId)).toMatchObject({ state: 'FAILED' })

  const { count } = await countStatements(db, () => runList(db, tiina, filter, noon))
  await aFullRun()
  expect((await countStatements(db, () => runList(db, tiina, filter, noon))).count).toBe(count)
})
