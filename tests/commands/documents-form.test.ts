import { describe, expect, test } from 'vitest'
import { addBaseRows, beginAmendment } from '@/lib/documents/drafting/commands/amending'
import { beginDraft, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { AddTickedInput, ChangeInput, SeekInput } from '@/lib/documents/schema'
import { addFound, seekPersons } from '@/lib/register/commands/find'
import { registerPlaceIds } from '@/lib/register/queries/list'
import { aDirective, anAmendment, monthOfItsOwn, placeOf } from '../support/documents'
import { noon, withOffice } from '../support/office'
import { expectRefused } from '../support/refused'

const office = withOffice()
const liis = () => office().as('liis')
const nobody = '00000000-0000-4000-8999-000000000001'

const sheetOf = async (id: string) =>
  (await documentSheet(office().db, await office().person('liis'), id, noon))!
const namesOn = async (id: string) => (await sheetOf(id)).rows.map(({ card }) => card.lastName)
const savedRows = (id: string) =>
  office().db.documentRow.findMany({ where: { documentId: id }, orderBy: { position: 'asc' } })
const press = async (id: string, button: object) =>
  changeForm(await liis(), ChangeInput.parse({ id, ...button }))

describe('a plain button of the form', () => {
  test('takes one row off and keeps what was typed', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik', 'Jõgi'] })
    const [, second] = await savedRows(id)
    const head = { extraInfo: 'Kirjas' }
    expect(await press(id, { keys: second!.id, head })).toEqual({ id })
    expect(await namesOn(id)).toEqual(['Oja', 'Jõgi'])
    expect((await sheetOf(id)).head.extraInfo).toBe('Kirjas')
    expect(await savedRows(id)).toHaveLength(3)
  })

  test('takes off the ticked rows, or all rows', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik', 'Jõgi'] })
    const [first, , third] = await savedRows(id)
    await press(id, { picked: [first!.id, third!.id] })
    expect(await namesOn(id)).toEqual(['Üksik'])
    await press(id, { all: '1' })
    expect(await namesOn(id)).toEqual([])
  })

  test('takes off only rows with warnings, including warnings that unsaved typing has caused', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Allas', 'Üksik'] })
    await press(id, { all: '1', flagged: '1' })
    expect(await namesOn(id)).toEqual(['Oja', 'Üksik'])
    const [, , third] = await savedRows(id)
    const beyondStudies = { paidTo: '31.08.2031' }
    await press(id, { all: '1', flagged: '1', rows: { [third!.id]: beyondStudies } })
    expect(await namesOn(id)).toEqual(['Oja'])
  })

  test('fills a common field into every row', async () => {
    const id = await aDirective(office(), { persons: ['Oja', 'Üksik'] })
    await press(id, { field: 'monthlyAmount', head: { monthlyAmount: '700,00' } })
    expect((await sheetOf(id)).rows.map(({ typed }) => typed.monthlyAmount)).toEqual(['700,00', '700,00'])
    expect((await savedRows(id)).map((row) => row.monthlyAmount?.toFixed(2))).toEqual(['660.00', '660.00'])
  })

  test('keeps what was typed before it leads to another page of the document', async () => {
    const id = await aDirective(office())
    const head = { extraInfo: 'Enne lahkumist' }
    expect(await press(id, { go: 'signers', head })).toEqual({ id, go: 'signers' })
    expect((await sheetOf(id)).head.extraInfo).toBe('Enne lahkumist')
  })

  test('does nothing where nothing was typed and nothing ticked', async () => {
    const id = await aDirective(office())
    await press(id, {})
    expect(await office().db.workingCopy.count({ where: { documentId: id } })).toBe(0)
  })

  test('is refused for another person’s draft, an issued document and an unknown one', async () => {
    const [draft, issued] = [await aDirective(office()), await aDirective(office(), { state: 'ISSUED' })]
    const all = { all: '1' as const, picked: [] }
    const krista = await office().as('krista')
    const own = await liis()
    await expectRefused(office(), () => changeForm(krista, { id: draft, ...all }), 'notFound')
    await expectRefused(office(), () => changeForm(own, { id: issued, ...all }), 'draftClosed')
    await expectRefused(office(), () => changeForm(own, { id: nobody, ...all }), 'notFound')
  })
})

describe('rows that are added to an amendment from its base', () => {
  /** A registered directive of two persons, and a form that changes it for the first of them. */
  async function amending() {
    const head = monthOfItsOwn()
    const base = await aDirective(office(), { persons: ['Oja', 'Üksik'], head, state: 'REGISTERED' })
    const { number } = await office().db.document.findUniqueOrThrow({ where: { id: base } })
    const rows = await savedRows(base)
    const change = { number: number!, kind: 'AMENDMENT_CHANGE' } as const
    const id = await beginAmendment(await liis(), { ...change, rows: [rows[0]!.id] })
    return { base, id, rows: rows.map((row) => row.id) }
  }
  const add = async (id: string, rows: string[]) => addBaseRows(await liis(), { id, rows })

  test('come into the form once each, with the values that are in force', async () => {
    const { id, rows } = await amending()
    expect(await namesOn(id)).toEqual(['Oja'])
    expect(await add(id, [rows[1]!])).toBe(id)
    expect(await add(id, rows)).toBe(id)
    expect(await namesOn(id)).toEqual(['Oja', 'Üksik'])
    expect((await sheetOf(id)).rows[1]!.typed).toMatchObject({ monthlyAmount: '660,00' })
  })

  test('come into a saved draft too, as unsaved typing', async () => {
    const { id, rows } = await amending()
    await saveDraft(await liis(), { id, revision: 0, head: { basis: 'Kord' } })
    await add(id, [rows[1]!])
    expect(await namesOn(id)).toEqual(['Oja', 'Üksik'])
    expect(await savedRows(id)).toHaveLength(1)
  })

  test('don’t come if another amendment cancelled them or they are of another directive', async () => {
    const { base, id, rows } = await amending()
    await anAmendment(office(), base, 'AMENDMENT_CANCEL', { rows: [rows[1]!] })
    const [foreign] = await savedRows(
      await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() }),
    )
    await add(id, [rows[1]!, foreign!.id])
    expect(await namesOn(id)).toEqual(['Oja'])
  })

  test('are refused in another person’s form and in one that amends nothing', async () => {
    const { id, rows } = await amending()
    const plain = await beginDraft(await liis(), { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
    const [krista, own] = [await office().as('krista'), await liis()]
    await expectRefused(office(), () => addBaseRows(krista, { id, rows }), 'notFound')
    await expectRefused(office(), () => addBaseRows(own, { id: plain, rows }), 'notFound')
    await expectRefused(office(), () => addBaseRows(own, { id: nobody, rows }), 'notFound')
  })
})

describe('persons found in the register', () => {
  const aForm = async () =>
    beginDraft(await liis(), { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
  const add = async (id: string, found: object) =>
    addFound(await liis(), AddTickedInput.parse({ id, ...found }))

  test('come onto the document if they are ticked, and nobody else does', async () => {
    const id = await aForm()
    const [oja, yksik] = [await placeOf(office(), 'Oja'), await placeOf(office(), 'Üksik')]
    expect(await add(id, { places: [oja, yksik], level: 'DOCTORAL' })).toMatchObject({ added: 2, left: [] })
    expect(await namesOn(id)).toEqual(['Oja', 'Üksik'])
  })

  test('come by the same filters as in the search, not by the ticks, when all are asked for', async () => {
    const id = await aForm()
    const filter = { unit: 'LTFYS', level: 'DOCTORAL', mainState: 'STUDYING' } as const
    const found = await registerPlaceIds(office().db, { ...filter, q: '' }, noon)
    const yksik = await placeOf(office(), 'Üksik')
    expect(found.length).toBeGreaterThan(1)
    await add(id, { ...filter, all: '1', places: [yksik] })
    const places = (await sheetOf(id)).rows.map(({ card }) => card.id)
    expect(places.every((place) => found.includes(place))).toBe(true)
    expect(places.length).toBeGreaterThan(0)
  })

  test('stay off the document if nobody is ticked', async () => {
    const id = await aForm()
    expect(await add(id, {})).toMatchObject({ added: 0, left: [], choose: [] })
    expect(await namesOn(id)).toEqual([])
  })

  test('can’t be added to somebody else’s form', async () => {
    const id = await aForm()
    const krista = await office().as('krista')
    const places = [await placeOf(office(), 'Oja')]
    await expectRefused(office(), () => addFound(krista, { id, places, q: '' }), 'notFound')
  })

  test('are sought by the typed text, but not by a personal code, which no URL may contain', async () => {
    const id = await aForm()
    const asked = SeekInput.parse({ id, q: '  kadri ', unit: 'LT' })
    expect(await seekPersons(await liis(), asked)).toEqual({ id, q: 'kadri', unit: 'LT' })
    expect(SeekInput.safeParse({ id, q: '49205130232' }).error?.issues).toMatchObject([
      { path: ['q'], message: 'codeInSearch' },
    ])
  })
})
