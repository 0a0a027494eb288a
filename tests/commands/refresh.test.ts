import { beforeEach, describe, expect, test } from 'vitest'
import { deliverDue } from '@/lib/deliveries/deliver'
import type { Act } from '@/lib/office/action'
import { confirmRefresh, discardRefresh, startRefresh } from '@/lib/registrants/commands-refresh'
import { refreshFailed, refreshFetched } from '@/lib/registrants/commands-refresh-heard'
import { runList } from '@/lib/registrants/queries'
import { ProgrammesFilter } from '@/lib/registrants/schema'
import type { Registration } from '@/lib/registrants/sync-plan'
import { inTransaction } from '@/lib/shared/db'
import { units, users } from '@/prisma/cast'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { juhanAnswers, refreshed, seenOf, somePeople } from '../support/refreshes'
import { aRun } from '../support/runs'
import { countStatements } from '../support/statements'

const office = withOffice()
let maarja: Act
beforeEach(async () => {
  maarja = await office().as('maarja')
})

let turn = 0
/** A linked run whose list came from Juhan with so many people. */
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

describe('starting', () => {
  test('asks Juhan by a delivery and leaves who and when', async () => {
    const { runId } = await aRun(office(), [], { linked: true })
    const { refresh } = await startRefresh(maarja, { run: runId })
    expect(await stateOf(refresh)).toMatchObject({ state: 'FETCHING', who: 'Maarja Ilves', runId })
    const deliveries = await office().db.delivery.findMany({ where: { subjectId: refresh } })
    expect(deliveries).toMatchObject([{ topic: 'juhan.refresh', state: 'WAITING', neighbour: 'JUHAN' }])
    const [entry] = await office().db.auditEntry.findMany({ where: { subject: refresh } })
    expect(entry).toMatchObject({ act: 'registrants.startRefresh', userId: users.maarja.id })
  })

  test('twice, or by two people at once, is one refresh that both see', async () => {
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

  test('is refused where the run is not linked, is another unit’s, or isn’t there', async () => {
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
  test('apply at once', async () => {
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
      ...{ runId, firstName: 'Birgit', email: people[0]!.email, payer: 'SELF', juhanStatus: 'REGISTERED' },
      ...{
        personalCode: people[0]!.personalCode,
        registeredOn: new Date('2026-11-02'),
        workplace: 'Näidiskool',
      },
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

  test('again bring nothing more', async () => {
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

  test('waits for a person, and nothing changes until then', async () => {
    const { runId, refresh } = await aRemoval()
    expect(await stateOf(refresh)).toMatchObject({ state: 'PLANNED', endedAt: null })
    expect((await stepsOf(refresh)).sort()).toEqual(['ADD', 'REMOVE', 'SAME', 'SAME'])
    expect(await listOf(runId)).toHaveLength(3)
  })

  test('confirmed takes the person off, keeps the row and the answers, and adds the others', async () => {
    const { runId, people, refresh } = await aRemoval()
    await confirm(refresh)
    expect(await listOf(runId)).toHaveLength(3)
    const removed = await registrantOf(people[0].juhanId)
    expect(removed).toMatchObject({ ...answers, removedAt: noon, juhanStatus: 'CANCELLED' })
    const [entry] = await office().db.auditEntry.findMany({ where: { subject: removed.id } })
    expect(entry).toMatchObject({ act: 'registrants.remove', details: { ...answers, status: 'CANCELLED' } })
    expect(await stateOf(refresh)).toMatchObject({ state: 'APPLIED', endedBy: 'Maarja Ilves' })
  })

  test('comes back whole when Juhan registers again', async () => {
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

  test('not ticked is kept, while the rest is done', async () => {
    const { runId, people, refresh } = await aRemoval()
    await confirm(refresh, { agreed: [] })
    expect(await listOf(runId)).toHaveLength(4)
    expect(await registrantOf(people[0].juhanId)).toMatchObject({ removedAt: null, juhanStatus: 'CANCELLED' })
  })

  test('confirmed twice, or by two at once, is done once', async () => {
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

  test('given up changes nothing, forgets what Juhan told, and lets the next one start', async () => {
    const { runId, refresh } = await aRemoval()
    const seen = await seenOf(office(), refresh)
    await discardRefresh(maarja, { refresh })
    expect(await listOf(runId)).toHaveLength(3)
    const told = await office().db.refreshRow.findMany({ where: { refreshId: refresh } })
    expect(told.map((row) => row.told)).toEqual([null, null, null, null])
    const late = { refresh, seen, all: '1', agreed: [] }
    await expectRefused(office(), () => confirmRefresh(maarja, late), 'refresh.ended')
    await discardRefresh(maarja, { refresh })
    expect((await startRefresh(maarja, { run: runId })).refresh).not.toBe(refresh)
  })

  test('is refused when the plan that the page showed is no more', async () => {
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

  test('is nobody else’s to confirm or give up', async () => {
    const { refresh } = await aRemoval()
    for (const name of ['liis', 'mari', 'krista'] as const) {
      const by = await office().as(name)
      await expectRefused(office(), () => confirm(refresh, { all: '1' }, by), 'notFound')
      await expectRefused(office(), () => discardRefresh(by, { refresh }), 'notFound')
    }
  })
})

describe('a name or code that is not our person’s', () => {
  test('stays ours unless a person says yes, while the other fields follow', async () => {
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

  test('of a settled learner is settled by saying yes', async () => {
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
      ...{
        lastName: 'Kask',
        learnerId: learner.id,
        settledAs: { firstName, lastName: 'Kask', personalCode },
      },
    })
    expect(await stepsOf(await refreshed(office(), runId, married))).toEqual(['SAME', 'SAME', 'SAME'])
  })
})

describe('an answer that is not to be applied', () => {
  const afterFailing = async (runId: string, refresh: string, code: string) => {
    expect(await stateOf(refresh)).toMatchObject({ state: 'FAILED', problems: [{ why: code }] })
    expect(await office().db.refreshRow.count({ where: { refreshId: refresh } })).toBe(0)
    expect(await office().db.registrant.count({ where: { runId, removedAt: null } })).toBe(3)
  }

  test('changes nothing and says why: empty, of another run, not whole', async () => {
    const { runId } = await aFullRun()
    const other = await aFullRun()
    await afterFailing(runId, await refreshed(office(), runId, []), 'empty')
    await afterFailing(runId, await refreshed(office(), runId, other.people), 'ofAnotherRun')
    const short = { problem: { why: 'cutShort', params: { got: 1, total: 3 } } }
    await afterFailing(runId, await refreshed(office(), runId, short), 'cutShort')
  })

  test('that was never had is not asked for again by itself', async () => {
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

  test('that comes after the refresh was given up is heard by nobody', async () => {
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

  test('of a run that is linked anew meanwhile is not taken', async () => {
    const { runId, people } = await aFullRun()
    const { refresh } = await startRefresh(maarja, { run: runId })
    await office().db.run.update({ where: { id: runId }, data: { juhanId: `neu-${runId.slice(0, 8)}` } })
    await inTransaction(office().db, (tx) =>
      refreshFetched(tx, { refreshId: refresh, run: 'alt' }, { list: people }, noon),
    )
    await afterFailing(runId, refresh, 'linkedAnew')
  })
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

test('the list of runs tells how each stands to Juhan’s, in as many statements for many runs as for one', async () => {
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
