import { describe, expect, test } from 'vitest'
import { rowsRead, type Plan } from '../support/plan-rows'
import { statementsIn } from '../support/server-log'

const line = (level: string, words: string) => `2026-11-30 19:04:32.123 UTC [4711] ${level}:  ${words}\n`

describe('a server’s log', () => {
  test('gives each statement with its name and its parameters', () => {
    const log = [
      line('LOG', 'execute olek_12: SELECT $1,\n\t  $2 FROM unit'),
      line('DETAIL', `Parameters: $1 = 'Õun, it''s $2 = ''x''', $2 = NULL`),
      line('LOG', 'execute <unnamed>: SELECT 2'),
      line('LOG', 'statement: SELECT 3'),
    ].join('')
    expect(statementsIn(log)).toEqual([
      { name: 'olek_12', sql: 'SELECT $1,\n  $2 FROM unit', parameters: [`Õun, it's $2 = 'x'`, null] },
      { name: null, sql: 'SELECT 2', parameters: [] },
      { name: null, sql: 'SELECT 3', parameters: [] },
    ])
  })

  test('gives nothing of what isn’t a statement, or only begins or ends a transaction', () => {
    const log = [
      line('LOG', 'checkpoint starting: time'),
      line('LOG', 'statement: BEGIN ISOLATION LEVEL REPEATABLE READ'),
      line('LOG', 'execute <unnamed>: SET TRANSACTION READ ONLY'),
      line('LOG', 'statement: COMMIT'),
      line('DETAIL', 'Something else.'),
    ].join('')
    expect(statementsIn(log)).toEqual([])
  })
})

describe('what a plan reads', () => {
  const step = (type: string, rows: number, more: Partial<Plan> = {}): Plan => ({
    'Node Type': type,
    'Actual Rows': rows,
    'Actual Loops': 1,
    ...more,
  })
  const scan = (rows: number, more: Partial<Plan> = {}) =>
    step('Index Scan', rows, { 'Relation Name': 'unit', ...more })

  test('is what its scans give and throw away, as often as they are run', () => {
    const inner = scan(2, { 'Rows Removed by Filter': 3, 'Actual Loops': 10 })
    const join = step('Nested Loop', 20, { Plans: [scan(10), inner] })
    expect(rowsRead(step('Limit', 1, { Plans: [join] }))).toBe(10 + 10 * 5)
  })

  test('is what it reads of the table of which it reads the most', () => {
    const inner = scan(1, { 'Relation Name': 'house', 'Actual Loops': 70 })
    expect(rowsRead(step('Nested Loop', 70, { Plans: [scan(80), inner] }))).toBe(80)
  })

  test('is what a join compares in vain, if that is the most', () => {
    expect(rowsRead(step('Nested Loop', 2, { 'Rows Removed by Join Filter': 900, Plans: [scan(30)] }))).toBe(
      900,
    )
  })

  test('is counted once where an index finds the rows and the table gives them', () => {
    const found = step('Bitmap Index Scan', 300)
    const heap = { 'Relation Name': 'unit', Plans: [found] }
    expect(rowsRead(step('Bitmap Heap Scan', 40, heap))).toBe(300)
    expect(rowsRead(step('Bitmap Heap Scan', 40, { ...heap, 'Rows Removed by Index Recheck': 900 }))).toBe(
      940,
    )
  })

  test('leaves out what is no table', () => {
    expect(rowsRead(step('Function Scan', 500))).toBe(0)
  })
})
