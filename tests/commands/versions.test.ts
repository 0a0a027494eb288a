import { describe, expect, test } from 'vitest'
import { keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm } from '@/lib/documents/drafting/commands/form'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { loadDocument } from '@/lib/documents/load'
import { savedDocument } from '@/lib/documents/queries/opened'
import { checkOver, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import { comparedVersions, sinceSent } from '@/lib/documents/versions/queries'
import {
  aDirective,
  answerOfDhis,
  monthOfItsOwn,
  now,
  placeOf,
  revisionOf,
  takeBack,
  typeInRow,
} from '../support/documents'
import { noon, withOffice } from '../support/office'

const office = withOffice()

/** A directive with three persons that was issued and taken back for changes. */
async function takenBack() {
  const id = await aDirective(office(), {
    state: 'ISSUED',
    persons: ['Oja', 'Põder', 'Kuusk'],
    head: monthOfItsOwn(),
  })
  const liis = await office().as('liis')
  await takeBack(office(), liis, id)
  return { id, liis }
}

/** Such a directive without Kuusk, with Šmidt-Žukov added, another sum for Põder and another basis. */
async function changed() {
  const { id, liis } = await takenBack()
  const gone = await typeInRow(office(), liis, id, 'Kuusk', {})
  await typeInRow(office(), liis, id, 'Põder', { monthlyAmount: '700,50' })
  await keepTyping(liis, { id, head: { basis: 'Uus kord' } })
  await changeForm(liis, { id, revision: await revisionOf(office(), id), picked: [gone] })
  await addPlaces(liis, { id, places: [await placeOf(office(), 'Šmidt-Žukov')] })
  await saveDraft(liis, await now(office(), id))
  return { id, liis }
}

const compared = async (
  id: string,
  wish: { from?: string; to?: string; page?: number } = {},
  who: 'liis' | 'mari' = 'liis',
) => {
  const saved = await savedDocument(office().db, await office().person(who), id)
  return saved && comparedVersions(office().db, saved.document, wish, noon)
}
const since = async (id: string) => sinceSent(office().db, await loadDocument(office().db, id), noon)

describe('what changed in a document since it was sent', () => {
  test('is shown beside what was sent: fields, and persons added, removed and changed', async () => {
    const { id } = await changed()
    const found = (await compared(id))!
    expect(found.sides.map(({ name }) => name)).toEqual(['1', 'draft'])
    const { from, to, comparison } = found.chosen!
    expect([from.name, to.name]).toEqual(['1', 'draft'])
    expect(comparison.head).toEqual([
      { part: 'basis', was: 'Kord', is: 'Uus kord' },
      { part: 'monthlySum', was: '1980,00', is: '2020,50' },
    ])
    expect(
      comparison.rows.map(({ was, is, changes }) => [was?.name, is?.name, changes.length > 1 ? '' : changes]),
    ).toEqual([
      ['Mart Põder', 'Mart Põder', [{ part: 'monthlyAmount', was: '660,00', is: '700,50' }]],
      [undefined, 'Õnne Šmidt-Žukov', ''],
      ['Rasmus Kuusk', undefined, ''],
    ])
  })

  test('is counted for the draft’s page', async () => {
    const { id } = await changed()
    expect(await since(id)).toMatchObject({
      sendNo: 1,
      same: false,
      counts: { head: 2, added: 1, removed: 1, changed: 1 },
    })
  })

  test('is nothing as long as nothing was changed', async () => {
    const { id } = await takenBack()
    expect(await since(id)).toMatchObject({ sendNo: 1, same: true })
    expect((await compared(id))!.chosen!.comparison).toMatchObject({ head: [], rows: [] })
  })

  test.each(['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF', 'ISSUED', 'REGISTERED'] as const)(
    'is not told of a document in %s that was sent once or never',
    async (state) => {
      expect(await since(await aDirective(office(), { state, head: monthOfItsOwn() }))).toBeNull()
    },
  )

  test('is shown between the two sent versions once it is sent again', async () => {
    const { id, liis } = await changed()
    await checkOver(liis, await now(office(), id))
    expect((await compared(id))!.sides.map(({ name }) => name)).toEqual(['1', '2', 'draft'])
    expect(await since(id)).toMatchObject({ sendNo: 1, counts: { changed: 1 } })
    await sendToDhis(liis, await now(office(), id))
    await answerOfDhis(office(), id, noon)
    const { sides, chosen } = (await compared(id, {}, 'mari'))!
    expect(sides.map(({ name }) => name)).toEqual(['1', '2'])
    expect(chosen!.comparison.counts).toMatchObject({ head: 2, added: 1, removed: 1, changed: 1 })
  })
})

describe('any two versions', () => {
  test('are compared with the earlier one first, in whichever order they are asked for', async () => {
    const { id } = await changed()
    const { chosen } = (await compared(id, { from: 'draft', to: '1' }))!
    expect([chosen!.from.name, chosen!.to.name]).toEqual(['1', 'draft'])
  })

  test('that don’t exist are replaced by those that do', async () => {
    const { id } = await changed()
    const { chosen } = (await compared(id, { from: '7', to: 'x', page: -3 }))!
    expect([chosen!.from.name, chosen!.to.name, chosen!.page]).toEqual(['1', 'draft', 1])
  })

  test('of a document with one version or none can’t be compared', async () => {
    expect(
      (await compared(await aDirective(office(), { state: 'ISSUED', head: monthOfItsOwn() })))!.chosen,
    ).toBeNull()
    expect(await compared(await aDirective(office(), { head: monthOfItsOwn() }))).toEqual({
      sides: [],
      chosen: null,
    })
  })

  test('aren’t found by a reader who doesn’t see the document, nor of one that doesn’t exist', async () => {
    const { id } = await changed()
    expect(await compared(id, {}, 'mari')).toBeNull()
    expect(await compared('00000000-0000-4000-8999-000000000001')).toBeNull()
    expect(await compared('nothing')).toBeNull()
  })
})
