import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { problemOf } from '@/app/(office)/continuing-education/runs/[id]/refreshes/words'
import { sayIn } from '@/lib/messages/say'
import { startRefresh } from '@/lib/registrants/commands/refresh'
import { registrantsOf } from '@/lib/registrants/queries/registrants'
import type { Problem } from '@/lib/registrants/refreshing/move'
import { deliverDue } from '@/lib/telling/deliver'
import { startSandbox, type Sandbox } from '../outside/sandbox-process'
import { noon, withOffice } from '../support/office'

let sandbox: Sandbox
const office = withOffice(async () => {
  sandbox = await startSandbox()
  return { JUHAN_URL: sandbox.juhan.url, JUHAN_KEY: sandbox.juhan.key }
})
afterAll(() => sandbox.stop())
const breaks = (fault: object) => sandbox.control('PUT', '/faults/juhan', fault)

/** The cast's linked run, whose seven registrants came from Juhan; each has an answer that only Olek keeps. */
let runId: string
beforeAll(async () => {
  runId = (await office().db.run.findUniqueOrThrow({ where: { juhanId: '20401' } })).id
  expect((await press()).refresh).toMatchObject({ state: 'APPLIED', fetched: 12 })
  await office().db.registrant.updateMany({ where: { runId }, data: { wantsPaper: true } })
})
beforeEach(() => breaks({ mode: 'ok' }))

/** Somebody starts a refresh, and the worker asks Juhan as it stands then. */
async function press(run = runId) {
  const { db } = office()
  const { refresh: id } = await startRefresh(await office().as('maarja'), { run })
  await deliverDue(db, 'JUHAN', () => noon)
  const refresh = await db.refresh.findUniqueOrThrow({ where: { id }, include: { rows: true } })
  const [delivery] = await db.delivery.findMany({ where: { subjectId: id }, include: { exchanges: true } })
  return { refresh, delivery: delivery! }
}
const listed = () => office().db.registrant.findMany({ where: { runId }, orderBy: { id: 'asc' } })

test.each([
  ['down', 'Registreerunuid ei saadud: Juhan katkestas ühenduse enne vastamist.'],
  ['cut', 'Registreerunuid ei saadud: Juhan katkestas ühenduse enne vastamist.'],
  ['forget', 'Registreerunuid ei saadud: Juhan katkestas ühenduse enne vastamist.'],
  ['500', 'Registreerunuid ei saadud: Juhan ei vasta (Sisemine viga).'],
  ['refuse', 'Registreerunuid ei saadud: Juhan keeldus: Liivakast keeldub.'],
  ['garbage', 'Registreerunuid ei saadud: Juhan vastas arusaamatult (JSON).'],
  [
    'unknownStatus',
    'Registreeringu 880101 (Kairi Lepp) staatus on Juhanis „Peatatud”, mida Olek ei tunne. Laske staatus Juhanis parandada ja uuendage uuesti.',
  ],
  ['otherRun', 'Juhan vastas teise toimumise kohta (204019).'],
  ['duplicates', 'Juhani vastuses on registreering 880101 (Kairi Lepp) mitu korda.'],
  ['empty', 'Juhani vastus on tühi, aga Olekus on sellel toimumisel 7 registreerunut.'],
])('a list that went wrong (%s) changes nothing, and the refresh says why', async (mode, sentence) => {
  const before = await listed()
  await breaks({ mode })
  const { refresh, delivery } = await press()
  expect(refresh).toMatchObject({ state: 'FAILED', rows: [], endedAt: noon })
  expect((refresh.problems as Problem[]).map((problem) => problemOf(sayIn('et'), problem))).toEqual([
    sentence,
  ])
  expect(await listed()).toEqual(before)
  // The exchange is kept, and Juhan isn't asked again unless a person wants it.
  expect(delivery.exchanges).toHaveLength(1)
  expect(['DONE', 'CALLED_OFF']).toContain(delivery.state)
})

test('a registrant whose fields can’t be read is added and marked, and the other 199 of the list are added too', async () => {
  const { db } = office()
  await sandbox.control('POST', '/juhan/runs/20497/people', { count: 200 })
  const [first, second] = await sandbox.control('GET', '/juhan/runs/20497')
  const { programmeId } = await db.run.findUniqueOrThrow({ where: { id: runId } })
  const day = new Date('2026-12-01')
  const run = await db.run.create({
    data: { programmeId, code: 'TÕ-LT-101/97', startsOn: day, endsOn: day, juhanId: '20497' },
  })
  const odd = {
    firstName: 'J\ufffdri',
    personalCode: '131052-308T',
    workplace: 'Kool\t1',
    email: 5,
    payer: [],
  }
  await sandbox.control('PUT', `/juhan/registrations/${first.id}`, odd)
  expect((await press(run.id)).refresh).toMatchObject({ state: 'APPLIED', fetched: 200 })
  expect(await db.registrant.count({ where: { runId: run.id, odd: { equals: {} } } })).toBe(199)
  const registrantOf = (juhanId: string) => db.registrant.findUniqueOrThrow({ where: { juhanId } })
  expect(await registrantOf(first.id)).toMatchObject({
    firstName: 'J\ufffdri',
    personalCode: null,
    workplace: 'Kool 1',
    email: '',
    payer: null,
    odd: { firstName: 'J\ufffdri', personalCode: '131052-308T', email: '5', payer: '\ufffd[]' },
  })
  const [asked] = (await registrantsOf(db, run.id)).filter(({ question }) => question)
  expect(asked).toMatchObject({ juhanId: first.id, question: { ask: 'NO_NAME' } })

  // A sound value that is stored stays, whatever Juhan sends later.
  await sandbox.control('PUT', `/juhan/registrations/${second.id}`, {
    lastName: 'L\ufffd',
    personalCode: '1',
  })
  expect((await press(run.id)).refresh).toMatchObject({ state: 'APPLIED' })
  expect(await registrantOf(second.id)).toMatchObject({
    lastName: second.lastName,
    personalCode: second.personalCode,
    odd: { lastName: 'L\ufffd', personalCode: '1' },
  })
})

test('a slow Juhan is waited for, and the refresh after a failed one brings the whole list', async () => {
  const before = await listed()
  await breaks({ mode: 'down' })
  expect((await press()).refresh.state).toBe('FAILED')
  await breaks({ mode: 'slow', ms: 300 })
  expect((await press()).refresh).toMatchObject({ state: 'APPLIED', fetched: 12 })
  expect(await listed()).toEqual(before)
})

test('a list of 10,000 people is fetched page by page and applied as a whole', async () => {
  const { db } = office()
  await sandbox.control('POST', '/juhan/runs/20498/people', { count: 10_000 })
  const { programmeId } = await db.run.findUniqueOrThrow({ where: { id: runId } })
  const day = new Date('2026-12-01')
  const run = await db.run.create({
    data: { programmeId, code: 'TÕ-LT-101/98', startsOn: day, endsOn: day, juhanId: '20498' },
  })
  const { refresh, delivery } = await press(run.id)
  expect(refresh).toMatchObject({ state: 'APPLIED', fetched: 10_000, expected: 10_000 })
  expect(delivery.exchanges).toHaveLength(20)
  expect(await db.registrant.count({ where: { runId: run.id, removedAt: null } })).toBe(10_000)
  expect(new Set(refresh.rows.map(({ step }) => step))).toEqual(new Set(['ADD']))

  // When the same list is cut off in the middle, everybody on it stays.
  await breaks({ mode: 'cut' })
  expect((await press(run.id)).refresh.state).toBe('FAILED')
  expect(await db.registrant.count({ where: { runId: run.id, removedAt: null } })).toBe(10_000)
})
