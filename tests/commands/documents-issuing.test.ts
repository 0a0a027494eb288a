import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Act } from '@/lib/access/action'
import { deleteDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { repairRow } from '@/lib/documents/drafting/commands/repairing'
import { loadDocument, readOf } from '@/lib/documents/load'
import { documentSheet } from '@/lib/documents/queries/sheet'
import {
  documentReopened,
  documentSent,
  reopeningRefused,
  sendingCalledOff,
} from '@/lib/documents/sending/commands/heard'
import {
  callOffSending,
  cancelDocument,
  changeNotified,
  checkOver,
  commentDocument,
  markFinanceTold,
  reopenDocument,
  retrySending,
  sendToDhis,
} from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { frozenForDhis } from '@/lib/documents/sending/queries/frozen'
import { rowStanding } from '@/lib/documents/standing'
import { warningKey, type Warning } from '@/lib/grants/rules/warnings'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { dateFromDay, parseDay } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import type { Refusal } from '@/lib/shared/refusal'
import { retryDelivery } from '@/lib/telling/commands/acts'
import { units, users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  attempted,
  deliveriesOf,
  documentOf,
  historyOf,
  monthOfItsOwn,
  now,
  placeOf,
  newsFor,
  stateOf,
  takeBack,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const nobody = '00000000-0000-4000-8999-000000000001'
const receiptOf = (id: string) => ({
  id: `dhis-${id}`,
  number: `2.1-17/C${id.slice(0, 8)}`,
  url: `http://dhis.example/${id}`,
})
const openMovesOf = async (name: 'liis', id: string) =>
  (await documentSheet(office().db, await office().person(name), id, noon))!.moves
const versionsOf = (documentId: string) =>
  office().db.documentVersion.findMany({ where: { documentId }, orderBy: { sendNo: 'asc' } })
const topicsOf = async (id: string) =>
  (await deliveriesOf(office(), id)).map(({ topic, state }) => `${topic} ${state}`)
const claimed = (documentId: string) => office().db
  .$executeRaw`UPDATE delivery SET claimed_at = ${noon}, attempts = attempts + 1 WHERE document_id = ${documentId}::uuid
                  AND state = 'WAITING'`

/** Changes the delivery that sends the document to what a worker or a failure would leave. */
const sendingIs = (documentId: string, data: object) =>
  office().db.delivery.updateMany({ where: { documentId, topic: 'dhis.register' }, data })

let liis: Act
beforeEach(async () => {
  liis = await office().as('liis')
})

describe('Väljasta korraldus', () => {
  test('records who checked which revision and when, and keeps the PDF that will be sent', async () => {
    const id = await aDirective(office(), { head: monthOfItsOwn() })
    expect(await checkOver(liis, { id, revision: 1 })).toBe(id)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'CHECKED', revision: 2, sendNo: 0 })
    const [version, ...others] = await versionsOf(id)
    expect(others).toEqual([])
    expect(version).toMatchObject({
      sendNo: 1,
      revision: 2,
      checkedById: users.liis.id,
      checkedAt: noon,
      sentAt: null,
      content: { rows: [{ name: 'Kadri Oja', values: { monthlyAmount: '660.00' } }] },
    })
    expect(Buffer.from(version!.pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(version!.pdfSha256).toBe(createHash('sha256').update(version!.pdf).digest('hex'))
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'check',
      fromState: 'DRAFT',
      toState: 'CHECKED',
      who: 'Liis Tamm',
    })
    expect(await deliveriesOf(office(), id)).toEqual([])
  })

  test('pressed again replaces the version that was checked over', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await checkOver(liis, { id, revision: 2 })
    expect(await versionsOf(id)).toMatchObject([{ sendNo: 1, revision: 3 }])
  })

  test('is refused for a directive without persons', async () => {
    const id = await aDirective(office(), { persons: [] })
    await expectRefused(office(), () => checkOver(liis, { id, revision: 1 }), 'noPersons')
  })

  test('is refused for incomplete rows, and names each missing field', async () => {
    const head = { ...monthOfItsOwn(), monthlyAmount: '', fundingSource: '' }
    const id = await aDirective(office(), { persons: ['Oja'], head })
    const refusals = await expectRefused(
      office(),
      () => checkOver(liis, { id, revision: 1 }),
      'missing.monthlyAmount',
      'missing.fundingSource',
    )
    expect(refusals[0]).toMatchObject({ params: { person: 'Kadri Oja' } })
  })

  test('is refused for a person without a bank account', async () => {
    const id = await aDirective(office(), {
      persons: ['von Hohenstaufen-Wittelsbach zu Schwarzburg-Rudolstadt-Main'],
    })
    await expectRefused(office(), () => checkOver(liis, { id, revision: 1 }), 'missing.bankAccount')
  })

  test('is refused for two rows of one person that have a day in common', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik'], head: monthOfItsOwn() })
    const place = await office().db.studyPlace.findUniqueOrThrow({
      where: { id: await placeOf(office(), 'Oja') },
    })
    await office().db.documentRow.updateMany({
      where: { documentId: id },
      data: { studyPlaceId: place.id, learnerId: place.learnerId },
    })
    await expectRefused(office(), () => checkOver(liis, { id, revision: 1 }), 'rowTwice')
  })

  test.each(['Kuusk', 'Raud'])(
    'is refused for %s, who has a doctoral allowance in the period, and names its directive',
    async (name) => {
      const id = await aDirective(office(), { persons: ['Oja', name] })
      const [refusal] = await expectRefused(
        office(),
        () => checkOver(liis, { id, revision: 1 }),
        'doctoralGrantInPeriod',
      )
      expect(refusal!.params).toMatchObject({ person: name === 'Kuusk' ? 'Rasmus Kuusk' : 'Karolin Raud' })
      expect(refusal!.params!.document).toMatch(/^2\.1-17\//)
    },
  )

  test('is refused for a red warning even if a reason is given or was kept before', async () => {
    const id = await aDirective(office(), { persons: ['Kuusk'] })
    const standing = async () => {
      const document = (await loadDocument(office().db, id))!
      return rowStanding(office().db, document, readOf(document).rows)
    }
    const [[row, warnings]] = [...(await standing()).warnings] as [[string, Warning[]]]
    const red = warnings.find(({ tone }) => tone === 'STOP')!
    const reason = 'Jääb alles'
    for (const repair of ['KEEP_WITH_REASON', 'MARK_CHECKED'] as const)
      await expectRefused(
        office(),
        () => repairRow(liis, { id, row, warning: warningKey(red), repair, reason }),
        'warningsChanged',
      )
    // The warning was kept with a reason when another rule held and it was not red.
    const accepted = [
      { key: warningKey(red), code: red.code, reason, who: 'Liis Tamm', at: noon.toISOString() },
    ]
    await office().db.documentRow.update({ where: { id: row }, data: { accepted } })
    expect((await standing()).flagged.has(row)).toBe(true)
    await expectRefused(office(), () => checkOver(liis, { id, revision: 1 }), 'doctoralGrantInPeriod')
  })

  test('is not refused for other warnings, which the version keeps', async () => {
    const persons = ['Põder', 'Šmidt-Žukov', 'Värk', 'Kriisa', 'Jõgi', 'Hein', 'Tuul', 'Org', 'Palu', 'Laane']
    const id = await aDirective(office(), { persons })
    await checkOver(liis, { id, revision: 1 })
    const [version] = await versionsOf(id)
    expect((version!.content as { warnings: unknown[] }).warnings.length).toBeGreaterThan(7)
  })

  test('is refused for an outdated revision and for an unknown document', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await expectRefused(office(), () => checkOver(liis, { id, revision: 1 }), 'changedMeanwhile')
    await expectRefused(office(), () => checkOver(liis, { id: nobody, revision: 1 }), 'notFound')
  })

  test('checks over once if two people press at once', async () => {
    const id = await aDirective(office(), { head: monthOfItsOwn() })
    const kaire = await office().as('kaire')
    const both = await atOnce(
      () => checkOver(liis, { id, revision: 1 }),
      () => checkOver(kaire, { id, revision: 1 }),
    )
    expect(both).toEqual({ done: 1, codes: ['changedMeanwhile'] })
    expect(await versionsOf(id)).toHaveLength(1)
  })

  test.each(['SENDING', 'CALLING_OFF', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const)(
    'is refused for a document in %s',
    async (state) => {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      await expectRefused(office(), async () => checkOver(liis, await now(office(), id)), 'changedMeanwhile')
    },
  )
})

describe('Saada DHISi', () => {
  test('freezes the version, posts one delivery and waits for the answer', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await sendToDhis(liis, await now(office(), id))
    expect(await documentOf(office(), id)).toMatchObject({
      state: 'SENDING',
      sendNo: 1,
      number: null,
      issuedAt: null,
    })
    const [version] = await versionsOf(id)
    expect(version).toMatchObject({ sendNo: 1, sentAt: noon })
    expect(await deliveriesOf(office(), id)).toMatchObject([
      {
        topic: 'dhis.register',
        key: `dhis.register:${id}:1`,
        thread: id,
        state: 'WAITING',
        payload: { documentId: id, sendNo: 1 },
        dueAt: noon,
        attempts: 0,
      },
    ])
    const { dhisId, document } = await frozenForDhis(office().db, { documentId: id, sendNo: 1 })
    expect(dhisId).toBeNull()
    expect(document).toMatchObject({
      ourId: id,
      version: 1,
      type: 'VICE_DEAN_DIRECTIVE',
      series: '2.1-17',
      unit: { code: 'LT' },
      signer: { name: 'Mari Mets', personalCode: users.mari.personalCode },
      drafter: { name: 'Liis Tamm' },
      content: { rows: [{ name: 'Kadri Oja' }] },
    })
    expect(document.pdf).toEqual(version!.pdf)
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'send',
      fromState: 'CHECKED',
      toState: 'SENDING',
    })
  })

  test('is refused after a change of the document, with which the check-over lapses', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await saveDraft(liis, { id, revision: 2, head: { footer: 'x' } })
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await expectRefused(office(), async () => sendToDhis(liis, await now(office(), id)), 'changedMeanwhile')
  })

  test('is refused while a new warning stands, and works once the warning is gone', async () => {
    const head = monthOfItsOwn()
    const id = await aDirective(office(), { state: 'CHECKED', persons: ['Kalda'], head })
    const place = await placeOf(office(), 'Kalda')
    const [from, to] = [head.paidFrom, head.paidTo].map((day) => dateFromDay(parseDay(day!)!))
    const leave = await office().db.academicLeave.create({
      data: {
        studyPlaceId: place,
        fromOn: from!,
        toOn: to!,
        importedNumber: '2.1-17/999',
        importedOn: from,
      },
    })
    await expectRefused(office(), async () => sendToDhis(liis, await now(office(), id)), 'checkLapsed')
    const send = (await openMovesOf('liis', id)).find(({ act }) => act === 'send')
    expect(send?.refusals.map(({ code }) => code)).toEqual(['checkLapsed'])
    await office().db.academicLeave.delete({ where: { id: leave.id } })
    await sendToDhis(liis, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('SENDING')
  })

  test('is refused for a block that has appeared since, and for the lapsed check-over', async () => {
    const head = monthOfItsOwn()
    const first = await aDirective(office(), { state: 'CHECKED', persons: ['Üksik'], head })
    await aDirective(office(), { state: 'REGISTERED', persons: ['Üksik'], head })
    await expectRefused(
      office(),
      async () => sendToDhis(liis, await now(office(), first)),
      'checkLapsed',
      'doctoralGrantInPeriod',
    )
  })

  test('is refused for a draft that was not checked over', async () => {
    const id = await aDirective(office(), { head: monthOfItsOwn() })
    await expectRefused(office(), async () => sendToDhis(liis, await now(office(), id)), 'changedMeanwhile')
  })

  test('sends the document once if two people press at once', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    const [kaire, input] = [await office().as('kaire'), await now(office(), id)]
    const both = await atOnce(
      () => sendToDhis(liis, input),
      () => sendToDhis(kaire, input),
    )
    expect(both).toEqual({ done: 1, codes: ['changedMeanwhile'] })
    expect(await topicsOf(id)).toEqual(['dhis.register WAITING'])
  })

  test('pressed at the moment of a save lets only one of the two through', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    const [kaire, input] = [await office().as('kaire'), await now(office(), id)]
    const both = await atOnce(
      () => sendToDhis(liis, input),
      () => saveDraft(kaire, { ...input, head: { footer: 'x' } }),
    )
    expect(both.done).toBe(1)
    const { state, footer } = await documentOf(office(), id)
    expect([state, footer]).toEqual(state === 'SENDING' ? ['SENDING', ''] : ['DRAFT', 'x'])
  })

  test('ends with DHIS’s answer, which issues the document once with its number and link', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    const heard = () =>
      inTransaction(office().db, (tx) => documentSent(tx, { documentId: id, sendNo: 1 }, receiptOf(id), noon))
    await heard()
    expect(await documentOf(office(), id)).toMatchObject({
      state: 'ISSUED',
      number: receiptOf(id).number,
      dhisId: receiptOf(id).id,
      dhisUrl: receiptOf(id).url,
      issuedAt: noon,
    })
    await heard()
    expect((await historyOf(office(), id)).map(({ act, who }) => `${act} ${who}`)).toEqual([
      'save Liis Tamm',
      'check Liis Tamm',
      'send Liis Tamm',
      'sent DHIS',
    ])
  })

  test('does not end with an answer to an older sending', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    await sendAgain(id)
    await inTransaction(office().db, (tx) =>
      documentSent(tx, { documentId: id, sendNo: 1 }, receiptOf(id), noon),
    )
    expect(await stateOf(office(), id)).toBe('SENDING')
  })
})

describe('a sending that fails', () => {
  test('leaves the document in sending, and can be tried again or called off', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    const acts = async () => (await openMovesOf('liis', id)).map(({ act }) => act)
    expect(await acts()).toEqual(['callOff'])
    await sendingIs(id, { state: 'NEEDS_PERSON', attempts: 1, problem: 'refused: Sari on suletud' })
    expect(await acts()).toEqual(['retry', 'callOff'])
    const later = await office().as('liis', new Date(noon.getTime() + 60_000))
    await retrySending(later, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('SENDING')
    expect(await deliveriesOf(office(), id)).toMatchObject([{ state: 'WAITING', dueAt: later.now }])
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'retry',
      fromState: 'SENDING',
      toState: 'SENDING',
    })
  })

  test('can’t be tried again while the first try is under way', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await expectRefused(office(), async () => retrySending(liis, await now(office(), id)), 'changedMeanwhile')
    await sendingIs(id, { attempts: 1, claimedAt: noon })
    await expectRefused(office(), async () => retrySending(liis, await now(office(), id)), 'changedMeanwhile')
  })

  test('can be tried again on the deliveries page too, and the audit log says by whom', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await sendingIs(id, { state: 'NEEDS_PERSON', attempts: 1 })
    const [delivery] = await deliveriesOf(office(), id)
    await retryDelivery(await office().as('toomas'), { id: delivery!.id })
    expect((await deliveriesOf(office(), id))[0]).toMatchObject({ state: 'WAITING' })
    expect(await office().db.auditEntry.findMany({ where: { subject: delivery!.id } })).toMatchObject([
      { act: 'delivery.retry', userId: users.toomas.id },
    ])
    await sendingIs(id, { claimedAt: noon })
    await expectRefused(office(), () => retryDelivery(liis, { id: delivery!.id }), 'deliveryChanged')
    const krista = await office().as('krista')
    await expectRefused(office(), () => retryDelivery(krista, { id: delivery!.id }), 'notFound')
  })
})

describe('Katkesta saatmine', () => {
  const called = (id: string, receipt: ReturnType<typeof receiptOf> | null) =>
    inTransaction(office().db, (tx) => sendingCalledOff(tx, { documentId: id, sendNo: 1 }, receipt, noon))

  test('before the document leaves makes it a draft at once, and DHIS is asked nothing', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await callOffSending(liis, await now(office(), id))
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number: null })
    expect(await topicsOf(id)).toEqual(['dhis.register CALLED_OFF'])
    expect(await versionsOf(id)).toMatchObject([{ sendNo: 1, sentAt: null }])
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({ act: 'callOff', toState: 'DRAFT' })
    await checkOver(liis, await now(office(), id))
    await sendToDhis(liis, await now(office(), id))
    expect(await topicsOf(id)).toEqual(['dhis.register CALLED_OFF', 'dhis.register WAITING'])
    expect(await versionsOf(id)).toMatchObject([{ sendNo: 2, sentAt: noon }])
  })

  test('at the moment of leaving leaves the document on its way, or a draft that never left', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
      const input = await now(office(), id)
      const { done } = await atOnce(
        () => callOffSending(liis, input),
        () => claimed(id),
      )
      const [delivery] = await deliveriesOf(office(), id)
      const state = await stateOf(office(), id)
      if (state === 'DRAFT') expect(delivery).toMatchObject({ state: 'CALLED_OFF', attempts: 0 })
      else expect(delivery).toMatchObject({ state: 'WAITING', attempts: 1 })
      expect(['DRAFT', 'SENDING', 'CALLING_OFF']).toContain(state)
      expect(done).toBe(state === 'SENDING' ? 1 : 2)
    }
  })

  test('after a try that DHIS may have heard frees the draft once DHIS says it has nothing', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await attempted(office(), id)
    await callOffSending(liis, await now(office(), id))
    expect(await stateOf(office(), id)).toBe('CALLING_OFF')
    expect(await topicsOf(id)).toEqual(['dhis.register CALLED_OFF', 'dhis.callOff WAITING'])
    expect((await openMovesOf('liis', id)).map(({ act }) => act)).toEqual([])
    await called(id, null)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number: null, dhisId: null })
    expect((await historyOf(office(), id)).map(({ act }) => act)).toEqual([
      'save',
      'check',
      'send',
      'callOff',
      'calledOff',
    ])
  })

  test('after one try leaves a draft that was never issued and can be deleted', async () => {
    const id = await aDirective(office(), { state: 'CALLING_OFF', head: monthOfItsOwn() })
    await called(id, null)
    await deleteDraft(liis, { id })
    expect(await office().db.document.count({ where: { id } })).toBe(0)
  })

  test('after DHIS took the document leaves a draft with a number, which can’t be deleted', async () => {
    const id = await aDirective(office(), { state: 'CALLING_OFF', head: monthOfItsOwn() })
    await called(id, receiptOf(id))
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', number: receiptOf(id).number })
    await expectRefused(office(), () => deleteDraft(liis, { id }), 'wasIssued')
    await checkOver(liis, await now(office(), id))
    await sendToDhis(liis, await now(office(), id))
    expect(await documentOf(office(), id)).toMatchObject({ sendNo: 2 })
  })

  test('during a try keeps an answer that comes meanwhile from issuing the document', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    await sendingIs(id, { claimedAt: noon, attempts: 1 })
    await callOffSending(liis, await now(office(), id))
    expect(await topicsOf(id)).toEqual(['dhis.register WAITING', 'dhis.callOff WAITING'])
    await answerOfDhis(office(), id, noon)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'CALLING_OFF', number: null })
  })

  test('at the moment of the answer leaves the document issued, or being called off', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
      await attempted(office(), id)
      const input = await now(office(), id)
      const { codes } = await atOnce(
        () => callOffSending(liis, input),
        () => answerOfDhis(office(), id, noon),
      )
      expect([await stateOf(office(), id), codes]).toEqual(
        codes.length === 0 ? ['CALLING_OFF', []] : ['ISSUED', ['changedMeanwhile']],
      )
    }
  })

  test.each(['DRAFT', 'CHECKED', 'CALLING_OFF', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const)(
    'is refused for a document in %s',
    async (state) => {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      await expectRefused(
        office(),
        async () => callOffSending(liis, await now(office(), id)),
        'changedMeanwhile',
      )
    },
  )
})

describe('Muuda korraldust', () => {
  test('locks the document in DHIS and makes it a draft, whose next version keeps the number', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const { number } = await documentOf(office(), id)
    await reopenDocument(liis, await now(office(), id))
    expect(await documentOf(office(), id)).toMatchObject({ state: 'REOPENING', number, sendNo: 1 })
    expect(await topicsOf(id)).toEqual(['dhis.register WAITING', 'dhis.lock WAITING'])
    await inTransaction(office().db, (tx) => documentReopened(tx, { documentId: id, sendNo: 1 }, noon))
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await checkOver(liis, await now(office(), id))
    await sendToDhis(liis, await now(office(), id))
    expect(await documentOf(office(), id)).toMatchObject({ state: 'SENDING', number, sendNo: 2 })
    expect((await versionsOf(id)).map(({ sendNo }) => sendNo)).toEqual([1, 2])
    expect((await frozenForDhis(office().db, { documentId: id, sendNo: 2 })).document.version).toBe(2)
    await answerOfDhis(office(), id, noon)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'ISSUED', number })
  })

  test.each(['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF', 'REGISTERED', 'CANCELLED'] as const)(
    'is refused for a document in %s',
    async (state) => {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      await expectRefused(
        office(),
        async () => reopenDocument(liis, await now(office(), id)),
        'changedMeanwhile',
      )
    },
  )
})

describe('a person who acts on an outdated page', () => {
  const told = (refusal: Refusal) => refusalText(sayIn('et'), refusal)

  test.each([
    ['check', checkOver],
    ['send', sendToDhis],
    ['reopen', reopenDocument],
    [
      'cancel',
      (act: Act, seen: { id: string; revision: number }) => cancelDocument(act, { ...seen, reason: 'x' }),
    ],
  ] as const)('is told at %s who saved what and when, and how the document stands', async (_, acts) => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    const seen = await now(office(), id)
    await saveDraft(await office().as('kaire'), { ...seen, head: { footer: 'Kaire jalus' } })
    const [refusal] = await expectRefused(office(), () => acts(liis, seen), 'changedMeanwhile')
    expect(told(refusal!)).toBe(
      'Dokument on vahepeal muutunud: Kaire Sepp salvestas (21.11.2026 kell 12.00). Muudeti: Jalus. Praegune seis: Korraldus loomisel.',
    )
    expect(refusal!.subject).toEqual({ kind: 'document', id })
  })

  test('is told what DHIS did, even if the revision is the present one', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const [refusal] = await expectRefused(
      office(),
      async () => callOffSending(liis, await now(office(), id)),
      'changedMeanwhile',
    )
    expect(told(refusal!)).toMatch(
      /^Dokument on vahepeal muutunud: DHIS andis numbri, dokument on väljastatud \(.*\)\. Praegune seis: Korraldus väljastatud\.$/,
    )
  })

  test('keeps the typing in a draft that was sent meanwhile, and is told who sent it', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await keepTyping(liis, { id, head: { extraInfo: 'pooleli' } })
    await sendToDhis(await office().as('kaire'), await now(office(), id))
    const [refusal] = await expectRefused(
      office(),
      () => keepTyping(liis, { id, head: { extraInfo: 'pooleli jutt' } }),
      'draftClosed',
    )
    expect(told(refusal!)).toContain('Kaire Sepp saatis DHISi (21.11.2026 kell 12.00)')
    const copy = await office().db.workingCopy.findFirstOrThrow({ where: { documentId: id } })
    expect(copy.content).toMatchObject({ head: { extraInfo: 'pooleli' } })
  })
})

describe('a signer who is quicker than Muuda', () => {
  test('gets the document registered while it is being taken back', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    await reopenDocument(liis, await now(office(), id))
    expect(await takeNews(office().db, await newsFor(office(), id), noon)).toEqual({ outcome: 'taken' })
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    await inTransaction(office().db, (tx) => reopeningRefused(tx, { documentId: id, sendNo: 1 }, noon))
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  })

  test('keeps the document issued and closed for changes while the news is on the way', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    await reopenDocument(liis, await now(office(), id))
    await inTransaction(office().db, (tx) => reopeningRefused(tx, { documentId: id, sendNo: 1 }, noon))
    expect(await stateOf(office(), id)).toBe('ISSUED')
    expect(await takeNews(office().db, await newsFor(office(), id), noon)).toEqual({ outcome: 'taken' })
  })

  test('does not prevent a second Muuda, whose lock is a delivery of its own', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    await reopenDocument(liis, await now(office(), id))
    await inTransaction(office().db, (tx) => reopeningRefused(tx, { documentId: id, sendNo: 1 }, noon))
    await reopenDocument(liis, await now(office(), id))
    expect(await topicsOf(id)).toEqual([
      'dhis.register WAITING',
      'dhis.lock WAITING',
      'dhis.look WAITING',
      'dhis.lock WAITING',
    ])
  })
})

describe('Tühista', () => {
  const cancel = async (act: Act, id: string, reason = 'Ekslik') =>
    cancelDocument(act, { ...(await now(office(), id)), reason })

  test.each(['DRAFT', 'CHECKED', 'ISSUED'] as const)(
    'on a numbered document in %s asks for a reason, and gives it to DHIS',
    async (state) => {
      const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
      if (state !== 'ISSUED') await takeBack(office(), liis, id)
      if (state === 'CHECKED') await checkOver(liis, await now(office(), id))
      await expectRefused(office(), () => cancel(liis, id, '  '), 'missing.reason')
      await cancel(liis, id)
      expect(await stateOf(office(), id)).toBe('CANCELLED')
      expect((await historyOf(office(), id)).at(-1)).toMatchObject({
        act: 'cancel',
        fromState: state,
        toState: 'CANCELLED',
        note: 'Ekslik',
      })
      expect((await deliveriesOf(office(), id)).at(-1)).toMatchObject({
        topic: 'dhis.cancel',
        payload: { documentId: id, sendNo: 1, reason: 'Ekslik' },
      })
    },
  )

  test.each(['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF', 'CANCELLED'] as const)(
    'is refused for a document in %s that has no number or is cancelled already',
    async (state) => {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      await expectRefused(office(), () => cancel(liis, id), 'changedMeanwhile')
    },
  )

  test('on a registered directive works for the study office alone', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    for (const name of ['liis', 'kaire', 'mari', 'heli'] as const) {
      const act = await office().as(name)
      const refused = name === 'liis' || name === 'kaire' ? 'changedMeanwhile' : 'notFound'
      await expectRefused(office(), () => cancel(act, id), refused)
    }
    await cancel(await office().as('tiina'), id)
    expect(await stateOf(office(), id)).toBe('CANCELLED')
  })

  test('cancels once if two people press at once', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const [kaire, input] = [await office().as('kaire'), { ...(await now(office(), id)), reason: 'Ekslik' }]
    const both = await atOnce(
      () => cancelDocument(liis, input),
      () => cancelDocument(kaire, input),
    )
    expect(both).toEqual({ done: 1, codes: ['changedMeanwhile'] })
    expect((await topicsOf(id)).filter((topic) => topic.startsWith('dhis.cancel'))).toHaveLength(1)
  })
})

describe('what else is done with a document', () => {
  test('units to be notified are chosen in a draft, and DHIS gets them when it is sent', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    for (const unit of ['HV', 'SV', 'HV']) await changeNotified(liis, { id, unit, act: 'add' })
    await changeNotified(liis, { id, unit: 'SV', act: 'remove' })
    expect(await documentOf(office(), id)).toMatchObject({ notifyUnits: ['HV'], state: 'CHECKED' })
    const told = (await historyOf(office(), id)).filter(({ act }) => /notified/i.test(act))
    expect(told.map(({ act, note }) => `${act}: ${note}`)).toEqual([
      'notified: Humanitaarteaduste ja kunstide valdkond',
      'notified: Sotsiaalteaduste valdkond',
      'notNotified: Sotsiaalteaduste valdkond',
    ])
    await sendToDhis(liis, await now(office(), id))
    expect((await frozenForDhis(office().db, { documentId: id, sendNo: 1 })).document.notifyUnits).toEqual([
      'HV',
    ])
    await expectRefused(
      office(),
      () => changeNotified(liis, { id, unit: 'SV', act: 'add' }),
      'changedMeanwhile',
    )
  })

  test('units to be notified are kept through Muuda korraldust and sent with the next version', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    for (const unit of ['HV', 'SV']) await changeNotified(liis, { id, unit, act: 'add' })
    await sendToDhis(liis, await now(office(), id))
    await answerOfDhis(office(), id, noon)
    await takeBack(office(), liis, id)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', notifyUnits: ['HV', 'SV'] })
    await changeNotified(liis, { id, unit: 'HV', act: 'remove' })
    await saveDraft(liis, { ...(await now(office(), id)), head: { footer: 'Parandatud' } })
    await checkOver(liis, await now(office(), id))
    await sendToDhis(liis, await now(office(), id))
    expect((await frozenForDhis(office().db, { documentId: id, sendNo: 2 })).document.notifyUnits).toEqual([
      'SV',
    ])
  })

  test('units to be notified must be known, and a clerk of another unit can’t choose them', async () => {
    const id = await aDirective(office())
    await expectRefused(office(), () => changeNotified(liis, { id, unit: 'EI', act: 'add' }), 'unitWrong')
    const krista = await office().as('krista')
    await expectRefused(office(), () => changeNotified(krista, { id, unit: 'HV', act: 'add' }), 'notFound')
  })

  test('a comment on a registered document changes nothing else in it', async () => {
    const id = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    const before = await documentOf(office(), id)
    const mari = await office().as('mari')
    await commentDocument(mari, { id, comment: 'Vaata lisa' })
    expect(await documentOf(office(), id)).toEqual(before)
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'comment',
      who: 'Mari Mets',
      note: 'Vaata lisa',
      fromState: 'REGISTERED',
      toState: 'REGISTERED',
    })
    await expectRefused(office(), () => commentDocument(mari, { id, comment: '' }), 'missing.comment')
    const krista = await office().as('krista')
    await expectRefused(office(), () => commentDocument(krista, { id, comment: 'x' }), 'notFound')
  })

  test('the drafters of a registered directive can mark once that finance was told', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    await expectRefused(
      office(),
      async () => markFinanceTold(liis, await now(office(), id)),
      'changedMeanwhile',
    )
    const other = await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() })
    for (const name of ['mari', 'heli', 'krista', 'rein'] as const) {
      const act = await office().as(name)
      await expectRefused(office(), async () => markFinanceTold(act, await now(office(), other)), 'notFound')
    }
    await markFinanceTold(liis, await now(office(), other))
    expect(await documentOf(office(), other)).toMatchObject({
      financeToldAt: noon,
      financeToldBy: 'Liis Tamm',
    })
    expect((await historyOf(office(), other)).at(-1)).toMatchObject({ act: 'financeTold' })
    await expectRefused(
      office(),
      async () => markFinanceTold(liis, await now(office(), other)),
      'changedMeanwhile',
    )
  })

  test('the unit’s own series comes before the general one, and has the unit’s code filled in', async () => {
    const id = await aDirective(office(), { state: 'SENDING', head: monthOfItsOwn() })
    const series = async () =>
      (await frozenForDhis(office().db, { documentId: id, sendNo: 1 })).document.series
    const general = await office().db.dhisSeries.create({
      data: { type: 'VICE_DEAN_DIRECTIVE', template: '2.1-18' },
    })
    expect(await series()).toBe('2.1-18')
    const own = await office().db.dhisSeries.create({
      data: { type: 'VICE_DEAN_DIRECTIVE', unitId: units.LT.id, template: '2.1-17/{unit}' },
    })
    expect(await series()).toBe('2.1-17/LT')
    await office().db.dhisSeries.deleteMany({ where: { id: { in: [general.id, own.id] } } })
  })
})

/** Takes an issued document back and sends it again. */
async function sendAgain(id: string) {
  await takeBack(office(), liis, id)
  await checkOver(liis, await now(office(), id))
  await sendToDhis(liis, await now(office(), id))
}
