import { describe, expect, test } from 'vitest'
import type { Texts } from '@/lib/documents/rules/fields'
import { continuingKinds, kindCodes, kinds, type KindCode } from '@/lib/documents/rules/kinds'
import { directives } from '@/lib/documents/rules/lifecycle'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { aDirective, anAmendment, documentOf, now } from '../support/documents'
import { someLearners } from '../support/learners'
import { withOffice } from '../support/office'
import { aRun, placesOf } from '../support/runs'
import { allLeft, expectToldAsItStands, lettersOf, type SentLetter } from '../support/told'

const office = withOffice()

type Kind = Exclude<KindCode, `AMENDMENT_${string}`>
const reason = 'Omal soovil'
const paper = { certificateNumber: 'AB 0001', certificateText: 'Lõpetas' }
const change = { effectiveOn: '01.02.2027' }

/** A row of each kind, what an amendment makes of it, and a subkind. */
const rows: Record<Kind, { row: Texts; changed: Texts; subkind?: string }> = {
  OWN_FUNDS_ALLOWANCE: {
    row: { paidFrom: '01.09.2027', paidTo: '31.08.2028', monthlyAmount: '800' },
    changed: { paidFrom: '01.09.2027', paidTo: '31.08.2028', monthlyAmount: '660' },
  },
  GRANT: { row: {}, changed: { bankAccount: 'EE471000001020145685' }, subkind: 'PERFORMANCE' },
  PAYMENT_END: {
    row: { lastPaidOn: '31.03.2027', reason },
    changed: { lastPaidOn: '28.02.2027', reason },
  },
  ACADEMIC_LEAVE: {
    row: { leaveFrom: '01.08.2026', leaveTo: '31.12.2026', reason: 'Lapse hooldamine' },
    changed: { leaveFrom: '01.12.2026', leaveTo: '31.12.2026', reason: 'Lapse hooldamine' },
  },
  EXMATRICULATION: {
    row: { exmatriculatedOn: '01.02.2027', reason },
    changed: { exmatriculatedOn: '01.03.2027', reason },
  },
  CHANGE_CURRICULUM: {
    row: { ...change, curriculum: '80138' },
    changed: { effectiveOn: '01.03.2027', curriculum: '80138' },
  },
  CHANGE_LOAD: { row: { ...change, load: 'PART' }, changed: { effectiveOn: '01.03.2027', load: 'PART' } },
  CHANGE_FUNDING: { row: { ...change, funding: 'PAID' }, changed: { ...change, funding: 'FREE' } },
  CHANGE_OTHER: { row: { ...change, reason }, changed: { ...change, reason: 'Muu' } },
  ADMISSION: { row: {}, changed: {} },
  ADMISSION_ANNULMENT: { row: { reason }, changed: { reason: 'Loobus' } },
  DISCONTINUATION: {
    row: { discontinuedOn: '10.12.2026', reason },
    changed: { discontinuedOn: '12.12.2026', reason },
  },
  DIPLOMA: { row: paper, changed: {} },
  PROFESSIONAL_CERTIFICATE: { row: paper, changed: {} },
  TRANSCRIPT: { row: paper, changed: {} },
  NOTICE: { row: paper, changed: {} },
}

/** The kinds whose registering gives or ends payment; the persons and the finance office are told of it. */
const ofMoney: Kind[] = [
  'OWN_FUNDS_ALLOWANCE',
  'GRANT',
  'PAYMENT_END',
  'ACADEMIC_LEAVE',
  'EXMATRICULATION',
  'CHANGE_CURRICULUM',
  'CHANGE_LOAD',
]

test('every kind except the amendments has a row', () => {
  expect(Object.keys(rows)).toEqual(kindCodes.filter((kind) => !kind.startsWith('AMENDMENT_')))
})

describe('the letters about a document', () => {
  test.each(Object.keys(rows) as Kind[])(
    'of the kind %s are true of every act, from registering to cancelling',
    async (kind) => {
      const { row, changed, subkind } = rows[kind]
      const continuing = continuingKinds.includes(kind)
      const learners = continuing ? [] : await someLearners(office(), 1)
      const places = continuing
        ? await placesOf(office(), await aRun(office(), [{}]), { admitted: kind !== 'ADMISSION' })
        : learners[0]!.places
      const grantId = continuing ? '' : await aGrant(places)
      const heard = async (told: Told) => {
        const letters = await lettersOf(office(), told.id)
        const mails = letters.filter(({ fresh }) => fresh)
        await check(kind, told, mails)
        await expectToldAsItStands(
          office(),
          learners.map(({ id }) => id),
        )
        await allLeft(office())
        return mails
      }
      const cancel = async (id: string) =>
        cancelDocument(await office().as('tiina'), {
          ...(await now(office(), id)),
          reason: 'Koostati valesti',
        })
      await allLeft(office())

      const id = await aDirective(office(), {
        kind,
        subkind,
        places,
        state: 'REGISTERED' as const,
        rows: [kind === 'PAYMENT_END' ? { ...row, grantId } : row],
      })
      await heard({ id, act: 'registered' })
      if (directives.some((type) => type === kinds[kind].types[0])) {
        const changing = await anAmendment(office(), id, 'AMENDMENT_CHANGE', { every: changed })
        await heard({ id: changing, act: 'changes', base: id })
        await cancel(changing)
        await heard({ id: changing, act: 'changesNoMore', base: id })
        const cancelling = await anAmendment(office(), id, 'AMENDMENT_CANCEL')
        await heard({ id: cancelling, act: 'cancels', base: id })
        await cancel(cancelling)
        await heard({ id: cancelling, act: 'cancelsNoMore', base: id })
      }
      await cancel(id)
      await heard({ id, act: 'cancelled' })
    },
  )
})

type Told = {
  id: string
  act: 'registered' | 'changes' | 'changesNoMore' | 'cancels' | 'cancelsNoMore' | 'cancelled'
  base?: string
}

/** Reads the letters of one act as their receivers do. */
async function check(kind: Kind, { id, act, base }: Told, mails: readonly SentLetter[]) {
  const { number } = await documentOf(office(), id)
  const ofBase = base ? (await documentOf(office(), base)).number : null
  const toPersons = mails.filter(({ topic }) => topic === 'mail.letter')
  const toFinance = mails.filter(({ topic }) => topic === 'mail.finance')
  const silent = act === 'registered' && !ofMoney.includes(kind) && !continuingKinds.includes(kind)
  const untouched = act === 'changes' && ['CHANGE_FUNDING', 'CHANGE_OTHER'].includes(kind)
  expect(toPersons, `${act} tells the person`).toHaveLength(silent || untouched ? 0 : 1)
  expect(toFinance, `${act} tells finance`).toHaveLength(ofMoney.includes(kind) ? 1 : 0)
  for (const { subject, text } of mails) {
    const whole = `${subject}\n${text}`
    expect(whole).not.toMatch(/undefined|null|NaN|[{}]|  |, ,|\(\)/)
    expect(whole, 'an empty label').not.toMatch(/:\s*(\n|$)/)
    expect(whole).toContain(`nr ${number}`)
    if (ofBase && act !== 'changes') expect(whole).toContain(`nr ${ofBase}`)
    const undone = act !== 'registered' && act !== 'changes'
    if (undone) expect(whole).toMatch(/tühistat/)
    else if (kind !== 'ADMISSION_ANNULMENT') expect(whole).not.toMatch(/tühistat/)
  }
  for (const { text } of toPersons) {
    if (act === 'cancelled') expect(text).toContain('Põhjus: Koostati valesti')
    if (act === 'cancels') expect(text).toContain('Põhjus: Määrati ekslikult')
    if (act === 'registered' && rows[kind].row.reason && kind !== 'CHANGE_OTHER')
      expect(text).toContain(`Põhjus: ${rows[kind].row.reason}`)
  }
}

/** A grant for a year from 01.09.2026. */
async function aGrant(places: string[]) {
  const id = await aDirective(office(), {
    kind: 'GRANT' as const,
    subkind: 'IT_ACADEMY',
    places,
    state: 'REGISTERED' as const,
    rows: [{ paidFrom: '01.09.2026', paidTo: '31.08.2027', monthlyAmount: '300' }],
  })
  const grant = await office().db.grant.findFirstOrThrow({ where: { documentId: id } })
  return grant.id
}
