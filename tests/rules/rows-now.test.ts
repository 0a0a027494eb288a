import { expect, test } from 'vitest'
import { amendmentsOf, openRows, rowsNow, type ChainRow } from '@/lib/documents/rules/rows-now'

const row = (documentId: string, id: string, baseRowId: string | null, act: ChainRow['act']): ChainRow => ({
  id,
  baseRowId,
  documentId,
  act,
  number: documentId,
  kind: '',
  studyPlaceId: id,
})
const p = row('base', 'p', null, 'BASE')
const holds = (...rows: ChainRow[]) => rowsNow([p, ...rows]).now.get('p')?.holds?.id ?? null
const changed = row('one', 'one', 'p', 'CHANGE')
const twice = row('two', 'two', 'one', 'CHANGE')

test.each([
  ['nothing', [], 'p'],
  ['a change', [changed], 'one'],
  ['two changes', [changed, twice], 'two'],
  ['a cancelling of what holds', [changed, row('c', 'c', 'one', 'CANCEL')], null],
  ['an amendment taken back', [changed, row('r', 'r', 'one', 'REVOKE')], 'p'],
  ['the later of two taken back', [changed, twice, row('r', 'r', 'two', 'REVOKE')], 'one'],
  ['a cancelling taken back', [row('c', 'c', 'p', 'CANCEL'), row('r', 'r', 'c', 'REVOKE')], 'p'],
  [
    'a change after one taken back',
    [changed, row('r', 'r', 'one', 'REVOKE'), row('n', 'n', 'p', 'CHANGE')],
    'n',
  ],
  ['an act on a row that is not there', [row('r', 'r', 'gone', 'REVOKE')], 'p'],
] as const)('after %s the row that holds is the one listed', (_, rows, expected) => {
  expect(holds(...rows)).toBe(expected)
})

test('the row that holds can be amended through the base, and through an amendment only if nothing came after that', () => {
  const open = (rows: ChainRow[], amendmentId: string | null) =>
    openRows([p, ...rows], { amendmentId }).map(({ id }) => id)
  expect(open([changed, twice], null)).toEqual(['two'])
  expect(open([changed, twice], 'two')).toEqual(['two'])
  expect(open([changed, twice], 'one')).toEqual([])
  expect(open([row('c', 'c', 'p', 'CANCEL')], null)).toEqual([])
  expect(open([row('c', 'c', 'p', 'CANCEL')], 'c')).toEqual(['c'])
})

test('only a registered directive can be amended, and one that cancelled an amendment can’t', () => {
  const of = (kind: string, wrong: object = {}) =>
    amendmentsOf({ type: 'VICE_DEAN_DIRECTIVE', state: 'REGISTERED', kind, amendmentId: null, ...wrong })
  expect(of('ACADEMIC_LEAVE')).toEqual(['AMENDMENT_CHANGE', 'AMENDMENT_CANCEL'])
  expect(of('AMENDMENT_CHANGE', { amendmentId: 'one' })).toEqual(['AMENDMENT_CHANGE', 'AMENDMENT_CANCEL'])
  expect(of('AMENDMENT_CANCEL')).toEqual(['AMENDMENT_CANCEL'])
  expect(of('AMENDMENT_CANCEL', { amendmentId: 'one' })).toEqual([])
  expect(of('ACADEMIC_LEAVE', { state: 'ISSUED' })).toEqual([])
  expect(of('EXMATRICULATION', { type: 'PROPOSAL' })).toEqual([])
})
