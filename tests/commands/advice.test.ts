import { beforeEach, expect, test } from 'vitest'
import { loadDocument } from '@/lib/documents/load'
import { sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { adviceBeforeSending } from '@/lib/documents/sending/queries/advice'
import { dateFromDay } from '@/lib/shared/dates'
import { units, users } from '@/prisma/cast'
import { aDirective, monthOfItsOwn, now } from '../support/documents'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
let months = monthOfItsOwn()
beforeEach(() => {
  months = monthOfItsOwn()
})

const adviceOn = async (id: string) =>
  adviceBeforeSending(office().db, (await loadDocument(office().db, id))!, noon)

test('a usual directive gets no advice', async () => {
  expect(await adviceOn(await aDirective(office(), { head: months }))).toEqual([])
})

test('the advice takes five statements once the document is loaded, however many rows it has', async () => {
  for (const persons of [['Oja'], ['Oja', 'Üksik', 'Kalda']]) {
    const id = await aDirective(office(), { persons, head: months })
    const document = (await loadDocument(office().db, id))!
    const { count } = await countStatements(office().db, () =>
      adviceBeforeSending(office().db, document, noon),
    )
    expect(count).toBe(5)
  }
})

test('the advice names a signer who left, an amount far from last month’s and a changed person', async () => {
  const { db } = office()
  const wishes = { persons: ['Üksik'], head: { ...months, paidFrom: '01.10.2026', paidTo: '31.10.2026' } }
  await aDirective(office(), { ...wishes, state: 'REGISTERED' })
  const id = await aDirective(office(), { ...wishes, head: { ...months, monthlyAmount: '66,00' } })
  expect((await adviceOn(id)).map(({ code, params }) => [code, params?.person])).toEqual([
    ['amountFar', 'Helina Üksik'],
  ])

  const { studyPlaceId } = await db.documentRow.findFirstOrThrow({ where: { documentId: id } })
  const mine = { userId: users.mari.id, unitId: units.LT.id, type: 'VICE_DEAN_DIRECTIVE' } as const
  await db.signing.updateMany({ where: mine, data: { validTo: dateFromDay('2026-11-20') } })
  const on = dateFromDay('2026-11-01')
  const leave = await db.academicLeave.create({
    data: { studyPlaceId, fromOn: on, toOn: on, importedNumber: '2.1-17/999', importedOn: on },
  })
  expect((await adviceOn(id)).map(({ code }) => code)).toEqual([
    'signerNotHere',
    'amountFar',
    'personChanged',
  ])
  expect((await adviceOn(id)).at(-1)?.changed).toEqual(['leaves'])
  await db.academicLeave.delete({ where: { id: leave.id } })
  await db.signing.updateMany({ where: mine, data: { validTo: null } })
})

test('the advice names a series that belongs to another unit', async () => {
  const of = { type: 'VICE_DEAN_DIRECTIVE', template: '2.1-17/HV' } as const
  const data = [units.LT, units.HV].map(({ id }) => ({ ...of, unitId: id }))
  await office().db.dhisSeries.createMany({ data })
  const [advice] = await adviceOn(await aDirective(office(), { head: months }))
  expect(advice).toMatchObject({ code: 'seriesOfUnit', params: { series: '2.1-17/HV' } })
  await office().db.dhisSeries.deleteMany({ where: of })
})

test('sending a document whose type has no series is refused, not merely advised against', async () => {
  const id = await aDirective(office(), { state: 'CHECKED', head: months })
  await office().db.document.update({ where: { id }, data: { type: 'NOTICE' } })
  await office().db.dhisSeries.deleteMany({ where: { type: 'NOTICE' } })
  const liis = await office().as('liis')
  await expectRefused(office(), async () => sendToDhis(liis, await now(office(), id)), 'seriesMissing')
})
