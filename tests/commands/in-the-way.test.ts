import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { aDirective, anAmendment, filledHead, newsFor, now, stateOf } from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { atOnce, expectRefused } from '../support/refused'

const office = withOffice()
const slow = { timeout: 120_000 }
const cancel = async (id: string) =>
  cancelDocument(await office().as('tiina'), { ...(await now(office(), id)), reason: 'Ekslik' })
const confirm = async (id: string) => takeNews(office().db, await newsFor(office(), id), noon)
const reason = 'Omal soovil'

describe('facts that stand together or in each other’s way', () => {
  test('one own-funds directive can’t pay a person with two study places twice', async () => {
    const [learner] = await someLearners(office(), 2)
    await expect(aDirective(office(), { places: learner!.places, state: 'CHECKED' })).rejects.toThrow()
  })

  test('a leave that ended two grants allowed beside each other can be cancelled', async () => {
    const [learner] = await someLearners(office(), 1)
    const { places } = learner!
    await aDirective(office(), { places, state: 'REGISTERED' })
    const rows = [{ paidFrom: '01.01.2027', paidTo: '31.12.2027' }]
    await aDirective(office(), {
      kind: 'GRANT',
      subkind: 'DOCTORAL_ALLOWANCE',
      places,
      rows,
      state: 'REGISTERED',
    })
    const days = { leaveFrom: '01.12.2026', leaveTo: '31.01.2027', reason }
    const leave = await aDirective(office(), {
      kind: 'ACADEMIC_LEAVE',
      places,
      rows: [days],
      state: 'REGISTERED',
    })
    await cancel(leave)
  })

  test('the later of two grants allowed beside each other can be changed', async () => {
    const [learner] = await someLearners(office(), 1)
    const { places } = learner!
    await aDirective(office(), { places, state: 'REGISTERED' })
    const later = await aDirective(office(), {
      kind: 'GRANT',
      subkind: 'DOCTORAL_ALLOWANCE',
      places,
      state: 'REGISTERED',
    })
    const id = await anAmendment(office(), later, 'AMENDMENT_CHANGE', { every: { monthlyAmount: '700' } })
    expect(await stateOf(office(), id)).toBe('REGISTERED')
  })

  test.each([
    ['EXMATRICULATION' as const, { exmatriculatedOn: '01.02.2027', reason }],
    ['CHANGE_LOAD' as const, { effectiveOn: '01.02.2027', load: 'PART' }],
  ])(
    'an amendment that cancelled %s can’t be undone once a later directive says the same',
    async (kind, row) => {
      const [learner] = await someLearners(office(), 1)
      const { places } = learner!
      const first = await aDirective(office(), { kind, places, rows: [row], state: 'REGISTERED' })
      const amendment = await anAmendment(office(), first, 'AMENDMENT_CANCEL')
      await aDirective(office(), { kind, places, rows: [row], state: 'REGISTERED' })
      await expectRefused(office(), () => cancel(amendment), 'builtUpon')
    },
  )

  test('an end of payment can be changed to a later day', async () => {
    const [learner] = await someLearners(office(), 1)
    const { places } = learner!
    await aDirective(office(), { places, state: 'REGISTERED' })
    const end = await aDirective(office(), {
      kind: 'PAYMENT_END',
      places,
      rows: [{ lastPaidOn: '15.12.2026', reason }],
      state: 'REGISTERED',
    })
    await anAmendment(office(), end, 'AMENDMENT_CHANGE', { every: { lastPaidOn: '31.12.2026' } })
  })
})

describe('at the same moment', () => {
  test('cancelling a change while a later one is confirmed causes no fault', slow, async () => {
    for (let round = 0; round < 3; round++) {
      const [learner] = await someLearners(office(), 1)
      const make = (effectiveOn: string, state: 'ISSUED' | 'REGISTERED') =>
        aDirective(office(), {
          kind: 'CHANGE_LOAD',
          places: learner!.places,
          rows: [{ effectiveOn, load: 'PART' }],
          state,
        })
      const later = await make('01.03.2027', 'ISSUED')
      const first = await make('01.02.2027', 'REGISTERED')
      const seen = await now(office(), first)
      await atOnce(
        () => confirm(later),
        async () => cancelDocument(await office().as('tiina'), { ...seen, reason }),
      )
    }
  })

  test('cancelling a grant and confirming the end of its payment never both succeed', slow, async () => {
    for (let round = 0; round < 3; round++) {
      const [learner] = await someLearners(office(), 1)
      const { places } = learner!
      const grant = await aDirective(office(), { places, state: 'REGISTERED' })
      const end = await aDirective(office(), {
        kind: 'PAYMENT_END',
        places,
        rows: [{ lastPaidOn: '15.12.2026', reason }],
        state: 'ISSUED',
      })
      await atOnce(
        () => confirm(end),
        () => cancel(grant),
      )
      expect([await stateOf(office(), grant), await stateOf(office(), end)]).not.toEqual([
        'CANCELLED',
        'REGISTERED',
      ])
    }
  })

  test(
    'cancelling an amendment while another of the same base is confirmed causes no fault',
    slow,
    async () => {
      for (let round = 0; round < 4; round++) {
        const [learner] = await someLearners(office(), 2)
        const rows = [
          { paidFrom: '01.09.2026', paidTo: '31.12.2026' },
          { paidFrom: '01.01.2027', paidTo: '31.05.2027' },
        ]
        const base = await aDirective(office(), { places: learner!.places, rows, state: 'REGISTERED' })
        const [one, other] = await office().db.documentRow.findMany({
          where: { documentId: base },
          orderBy: { position: 'asc' },
        })
        const first = await anAmendment(office(), base, 'AMENDMENT_CANCEL', { rows: [one!.id] })
        const second = await anAmendment(office(), base, 'AMENDMENT_CANCEL', {
          rows: [other!.id],
          state: 'ISSUED',
        })
        await atOnce(
          () => cancel(first),
          async () => {
            await pause(round * 16)
            return confirm(second)
          },
        )
      }
    },
  )

  test(
    'saving a draft while its persons are registered on another directive causes no fault',
    slow,
    async () => {
      for (let round = 0; round < 3; round++) {
        const places = (await someLearners(office(), ...Array.from({ length: 150 }, () => 1))).map(
          (each) => each.places[0]!,
        )
        const issued = await aDirective(office(), { places, state: 'ISSUED' })
        const liis = await office().as('liis')
        const id = await beginDraft(liis, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
        await keepTyping(liis, { id, head: { ...filledHead, basis: 'Kord' } })
        await addPlaces(liis, { id, places: places.toReversed() })
        await atOnce(
          () => saveDraft(liis, { id, revision: 0 }),
          async () => {
            await pause(20 + round * 25)
            return confirm(issued)
          },
        )
      }
    },
  )
})
