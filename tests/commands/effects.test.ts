import { describe, expect, test } from 'vitest'
import { beginAmendment } from '@/lib/documents/drafting/commands/amending'
import { documentSheet } from '@/lib/documents/queries/sheet'
import type { Texts } from '@/lib/documents/rules/fields'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { cancelDocument } from '@/lib/documents/sending/commands/issuing'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { dateFromDay } from '@/lib/shared/dates'
import {
  aDirective,
  anAmendment,
  deliveriesOf,
  documentOf,
  newsFor,
  now,
  placeOf,
  stateOf,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { officialOf } from '../support/official'
import { expectRefused } from '../support/refused'

const office = withOffice()

type Case = { kind: Exclude<KindCode, `AMENDMENT_${string}`>; subkind?: string; row: Texts }
const leave: Case = {
  kind: 'ACADEMIC_LEAVE',
  row: { leaveFrom: '01.12.2026', leaveTo: '31.01.2027', reason: 'Lapse hooldamine' },
}
const exmatriculation: Case = {
  kind: 'EXMATRICULATION',
  row: { exmatriculatedOn: '01.02.2027', reason: 'Omal soovil' },
}
const partLoad: Case = { kind: 'CHANGE_LOAD', row: { effectiveOn: '01.01.2027', load: 'PART' } }
const cases: Case[] = [
  { kind: 'OWN_FUNDS_ALLOWANCE', row: {} },
  { kind: 'GRANT', subkind: 'PERFORMANCE', row: {} },
  leave,
  exmatriculation,
  { kind: 'CHANGE_CURRICULUM', row: { effectiveOn: '01.01.2027', curriculum: '80138' } },
  partLoad,
  { kind: 'CHANGE_FUNDING', row: { effectiveOn: '01.01.2027', funding: 'PAID' } },
  { kind: 'CHANGE_OTHER', row: { effectiveOn: '01.01.2027', reason: 'Muu põhjus' } },
]

/** Everything official and in force about the person with that last name. */
const officialOfPerson = async (lastName: string) => officialOf(office(), await placeOf(office(), lastName))

const register = ({ kind, subkind, row }: Case, lastName = 'Oja') =>
  aDirective(office(), { kind, subkind, rows: [row], persons: [lastName], state: 'REGISTERED' })

async function cancel(id: string) {
  const tiina = await office().as('tiina')
  await cancelDocument(tiina, { ...(await now(office(), id)), reason: 'Ekslik' })
}

/** The last paid day of the document's only grant; null if the grant is annulled. */
async function lastPaidDay(documentId: string): Promise<string | null> {
  const [grant] = await office().db.$queryRaw<{ to: string }[]>`
    SELECT effective_to::text AS "to" FROM grants_in_force WHERE document_id = ${documentId}::uuid`
  return grant?.to ?? null
}

describe('registering and cancelling', () => {
  test.each(cases)('$kind leaves everything as it was before', async (directive) => {
    const before = await officialOfPerson('Oja')
    const id = await register(directive)
    const registered = await officialOfPerson('Oja')
    if (directive.kind === 'CHANGE_OTHER') expect(registered).toEqual(before)
    else expect(registered).not.toEqual(before)
    await cancel(id)
    expect(await officialOfPerson('Oja')).toEqual(before)
  })
})

describe('the payment of a grant', () => {
  const endings: [name: string, ending: Case, day: string][] = [
    ['ends the day before a leave begins', leave, '2026-11-30'],
    ['ends the day before an exmatriculation', exmatriculation, '2027-01-31'],
    ['ends the day before the load becomes part', partLoad, '2026-12-31'],
    [
      'ends the day before the curriculum changes',
      { kind: 'CHANGE_CURRICULUM', row: { effectiveOn: '01.03.2027', curriculum: '80138' } },
      '2027-02-28',
    ],
    [
      'doesn’t end with a change of funding',
      { kind: 'CHANGE_FUNDING', row: { effectiveOn: '01.03.2027', funding: 'PAID' } },
      '2027-08-31',
    ],
    [
      'ends with a change of funding that changes the curriculum too',
      { kind: 'CHANGE_FUNDING', row: { effectiveOn: '01.03.2027', funding: 'PAID', curriculum: '80138' } },
      '2027-02-28',
    ],
  ]
  test.each(endings)('%s', async (_, ending, day) => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const id = await register(ending)
    expect(await lastPaidDay(grant)).toBe(day)
    await cancel(id)
    expect(await lastPaidDay(grant)).toBe('2027-08-31')
    await cancel(grant)
  })

  test('doesn’t end by a cause that the type of the grant outlasts on that day', async () => {
    const given = 'PERFORMANCE'
    const rule = { rule: 'OUTLASTS' as const, given, code: 'ACADEMIC_LEAVE', validTo: null }
    await office().db.grantRule.create({ data: { ...rule, validFrom: dateFromDay('2026-12-01') } })
    const grant = await register({ kind: 'GRANT', subkind: given, row: {} })
    const ending = await register(leave)
    expect(await lastPaidDay(grant)).toBe('2027-08-31')
    await cancel(ending)
    await office().db.grantRule.updateMany({ where: rule, data: { validFrom: dateFromDay('2026-12-02') } })
    const ended = await register(leave)
    expect(await lastPaidDay(grant)).toBe('2026-11-30')
    await cancel(ended)
    await cancel(grant)
    await office().db.grantRule.deleteMany({ where: rule })
  })

  test('ends on the day that a payment-ending directive names', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const id = await register({ kind: 'PAYMENT_END', row: { lastPaidOn: '15.12.2026', reason: 'Soovil' } })
    expect(await lastPaidDay(grant)).toBe('2026-12-15')
    await expectRefused(office(), () => cancel(grant), 'builtUpon')
    await cancel(id)
    expect(await lastPaidDay(grant)).toBe('2027-08-31')
    await cancel(grant)
  })

  test('ends on the same day in whatever order its ends are registered and undone', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const first = await register(exmatriculation)
    const second = await register(leave)
    expect(await lastPaidDay(grant)).toBe('2026-11-30')
    await cancel(second)
    expect(await lastPaidDay(grant)).toBe('2027-01-31')
    const again = await register(leave)
    await cancel(first)
    expect(await lastPaidDay(grant)).toBe('2026-11-30')
    await cancel(again)
    await cancel(grant)
  })

  test('covers no day, and no negative period, if a leave begins before the first paid day', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: { paidFrom: '10.12.2026' } })
    const id = await register(leave)
    expect(await lastPaidDay(grant)).toBe('2026-11-30')
    const inForce = await office().db.$queryRaw<unknown[]>`
      SELECT FROM grants_secondary_state WHERE document_id = ${grant}::uuid`
    expect(inForce).toEqual([])
    await cancel(id)
    await cancel(grant)
  })

  test('is written of to the person and to finance when it ends early and when it goes on', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const id = await register(leave)
    expect(await subjectsOf(id)).toEqual([
      ['mail.letter', 'Teie toetuse maksmine lõpeb varem'],
      ['mail.finance', expect.stringMatching(/^Toetuste maksmine lõpeb varem/)],
    ])
    await allLeft(id)
    await cancel(id)
    expect((await subjectsOf(id)).slice(2)).toEqual([
      ['mail.letter', 'Teie toetuse maksmine jätkub'],
      ['mail.finance', expect.stringMatching(/^Toetuste maksmine jätkub/)],
    ])
    expect(await office().db.document.findUnique({ where: { id } })).toMatchObject({ financeToldAt: null })
    await cancel(grant)
  })

  test('is cancelled by letter to whoever had one, even if finance has not been told yet', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    await allLeft(grant, 'mail.letter')
    await cancel(grant)
    expect(await subjectsOf(grant)).toContainEqual([
      'mail.letter',
      'Teile määratud doktoranditoetus on tühistatud',
    ])
  })

  const subjectsOf = async (id: string) =>
    (await deliveriesOf(office(), id))
      .filter(({ topic, state }) => topic.startsWith('mail.') && state !== 'CALLED_OFF')
      .map(({ topic, payload }) => [topic, (payload as { subject: string }).subject])

  const allLeft = (documentId: string, topic?: string) =>
    office().db.delivery.updateMany({
      where: { documentId, neighbour: 'MAIL', ...(topic && { topic }) },
      data: { state: 'DONE' },
    })
})

describe('cancelling a document', () => {
  test('is refused if a later document changed the same value', async () => {
    const first = await register(partLoad)
    const second = await register({ kind: 'CHANGE_LOAD', row: { effectiveOn: '01.04.2027', load: 'FULL' } })
    const { number } = await documentOf(office(), second)
    const [refusal] = await expectRefused(office(), () => cancel(first), 'builtUpon')
    expect(refusal!.params).toMatchObject({ document: number })
    await cancel(second)
    await cancel(first)
  })

  test('is refused if another grant now takes the days that would be freed', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const ended = await register(leave)
    const later = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: { paidFrom: '01.02.2027' } })
    await expectRefused(office(), () => cancel(ended), 'freedDaysTaken')
    await cancel(later)
    await cancel(ended)
    await cancel(grant)
  })
})

describe('an impossible fact', () => {
  const impossible: [name: string, directive: Case, code: string][] = [
    [
      'a leave that ends before it begins',
      { kind: 'ACADEMIC_LEAVE', row: { ...leave.row, leaveTo: '01.11.2026' } },
      'periodReversed',
    ],
    [
      'a leave of a hundred years',
      { kind: 'ACADEMIC_LEAVE', row: { ...leave.row, leaveTo: '31.01.2126' } },
      'periodTooLong',
    ],
    [
      'a payment from years before the study place began',
      { kind: 'OWN_FUNDS_ALLOWANCE', row: { paidFrom: '01.01.2015' } },
      'periodTooLong',
    ],
    ['a sum of zero', { kind: 'OWN_FUNDS_ALLOWANCE', row: { monthlyAmount: '0' } }, 'amountWrong'],
    [
      'a sum of a thousand million',
      { kind: 'OWN_FUNDS_ALLOWANCE', row: { monthlyAmount: '1000000000' } },
      'amountWrong',
    ],
    [
      'a change to the load that holds already',
      { kind: 'CHANGE_LOAD', row: { effectiveOn: '01.01.2027', load: 'FULL' } },
      'changesNothing',
    ],
    [
      'an unknown curriculum',
      { kind: 'CHANGE_CURRICULUM', row: { effectiveOn: '01.01.2027', curriculum: 'XX' } },
      'choiceWrong',
    ],
    [
      'an end of a grant that the person doesn’t have',
      {
        kind: 'PAYMENT_END',
        row: { grantId: '00000000-0000-4000-8000-000000000001', lastPaidOn: '01.01.2027', reason: 'x' },
      },
      'grantNotTheirs',
    ],
  ]
  test.each(impossible)('%s is refused at its field', async (_, { kind, row }, code) => {
    const attempt = aDirective(office(), { kind, rows: [row], state: 'CHECKED' })
    await expect(attempt).rejects.toMatchObject({
      refusals: expect.arrayContaining([
        expect.objectContaining({ code, field: expect.stringMatching(/^rows\.[0-9a-f-]+\./) }),
      ]),
    })
  })

  test('a second leave on the same days is parked when it is confirmed', async () => {
    const sent = await aDirective(office(), { kind: 'ACADEMIC_LEAVE', rows: [leave.row], state: 'ISSUED' })
    const first = await register(leave)
    const taken = await takeNews(office().db, await newsFor(office(), sent), noon)
    expect(taken).toMatchObject({ outcome: 'parked', reasons: [{ code: 'leaveTwice' }] })
    expect(await stateOf(office(), sent)).toBe('ISSUED')
    await cancel(first)
  })
})

test('a draft says what has changed about its persons since they were added', async () => {
  const draft = await aDirective(office(), { persons: ['Oja'] })
  const changedThere = async () => {
    const sheet = await documentSheet(office().db, await office().person('liis'), draft, noon)
    return sheet!.rows.map(({ changed }) => changed)
  }
  expect(await changedThere()).toEqual([[]])
  const id = await register(leave)
  expect(await changedThere()).toEqual([['nominalEnd', 'leaves']])
  await cancel(id)
  expect(await changedThere()).toEqual([[]])
})

describe('an amendment', () => {
  test('that cancels some rows leaves the others in force, and cancelling it restores them all', async () => {
    const before = await officialOfPerson('Oja')
    const base = await aDirective(office(), { persons: ['Oja', 'Kalda'], state: 'REGISTERED' })
    const kalda = await officialOfPerson('Kalda')
    const oja = await officialOfPerson('Oja')
    const id = await amend(base, 'AMENDMENT_CANCEL', [0])
    expect(await officialOfPerson('Oja')).toEqual(before)
    expect(await officialOfPerson('Kalda')).toEqual(kalda)
    expect(await stateOf(office(), base)).toBe('REGISTERED')
    await expectRefused(office(), () => cancel(base), 'builtUpon')
    await cancel(id)
    expect(await officialOfPerson('Oja')).toEqual(oja)
    await cancel(base)
  })

  test('that cancels every row cancels the base, and cancelling it restores the base', async () => {
    const base = await register(leave)
    const id = await amend(base, 'AMENDMENT_CANCEL', [])
    expect(await stateOf(office(), base)).toBe('CANCELLED')
    await cancel(id)
    expect(await stateOf(office(), base)).toBe('REGISTERED')
    await cancel(base)
  })

  test('that changes a row keeps the grant’s record in EHIS and the end of its payment', async () => {
    const base = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const ended = await register(leave)
    const record = await registryIds(base)
    const id = await amend(base, 'AMENDMENT_CHANGE', [], { monthlyAmount: '700' })
    expect(await registryIds(id)).toEqual(record)
    expect(await lastPaidDay(id)).toBe('2026-11-30')
    expect(await lastPaidDay(base)).toBeNull()
    await cancel(id)
    expect(await lastPaidDay(base)).toBe('2026-11-30')
    await cancel(ended)
    expect(await lastPaidDay(base)).toBe('2027-08-31')
    await cancel(base)
  })

  test('is parked if it frees days on which another doctoral allowance is now paid', async () => {
    const grant = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const ended = await register(leave)
    const later = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: { paidFrom: '01.02.2027' } })
    await expect(amend(ended, 'AMENDMENT_CANCEL', [])).rejects.toThrow(/parked/)
    expect(await lastPaidDay(grant)).toBe('2026-11-30')
    await cancel(later)
    await cancel(ended)
    await cancel(grant)
  })

  test('can’t be cancelled once another leave takes the days that would return', async () => {
    const base = await register(leave)
    const id = await amend(base, 'AMENDMENT_CANCEL', [])
    const later = await register(leave)
    await expectRefused(office(), () => cancel(id), 'leaveTwice')
    await cancel(later)
    await cancel(id)
    await cancel(base)
  })

  test('can’t be begun on a directive that is cancelled or unknown', async () => {
    const base = await register(leave)
    const { number } = await documentOf(office(), base)
    const id = await amend(base, 'AMENDMENT_CANCEL', [])
    const liis = await office().as('liis')
    const again = { number: number!, kind: 'AMENDMENT_CHANGE' as const, rows: [] }
    await expectRefused(office(), () => beginAmendment(liis, again), 'baseWrong')
    await expectRefused(office(), () => beginAmendment(liis, { ...again, base: id }), 'baseWrong')
    await expectRefused(office(), () => beginAmendment(liis, { ...again, number: '2.1-17/0' }), 'baseWrong')
    for (const each of [id, base]) await cancel(each)
  })

  test('builds on the earlier amendments of its base, and must be cancelled before them', async () => {
    const nothing = await officialOfPerson('Oja')
    const stages = [nothing]
    const base = await register({ kind: 'OWN_FUNDS_ALLOWANCE', row: {} })
    const acts = [base]
    for (const [kind, every] of [
      ['AMENDMENT_CHANGE', { monthlyAmount: '700' }],
      ['AMENDMENT_CHANGE', { monthlyAmount: '800', paidTo: '31.07.2027' }],
      ['AMENDMENT_CANCEL', {}],
    ] as const) {
      stages.push(await officialOfPerson('Oja'))
      acts.push(await amend(base, kind, [], every))
    }
    expect(await officialOfPerson('Oja')).toEqual(nothing)
    expect(await stateOf(office(), base)).toBe('CANCELLED')
    expect(new Set((await Promise.all(acts.slice(0, 3).map(registryIds))).flat()).size).toBe(1)
    for (const [at, id] of [...acts.entries()].toReversed()) {
      for (const [place, earlier] of acts.slice(0, at).entries()) {
        const later = Array.from({ length: at - place }, () => 'builtUpon')
        if (earlier !== base || at < 3) await expectRefused(office(), () => cancel(earlier), ...later)
      }
      await cancel(id)
      expect(await officialOfPerson('Oja')).toEqual(stages[at])
    }
  })

  test('of another amendment changes what holds now, or takes back that amendment alone', async () => {
    const base = await aDirective(office(), { persons: ['Oja', 'Kalda'], state: 'REGISTERED' })
    const first = [await officialOfPerson('Oja'), await officialOfPerson('Kalda')]
    const changed = await amend(base, 'AMENDMENT_CHANGE', [], { monthlyAmount: '700' })
    const second = [await officialOfPerson('Oja'), await officialOfPerson('Kalda')]
    const back = await amend(changed, 'AMENDMENT_CANCEL', [0])
    expect([await officialOfPerson('Oja'), await officialOfPerson('Kalda')]).toEqual([first[0], second[1]])
    const more = await amend(changed, 'AMENDMENT_CHANGE', [1], { monthlyAmount: '800' })
    await expectRefused(office(), () => cancel(changed), 'builtUpon', 'builtUpon')
    const again = await amend(base, 'AMENDMENT_CHANGE', [0], { monthlyAmount: '900' })
    await expectRefused(office(), () => cancel(back), 'builtUpon')
    for (const id of [again, more]) await cancel(id)
    const rest = await amend(changed, 'AMENDMENT_CANCEL', [1])
    expect(await stateOf(office(), changed)).toBe('CANCELLED')
    expect([await officialOfPerson('Oja'), await officialOfPerson('Kalda')]).toEqual(first)
    await cancel(rest)
    expect(await stateOf(office(), changed)).toBe('REGISTERED')
    await cancel(back)
    expect([await officialOfPerson('Oja'), await officialOfPerson('Kalda')]).toEqual(second)
    await cancel(changed)
    await cancel(base)
  })

  test('that cancels a cancelling amendment puts the directive into force again', async () => {
    const base = await register(leave)
    const before = await officialOfPerson('Oja')
    const cancelled = await amend(base, 'AMENDMENT_CANCEL', [])
    const back = await amend(cancelled, 'AMENDMENT_CANCEL', [])
    expect(await officialOfPerson('Oja')).toEqual(before)
    expect(await stateOf(office(), base)).toBe('REGISTERED')
    expect(await stateOf(office(), cancelled)).toBe('CANCELLED')
    const later = await amend(base, 'AMENDMENT_CHANGE', [], { leaveTo: '28.02.2027' })
    await expectRefused(office(), () => cancel(back), 'builtUpon')
    for (const id of [later, back, cancelled, base]) await cancel(id)
  })

  test('is parked if another amendment has changed its row since', async () => {
    const base = await register(leave)
    const slow = await anAmendment(office(), base, 'AMENDMENT_CANCEL', { state: 'ISSUED' })
    const quick = await amend(base, 'AMENDMENT_CHANGE', [], { leaveTo: '28.02.2027' })
    const taken = await takeNews(office().db, await newsFor(office(), slow), noon)
    expect(taken).toMatchObject({ outcome: 'parked', reasons: [{ code: 'rowStruck' }] })
    await cancel(slow)
    await cancel(quick)
    await cancel(base)
  })

  const registryIds = async (documentId: string) =>
    (await office().db.grant.findMany({ where: { documentId } })).map(({ registryId }) => registryId)

  /** A registered amendment of some rows of the base (all if none is named), with changed fields in each. */
  async function amend(
    base: string,
    kind: 'AMENDMENT_CANCEL' | 'AMENDMENT_CHANGE',
    at: number[],
    every: Texts = {},
  ) {
    const rows = await office().db.documentRow.findMany({
      where: { documentId: base },
      orderBy: { position: 'asc' },
    })
    const id = await anAmendment(office(), base, kind, { rows: at.map((place) => rows[place]!.id), every })
    if ((await stateOf(office(), id)) !== 'REGISTERED') throw new Error('The confirmation was parked')
    return id
  }
})
