import { describe, expect, test } from 'vitest'
import { addBasis, addSigner, endSigner } from '@/lib/documents/drafting/commands/choices'
import { beginDraft, keepTyping } from '@/lib/documents/drafting/commands/drafting'
import { chooseBasis } from '@/lib/documents/drafting/commands/form'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { changesOf } from '@/lib/access/changes'
import { units, users } from '@/prisma/cast'
import { aDirective, filledHead } from '../support/documents'
import { noon, withOffice, type CastName } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
const liis = () => office().as('liis')
const text = 'Doktoriõppe eeskiri, p 12'

/** A form of Liis that was never saved, of the unit LT unless another is named. */
async function aForm(
  unitId: string = units.LT.id,
  kind: 'OWN_FUNDS_ALLOWANCE' | 'EXMATRICULATION' = 'OWN_FUNDS_ALLOWANCE',
) {
  const type = kind === 'EXMATRICULATION' ? 'PROPOSAL' : 'VICE_DEAN_DIRECTIVE'
  const id = await beginDraft(await liis(), { type, kind })
  await keepTyping(await liis(), { id, head: { ...filledHead, unitId } })
  return id
}

/** The labels of what the form offers in one of its lists. */
async function offered(list: 'bases' | 'signers', id: string) {
  const sheet = await documentSheet(office().db, await office().person('liis'), id, noon)
  return sheet!.options![list].map(({ label }) => label)
}

describe('a basis added in a form', () => {
  test('is offered for its unit and kind from then on, and its adding is recorded', async () => {
    const id = await aForm()
    expect(await addBasis(await liis(), { id, text })).toBe(id)
    expect(await offered('bases', await aForm())).toContain(text)
    expect(await offered('bases', await aForm(units.LTFYS.id))).not.toContain(text)
    expect(await offered('bases', await aForm(units.LT.id, 'EXMATRICULATION'))).not.toContain(text)
    const basis = await office().db.basis.findFirstOrThrow({ where: { text } })
    expect(basis).toMatchObject({ unitId: units.LT.id, kinds: ['OWN_FUNDS_ALLOWANCE'], retiredOn: null })
    expect(await changesOf(office().db, `settings.bases.${basis.id}`)).toMatchObject([
      { who: 'Liis Tamm', about: [text], changes: [{ what: 'text', from: '', to: text }] },
    ])
  })

  test('is offered for both kinds if another kind had it already, and is stored once', async () => {
    await addBasis(await liis(), { id: await aForm(units.LT.id, 'EXMATRICULATION'), text })
    expect(await offered('bases', await aForm(units.LT.id, 'EXMATRICULATION'))).toContain(text)
    const [basis, ...others] = await office().db.basis.findMany({ where: { text } })
    expect(others).toEqual([])
    expect((await changesOf(office().db, `settings.bases.${basis!.id}`))[0]).toMatchObject({
      changes: [{ what: 'kinds', from: 'OWN_FUNDS_ALLOWANCE', to: 'OWN_FUNDS_ALLOWANCE, EXMATRICULATION' }],
    })
  })

  test('a second time is neither stored nor recorded again', async () => {
    const id = await aForm()
    await addBasis(await liis(), { id, text: 'Korra § 3' })
    const before = await office().db.auditEntry.count()
    expect(await addBasis(await liis(), { id, text: 'Korra § 3' })).toBe(id)
    expect(await office().db.basis.count({ where: { text: 'Korra § 3' } })).toBe(1)
    expect(await office().db.auditEntry.count()).toBe(before)
  })

  test('is refused without a text, without a unit and in another person’s form', async () => {
    const id = await aForm()
    const without = await aForm('')
    const add = async (name: CastName, input: { id: string; text: string }) =>
      addBasis(await office().as(name), input)
    const [refusal] = await expectRefused(office(), () => add('liis', { id, text: '' }), 'missing.basis')
    expect(refusal!.field).toBe('text')
    await expectRefused(office(), () => add('liis', { id: without, text }), 'unitWrong')
    for (const name of ['kaire', 'krista', 'mari', 'tiina'] as const)
      await expectRefused(office(), () => add(name, { id, text }), 'notFound')
  })
})

describe('a basis chosen in a form', () => {
  test('is kept as unsaved typing, beside what else was typed', async () => {
    const id = await aForm()
    expect(await chooseBasis(await liis(), { id, basis: text, head: { extraInfo: 'Lisa' } })).toBe(id)
    const sheet = await documentSheet(office().db, await office().person('liis'), id, noon)
    expect(sheet!.head).toMatchObject({ basis: text, paidFrom: filledHead.paidFrom })
    expect(sheet!.document).toBeNull()
  })

  test('is refused once the document is no longer a draft', async () => {
    const id = await aDirective(office(), { state: 'ISSUED' })
    const act = await liis()
    await expectRefused(office(), () => chooseBasis(act, { id, basis: text }), 'draftClosed')
  })
})

describe('a signer added in a form', () => {
  const ants = { userId: users.ants.id, title: 'instituudi juhataja' }
  const label = `Ants Kivi, ${ants.title}`
  const signings = () =>
    office().db.signing.findMany({
      where: { userId: users.ants.id, unitId: units.LTFYS.id, type: 'VICE_DEAN_DIRECTIVE' },
      orderBy: { validFrom: 'asc' },
    })

  test('is offered from that day on, and a new title holds from the day on which it is given', async () => {
    await office().db.signing.deleteMany({ where: { userId: users.ants.id } })
    const id = await aForm(units.LTFYS.id)
    expect(await offered('signers', id)).not.toContain(label)
    expect(await addSigner(await liis(), { id, ...ants })).toBe(id)
    expect(await offered('signers', id)).toContain(label)
    expect(await offered('signers', await aForm(units.LT.id))).not.toContain(label)
    const [added] = await signings()
    expect(await changesOf(office().db, `settings.signers.${added!.id}`)).toMatchObject([
      {
        who: 'Liis Tamm',
        about: ['Ants Kivi', 'VICE_DEAN_DIRECTIVE', 'LTFYS'],
        changes: [{ what: 'titleOf', from: '', to: ants.title }],
      },
    ])

    const tomorrow = await office().as('liis', new Date('2026-11-22T10:00:00Z'))
    await addSigner(tomorrow, { id, ...ants, title: 'direktor' })
    const shown = (await signings()).map(({ title, validFrom, validTo }) => [
      title,
      validFrom.toISOString().slice(0, 10),
      validTo?.toISOString().slice(0, 10) ?? null,
    ])
    expect(shown).toEqual([
      [ants.title, '2026-11-21', '2026-11-21'],
      ['direktor', '2026-11-22', null],
    ])
  })

  test('isn’t offered from the day of ending on, and is deleted if added on that same day', async () => {
    const id = await aForm(units.LTFYS.id)
    await office().db.signing.deleteMany({ where: { userId: users.ants.id } })
    const signing = { ...ants, unitId: units.LTFYS.id, type: 'VICE_DEAN_DIRECTIVE' as const }
    const old = await office().db.signing.create({
      data: { ...signing, validFrom: new Date('2026-01-01') },
    })
    expect(await offered('signers', id)).toContain(label)
    expect(await endSigner(await liis(), { id, signing: old.id })).toBe(id)
    expect(await offered('signers', id)).not.toContain(label)
    expect(await signings()).toMatchObject([{ id: old.id, validTo: new Date('2026-11-20') }])
    expect(await changesOf(office().db, `settings.signers.${old.id}`)).toMatchObject([
      { changes: [{ what: 'validTo', from: '', to: '2026-11-20' }] },
    ])

    await addSigner(await liis(), { id, ...ants })
    const [, fresh] = await signings()
    await endSigner(await liis(), { id, signing: fresh!.id })
    expect((await signings()).map((each) => each.id)).toEqual([old.id])
    const act = await liis()
    await expectRefused(office(), () => endSigner(act, { id, signing: old.id }), 'notFound')
  })

  test('is refused without the right to sign, a title or a unit, and in another person’s form', async () => {
    const id = await aForm(units.LTFYS.id)
    const without = await aForm('')
    const add = async (name: CastName, input: Partial<{ id: string; userId: string; title: string }>) =>
      addSigner(await office().as(name), { id, ...ants, ...input })
    const refused = (work: () => Promise<unknown>, code: string) => expectRefused(office(), work, code)
    for (const who of [users.liis, users.peeter, users.jaan]) {
      const [refusal] = await refused(() => add('liis', { userId: who.id }), 'signerWrong')
      expect(refusal!.field).toBe('userId')
    }
    const [untitled] = await refused(() => add('liis', { title: '' }), 'missing.title')
    expect(untitled!.field).toBe('title')
    await refused(() => add('liis', { id: without }), 'unitWrong')
    await refused(() => add('krista', {}), 'notFound')
  })

  test('can’t be ended from the form of another unit', async () => {
    const ofLt = await office().db.signing.findFirstOrThrow({
      where: { userId: users.mari.id, unitId: units.LT.id, type: 'VICE_DEAN_DIRECTIVE' },
    })
    const id = await aForm(units.LTFYS.id)
    const act = await liis()
    await expectRefused(office(), () => endSigner(act, { id, signing: ofLt.id }), 'notFound')
  })
})
