import { expect, test } from 'vitest'
import { inBreaths } from '@/lib/shared/breath'

test('work on many rows lets others have a turn after every 500, and keeps the rows’ order', async () => {
  let turns = 0
  const other = () => {
    turns += 1
    next = setImmediate(other)
  }
  let next = setImmediate(other)
  const rows = Array.from({ length: 10_000 }, (_, at) => at)
  const made = await inBreaths(rows, (row) => row * 2)
  clearImmediate(next)
  expect(made).toEqual(rows.map((row) => row * 2))
  expect(turns).toBeGreaterThanOrEqual(18)
})

test('an error in the work is thrown, and no row after it is worked on', async () => {
  const seen: number[] = []
  const work = inBreaths([1, 2, 3], (row) => {
    seen.push(row)
    if (row === 2) throw new Error('teine rida')
  })
  await expect(work).rejects.toThrow('teine rida')
  expect(seen).toEqual([1, 2])
})
