import { describe, expect, test } from 'vitest'
import {
  beginDraft,
  deleteDraft,
  discardTyping,
  keepTyping,
  saveDraft,
} from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { checkOver } from '@/lib/documents/sending/commands/issuing'
import { addDays } from '@/lib/shared/dates'
import { units, users } from '@/prisma/cast'
import {
  aDirective,
  documentOf,
  filledHead,
  historyOf,
  monthOfItsOwn,
  now,
  placeOf,
  revisionOf,
  stateOf,
  takeBack,
  typeInRow,
} from '../support/documents'
import { noon, withOffice } from '../support/office'
import { atOnce, digestOf, expectRefused, refusalsOf } from '../support/refused'

const office = withOffice()
const nobody = '00000000-0000-4000-8999-000000000001'
const begin = { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' } as const
const copyOf = (documentId: string, userId: string) =>
  office().db.workingCopy.findUnique({ where: { documentId_userId: { documentId, userId } } })

/** A form that was never saved, with one person on it. */
async function aNewForm(head: object = {}) {
  const liis = await office().as('liis')
  const id = await beginDraft(liis, begin)
  await keepTyping(liis, { id, head: { ...filledHead, ...head } })
  await addPlaces(liis, { id, places: [await placeOf(office(), 'Oja')] })
  return { liis, id }
}

describe('Lisa dokument', () => {
  test('opens a private form and makes no document', async () => {
    const { id } = await aNewForm()
    expect(await office().db.document.findUnique({ where: { id } })).toBeNull()
    expect(await documentSheet(office().db, await office().person('kaire'), id, noon)).toBeNull()
    expect(await documentSheet(office().db, await office().person('tiina'), id, noon)).toBeNull()
    const own = await documentSheet(office().db, await office().person('liis'), id, noon)
    expect(own).toMatchObject({ document: null, editable: true, counts: { rows: 1 } })
  })

  test('opens a form that has every common field of its kind, and each is empty', async () => {
    for (const [type, kind] of [
      ['VICE_DEAN_DIRECTIVE', 'OWN_FUNDS_ALLOWANCE'],
      ['PROPOSAL', 'EXMATRICULATION'],
    ] as const) {
      const id = await beginDraft(await office().as('liis'), { type, kind })
      const sheet = await documentSheet(office().db, await office().person('liis'), id, noon)
      expect(sheet!.kindRow.commonFields.map((field) => sheet!.head[field])).toEqual(
        sheet!.kindRow.commonFields.map(() => ''),
      )
    }
  })

  test('is refused for a type in which the kind is not drafted', async () => {
    const liis = await office().as('liis')
    await expectRefused(office(), () => beginDraft(liis, { ...begin, type: 'PROPOSAL' }), 'kindNotOfType')
  })

  test.each(['mari', 'jaan', 'heli', 'rein', 'maarja', 'toomas'] as const)(
    'is refused to %s, who drafts nothing',
    async (name) => {
      const act = await office().as(name)
      await expectRefused(office(), () => beginDraft(act, begin), 'notFound')
    },
  )
})

describe('Salvesta for the first time', () => {
  test('makes the draft, its rows and its history, and removes the working copy', async () => {
    const { liis, id } = await aNewForm()
    expect(await saveDraft(liis, { id, revision: 0 })).toBe(id)
    expect(await documentOf(office(), id)).toMatchObject({
      type: 'VICE_DEAN_DIRECTIVE',
      kind: 'OWN_FUNDS_ALLOWANCE',
      state: 'DRAFT',
      revision: 1,
      unitId: units.LT.id,
      creatorId: users.liis.id,
      drafterId: users.liis.id,
      signerId: users.mari.id,
      basis: 'Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord',
      common: { paidFrom: '2026-09-01', monthlyAmount: '660.00', fundingSource: 'LTFYS' },
      number: null,
      sendNo: 0,
    })
    const [row] = await office().db.documentRow.findMany({ where: { documentId: id } })
    expect(row).toMatchObject({ position: 1, fundingSource: 'LTFYS', bankAccount: 'EE382200221020145685' })
    expect(row!.monthlyAmount?.toFixed(2)).toBe('660.00')
    expect(
      (await historyOf(office(), id)).map(({ act, who, fromState, toState }) => [
        act,
        who,
        fromState,
        toState,
      ]),
    ).toEqual([['save', 'Liis Tamm', null, 'DRAFT']])
    expect(await copyOf(id, users.liis.id)).toBeNull()
    expect(await office().db.delivery.count({ where: { documentId: id } })).toBe(0)
  })

  test.each([
    [{ unitId: '' }, ['missing.unitId']],
    [{ signerId: '' }, ['missing.signerId']],
    [{ drafterId: ' ' }, ['missing.drafterId', 'drafterWrong']],
    [{ basis: ' ' }, ['missing.basis']],
    [{ unitId: units.HV.id }, ['unitWrong', 'signerWrong', 'drafterWrong']],
    [{ unitId: 'LT' }, ['unitWrong']],
    [{ unitId: nobody }, ['unitWrong', 'signerWrong', 'drafterWrong']],
    [{ signerId: users.peeter.id }, ['signerWrong']],
    [{ signerId: users.ants.id }, ['signerWrong']],
    [{ signerId: users.jaan.id }, ['signerWrong']],
    [{ drafterId: users.krista.id }, ['drafterWrong']],
    [{ drafterId: users.mari.id }, ['drafterWrong']],
    [
      { monthlyAmount: 'kuussada', paidFrom: '31.02.2027' },
      ['dayWrong', 'amountWrong', 'dayWrong', 'amountWrong'],
    ],
    [{ paidTo: '31.08.2026' }, ['periodReversed', 'periodReversed']],
  ])('is refused with %j, and what was typed is kept', async (head, codes) => {
    const { liis, id } = await aNewForm(head)
    await expectRefused(office(), () => saveDraft(liis, { id, revision: 0 }), ...codes)
    expect(await copyOf(id, users.liis.id)).not.toBeNull()
  })

  test('names every wrong field', async () => {
    const { liis, id } = await aNewForm()
    await keepTyping(liis, { id, head: { monthlyAmount: '-1', signerId: users.peeter.id } })
    const refusals = await expectRefused(
      office(),
      () => saveDraft(liis, { id, revision: 0 }),
      'amountWrong',
      'signerWrong',
    )
    expect(refusals.map(({ field }) => field)).toEqual(['head.monthlyAmount', 'head.signerId'])
  })

  test('is refused for a closed unit', async () => {
    await office().db.roleUnit.create({
      data: { roleId: (await roleOf('liis')).id, unitId: units.LTTF.id },
    })
    const { liis, id } = await aNewForm({ unitId: units.LTTF.id, signerId: users.mari.id })
    await expectRefused(office(), () => saveDraft(liis, { id, revision: 0 }), 'unitClosed', 'signerWrong')
    await office().db.roleUnit.deleteMany({ where: { unitId: units.LTTF.id } })
  })

  test('finds no form that is somebody else’s or that doesn’t exist', async () => {
    const { id } = await aNewForm()
    const tiina = await office().as('tiina')
    await expectRefused(office(), () => saveDraft(tiina, { id, revision: 0 }), 'notFound')
    await expectRefused(office(), () => keepTyping(tiina, { id, head: { footer: 'x' } }), 'notFound')
    await expectRefused(office(), () => saveDraft(tiina, { id: nobody, revision: 0 }), 'notFound')
  })

  test('makes one document if it is pressed twice at once', async () => {
    const { liis, id } = await aNewForm()
    const save = () => saveDraft(liis, { id, revision: 0 })
    expect(await atOnce(save, save)).toEqual({ done: 2, codes: [] })
    expect(await historyOf(office(), id)).toHaveLength(1)
    expect(await office().db.documentRow.count({ where: { documentId: id } })).toBe(1)
  })
})

describe('typing in a saved draft', () => {
  test('is seen by its author alone until Salvesta', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await keepTyping(liis, { id, head: { footer: 'Jalus' } })
    const footer = async (name: 'liis' | 'tiina') =>
      (await documentSheet(office().db, await office().person(name), id, noon))?.head.footer
    expect([await footer('liis'), await footer('tiina')]).toEqual(['Jalus', ''])
    expect(await revisionOf(office(), id)).toBe(1)
    await saveDraft(liis, { id, revision: 1 })
    expect(await footer('tiina')).toBe('Jalus')
    expect((await historyOf(office(), id)).at(-1)).toMatchObject({
      act: 'save',
      fromState: 'DRAFT',
      toState: 'DRAFT',
      details: { changed: ['footer'] },
    })
  })

  test('keeps all fields that are typed one after another', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await keepTyping(liis, { id, head: { footer: 'Jalus' } })
    const row = await typeInRow(office(), liis, id, 'Oja', { monthlyAmount: '700' })
    await keepTyping(liis, { id, rows: { [row]: { fundingSource: 'HLOOM' } } })
    await saveDraft(liis, { id, revision: 1 })
    expect(await documentOf(office(), id)).toMatchObject({ footer: 'Jalus' })
    const stored = await office().db.documentRow.findUniqueOrThrow({ where: { id: row } })
    expect([stored.monthlyAmount?.toFixed(2), stored.fundingSource]).toEqual(['700.00', 'HLOOM'])
  })

  test('can be thrown away, and the draft stays as it was saved', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    const before = await digestOf(office())
    await keepTyping(liis, { id, head: { footer: 'Jalus' } })
    await discardTyping(liis, { id })
    expect(await digestOf(office())).toEqual(before)
  })

  test('is kept even if it is malformed, and refused only at Salvesta', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await typeInRow(office(), liis, id, 'Oja', { paidTo: '31.02.2027' })
    await expectRefused(office(), () => saveDraft(liis, { id, revision: 1 }), 'dayWrong')
    const sheet = await documentSheet(office().db, liis.person, id, noon)
    expect(sheet?.rows[0]?.typed.paidTo).toBe('31.02.2027')
    expect(sheet?.malformed.map(({ code }) => code)).toEqual(['dayWrong'])
  })

  test('takes rows off and fills a common field into every row', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik', 'Jõgi'] })
    const liis = await office().as('liis')
    const rows = await office().db.documentRow.findMany({
      where: { documentId: id },
      orderBy: { position: 'asc' },
    })
    await changeForm(liis, { id, picked: [rows[1]!.id] })
    await changeForm(liis, { id, field: 'monthlyAmount', head: { monthlyAmount: '700,00' }, picked: [] })
    await saveDraft(liis, { id, revision: 1 })
    const left = await office().db.documentRow.findMany({
      where: { documentId: id },
      orderBy: { position: 'asc' },
    })
    expect(left.map((row) => [row.id, row.position, row.monthlyAmount?.toFixed(2)])).toEqual([
      [rows[0]!.id, 1, '700.00'],
      [rows[2]!.id, 2, '700.00'],
    ])
  })

  test('is dropped in rows that somebody else took off meanwhile', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik'] })
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    const gone = await typeInRow(office(), liis, id, 'Üksik', { monthlyAmount: '1' })
    await changeForm(kaire, { id, picked: [gone] })
    await saveDraft(kaire, { id, revision: 1 })
    await saveDraft(liis, { id, revision: 1, over: 2 })
    expect(await office().db.documentRow.count({ where: { documentId: id } })).toBe(1)
  })
})

describe('two people at one draft', () => {
  test('the one who saves second is told who was first, and loses nothing typed', async () => {
    const id = await aDirective(office())
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    await keepTyping(liis, { id, head: { footer: 'Liisi jalus' } })
    await keepTyping(kaire, { id, head: { extraInfo: 'Kaire lisainfo' } })
    await saveDraft(kaire, { id, revision: 1 })

    const [refusal] = await expectRefused(
      office(),
      () => saveDraft(liis, { id, revision: 1 }),
      'changedByOther',
    )
    expect(refusal).toMatchObject({ params: { who: 'Kaire Sepp', at: '21.11.2026 kell 12.00' } })
    const sheet = await documentSheet(office().db, liis.person, id, noon)
    expect(sheet?.head).toMatchObject({ footer: 'Liisi jalus', extraInfo: 'Kaire lisainfo' })
    expect(sheet?.overtaken).toMatchObject({ who: 'Kaire Sepp', changed: ['extraInfo'] })

    await saveDraft(liis, { id, revision: 1, over: 2 })
    expect(await documentOf(office(), id)).toMatchObject({
      footer: 'Liisi jalus',
      extraInfo: 'Kaire lisainfo',
    })
  })

  test('one saves and the other is told if both save at the same moment', async () => {
    const id = await aDirective(office())
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    await keepTyping(liis, { id, head: { footer: 'Liis' } })
    await keepTyping(kaire, { id, head: { footer: 'Kaire' } })
    const saved = await atOnce(
      () => saveDraft(liis, { id, revision: 1 }),
      () => saveDraft(kaire, { id, revision: 1 }),
    )
    expect(saved).toEqual({ done: 1, codes: ['changedByOther'] })
    const { footer } = await documentOf(office(), id)
    const loser = footer === 'Liis' ? users.kaire.id : users.liis.id
    expect((await copyOf(id, loser))?.content).toMatchObject({
      head: { footer: footer === 'Liis' ? 'Kaire' : 'Liis' },
    })
  })

  test('typing on a page that is older than the draft does not overwrite it silently', async () => {
    const id = await aDirective(office())
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    await saveDraft(kaire, { id, revision: 1, head: { footer: 'Kaire' } })
    await keepTyping(liis, { id, revision: 1, head: { footer: 'Liis' } })
    await expectRefused(office(), () => saveDraft(liis, { id, revision: 1 }), 'changedByOther')
    expect(await documentOf(office(), id)).toMatchObject({ footer: 'Kaire' })
  })

  test('different fields that one person types in at the same moment are all kept', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    const typed = ['footer', 'extraInfo', 'basis'].map(
      (field) => () => keepTyping(liis, { id, head: { [field]: field } }),
    )
    expect(await atOnce(...typed)).toEqual({ done: 3, codes: [] })
    expect((await copyOf(id, users.liis.id))?.content).toMatchObject({
      head: { footer: 'footer', extraInfo: 'extraInfo', basis: 'basis' },
    })
  })
})

describe('two windows of one person at one field', () => {
  const known = (text: string) => ({ head: { footer: [text] } })
  const footerOf = async (id: string) =>
    ((await copyOf(id, users.liis.id))?.content as { head?: { footer?: string } } | undefined)?.head?.footer

  test('the later window is told what stands there, and its typing in other fields is kept', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await keepTyping(liis, { id, revision: 1, head: { footer: 'Esimene' }, was: known('') })
    const second = { footer: 'Teine', extraInfo: 'Lisa' }
    const refusals = await refusalsOf(() =>
      keepTyping(liis, { id, revision: 1, head: second, was: known('') }),
    )
    expect(refusals).toEqual([
      { code: 'typedElsewhere', field: 'head.footer', params: { stands: 'Esimene' } },
    ])
    expect((await copyOf(id, users.liis.id))?.content).toMatchObject({
      head: { footer: 'Esimene', extraInfo: 'Lisa' },
    })
    await refusalsOf(() => saveDraft(liis, { id, revision: 1, head: second, was: known('') }))
    expect(await documentOf(office(), id)).toMatchObject({ footer: '' })

    await saveDraft(liis, { id, revision: 1, head: { footer: 'Teine' }, was: known('Esimene') })
    expect(await documentOf(office(), id)).toMatchObject({ footer: 'Teine', extraInfo: 'Lisa' })
  })

  test('the later window is also told of the cells of a person and of emptied fields', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    const row = await typeInRow(office(), liis, id, 'Oja', { monthlyAmount: '', fundingSource: 'A' })
    const cell = (monthlyAmount: string, was: string[]) =>
      keepTyping(liis, {
        id,
        revision: 1,
        rows: { [row]: { monthlyAmount } },
        was: { rows: { [row]: { monthlyAmount: was } } },
      })
    expect(await refusalsOf(() => cell('700', ['600,00']))).toEqual([
      { code: 'clearedElsewhere', field: `rows.${row}.monthlyAmount` },
    ])
    await cell('700', [''])
    // An amount that is written differently is still the same amount.
    await cell('700,00', ['600,00'])
    await cell('800', ['700,00', '750'])
    expect((await refusalsOf(() => cell('900', ['600,00', '700']))).map(({ params }) => params)).toEqual([
      { stands: '800' },
    ])
  })

  test('typing of the same window whose answer was lost is not taken for another window’s', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await keepTyping(liis, { id, revision: 1, head: { footer: 'Ja' }, was: known('') })
    await keepTyping(liis, {
      id,
      revision: 1,
      head: { footer: 'Jalus' },
      was: { head: { footer: ['', 'J', 'Ja'] } },
    })
    expect(await footerOf(id)).toBe('Jalus')
  })

  test('the later window is told what the other saved, but a colleague’s save only at Salvesta', async () => {
    const id = await aDirective(office())
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    await saveDraft(liis, { id, revision: 1, head: { footer: 'Salvestatud' }, was: known('') })
    const [refusal] = await refusalsOf(() =>
      keepTyping(liis, { id, revision: 1, head: { footer: 'Hilinenud' }, was: known('') }),
    )
    expect(refusal).toMatchObject({ code: 'typedElsewhere', params: { stands: 'Salvestatud' } })
    expect(await footerOf(id)).toBeUndefined()

    await saveDraft(kaire, { id, revision: 2, head: { footer: 'Kaire' } })
    await keepTyping(liis, { id, revision: 2, head: { footer: 'Liis' }, was: known('Salvestatud') })
    await expectRefused(office(), () => saveDraft(liis, { id, revision: 2 }), 'changedByOther')
  })

  test('values that follow from the unit in a new form are not taken for typing', async () => {
    const liis = await office().as('liis')
    const id = await beginDraft(liis, begin)
    await keepTyping(liis, {
      id,
      revision: 0,
      head: { unitId: units.LT.id },
      was: { head: { unitId: [''] } },
    })
    await keepTyping(liis, { id, revision: 0, head: { footer: 'Jalus' }, was: known('midagi muud') })
    expect(await footerOf(id)).toBe('Jalus')
  })
})

describe('deleting', () => {
  test('a draft that was never sent leaves an audit entry and its history, and nothing else', async () => {
    const id = await aDirective(office(), { state: 'CHECKED', head: monthOfItsOwn() })
    await keepTyping(await office().as('kaire'), { id, head: { footer: 'x' } })
    await deleteDraft(await office().as('liis'), { id })
    const { db } = office()
    expect(await db.document.findUnique({ where: { id } })).toBeNull()
    for (const left of [
      await db.documentRow.count({ where: { documentId: id } }),
      await db.documentVersion.count({ where: { documentId: id } }),
      await db.workingCopy.count({ where: { documentId: id } }),
    ]) {
      expect(left).toBe(0)
    }
    expect((await historyOf(office(), id)).map(({ act }) => act)).toEqual(['save', 'check'])
    expect(await db.auditEntry.findMany({ where: { subject: id } })).toMatchObject([
      {
        act: 'document.delete',
        userId: users.liis.id,
        details: { kind: 'OWN_FUNDS_ALLOWANCE', unit: 'LT', rows: 1 },
      },
    ])
  })

  test('a document that was issued once is refused, even while it is open for editing again', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const liis = await office().as('liis')
    await expectRefused(office(), () => deleteDraft(liis, { id }), 'changedMeanwhile')
    await takeBack(office(), liis, id)
    expect(await stateOf(office(), id)).toBe('DRAFT')
    await expectRefused(office(), () => deleteDraft(liis, { id }), 'wasIssued')
  })

  test.each(['SENDING', 'CALLING_OFF', 'REGISTERED', 'CANCELLED'] as const)(
    'a document in %s is refused',
    async (state) => {
      const id = await aDirective(office(), { state, head: monthOfItsOwn() })
      const liis = await office().as('liis')
      await expectRefused(office(), () => deleteDraft(liis, { id }), 'changedMeanwhile')
    },
  )

  test('a draft twice at the same moment is done once', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    const remove = () => deleteDraft(liis, { id })
    expect(await atOnce(remove, remove)).toEqual({ done: 1, codes: ['notFound'] })
    expect(await office().db.auditEntry.count({ where: { subject: id } })).toBe(1)
  })

  test('a draft that a colleague saves at the same moment removes it in any case', async () => {
    const id = await aDirective(office())
    const [liis, kaire] = [await office().as('liis'), await office().as('kaire')]
    const ended = await atOnce(
      () => deleteDraft(liis, { id }),
      () => saveDraft(kaire, { id, revision: 1, head: { footer: 'x' } }),
    )
    const gone = (await office().db.document.count({ where: { id } })) === 0
    // Saved first, the draft can still be deleted; deleted first, there is nothing to save.
    expect(gone).toBe(true)
    expect([
      { done: 2, codes: [] },
      { done: 1, codes: ['notFound'] },
    ]).toContainEqual(ended)
  })
})

describe('rights while drafting', () => {
  test('only the mark "teiste koostatud dokumendid" lets a clerk edit somebody else’s draft', async () => {
    const id = await aDirective(office())
    const kaire = await office().as('kaire')
    await saveDraft(kaire, { id, revision: 1, head: { footer: 'Kaire' } })
    const other = await aDirective(office(), { by: kaire })
    const liis = await office().as('liis')
    await expectRefused(office(), () => keepTyping(liis, { id: other, head: { footer: 'x' } }), 'notFound')
    await expectRefused(office(), () => saveDraft(liis, { id: other, revision: 1 }), 'notFound')
    await expectRefused(office(), () => deleteDraft(liis, { id: other }), 'notFound')
  })

  test('the person who is named in Dokumendi koostaja may save the draft like its creator', async () => {
    const id = await aDirective(office(), {
      by: await office().as('kaire'),
      head: { drafterId: users.liis.id },
    })
    await saveDraft(await office().as('liis'), { id, revision: 1, head: { footer: 'Liis' } })
    expect(await documentOf(office(), id)).toMatchObject({ creatorId: users.kaire.id, footer: 'Liis' })
  })

  test('a clerk whose role has lost the unit can’t save its drafts from the next act on', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    await keepTyping(liis, { id, head: { footer: 'x' } })
    const { id: roleId } = await roleOf('liis')
    await office().db.roleUnit.deleteMany({ where: { roleId, unitId: units.LT.id } })
    const less = await office().as('liis')
    await expectRefused(office(), () => saveDraft(less, { id, revision: 1 }), 'notFound')
    expect(await documentSheet(office().db, less.person, id, noon)).toBeNull()
    await office().db.roleUnit.create({ data: { roleId, unitId: units.LT.id } })
    await saveDraft(await office().as('liis'), { id, revision: 1 })
  })

  test('the unit can’t be changed once the document has a number', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })
    const liis = await office().as('liis')
    await takeBack(office(), liis, id)
    await keepTyping(liis, { id, head: { unitId: units.LTFYS.id, signerId: users.ants.id } })
    const save = async () => saveDraft(liis, await now(office(), id))
    await expectRefused(office(), save, 'unitFixed')
  })

  test('the unit of a draft without a number can be changed, with a signer of the new unit', async () => {
    const id = await aDirective(office())
    const liis = await office().as('liis')
    const head = { unitId: units.LTFYS.id, signerId: users.ants.id }
    await saveDraft(liis, { id, revision: 1, head })
    expect(await documentOf(office(), id)).toMatchObject(head)
  })

  test('a draft can’t be saved or checked over from the day on which its unit closes', async () => {
    const id = await aDirective(office())
    await office().db.unit.update({ where: { id: units.LT.id }, data: { closedOn: new Date('2026-11-22') } })
    await saveDraft(await office().as('liis'), { id, revision: 1, head: { footer: 'x' } })
    const tomorrow = await office().as('liis', new Date(`${addDays('2026-11-21', 1)}T10:00:00Z`))
    await expectRefused(office(), () => saveDraft(tomorrow, { id, revision: 2 }), 'unitClosed')
    await expectRefused(office(), () => checkOver(tomorrow, { id, revision: 2 }), 'unitClosed')
    await office().db.unit.update({ where: { id: units.LT.id }, data: { closedOn: null } })
  })
})

const roleOf = (name: keyof typeof users) =>
  office().db.userRole.findFirstOrThrow({ where: { userId: users[name].id } })
