import { expect, test } from 'vitest'
import { keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { checkOver, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { users } from '@/prisma/cast'
import { aDirective, monthOfItsOwn, now, revisionOf } from '../support/documents'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()

const ends = {
  'the right to sign has ended': () =>
    office().db.signing.updateMany({
      where: { userId: users.mari.id },
      data: { validTo: new Date('2026-11-20') },
    }),
  'the role has ended': () => office().db.userRole.deleteMany({ where: { userId: users.mari.id } }),
}

test.each(Object.keys(ends) as (keyof typeof ends)[])(
  'once %s, a document can’t be saved, issued or sent with that signer, whom its form still names',
  async (how) => {
    const liis = await office().as('liis')
    const [draft, checked] = [
      await aDirective(office(), { head: monthOfItsOwn() }),
      await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() }),
    ]
    const [signings, roles] = [
      await office().db.signing.findMany({ where: { userId: users.mari.id } }),
      await office().db.userRole.findMany({ where: { userId: users.mari.id }, include: { units: true } }),
    ]
    await ends[how]()
    const [refusal] = await expectRefused(
      office(),
      async () => sendToDhis(liis, await now(office(), checked)),
      'signerGone',
    )
    expect(refusal).toMatchObject({ params: { who: 'Mari Mets' }, field: 'head.signerId' })
    await expectRefused(office(), async () => checkOver(liis, await now(office(), draft)), 'signerGone')
    await keepTyping(liis, { id: draft, head: { extraInfo: 'Muu' } })
    const save = async () => saveDraft(liis, { id: draft, revision: await revisionOf(office(), draft) })
    await expectRefused(office(), save, 'signerGone')
    const sheet = await documentSheet(office().db, liis.person, draft, noon)
    expect(sheet!.options!.signers.find(({ id }) => id === users.mari.id)?.label).toMatch(/^Mari Mets \(/)

    for (const { id, validTo } of signings)
      await office().db.signing.update({ where: { id }, data: { validTo } })
    await office().db.userRole.deleteMany({ where: { userId: users.mari.id } })
    for (const { units, ...role } of roles)
      await office().db.userRole.create({
        data: { ...role, units: { create: units.map(({ unitId }) => ({ unitId })) } },
      })
    await save()
  },
)

test('a wrong sum is told as wrong, not as missing', async () => {
  const liis = await office().as('liis')
  const id = await aDirective(office(), { head: monthOfItsOwn() })
  const { key } = (await documentSheet(office().db, liis.person, id, noon))!.rows[0]!
  await keepTyping(liis, { id, rows: { [key]: { monthlyAmount: '66o' } } })
  const sheet = await documentSheet(office().db, liis.person, id, noon)
  const refusals = sheet!.moves.find(({ act }) => act === 'check')!.refusals
  expect(refusals).toMatchObject([{ code: 'amountWrong', field: `rows.${key}.monthlyAmount` }])
})
