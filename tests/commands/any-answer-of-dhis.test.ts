import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { documentSheet } from '@/lib/documents/queries/sheet'
import type { DocumentEvent } from '@/lib/documents/rules/lifecycle'
import {
  acceptAnswer,
  callOffSending,
  cancelDocument,
  cancelledThere,
  checkOver,
  reopenDocument,
  resumeSending,
  retrySending,
  sendAnew,
  sendToDhis,
  stayIssued,
} from '@/lib/documents/sending/commands/issuing'
import { deliverDue } from '@/lib/telling/deliver'
import { startAnswering, type Answering, type Heard } from '../outside/answering'
import { aDirective, documentOf, monthOfItsOwn, now, stateOf } from '../support/documents'
import { noon, withOffice } from '../support/office'
import { randomly, unhurried } from '../support/randomly'

/*
 * DHIS answers anything at all, and a person presses any open button. None of it may be a fault of ours,
 * and as soon as DHIS answers as it should, the person can bring the document to its end.
 */

let dhis: Answering
const office = withOffice(async () => {
  dhis = await startAnswering()
  return { DHIS_URL: dhis.url }
})
afterAll(() => dhis.stop())

let at = noon
const later = (hours: number) => (at = new Date(at.getTime() + hours * 3_600_000))
const liis = () => office().as('liis', at)
const because = async (id: string) => ({ ...(await now(office(), id)), reason: 'Nii leppisime kokku' })

const presses = {
  check: async (id: string) => checkOver(await liis(), await now(office(), id)),
  send: async (id: string) => sendToDhis(await liis(), await now(office(), id)),
  retry: async (id: string) => retrySending(await liis(), await now(office(), id)),
  accept: async (id: string) => acceptAnswer(await liis(), await because(id)),
  callOff: async (id: string) => callOffSending(await liis(), await now(office(), id)),
  resume: async (id: string) => resumeSending(await liis(), await now(office(), id)),
  stay: async (id: string) => stayIssued(await liis(), await because(id)),
  reopen: async (id: string) => reopenDocument(await liis(), await because(id)),
  anew: async (id: string) => sendAnew(await liis(), await because(id)),
  cancel: async (id: string) => cancelDocument(await liis(), await because(id)),
  cancelledThere: async (id: string) => cancelledThere(await liis(), await because(id)),
} as const satisfies Partial<Record<DocumentEvent, unknown>>
type Press = keyof typeof presses
const isPress = (act: DocumentEvent): act is Press => act in presses

const open = async (id: string): Promise<Press[]> => {
  const sheet = (await documentSheet(office().db, (await liis()).person, id, at))!
  return sheet.moves
    .filter(({ refusals }) => refusals.length === 0)
    .flatMap(({ act }) => (isPress(act) ? act : []))
}

/** An answer of DHIS: a status with a body; the status 0 stands for a connection that breaks. */
type Said = { status: number; body: string }
let said: (heard: Heard) => Said | Promise<Said>
const answerWith = () => {
  dhis.answer = async (heard, response) => {
    const { status, body } = await said(heard)
    if (status === 0) return void response.destroy()
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(body)
  }
}

let count = 0
/** The answer that DHIS should give. */
async function rightly(id: string, { path, body }: Heard): Promise<Said> {
  const own = await documentOf(office(), id)
  const [, , held, what] = path.split('?')[0]!.split('/')
  const number = own.number ?? `2.1-17/${9_000_000 + ++count}`
  const dhisId = held ? decodeURIComponent(held) : (own.dhisId ?? `right-${randomUUID()}`)
  const receipt = { id: dhisId, number, url: `https://dhis.example/${dhisId}` }
  if (path.startsWith('/documents?')) return { status: 404, body: '{"error":"not-found"}' }
  if (what === 'versions' || !held) return { status: 200, body: JSON.stringify(receipt) }
  const version = what ? (JSON.parse(body) as { version: number }).version : own.sendNo
  const state = what === 'lock' ? 'locked' : what === 'cancel' ? 'cancelled' : 'waiting'
  return { status: 200, body: JSON.stringify({ ...receipt, ourId: id, version, state, lastEvent: null }) }
}

const state = fc.constantFrom('waiting', 'locked', 'confirmed', 'rejected', 'cancelled', 'archived', null, 7)
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '2.1-17/1',
    '2.1-17/2',
    'x'.repeat(3000),
    '\u0000',
    '\ufffd',
    '../../x',
    'javascript:alert(1)',
  ),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom<unknown>(null, 0, [], {}),
)
/** Values for some fields of the right answer; where that is no receipt, the other fields are missing. */
const nearly = fc.record(
  {
    id: text,
    number: text,
    url: text,
    ourId: text,
    version: fc.constantFrom<unknown>(0, 1, 2, 3, 1e9, '1', null),
    state,
    lastEvent: fc.constantFrom<unknown>(null, {}, 'x', { eventId: 'e', type: 'confirmed' }),
  },
  { requiredKeys: [] },
)
const broken = fc.record({
  status: fc.constantFrom(0, 200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503),
  body: fc.constantFrom(
    '',
    '<html>',
    'null',
    '[]',
    '"x"',
    '{"error":"not-found"}',
    '{"message":"Ei saa"}',
    '{"message":""}',
    '\ufffd',
  ),
})
const oddly = fc.oneof(
  broken.map((answer) => () => answer),
  nearly.map((change) => (right: Said) => {
    const body = right.status === 200 ? (JSON.parse(right.body) as object) : {}
    return { status: 200, body: JSON.stringify({ ...body, ...change }) }
  }),
  fc.constant((right: Said) => right),
)

const story = fc.record({
  answers: fc.array(oddly, { minLength: 1, maxLength: 12 }),
  pressed: fc.array(fc.nat(), { minLength: 4, maxLength: 10 }),
  wait: fc.array(fc.constantFrom(0, 1, 60), { minLength: 4, maxLength: 10 }),
})
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never

test(
  'whatever DHIS answers, no fault of ours arises and a person can still cancel the document',
  unhurried,
  async () => {
    const tell = async ({ answers, pressed, wait }: Story) => {
      at = noon
      const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn(), by: await liis() })
      let asked = 0
      said = async (heard) => answers[asked++ % answers.length]!(await rightly(id, heard))
      answerWith()
      const told: string[] = []
      const deliver = async () => {
        await deliverDue(office().db, 'DHIS', () => at)
        const faults = await office().db.delivery.count({ where: { documentId: id, problem: 'FAULT' } })
        expect(faults, told.join(' → ')).toBe(0)
      }
      for (const [turn, choice] of pressed.entries()) {
        const acts = await open(id)
        const act = acts[choice % acts.length]
        if (!act) break
        told.push(`${await stateOf(office(), id)} ${act}`)
        await presses[act](id)
        later(wait[turn % wait.length]!)
        await deliver()
        later(1)
      }

      // DHIS answers as it should again, and the person presses one of the open buttons in this order.
      said = (heard) => rightly(id, heard)
      for (let turn = 0; turn < 12 && !(await isOver(id)); turn++) {
        later(1)
        const acts = await open(id)
        const act = (
          [
            'retry',
            'accept',
            'send',
            'check',
            'cancel',
            'resume',
            'callOff',
            'stay',
            'cancelledThere',
          ] as const
        ).find((each) => acts.includes(each))
        told.push(`${await stateOf(office(), id)} [${acts.join()}] ${act}`)
        if (act) await presses[act](id)
        await deliver()
      }
      expect(await isOver(id), told.join(' → ')).toBe(true)
    }
    await fc.assert(fc.asyncProperty(story, tell), randomly(6))
  },
)

/** Whether the document is cancelled here and nothing is left to tell DHIS. */
async function isOver(documentId: string) {
  const left = await office().db.delivery.count({
    where: {
      documentId,
      neighbour: 'DHIS',
      topic: { not: 'dhis.look' },
      state: { in: ['WAITING', 'NEEDS_PERSON'] },
    },
  })
  return (await stateOf(office(), documentId)) === 'CANCELLED' && left === 0
}
