import { afterEach, describe, expect, test } from 'vitest'
import { deskTodos } from '@/lib/desk/queries/desk'
import { beginDraft, deleteDraft } from '@/lib/documents/drafting/commands/drafting'
import { createDirective } from '@/lib/documents/drafting/commands/from-proposal'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { cancelDocument, checkOver, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { frozenForDhis } from '@/lib/documents/sending/queries/frozen'
import { users } from '@/prisma/cast'
import {
  aDirective,
  answerOfDhis,
  deliveriesOf,
  historyOf,
  newsFor,
  now,
  stateOf,
} from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { officialOf } from '../support/official'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
// The desk's count goes by what the database keeps with each proposal.
afterEach(async () => {
  const wrong = await office().db.$queryRaw`
    SELECT p.id FROM document p WHERE p.answered <> EXISTS (
      SELECT FROM document m WHERE m.proposal_id = p.id AND m.state <> 'CANCELLED')`
  expect(wrong).toEqual([])
})

const leaving = [{ exmatriculatedOn: '01.02.2027', reason: 'Omal soovil' }]
const cancelled = async (name: 'tiina' | 'heli', id: string) =>
  cancelDocument(await office().as(name), { ...(await now(office(), id)), reason: 'Ekslik' })

async function aProposal(state: 'DRAFT' | 'ISSUED' | 'REGISTERED' = 'REGISTERED') {
  const [learner] = await someLearners(office(), 1)
  const { places } = learner!
  const wishes = { type: 'PROPOSAL', kind: 'EXMATRICULATION', places, rows: leaving, state } as const
  return { id: await aDirective(office(), { ...wishes, by: await office().as('liis') }), places }
}
const directiveFrom = async (id: string, signerId: string = users.jaan.id) =>
  createDirective(await office().as('tiina'), { ...(await now(office(), id)), signerId })

describe('a proposal', () => {
  test('goes to DHIS in the series of its unit, and changes no learner when it is confirmed', async () => {
    const { id, places } = await aProposal('ISSUED')
    const { document } = await frozenForDhis(office().db, { documentId: id, sendNo: 1 })
    expect(document).toMatchObject({ series: '7-37/LT', seriesName: 'Õppetööalane kirjavahetus' })
    const before = await officialOf(office(), ...places)
    expect(await takeNews(office().db, await newsFor(office(), id), noon)).toEqual({ outcome: 'taken' })
    expect(await stateOf(office(), id)).toBe('REGISTERED')
    expect(await officialOf(office(), ...places)).toEqual(before)
    expect((await deliveriesOf(office(), id)).map(({ topic }) => topic)).toEqual(['dhis.register'])
  })

  test('is confirmed even if its person has left meanwhile', async () => {
    const { id, places } = await aProposal('ISSUED')
    const rows = [{ exmatriculatedOn: '01.03.2027', reason: 'Omal soovil' }]
    await aDirective(office(), { kind: 'EXMATRICULATION', places, rows, state: 'REGISTERED' })
    expect(await takeNews(office().db, await newsFor(office(), id), noon)).toEqual({ outcome: 'taken' })
  })

  test('can be drafted by a unit clerk, who can draft neither the directive itself nor a proposal of academic leave', async () => {
    const kind = 'EXMATRICULATION'
    const liis = await office().as('liis')
    await beginDraft(liis, { type: 'PROPOSAL', kind })
    await expectRefused(office(), () => beginDraft(liis, { type: 'VICE_RECTOR_DIRECTIVE', kind }), 'notFound')
    const leave = { type: 'PROPOSAL', kind: 'ACADEMIC_LEAVE' } as const
    await expectRefused(office(), () => beginDraft(liis, leave), 'kindNotOfType')
  })

  test('waits on the desk of the study office until a directive is made from it', async () => {
    const { id } = await aProposal()
    const waiting = async () =>
      (await deskTodos(office().db, await office().person('tiina'))).flatMap((todo) =>
        todo.what === 'PROPOSAL' ? [todo.id] : [],
      )
    expect(await waiting()).toContain(id)
    await directiveFrom(id)
    expect(await waiting()).not.toContain(id)
  })
})

describe('creating a directive from a proposal', () => {
  test('makes the vice-rector’s directive in draft with persons and rows, linked both ways', async () => {
    const { id, places } = await aProposal()
    const directive = await directiveFrom(id)
    const made = await office().db.document.findUniqueOrThrow({
      where: { id: directive },
      include: { rows: true },
    })
    expect(made).toMatchObject({
      type: 'VICE_RECTOR_DIRECTIVE',
      kind: 'EXMATRICULATION',
      state: 'DRAFT',
      proposalId: id,
      signerId: users.jaan.id,
      drafterId: users.tiina.id,
      number: null,
      sendNo: 0,
    })
    expect(made.rows.map(({ studyPlaceId, reason }) => [studyPlaceId, reason])).toEqual([
      [places[0], 'Omal soovil'],
    ])
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'createDirective',
      details: { directive },
    })
    expect((await historyOf(office(), directive))[0]).toMatchObject({ details: { proposal: id } })

    const sheet = await documentSheet(office().db, await office().person('tiina'), id, noon)
    expect(sheet!.made.map((each) => each.id)).toEqual([directive])
    // Only its drafter sees a draft: the unit sees the link once the directive is issued.
    const clerk = await documentSheet(office().db, await office().person('liis'), id, noon)
    expect(clerk!.made).toEqual([])
  })

  test('leads to a directive that registers like any other and ends the studies', async () => {
    const { id, places } = await aProposal()
    const directive = await directiveFrom(id)
    const tiina = await office().as('tiina')
    await checkOver(tiina, await now(office(), directive))
    await sendToDhis(tiina, await now(office(), directive))
    await answerOfDhis(office(), directive, noon)
    await takeNews(office().db, await newsFor(office(), directive), noon)
    expect(await stateOf(office(), directive)).toBe('REGISTERED')
    const { terms } = await officialOf(office(), ...places)
    expect(terms).toContainEqual(
      expect.objectContaining({ value: 'EXMATRICULATED', document_id: directive, from_on: '2027-02-01' }),
    )
  })

  test('is done once while that directive is live, also by two clicks at the same moment', async () => {
    const { id } = await aProposal()
    const { done, codes } = await atOnce(
      () => directiveFrom(id),
      () => directiveFrom(id),
    )
    expect([done, codes.length]).toEqual([1, 1])
    await expectRefused(office(), () => directiveFrom(id), 'hasLiveDirective')
  })

  test('is refused to everybody but the study office, and with a signer who doesn’t sign such directives', async () => {
    const { id } = await aProposal()
    const seen = { ...(await now(office(), id)), signerId: users.jaan.id }
    for (const name of ['liis', 'mari', 'heli'] as const) {
      const act = await office().as(name)
      await expectRefused(office(), () => createDirective(act, seen), 'notFound')
    }
    await expectRefused(office(), () => directiveFrom(id, users.mari.id), 'signerWrong')
    await expectRefused(office(), () => directiveFrom(id, ''), 'signerWrong')
  })

  test('is refused for a proposal that isn’t registered', async () => {
    const { id } = await aProposal('ISSUED')
    await expectRefused(office(), () => directiveFrom(id), 'changedMeanwhile')
  })
})

describe('cancelling a registered proposal', () => {
  test('is allowed only to the chancellery, and tells nobody but DHIS', async () => {
    const { id } = await aProposal()
    await expectRefused(office(), () => cancelled('tiina', id), 'changedMeanwhile')
    await cancelled('heli', id)
    expect(await stateOf(office(), id)).toBe('CANCELLED')
    expect((await deliveriesOf(office(), id)).map(({ topic }) => topic)).toEqual([
      'dhis.register',
      'dhis.cancel',
    ])
  })

  test('is refused while a live directive was made from it, and open again once that is deleted', async () => {
    const { id } = await aProposal()
    const directive = await directiveFrom(id)
    const [refusal] = await expectRefused(office(), () => cancelled('heli', id), 'hasLiveDirective')
    expect(refusal!.params).toEqual({ directive: 'none' })
    await deleteDraft(await office().as('tiina'), { id: directive })
    await cancelled('heli', id)
    expect(await stateOf(office(), id)).toBe('CANCELLED')
  })
})
