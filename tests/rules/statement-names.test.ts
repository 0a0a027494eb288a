import { describe, expect, test } from 'vitest'
import { statementNames } from '@/lib/shared/db'

describe('a statement', () => {
  test('gets a name the second time that it comes, and keeps it', () => {
    const nameOf = statementNames()
    expect([1, 2, 3].map(() => nameOf({ sql: 'SELECT 1' }))).toEqual([undefined, 'olek_1', 'olek_1'])
    expect([1, 2].map(() => nameOf({ sql: 'SELECT 2' }))).toEqual([undefined, 'olek_2'])
  })

  test('goes without a name once enough others have one', () => {
    const nameOf = statementNames(1)
    const twice = (sql: string) => [nameOf({ sql }), nameOf({ sql })]
    expect([twice('SELECT 1'), twice('SELECT 2'), twice('SELECT 1')]).toEqual([
      [undefined, 'olek_1'],
      [undefined, undefined],
      ['olek_1', 'olek_1'],
    ])
  })

  test('that never comes again takes no room for ever', () => {
    const nameOf = statementNames(10)
    for (let at = 0; at < 1_000; at++) expect(nameOf({ sql: `SELECT ${at}` })).toBeUndefined()
  })
})
