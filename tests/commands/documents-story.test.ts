import { describe, expect, test } from 'vitest'
import { documentSheet } from '@/lib/documents/queries/sheet'
import { takeNews } from '@/lib/documents/sending/commands/news'
import { aDirective, newsFor, stateOf } from '../support/documents'
import { noon, withOffice } from '../support/office'

const office = withOffice()

describe('an own-funds directive', () => {
  test('is registered by its signer’s confirmation, gives the grants and tells everybody', async () => {
    const id = await aDirective(office(), { state: 'ISSUED', persons: ['Oja', 'Üksik'] })
    const taken = await takeNews(office().db, await newsFor(office(), id), noon)
    expect(taken).toEqual({ outcome: 'taken' })
    expect(await stateOf(office(), id)).toBe('REGISTERED')

    const grants = await office().db.grant.findMany({ where: { documentId: id } })
    expect(grants).toHaveLength(2)
    const states = await office().db
      .$queryRaw`SELECT state FROM grants_secondary_state WHERE document_id = ${id}::uuid`
    expect(states).toEqual([{ state: 'ON_GRANT' }, { state: 'ON_GRANT' }])
    const deliveries = await office().db.delivery.groupBy({
      by: ['topic', 'state'],
      where: { documentId: id },
      _count: true,
      orderBy: { topic: 'asc' },
    })
    expect(deliveries.map(({ topic, state, _count }) => [topic, state, _count])).toEqual([
      ['dhis.register', 'WAITING', 1],
      ['ehis.grant', 'HELD', 2],
      ['mail.finance', 'WAITING', 1],
      ['mail.letter', 'WAITING', 2],
    ])
    const letter = await office().db.delivery.findFirstOrThrow({
      where: { documentId: id, topic: 'mail.letter' },
    })
    expect(letter.payload).toMatchObject({ subject: 'Teile on määratud doktoranditoetus' })
    const history = await office().db.historyEntry.findMany({
      where: { documentId: id },
      orderBy: { id: 'asc' },
    })
    expect(history.map(({ act }) => act)).toEqual(['save', 'check', 'send', 'sent', 'confirmed'])
  })

  test('is shown to its drafter and not to a clerk of another unit', async () => {
    const id = await aDirective(office(), { persons: ['Põder', 'Kuusk'] })
    const liis = await documentSheet(office().db, await office().person('liis'), id, noon)
    expect(liis?.counts).toMatchObject({ rows: 2, flagged: 2 })
    expect(liis?.moves.map(({ act }) => act)).toContain('check')
    expect(await documentSheet(office().db, await office().person('krista'), id, noon)).toBeNull()
  })
})
