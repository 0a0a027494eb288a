import { describe, expect, test } from 'vitest'
import type { Paper } from '@/lib/documents/paper/paper'
import { checkedVersion, documentSheet, keptPdf } from '@/lib/documents/queries/sheet'
import { rehearseRegistering, type FactLine } from '@/lib/documents/registering/queries/rehearsal'
import type { Texts } from '@/lib/documents/rules/fields'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { aDirective, anAmendment } from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { pdfPages } from '../support/pdf-text'

const office = withOffice()

type Kind = Exclude<KindCode, `AMENDMENT_${string}`>

/**
 * Registers a directive of one person, checks over an amendment of it, and returns what its pages and its PDF
 * show. The PDF's text is without blanks.
 */
async function amended(
  kind: Kind,
  row: Texts,
  amending: 'AMENDMENT_CHANGE' | 'AMENDMENT_CANCEL',
  every: Texts = {},
) {
  const { db } = office()
  const [learner] = await someLearners(office(), 1)
  const base = await aDirective(office(), { kind, places: learner!.places, rows: [row], state: 'REGISTERED' })
  const id = await anAmendment(office(), base, amending, { every, state: 'CHECKED' })
  const tiina = await office().person('tiina')
  const sheet = await documentSheet(db, tiina, id, noon)
  const version = (await checkedVersion(db, id))!
  return {
    row: sheet!.rows[0]!,
    paper: version.content as unknown as Paper,
    pdf: pdfPages((await keptPdf(db, tiina, id, version.sendNo))!).join(''),
    rehearsal: (await rehearseRegistering(db, tiina, id, noon))!,
  }
}

const paid = { monthlyAmount: '800', paidFrom: '01.09.2026', paidTo: '31.08.2027', fundingSource: 'HLOOM' }

describe('old values', () => {
  test('are shown beside the new ones in an amendment’s form, PDF and rehearsal', async () => {
    const { row, paper, pdf, rehearsal } = await amended('OWN_FUNDS_ALLOWANCE', paid, 'AMENDMENT_CHANGE', {
      monthlyAmount: '660',
    })
    expect(row.before).toMatchObject({
      monthlyAmount: '800,00',
      paidTo: '31.08.2027',
      fundingSource: 'HLOOM',
    })
    expect(row.typed.monthlyAmount).toBe('660,00')
    // On paper, only a field that changes has its old value.
    expect(paper.rows[0]!.before).toEqual({ monthlyAmount: '800,00' })
    expect(pdf).toContain('enne800,00')
    expect(pdf).toContain('660,00')
    const [person] = rehearsal.persons
    expect(person!.was.map(({ paid }) => paid?.amount)).toEqual(['800.00'])
    expect(person!.will.map(({ paid }) => paid?.amount)).toEqual(['660.00'])
    expect(rehearsal.sent.map(({ topic, count }) => [topic, count])).toEqual([
      ['mail.letter', 1],
      ['mail.finance', 1],
    ])
  })

  test('are printed in words where the form stores codes', async () => {
    const { paper, pdf } = await amended(
      'CHANGE_FUNDING',
      { effectiveOn: '01.02.2027', funding: 'PAID' },
      'AMENDMENT_CHANGE',
      { funding: 'FREE' },
    )
    expect(paper.rows[0]).toMatchObject({ before: { funding: 'tasuline' }, texts: { funding: 'tasuta' } })
    expect(pdf).toContain('ennetasuline')
  })

  test('are rehearsed even where a leave ends the payment before either last day', async () => {
    const { db } = office()
    const [learner] = await someLearners(office(), 1)
    const of = { places: learner!.places, state: 'REGISTERED' as const }
    const base = await aDirective(office(), { ...of, rows: [paid] })
    const leave = { leaveFrom: '01.12.2026', leaveTo: '31.12.2026', reason: 'Omal soovil' }
    await aDirective(office(), { ...of, kind: 'ACADEMIC_LEAVE', rows: [leave] })
    const every = { paidTo: '30.06.2027' }
    const id = await anAmendment(office(), base, 'AMENDMENT_CHANGE', { every, state: 'CHECKED' })
    const rehearsal = await rehearseRegistering(db, await office().person('tiina'), id, noon)
    const [person] = rehearsal!.persons
    const days = (lines: FactLine[]) => lines.map(({ to, paid }) => [to, paid?.givenTo])
    expect([days(person!.was), days(person!.will)]).toEqual([
      [['2026-11-30', '2027-08-31']],
      [['2026-11-30', '2027-06-30']],
    ])
  })

  test('are all listed in a cancelling amendment, without a total of the monthly amounts', async () => {
    const { row, paper, pdf, rehearsal } = await amended('OWN_FUNDS_ALLOWANCE', paid, 'AMENDMENT_CANCEL', {
      reason: 'Loobus ise',
    })
    expect(row.before).toMatchObject({ monthlyAmount: '800,00', paidFrom: '01.09.2026' })
    expect(paper).toMatchObject({ fields: ['reason'], cancelled: expect.arrayContaining(['monthlyAmount']) })
    for (const text of ['800,00', '31.08.2027', 'HLOOM', 'Loobusise']) expect(pdf).toContain(text)
    expect(pdf).not.toMatch(/Kuusummadkokku|enne/)
    expect(rehearsal.persons[0]!.will).toEqual([])
    expect(rehearsal.documents.map(({ was, will }) => [was, will])).toEqual([['REGISTERED', 'CANCELLED']])
  })

  test('are not shown in a document that amends nothing', async () => {
    const [learner] = await someLearners(office(), 1)
    const id = await aDirective(office(), { places: learner!.places, rows: [paid], state: 'CHECKED' })
    const sheet = await documentSheet(office().db, await office().person('tiina'), id, noon)
    expect(sheet!.rows[0]!.before).toEqual({})
    // The document has no number yet; what its registering will do is shown all the same.
    const rehearsal = await rehearseRegistering(office().db, await office().person('liis'), id, noon)
    expect(rehearsal).toMatchObject({ refusals: [], persons: [{ was: [] }], unchanged: 0 })
    const { content } = (await checkedVersion(office().db, id))!
    expect((content as unknown as Paper).rows[0]).not.toHaveProperty('before')
  })
})
