import { describe, expect, test } from 'vitest'
import { grantList } from '@/lib/grants/queries/list'
import { paymentPage } from '@/lib/grants/queries/payments'
import { GrantFilter, PaymentFilter } from '@/lib/grants/schema/list'
import { addDays, dateFromDay, type Day } from '@/lib/shared/dates'
import { learners as castLearners } from '@/prisma/cast-learners'
import { placeOf } from '../support/documents'
import { aRegistered } from '../support/facts'
import { noon, withOffice, type CastName } from '../support/office'
import { allPayments } from '../support/payments'
import { countStatements } from '../support/statements'

const office = withOffice()

const listed = async (who: CastName, asked: Record<string, unknown> = {}) =>
  grantList(office().db, await office().person(who), GrantFilter.parse(asked), noon)
const paid = (asked: Record<string, unknown> = {}) =>
  allPayments(office().db, PaymentFilter.parse(asked), noon)
const last = (list: readonly { lastName: string }[]) => list.map(({ lastName }) => lastName)

type About = Partial<{ type: string; amount: string; source: string; account: string; ends: [string, Day][] }>

let numbers = 900
/** A grant of a learner of the cast, decided elsewhere; `ends` are causes with the last paid day of each. */
async function aGrant(lastName: string, from: Day, to: Day, about: About = {}) {
  const { type = 'PERFORMANCE', amount = '100.00', source = 'KATSE', account = '', ends = [] } = about
  const { id } = await office().db.grant.create({
    data: {
      learnerId: castLearners.find((learner) => learner.lastName === lastName)!.id,
      studyPlaceId: await placeOf(office(), lastName),
      typeCode: type,
      paidFrom: dateFromDay(from),
      paidTo: dateFromDay(to),
      monthlyAmount: amount,
      fundingSource: source,
      bankAccount: account,
      importedNumber: `2.1-17/${++numbers}`,
      importedOn: dateFromDay('2026-08-01'),
      ends: { create: ends.map(([cause, on]) => ({ cause, lastPaidOn: dateFromDay(on) })) },
    },
  })
  return id
}

describe('the list of grants', () => {
  test('says whether a grant is coming, in force, ending or ended on a day', async () => {
    await aGrant('Rand', '2026-09-01', '2026-12-31', { source: 'SEIS' })
    const stateOn = async (on: Day) => {
      const { grants } = await listed('tiina', { source: 'SEIS', state: 'ALL', on })
      return grants.map(({ standing }) => standing)
    }
    expect(await stateOn('2026-08-31')).toEqual(['COMING'])
    expect(await stateOn('2026-09-01')).toEqual(['IN_FORCE'])
    expect(await stateOn('2026-11-30')).toEqual(['IN_FORCE'])
    expect(await stateOn('2026-12-01')).toEqual(['ENDING'])
    expect(await stateOn('2026-12-31')).toEqual(['ENDING'])
    expect(await stateOn('2027-01-01')).toEqual(['ENDED'])
  })

  test('lists an ending grant among those in force, and a void grant only if it is asked for', async () => {
    await aGrant('Rand', '2026-09-01', '2027-08-31', {
      source: 'LOPP',
      ends: [['PAYMENT_END', '2026-12-10']],
    })
    await aGrant('Rand', '2026-09-01', '2027-08-31', {
      source: 'LOPP',
      ends: [['EXMATRICULATION', '2026-08-30']],
    })
    const { counts, grants, total } = await listed('tiina', { source: 'LOPP' })
    expect(counts).toEqual({ ALL: 2, IN_FORCE: 1, ENDING: 1, COMING: 0, ENDED: 0, VOID: 1 })
    expect(total).toBe(1)
    expect(grants).toMatchObject([{ to: '2027-08-31', effectiveTo: '2026-12-10', standing: 'ENDING' }])
    expect((await listed('tiina', { source: 'LOPP', state: 'VOID' })).grants).toMatchObject([
      { standing: 'VOID', effectiveTo: '2026-08-30' },
    ])
  })

  test('leaves out annulled grants and ignores ends that were undone', async () => {
    const id = await aGrant('Rand', '2026-09-01', '2027-08-31', { source: 'TAGASI' })
    await office().db.grantEnd.create({
      data: { grantId: id, cause: 'ACADEMIC_LEAVE', lastPaidOn: dateFromDay('2026-10-31'), undoneAt: noon },
    })
    expect((await listed('tiina', { source: 'TAGASI' })).grants).toMatchObject([
      { effectiveTo: '2027-08-31' },
    ])
    await office().db.grant.update({ where: { id }, data: { annulledAt: noon } })
    expect((await listed('tiina', { source: 'TAGASI', state: 'ALL' })).total).toBe(0)
  })

  test('is filtered by type, unit, name and source, and sorted', async () => {
    expect(last((await listed('tiina', { type: 'IT_ACADEMY' })).grants)).toEqual(['Soo'])
    expect(last((await listed('tiina', { q: 'kuus', unit: 'LT' })).grants)).toEqual(['Kuusik', 'Kuusk'])
    expect((await listed('tiina', { q: 'kuus', unit: 'HV' })).total).toBe(0)
    const sorted = async (sort: string) => (await listed('tiina', { source: 'HTM', sort })).grants
    expect(last(await sorted('-name'))).toEqual(last(await sorted('name')).toReversed())
    expect((await sorted('amount')).map(({ monthlyAmount }) => monthlyAmount)).toEqual([
      '100.00',
      '220.00',
      '660.00',
    ])
    expect((await sorted('-to'))[0]!.effectiveTo).toBe('2028-08-27')
  })

  test('shows finance and the study office all, units their own without accounts, others none', async () => {
    const all = await listed('rein', { state: 'ALL' })
    expect(all.total).toBe((await listed('tiina', { state: 'ALL' })).total)
    expect(all.grants.some(({ bankAccount }) => bankAccount?.startsWith('EE'))).toBe(true)
    for (const who of ['liis', 'mari'] as const) {
      const own = await listed(who, { state: 'ALL' })
      expect(own.total).toBeGreaterThan(0)
      expect(own.grants.every(({ unitCode }) => ['LT', 'LTFYS'].includes(unitCode))).toBe(true)
      expect(own.grants.every(({ bankAccount }) => bankAccount === null)).toBe(true)
    }
    for (const who of ['krista', 'heli', 'toomas', 'jaan'] as const)
      expect((await listed(who, { state: 'ALL' })).total, who).toBe(0)
  })

  test('shows a unit the grant that its own directive gave to a learner of another unit', async () => {
    const krista = await office().person('krista')
    const id = await aGrant('Toome', '2026-09-01', '2027-08-31', { source: 'VOORAS' })
    const mine = () => grantList(office().db, krista, GrantFilter.parse({ source: 'VOORAS' }), noon)
    expect((await mine()).total).toBe(0)
    await office().db.grant.update({
      where: { id },
      data: { documentId: await aRegistered(office(), { unit: 'HV', number: '2.1-17/800' }) },
    })
    expect((await mine()).total).toBe(1)
  })

  test('takes the same number of statements however long it is', async () => {
    const person = await office().person('tiina')
    const ask = () => grantList(office().db, person, GrantFilter.parse({ state: 'ALL' }), noon)
    const before = await countStatements(office().db, ask)
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        aGrant('Rand', `20${40 + at}-01-01` as Day, `20${40 + at}-12-31` as Day),
      ),
    )
    expect((await countStatements(office().db, ask)).count).toBe(before.count)
    expect(before.count).toBeLessThanOrEqual(2)
  })
})

describe('the payment list', () => {
  const month = '2027-02'

  test('pays part of a month as a whole month unless the office pays by days', async () => {
    await aGrant('Rand', '2027-02-15', '2027-08-31', { source: 'OSA', amount: '660.00' })
    const asked = { source: 'OSA', month }
    expect((await paid(asked)).lines).toMatchObject([{ days: 14, monthDays: 28, amount: '660.00' }])
    await office().db.setting.create({ data: { key: 'partMonth', value: 'BY_DAYS' } })
    expect((await paid(asked)).lines).toMatchObject([{ days: 14, monthDays: 28, amount: '330.00' }])
    await office().db.setting.delete({ where: { key: 'partMonth' } })
  })

  test('pays up to the earliest end of a grant, and nothing for a void grant', async () => {
    const source = 'VARA'
    await aGrant('Rand', '2026-09-01', '2027-08-31', { source, ends: [['ACADEMIC_LEAVE', '2027-01-31']] })
    await aGrant('Ots', '2027-02-01', '2027-08-31', { source, ends: [['EXMATRICULATION', '2027-01-31']] })
    await aGrant('Aas', '2026-09-01', '2027-08-31', {
      source,
      ends: [
        ['PAYMENT_END', '2027-02-10'],
        ['ACADEMIC_LEAVE', '2027-02-20'],
      ],
    })
    expect((await paid({ source, month })).lines).toMatchObject([{ lastName: 'Aas', days: 10 }])
    expect(last((await paid({ source, month: '2027-01' })).lines)).toEqual(['Aas', 'Rand'])
    expect((await paid({ source, month: '2027-03' })).lines).toEqual([])
  })

  test('takes the account of the directive or else the person’s, and counts missing accounts', async () => {
    const source = 'KONTO'
    await aGrant('Rand', '2027-02-01', '2027-02-28', { source, account: 'EE382200221020145685' })
    await aGrant('Ots', '2027-02-01', '2027-02-28', { source })
    const nobody = castLearners.find(({ bankAccount }) => bankAccount === '')!
    await aGrant(nobody.lastName, '2027-02-01', '2027-02-28', { source })
    await office().db.learner.updateMany({ where: { lastName: nobody.lastName }, data: { bankAccount: '' } })
    const { lines, withoutAccount } = await paid({ source, month })
    const accounts = new Map(lines.map(({ lastName, bankAccount }) => [lastName, bankAccount]))
    expect(accounts.get('Rand')).toBe('EE382200221020145685')
    expect(accounts.get('Ots')).toMatch(/^EE/)
    expect(accounts.get(nobody.lastName)).toBe('')
    expect(withoutAccount).toBe(1)
  })

  test('marks a person with two payments of one type in the month, and adds up each source', async () => {
    const source = 'KAKS'
    await aGrant('Rand', '2026-09-01', '2027-02-10', { source, amount: '0.10' })
    await aGrant('Rand', '2027-02-11', '2027-08-31', { source, amount: '0.20' })
    await aGrant('Ots', '2026-09-01', '2027-08-31', { source, amount: '660.50' })
    const { lines, bySource, all } = await paid({ source, month })
    expect(lines.map(({ lastName, again }) => [lastName, again])).toEqual([
      ['Ots', false],
      ['Rand', true],
      ['Rand', true],
    ])
    expect(bySource).toEqual([{ fundingSource: source, count: 3, amount: '660.80' }])
    expect(all).toBe('660.80')
    expect(lines[0]).toMatchObject({
      documentNumber: expect.stringMatching(/^2\.1-17\/9\d\d$/),
      unitCode: 'SV',
    })
  })

  test('shows the present month unless another is asked for, and one unit if it is asked for', async () => {
    expect((await paid()).month).toBe('2026-11')
    expect((await paid({ month: 'x' })).month).toBe('2026-11')
    expect((await paid()).around).toEqual(['2026-10', '2026-11', '2026-12'])
    const units = new Set((await paid({ unit: 'LTFYS' })).lines.map(({ unitCode }) => unitCode))
    expect([...units]).toEqual(['LTFYS'])
  })
})

describe('a page of the payments', () => {
  const pageOf = (asked: Record<string, unknown>) =>
    paymentPage(office().db, PaymentFilter.parse({ month: '2031-05', ...asked }), noon)

  test('leads to the next, which is the same by its number', async () => {
    for (let n = 0; n < 60; n++)
      await aGrant(n % 2 ? 'Oja' : 'Kuusk', addDays('2031-01-01', n * 2), addDays('2031-05-10', n % 20))
    const { lines, total } = await paid({ month: '2031-05' })
    expect(new Set(lines.map(({ id }) => id)).size).toBe(60)
    expect(total).toBe(60)
    expect((await pageOf({ page: 2 })).lines).toEqual(lines.slice(50))
    expect((await pageOf({ before: lines[50]!.id })).lines).toEqual(lines.slice(0, 50))
  })

  test('adds up more than 10,000 payments only when it is asked to', async () => {
    await office().db.$executeRaw`
      INSERT INTO study_grant (learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, imported_number)
      SELECT learner_id, study_place_id, type_code, date '2032-05-01', date '2032-05-31', 1, 'KATSE', 'M-' || n
        FROM (SELECT * FROM study_grant ORDER BY id LIMIT 1) g, generate_series(1, 10001) n`
    const asked = { month: '2032-05' }
    const page = await pageOf(asked)
    expect(page).toMatchObject({ total: 10_001, more: true, sums: null })
    expect(page.lines).toHaveLength(50)
    expect((await pageOf({ ...asked, count: 'all' })).sums).toMatchObject({ all: '10001.00' })
  })
})
