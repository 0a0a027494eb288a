import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { juhanTook, pushStatuses } from '@/lib/registrants/commands/push'
import { ledgerSheet, pushLog } from '@/lib/registrants/queries/ledger'
import { LedgerFilter } from '@/lib/registrants/schema/push'
import { dateFromDay } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { retryDelivery } from '@/lib/telling/commands/acts'
import { deliverDue } from '@/lib/telling/deliver'
import { deliverySheet } from '@/lib/telling/queries/exchanges'
import { units } from '@/prisma/cast'
import { startSandbox, type Sandbox } from '../outside/sandbox-process'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'
import { aRun } from '../support/runs'
import { countStatements } from '../support/statements'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { JUHAN_URL: sandbox.juhan.url, JUHAN_KEY: sandbox.juhan.key }
})
afterAll(() => sandbox.stop())

let at = noon
const later = (hours: number) => (at = new Date(at.getTime() + hours * 3_600_000))
const deliver = () => deliverDue(office().db, 'JUHAN', () => at)
const push = async (run: string, who: 'maarja' | 'tiina' | 'mari' | 'krista' = 'maarja') =>
  pushStatuses(await office().as(who, at), { run })
const breaks = (fault: object) => sandbox.control('PUT', '/faults/juhan', fault)
type Heard = { id: string; status: string; documentNumber?: string }
/** What Juhan was told of a run's people, in order. */
const told = async ({ juhanIds }: { juhanIds: string[] }): Promise<Heard[]> =>
  (await sandbox.control('GET', '/juhan/told')).filter(({ id }: Heard) => juhanIds.includes(id))

beforeEach(async () => {
  at = noon
  await breaks({ mode: 'ok' })
  await office().db.delivery.updateMany({
    where: { state: { in: ['WAITING', 'NEEDS_PERSON'] } },
    data: { state: 'CALLED_OFF' },
  })
})

/** How the studies of a person ended; a study place that goes on has no end. */
type End = 'annulled' | 'discontinued' | 'negative' | 'certificate' | 'proof' | 'studying' | 'nothing'

let runs = 0
/** A run whose people Juhan has too, each of whom is admitted here and has ended in the given way. */
async function anEndedRun(ends: readonly End[]) {
  const { db } = office()
  const made = await aRun(
    office(),
    ends.map(() => ({})),
    { linked: true },
  )
  const juhanRun = `push-${++runs}`
  await sandbox.control('POST', `/juhan/runs/${juhanRun}/people`, { count: ends.length })
  const people: { id: string }[] = await sandbox.control('GET', `/juhan/runs/${juhanRun}`)
  const protocol = await db.protocol.create({
    data: { runId: made.runId, createdAt: at, createdBy: 'Maarja Ilves' },
  })
  const placed = await Promise.all(
    made.registrants.map(async (id, nth) => {
      const juhanId = people[nth]!.id
      await db.registrant.update({ where: { id }, data: { juhanId } })
      return ends[nth] === 'nothing' ? null : endedPlace(id, protocol.id, ends[nth]!)
    }),
  )
  return { ...made, protocolId: protocol.id, juhanIds: people.map(({ id }) => id), places: placed }
}

async function endedPlace(registrantId: string, protocolId: string, end: End) {
  const { db } = office()
  const learner = await db.learner.create({ data: { firstName: 'Osaleja', lastName: 'Kuusk' } })
  await db.registrant.update({ where: { id: registrantId }, data: { learnerId: learner.id } })
  const startedOn = dateFromDay('2026-12-01')
  const { id } = await db.studyPlace.create({
    data: {
      registrantId,
      learnerId: learner.id,
      unitId: units.LT.id,
      code: registrantId,
      startedOn,
      level: 'CONTINUING',
    },
  })
  const value = { annulled: 'ADMISSION_ANNULLED', discontinued: 'DISCONTINUED' }[end as string] ?? 'STUDYING'
  await db.studyTerm.create({ data: { studyPlaceId: id, aspect: 'MAIN_STATE', value, fromOn: startedOn } })
  const paper = { number: `${registrantId.slice(0, 8)}-26`, issuedOn: dateFromDay('2026-12-19') }
  const results: Partial<Record<End, Partial<Prisma.ProtocolRowUncheckedCreateInput>>> = {
    negative: { result: 'NEGATIVE' },
    certificate: { result: 'POSITIVE', paper: 'CERTIFICATE', ...paper },
    proof: { result: 'NEGATIVE', paper: 'ATTENDANCE_PROOF', ...paper },
  }
  const result = results[end]
  if (result) await db.protocolRow.create({ data: { protocolId, studyPlaceId: id, ...result } })
  return { id, number: paper.number }
}

const ledger = async (run: string, show = 'all', page = 1) =>
  (await ledgerSheet(office().db, await office().person('maarja'), run, LedgerFilter.parse({ show, page })))!
const stands = async (run: string) => (await ledger(run)).rows.map(({ stand }) => stand)

describe('a push', () => {
  test('tells Juhan each outcome, and the ledger and the list then say what Juhan took', async () => {
    const run = await anEndedRun([
      'annulled',
      'discontinued',
      'negative',
      'certificate',
      'proof',
      'studying',
      'nothing',
    ])
    expect(await push(run.runId)).toEqual({ told: 5, again: 0, takenBack: 0 })
    expect((await stands(run.runId)).filter((stand) => stand === 'WAITING')).toHaveLength(5)
    await deliver()
    const byId = new Map((await told(run)).map((each) => [each.id, each]))
    const [annulled, discontinued, negative, certificate, proof, studying, nothing] = run.juhanIds
    expect(byId.get(annulled!)).toMatchObject({ status: 'Tühistatud' })
    for (const id of [discontinued, negative, proof]) {
      expect(byId.get(id!)).toMatchObject({ status: 'Mitte-lõpetatud' })
      expect(byId.get(id!)).not.toHaveProperty('documentNumber')
    }
    expect(byId.get(certificate!)).toMatchObject({
      status: 'Lõpetatud',
      documentNumber: run.places[3]!.number,
      documentOn: '2026-12-19',
    })
    expect(byId.has(studying!) || byId.has(nothing!)).toBe(false)
    const { rows, counts } = await ledger(run.runId)
    expect(counts).toEqual({ all: 7, differ: 0, waiting: 0, stuck: 0 })
    const row = rows.find(({ juhanId }) => juhanId === certificate)!
    expect(row).toMatchObject({
      stand: 'SAME',
      juhanStatus: 'COMPLETED',
      open: null,
      sent: { told: { status: 'COMPLETED', documentOn: '2026-12-19' }, at: noon },
    })
    const log = await pushLog(office().db, run.runId)
    expect(log).toHaveLength(5)
    expect(log.every(({ problem }) => problem === null)).toBe(true)
  })

  test('tells Juhan nothing twice if it is repeated', async () => {
    const run = await anEndedRun(['annulled', 'certificate'])
    await push(run.runId)
    expect(await push(run.runId)).toMatchObject({ told: 0, again: 2 })
    await deliver()
    expect(await push(run.runId)).toEqual({ told: 0, again: 0, takenBack: 0 })
    await deliver()
    expect(await told(run)).toHaveLength(2)
  })

  test('tells Juhan nothing twice if two people press at once', async () => {
    const run = await anEndedRun(['annulled', 'certificate', 'negative'])
    await Promise.all([push(run.runId), push(run.runId, 'tiina'), push(run.runId)])
    await deliver()
    expect(await told(run)).toHaveLength(3)
  })

  test('tells a changed outcome again, in place of one that still waits', async () => {
    const run = await anEndedRun(['certificate'])
    await push(run.runId)
    const row = { protocolId_studyPlaceId: { protocolId: run.protocolId, studyPlaceId: run.places[0]!.id } }
    await office().db.protocolRow.update({ where: row, data: { number: 'uus-26' } })
    expect(await stands(run.runId)).toEqual(['UNTOLD'])
    expect(await push(run.runId)).toMatchObject({ told: 1 })
    await deliver()
    expect(await told(run)).toMatchObject([{ documentNumber: 'uus-26' }])
    await office().db.protocolRow.delete({ where: row })
    await office().db.studyTerm.updateMany({
      where: { studyPlaceId: run.places[0]!.id },
      data: { value: 'DISCONTINUED' },
    })
    expect(await push(run.runId)).toMatchObject({ told: 1 })
    await deliver()
    expect((await told(run)).map(({ status }) => status)).toEqual(['Lõpetatud', 'Mitte-lõpetatud'])
  })

  test('takes back an undone outcome that waits; one that Juhan took becomes a difference', async () => {
    const run = await anEndedRun(['discontinued', 'annulled'])
    await push(run.runId)
    const undo = (nth: number) =>
      office().db.studyTerm.updateMany({
        where: { studyPlaceId: run.places[nth]!.id },
        data: { value: 'STUDYING' },
      })
    await undo(0)
    expect(await push(run.runId)).toEqual({ told: 0, again: 1, takenBack: 1 })
    await deliver()
    expect(await told(run)).toMatchObject([{ status: 'Tühistatud' }])
    await undo(1)
    expect((await stands(run.runId)).toSorted()).toEqual(['NONE', 'WITHDRAWN'])
    expect((await ledger(run.runId, 'differ')).rows).toMatchObject([
      { juhanStatus: 'CANCELLED', outcome: null },
    ])
  })

  test('is refused without an outcome, for a run that isn’t linked, and without the right', async () => {
    const run = await anEndedRun(['studying', 'nothing'])
    await expectRefused(office(), () => push(run.runId), 'push.noOutcomes')
    const { runId } = await aRun(office())
    await expectRefused(office(), () => push(runId), 'push.notLinked')
    const ended = await anEndedRun(['annulled'])
    await expectRefused(office(), () => push(ended.runId, 'mari'), 'notFound')
    await expectRefused(office(), () => push(ended.runId, 'krista'), 'notFound')
    await expectRefused(office(), () => push(crypto.randomUUID()), 'notFound')
    expect(
      await office().db.delivery.count({ where: { runId: { in: [runId, run.runId, ended.runId] } } }),
    ).toBe(0)
  })

  test('takes as many statements for forty people as for two', async () => {
    const few = await anEndedRun(['certificate', 'annulled'])
    const many = await anEndedRun(
      Array.from({ length: 40 }, (_each, nth) => (nth % 2 ? 'certificate' : 'negative')),
    )
    const { db } = office()
    const count = async (run: string) => (await countStatements(db, () => push(run))).count
    expect(await count(many.runId)).toBe(await count(few.runId))
    expect(await count(many.runId)).toBe(await count(few.runId))
  })
})

describe('a telling that goes wrong', () => {
  test('shows Juhan’s words in the ledger and the log, and succeeds after a retry', async () => {
    const run = await anEndedRun(['certificate'])
    const [juhanId] = run.juhanIds
    await sandbox.control('PUT', `/juhan/registrations/${juhanId}`, { status: 'Ootenimekirjas' })
    await push(run.runId)
    await deliver()
    const [row] = (await ledger(run.runId, 'stuck')).rows
    const words = 'refused: Ootenimekirjas olija ei ole koolitusel osalenud'
    expect(row).toMatchObject({ stand: 'STUCK', open: { state: 'NEEDS_PERSON', problem: words }, sent: null })
    expect(await pushLog(office().db, run.runId)).toMatchObject([{ problem: words }])
    await sandbox.control('PUT', `/juhan/registrations/${juhanId}`, { status: 'Registreeritud' })
    await retryDelivery(await office().as('maarja', at), { id: row!.open!.deliveryId })
    await deliver()
    expect(await stands(run.runId)).toEqual(['SAME'])
    expect(await pushLog(office().db, run.runId)).toMatchObject([{ problem: null }])
  })

  test('is tried again by another push if it is stuck', async () => {
    const run = await anEndedRun(['negative'])
    await breaks({ mode: 'refuse', times: 1 })
    await push(run.runId)
    await deliver()
    expect(await push(run.runId)).toEqual({ told: 0, again: 1, takenBack: 0 })
    await deliver()
    expect(await told(run)).toHaveLength(1)
  })

  test.each([
    ['down', 'unreachable'],
    ['500', 'unreachable'],
    ['forget', 'unreachable'],
    ['cut', 'unreachable'],
    ['garbage', 'unreadable'],
  ])('is told once in the end if Juhan was broken (%s)', async (mode, kind) => {
    const run = await anEndedRun(['annulled', 'certificate'])
    await breaks({ mode })
    await push(run.runId)
    await deliver()
    for (const { stand, open } of (await ledger(run.runId)).rows) {
      expect(stand).toBe(kind === 'unreachable' ? 'WAITING' : 'STUCK')
      expect(open!.problem).toMatch(new RegExp(`^${kind}`))
    }
    await breaks({ mode: 'ok' })
    later(1)
    await push(run.runId)
    await deliver()
    expect(await stands(run.runId)).toEqual(['SAME', 'SAME'])
    expect((await told(run)).map(({ status }) => status).toSorted()).toEqual(['Lõpetatud', 'Tühistatud'])
  })

  test('is not tried again if another outcome overtook it while a worker had claimed it', async () => {
    const run = await anEndedRun(['discontinued'])
    await push(run.runId)
    const claimed = { where: { runId: run.runId }, data: { claimedAt: at } }
    await office().db.delivery.updateMany(claimed)
    await office().db.studyTerm.updateMany({
      where: { studyPlaceId: run.places[0]!.id },
      data: { value: 'ADMISSION_ANNULLED' },
    })
    expect(await push(run.runId)).toMatchObject({ told: 1, takenBack: 0 })
    await breaks({ mode: 'down', times: 1 })
    later(1)
    await deliver()
    await deliver()
    expect(await told(run)).toMatchObject([{ status: 'Tühistatud' }])
  })

  test('shows its content only to those who keep the run, and others can’t try it again', async () => {
    const run = await anEndedRun(['annulled'])
    await push(run.runId)
    const { id } = await office().db.delivery.findFirstOrThrow({ where: { runId: run.runId } })
    const seen = async (who: 'maarja' | 'tiina' | 'toomas' | 'liis' | 'krista' | 'mari') =>
      deliverySheet(office().db, await office().person(who), id)
    expect(await seen('maarja')).toMatchObject({ content: true, run: { id: run.runId } })
    expect(await seen('tiina')).toMatchObject({ content: true })
    expect(await seen('toomas')).toMatchObject({ content: false, learner: null })
    for (const who of ['liis', 'krista', 'mari'] as const) expect(await seen(who)).toBeNull()
    const krista = await office().as('krista', at)
    await expectRefused(office(), () => retryDelivery(krista, { id }), 'notFound')
  })
})

test('what Juhan took is kept with the registration that Juhan was told of, and with no other', async () => {
  const { db } = office()
  const { registrants } = await aRun(office(), [{}, {}], { linked: true })
  const [one, other] = await Promise.all(
    registrants.map((id) => db.registrant.findUniqueOrThrow({ where: { id } })),
  )
  const took = (juhanId: string) =>
    inTransaction(db, (tx) =>
      juhanTook(tx, { registrantId: one!.id, juhanId, told: { status: 'CANCELLED' } }),
    )
  const statuses = async () =>
    (await db.registrant.findMany({ where: { id: { in: registrants } }, orderBy: { juhanId: 'asc' } })).map(
      ({ juhanStatus }) => juhanStatus,
    )
  // Meanwhile the registrant was joined to another registration.
  await took(other!.juhanId!)
  expect(await statuses()).toEqual(['REGISTERED', 'REGISTERED'])
  await took(one!.juhanId!)
  expect(await statuses()).toEqual(['CANCELLED', 'REGISTERED'])
})
