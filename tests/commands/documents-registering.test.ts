import { describe, expect, test } from 'vitest'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { documentTrail } from '@/lib/documents/queries/trail'
import { rehearseCancelling } from '@/lib/documents/registering/queries/rehearsal'
import type { Head } from '@/lib/documents/rules/form'
import { recheckConfirmation } from '@/lib/documents/sending/commands/ending-news'
import { cancellingTold, documentReopened, financeTold } from '@/lib/documents/sending/commands/heard'
import {
  cancelDocument,
  checkOver,
  markFinanceTold,
  reopenDocument,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { inTransaction } from '@/lib/shared/db'
import { castId, units, users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  deliveriesOf,
  documentOf,
  filledHead,
  historyOf,
  monthOfItsOwn,
  newsFor,
  now,
  revisionOf,
  stateOf,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
/** Tests of twenty documents or of hundreds of persons need longer on a busy machine. */
const slow = { timeout: 120_000 }
const grantsOf = (documentId: string) =>
  office().db.grant.findMany({ where: { documentId }, orderBy: { id: 'asc' } })
const statesOf = (documentId: string) =>
  office().db.$queryRaw<{ state: string; from: string; to: string }[]>`
    SELECT state, from_on::text AS "from", to_on::text AS "to" FROM grants_secondary_state
     WHERE document_id = ${documentId}::uuid ORDER BY study_place_id`
const told = async (id: string) =>
  (await deliveriesOf(office(), id)).map(({ topic, state }) => `${topic} ${state}`).toSorted()
const confirm = async (id: string, wrong = {}) =>
  takeNews(office().db, await newsFor(office(), id, wrong), noon)

describe('a confirmation by the signer', () => {
  test('registers the directive on DHIS’s day, with its grants, effects and deliveries', async () => {
    const head = {
      paidFrom: '01.02.2030',
      paidTo: '31.07.2030',
      monthlyAmount: '660,50',
      fundingSource: 'HLOOM',
    }
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Oja', 'Volkova'], head })
    await office().db.documentVersion.updateMany({
      where: { documentId: id },
      data: { sentAt: new Date('2026-11-20T12:00:00Z') },
    })
    expect(await confirm(id, { at: '2026-11-20T23:30:00+02:00', comment: 'Nõus' })).toEqual({
      outcome: 'taken',
    })

    expect(await documentOf(office(), id)).toMatchObject({
      state: 'REGISTERED',
      registeredOn: new Date('2026-11-20'),
      registeredAt: new Date('2026-11-20T21:30:00Z'),
      financeToldAt: null,
    })
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'confirmed',
      userId: null,
      who: 'Mari Mets',
      fromState: 'ISSUED',
      toState: 'REGISTERED',
      note: 'Nõus',
    })
    const grants = await grantsOf(id)
    expect(
      grants.map((grant) => [grant.typeCode, grant.monthlyAmount.toFixed(2), grant.fundingSource]),
    ).toEqual([
      ['DOCTORAL_ALLOWANCE_OWN_FUNDS', '660.50', 'HLOOM'],
      ['DOCTORAL_ALLOWANCE_OWN_FUNDS', '660.50', 'HLOOM'],
    ])
    expect(new Set(grants.map(({ bankAccount }) => bankAccount))).toEqual(
      new Set(['EE382200221020145685', 'EE331010022110655229']),
    )
    expect(await statesOf(id)).toEqual([
      { state: 'ON_GRANT', from: '2030-02-01', to: '2030-07-31' },
      { state: 'ON_GRANT', from: '2030-02-01', to: '2030-07-31' },
    ])
    const effects = await office().db.effect.findMany({ where: { documentId: id } })
    expect(effects).toHaveLength(2)
    expect(effects[0]).toMatchObject({
      kind: 'GRANT',
      undoneAt: null,
      before: null,
      after: { from: '2030-02-01', to: '2030-07-31', amount: '660.50', fundingSource: 'HLOOM' },
    })
    expect(new Set(effects.map(({ subjectId }) => subjectId))).toEqual(
      new Set(grants.map(({ id: grant }) => grant)),
    )
    expect(await told(id)).toEqual([
      'dhis.register WAITING',
      'ehis.grant HELD',
      'ehis.grant HELD',
      'mail.finance WAITING',
      'mail.letter WAITING',
      'mail.letter WAITING',
    ])
  })

  test('posts each person the office’s letter, even to a person without an address', async () => {
    const head = { ...monthOfItsOwn(), monthlyAmount: '1660', fundingSource: 'HLOOM' }
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Põder', 'Volkova'], head })
    await confirm(id)
    const letters = await office().db.delivery.findMany({
      where: { documentId: id, topic: 'mail.letter' },
      orderBy: { seq: 'asc' },
    })
    const { number } = await documentOf(office(), id)
    expect(letters.map(({ payload }) => payload)).toMatchObject([
      {
        to: 'oppija2@ylikool.example',
        subject: 'Teile on määratud doktoranditoetus',
        text:
          `Tere, Mart Põder! Teile on korraldusega nr ${number} (21.11.2026) määratud doktoranditoetus ` +
          `struktuuriüksuse omavahenditest ajavahemikuks ${head.paidFrom} - ${head.paidTo}, 1660,00 eurot kuus.\n\n` +
          'Loodus- ja täppisteaduste valdkond, lt@ylikool.example',
      },
      expect.objectContaining({ to: '' }),
    ])
  })

  test('tells the finance office the number, kind, persons, months and sums, with a link', async () => {
    const head = { ...monthOfItsOwn(), monthlyAmount: '660,50', fundingSource: 'HLOOM' }
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Oja', 'Üksik'], head })
    await confirm(id)
    const { number } = await documentOf(office(), id)
    const notice = await office().db.delivery.findFirstOrThrow({
      where: { documentId: id, topic: 'mail.finance' },
    })
    const { to, subject, text } = notice.payload as Record<string, string>
    expect(to).toBe('rahandus@ylikool.example')
    expect(subject).toContain(number)
    for (const part of [
      'doktoranditoetus struktuuriüksuse omavahenditest',
      'Loodus- ja täppisteaduste valdkond',
      '1321,00',
      `Oja, Kadri: doktoranditoetus struktuuriüksuse omavahenditest, ${head.paidFrom}–${head.paidTo}, 660,50 €, HLOOM`,
      'Üksik, Helina:',
      `http://localhost:3000/documents/${id}`,
    ]) {
      expect(text).toContain(part)
    }
  })

  test('has finance marked as told once its notice has left, unless it is marked already', async () => {
    const { db } = office()
    const [later, at] = [new Date('2026-11-23T08:00:00Z'), new Date('2026-11-22T08:00:00Z')]
    const left = (documentId: string | null, when: Date) =>
      inTransaction(db, (tx) => financeTold(tx, { documentId }, when))
    const documents = [
      await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() }),
      await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() }),
    ]
    await markFinanceTold(await office().as('liis'), await now(office(), documents[1]!))
    for (const id of documents) await left(id, at)
    await left(documents[0]!, later)
    await left(null, later)
    const marks = await db.document.findMany({ where: { financeToldAt: { in: [later, at, noon] } } })
    expect(marks.map(({ id, financeToldAt, financeToldBy }) => [id, financeToldAt, financeToldBy])).toEqual(
      expect.arrayContaining([
        [documents[0], at, null],
        [documents[1], noon, 'Liis Tamm'],
      ]),
    )
    expect(marks.filter(({ financeToldAt }) => financeToldAt?.getTime() === later.getTime())).toEqual([])
  })

  test('tells nobody if the unit has no finance recipients, and marks nothing as told', async () => {
    await office().db.unit.update({ where: { id: units.LT.id }, data: { financeRecipients: [] } })
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    expect(await told(id)).not.toContain('mail.finance WAITING')
    expect(await documentOf(office(), id)).toMatchObject({ financeToldAt: null })
    await office().db.unit.update({
      where: { id: units.LT.id },
      data: { financeRecipients: [...units.LT.finance] },
    })
  })

  test('is needed before anything about the learner changes', async () => {
    for (const state of ['DRAFT', 'CHECKED', 'SENDING', 'ISSUED'] as const) {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      expect([await grantsOf(id), await statesOf(id)]).toEqual([[], []])
    }
  })
})

describe('a block that appeared since the sending', () => {
  test('parks the confirmation until it is gone and the study office checks again', async () => {
    const head = monthOfItsOwn()
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
    const obstacle = await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
    const before = await digestOf(office())
    const taken = await confirm(id)
    expect(taken).toMatchObject({
      outcome: 'parked',
      reasons: [
        {
          code: 'doctoralGrantInPeriod',
          params: { person: 'Helina Üksik', document: (await documentOf(office(), obstacle)).number },
          subject: { kind: 'document', id: obstacle },
        },
      ],
    })
    const after = await digestOf(office())
    expect({ ...after, 'public.news': '' }).toEqual({ ...before, 'public.news': '' })

    const tiina = await office().as('tiina')
    const sheet = await documentSheet(office().db, tiina.person, id, noon)
    const recheck = sheet?.moves.find(({ act }) => act === 'recheck')
    expect(recheck?.refusals.map(({ code }) => code)).toEqual(['doctoralGrantInPeriod'])
    await expectRefused(
      office(),
      async () => recheckConfirmation(tiina, await now(office(), id)),
      'doctoralGrantInPeriod',
    )
    const liis = await office().as('liis')
    await expectRefused(office(), async () => recheckConfirmation(liis, await now(office(), id)), 'notFound')

    await cancelDocument(tiina, { ...(await now(office(), obstacle)), reason: 'Ekslik' })
    await recheckConfirmation(tiina, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    expect(await grantsOf(id)).toHaveLength(1)
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({ act: 'recheck', who: 'Tiina Õun' })
    expect(await office().db.news.findMany({ where: { documentId: id } })).toMatchObject([
      { state: 'APPLIED', endedById: users.tiina.id, endReason: 'recheck' },
    ])
    await expectRefused(
      office(),
      async () => recheckConfirmation(tiina, await now(office(), id)),
      'changedMeanwhile',
    )
  })

  test('can be checked again even if news of a stranger was parked before', async () => {
    const head = monthOfItsOwn()
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
    await confirm(id, { by: { name: 'Ants Kivi', personalCode: users.ants.personalCode } })
    const obstacle = await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
    await confirm(id)
    const tiina = await office().as('tiina')
    await cancelDocument(tiina, { ...(await now(office(), obstacle)), reason: 'Ekslik' })
    await recheckConfirmation(tiina, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    const news = await office().db.news.findMany({
      where: { documentId: id },
      orderBy: { receivedAt: 'asc' },
    })
    expect(news.map(({ state }) => state).toSorted()).toEqual(['APPLIED', 'PARKED'])
  })

  test('parks a confirmation that Muuda and Tühista make void once DHIS has answered', async () => {
    for (const [act, state] of [
      ['reopen', 'REOPENING'],
      ['cancel', 'CANCELLED'],
    ] as const) {
      const head = monthOfItsOwn()
      const id = await aDirective(office(), { state: 'ISSUED', persons: ['Üksik'], head })
      await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
      await confirm(id)
      const liis = await office().as('liis')
      const asked = { ...(await now(office(), id)), reason: 'Ekslik' }
      await (act === 'cancel' ? cancelDocument(liis, asked) : reopenDocument(liis, asked))
      expect(await stateOf(office(), id)).toBe(state)
      expect(await office().db.news.findMany({ where: { documentId: id } })).toMatchObject([
        { state: 'PARKED', endReason: 'Ekslik' },
      ])
      const answered = act === 'cancel' ? cancellingTold : documentReopened
      await inTransaction(office().db, (tx) => answered(tx, { documentId: id, sendNo: 1 }, noon))
      expect(await office().db.news.findMany({ where: { documentId: id } })).toMatchObject([
        { state: 'VOID', endedById: users.liis.id },
      ])
    }
  })

  test('stops one of two directives for one person that are confirmed at the same moment', slow, async () => {
    for (let round = 0; round < 10; round++) {
      const head = monthOfItsOwn()
      const ids = [
        await aDirective(office(), { state: 'ISSUED', persons: ['Üksik', 'Oja'], head }),
        await aDirective(office(), { state: 'ISSUED', persons: ['Oja'], head }),
      ]
      const news = await Promise.all(ids.map((id) => newsFor(office(), id)))
      const taken = await Promise.all(news.map((one) => takeNews(office().db, one, noon)))
      expect(taken.map(({ outcome }) => outcome).toSorted()).toEqual(['parked', 'taken'])
      const states = await Promise.all(ids.map((id) => stateOf(office(), id)))
      expect(states.toSorted()).toEqual(['ISSUED', 'REGISTERED'])
      const parked = ids[states.indexOf('ISSUED')]!
      expect([await grantsOf(parked), await statesOf(parked)]).toEqual([[], []])
      expect(await told(parked)).toEqual(['dhis.register WAITING'])
    }
  })

  test('two directives with the same persons in reverse order are confirmed without a deadlock', async () => {
    const [a, b] = [monthOfItsOwn(), monthOfItsOwn()]
    const persons = ['Oja', 'Üksik', 'Jõgi', 'Org']
    const ids = [
      await aDirective(office(), { state: 'ISSUED', persons, head: a }),
      await aDirective(office(), { state: 'ISSUED', persons: persons.toReversed(), head: b }),
    ]
    const news = await Promise.all(ids.map((id) => newsFor(office(), id)))
    const taken = await Promise.all(news.map((one) => takeNews(office().db, one, noon)))
    expect(taken).toEqual([{ outcome: 'taken' }, { outcome: 'taken' }])
  })
})

describe('cancelling a registered directive', () => {
  const cancel = async (id: string) =>
    cancelDocument(await office().as('tiina', new Date(noon.getTime() + 3_600_000)), {
      ...(await now(office(), id)),
      reason: 'Määratud ekslikult',
    })

  test('undoes its grants, secondary states and effects, and calls off what has not left', async () => {
    const id = await aDirective(office(), {
      state: 'REGISTERED',
      persons: ['Oja', 'Üksik'],
      head: monthOfItsOwn(),
    })
    await cancel(id)
    const at = new Date(noon.getTime() + 3_600_000)
    expect((await grantsOf(id)).map(({ annulledAt }) => annulledAt)).toEqual([at, at])
    expect(await statesOf(id)).toEqual([])
    const effects = await office().db.effect.findMany({ where: { documentId: id } })
    expect(effects.map(({ undoneAt }) => undoneAt)).toEqual([at, at])
    expect(await told(id)).toEqual([
      'dhis.cancel WAITING',
      'dhis.register WAITING',
      'ehis.grant CALLED_OFF',
      'ehis.grant CALLED_OFF',
      'mail.finance CALLED_OFF',
      'mail.letter CALLED_OFF',
      'mail.letter CALLED_OFF',
    ])
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'cancel',
      fromState: 'REGISTERED',
      toState: 'CANCELLED',
      note: 'Määratud ekslikult',
    })
  })

  test('tells the person whose letter has left, the finance office and EHIS', async () => {
    const id = await aDirective(office(), {
      state: 'REGISTERED',
      persons: ['Oja', 'Üksik'],
      head: monthOfItsOwn(),
    })
    const { db } = office()
    const oja = await db.delivery.findFirstOrThrow({
      where: {
        documentId: id,
        topic: 'mail.letter',
        payload: { path: ['to'], equals: 'oppija1@ylikool.example' },
      },
    })
    await db.delivery.update({ where: { id: oja.id }, data: { state: 'DONE', settledAt: noon } })
    await db.delivery.updateMany({
      where: { documentId: id, topic: 'mail.finance' },
      data: { state: 'DONE' },
    })
    await db.document.update({ where: { id }, data: { financeToldAt: noon } })
    await db.delivery.updateMany({ where: { documentId: id, topic: 'ehis.grant' }, data: { state: 'DONE' } })
    await cancel(id)
    const fresh = await db.delivery.findMany({
      where: { documentId: id, createdAt: { gt: noon } },
      orderBy: { seq: 'asc' },
    })
    expect(fresh.map(({ topic, state, payload }) => [topic, state, (payload as { to?: string }).to])).toEqual(
      [
        ['mail.letter', 'WAITING', 'oppija1@ylikool.example'],
        ['mail.finance', 'WAITING', 'rahandus@ylikool.example'],
        ['ehis.grant', 'HELD', undefined],
        ['ehis.grant', 'HELD', undefined],
        ['dhis.cancel', 'WAITING', undefined],
      ],
    )
    expect(fresh[0]).toMatchObject({
      thread: oja.thread,
      payload: {
        subject: 'Teile määratud doktoranditoetus on tühistatud',
        text: expect.stringContaining('Põhjus: Määratud ekslikult'),
      },
    })
    expect(fresh[2]!.payload).toMatchObject({ act: 'DELETE' })
  })

  test('tells those whose letter a worker has claimed', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    const { db } = office()
    await db.delivery.updateMany({
      where: { documentId: id, topic: { in: ['mail.letter', 'mail.finance'] } },
      data: { claimedAt: noon, attempts: 1 },
    })
    await cancel(id)
    expect(await told(id)).toEqual([
      'dhis.cancel WAITING',
      'dhis.register WAITING',
      'ehis.grant CALLED_OFF',
      'mail.finance WAITING',
      'mail.finance WAITING',
      'mail.letter WAITING',
      'mail.letter WAITING',
    ])
  })

  test('frees the days, so that the person can be given the grant again', async () => {
    const head = monthOfItsOwn()
    const id = await aDirective(office(), { state: 'REGISTERED', head })
    await cancel(id)
    const again = await aDirective(office(), { state: 'REGISTERED', head })
    expect(await stateOf(office(), again)).toBe('REGISTERED')
  })

  test('happens once if two people press at once', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    expect(
      await atOnce(
        () => cancel(id),
        () => cancel(id),
      ),
    ).toEqual({ done: 1, codes: ['changedMeanwhile'] })
    expect((await told(id)).filter((one) => one.startsWith('dhis.cancel'))).toHaveLength(1)
  })
})

describe('the number of statements', () => {
  test(
    'is the same for 3 and for 300 persons in every act on a directive, from adding to cancelling',
    slow,
    async () => {
      await manyLearners(300)
      const few = await statementsFor(3)
      const many = await statementsFor(300)
      expect(many).toEqual(few)
      // The statements were counted at all, and are few enough to be read one by one.
      for (const [name, count] of Object.entries(many)) expect(count, name).toBeGreaterThan(0)
      expect(many.sheet).toBeLessThan(9)
      expect(many.trail).toBe(1)
      expect(many.register).toBeLessThan(40)
    },
  )

  test(
    'is the same for 3 and for 300 paid persons whose leave is registered, rehearsed and cancelled',
    slow,
    async () => {
      const few = await leaveStatementsFor(3)
      const many = await leaveStatementsFor(300)
      expect(many).toEqual(few)
      expect(many.register).toBeLessThan(50)
    },
  )

  /** Counts the statements of a leave that ends everybody's payment. */
  async function leaveStatementsFor(count: number) {
    const { db } = office()
    const [liis, tiina] = [await office().as('liis'), await office().as('tiina')]
    const month = monthOfItsOwn()
    const issued = async (kind: 'OWN_FUNDS_ALLOWANCE' | 'ACADEMIC_LEAVE', head: Partial<Head>) => {
      const id = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind })
      await keepTyping(liis, {
        id,
        head: { unitId: units.LT.id, signerId: users.mari.id, basis: 'Kord', ...head },
      })
      await addPlaces(liis, { id, places: Array.from({ length: count }, (_, at) => castId(905, at + 1)) })
      await saveDraft(liis, { id, revision: 0 })
      await checkOver(liis, { id, revision: 1 })
      await sendToDhis(liis, await now(office(), id))
      await answerOfDhis(office(), id, noon)
      return id
    }
    const paid = await issued('OWN_FUNDS_ALLOWANCE', { ...filledHead, ...month })
    await takeNews(db, await newsFor(office(), paid), noon)
    const { paidFrom: leaveFrom, paidTo: leaveTo } = month
    const id = await issued('ACADEMIC_LEAVE', { leaveFrom, leaveTo, reason: 'Omal soovil' })
    const news = await newsFor(office(), id)
    const { count: register } = await countStatements(db, () => takeNews(db, news, noon))
    expect(await db.grantEnd.count({ where: { documentId: id, undoneAt: null } })).toBe(count)
    const rehearsal = await countStatements(db, () => rehearseCancelling(db, tiina.person, id, noon))
    expect(rehearsal.value!.persons).toHaveLength(count)
    const revision = await revisionOf(office(), id)
    const cancelling = () => cancelDocument(tiina, { id, revision, reason: 'Ekslik' })
    const { count: cancel } = await countStatements(db, cancelling)
    expect(await db.grantEnd.count({ where: { documentId: id, undoneAt: null } })).toBe(0)
    return { register, rehearse: rehearsal.count, cancel }
  }

  async function statementsFor(count: number) {
    const { db } = office()
    const liis = await office().as('liis')
    const tiina = await office().as('tiina')
    const counts: Record<string, number> = {}
    const counted = async <T>(name: string, work: () => Promise<T>) => {
      const { count: statements, value } = await countStatements(db, work)
      counts[name] = statements
      return value
    }
    const id = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
    await keepTyping(liis, { id, head: { ...filledHead, ...monthOfItsOwn() } })
    const places = Array.from({ length: count }, (_, at) => castId(905, at + 1))
    await counted('add', () => addPlaces(liis, { id, places }))
    await counted('save', () => saveDraft(liis, { id, revision: 0 }))
    await counted('sheet', () => documentSheet(db, liis.person, id, noon))
    await counted('trail', () => documentTrail(db, id, noon))
    await counted('check', () => checkOver(liis, { id, revision: 1 }))
    const input = await now(office(), id)
    await counted('send', () => sendToDhis(liis, input))
    await answerOfDhis(office(), id, noon)
    const news = await newsFor(office(), id)
    await counted('register', () => takeNews(db, news, noon))
    expect(await db.grant.count({ where: { documentId: id } })).toBe(count)
    const revision = await revisionOf(office(), id)
    await db.delivery.updateMany({ where: { documentId: id, topic: 'mail.letter' }, data: { state: 'DONE' } })
    await counted('cancel', () => cancelDocument(tiina, { id, revision, reason: 'Ekslik' }))
    return counts
  }

  async function manyLearners(count: number) {
    const { db } = office()
    const numbers = Array.from({ length: count }, (_, at) => at + 1)
    await db.learner.createMany({
      data: numbers.map((n) => ({
        id: castId(903, n),
        otherCode: `M-${n}`,
        firstName: `Õppija${n}`,
        lastName: 'Paljude',
        email: `palju${n}@ylikool.example`,
        bankAccount: 'EE382200221020145685',
      })),
    })
    await db.studyPlace.createMany({
      data: numbers.map((n) => ({
        id: castId(905, n),
        learnerId: castId(903, n),
        unitId: units.LT.id,
        code: `M-${n}`,
        level: 'DOCTORAL' as const,
        startedOn: new Date('2025-09-01'),
      })),
    })
    await db.studyTerm.createMany({
      data: numbers.map((n) => ({
        studyPlaceId: castId(905, n),
        aspect: 'MAIN_STATE' as const,
        value: 'STUDYING',
        fromOn: new Date('2025-09-01'),
      })),
    })
  }
})
