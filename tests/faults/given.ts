import { expect } from 'vitest'
import { db } from '@/lib/shared/db'
import type { Olek } from '@/scripts/olek'
import { control } from './installation'

/** The acts of a document's history from its draft until it is registered. */
export const registering = ['save', 'check', 'send', 'sent', 'confirmed']

/** A letter as the sandbox's mailbox tells it. */
export type Letter = { text: string }

/** Expects that the document was registered once with all effects, and that everybody was told once. */
export async function expectGiven(olek: Olek, id: string) {
  await expectStory(olek, id, 'confirmed', registering)
  const { number, rows } = await db().document.findUniqueOrThrow({
    where: { id },
    include: { rows: { include: { learnerKey: true } } },
  })
  const grants = await db().grant.findMany({ where: { documentId: id } })
  expect(grants.map(({ rowId }) => rowId).sort()).toEqual(rows.map((row) => row.id).sort())
  expect(await db().effect.count({ where: { documentId: id } })).toBe(rows.length)
  expect(await db().delivery.count({ where: { documentId: id, topic: 'ehis.grant', state: 'HELD' } })).toBe(
    rows.length,
  )
  for (const { learnerKey } of rows) {
    const mailbox = await control<Letter[]>(olek, 'GET', `/mailbox?to=${learnerKey.email}`)
    expect(mailbox.filter(({ text }) => text.includes(`nr ${number} (`))).toHaveLength(1)
  }
}

/** Expects that DHIS holds the document in this state, that its history is complete, and that no news of it is parked. */
export async function expectStory(olek: Olek, id: string, state: string, acts: string[]) {
  const inDhis = await control<{ ourId: string; state: string }[]>(olek, 'GET', '/dhis/documents')
  expect(inDhis.filter(({ ourId }) => ourId === id).map((document) => document.state)).toEqual([state])
  const history = await db().historyEntry.findMany({ where: { documentId: id }, orderBy: { id: 'asc' } })
  expect(history.map(({ act }) => act)).toEqual(acts)
  const news = await db().news.findMany({ where: { documentId: id } })
  expect(news.map((each) => each.state)).toEqual(['TAKEN'])
}
