import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { drawGrowth } from '../bench/drawing'

test('the figures of a long run become a picture for each number of connections', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'olek-'))
  try {
    const growth = [10_000, 1_000_000].flatMap((learners) =>
      [1, 4, 16].flatMap((connections) =>
        ['/learners', '/grants <all>'].map((page) => ({
          learners,
          page,
          connections,
          p95: connections * 10,
        })),
      ),
    )
    const file = path.join(folder, 'bench.json')
    const machine = { cores: 2, model: 'Some' }
    writeFileSync(file, JSON.stringify({ at: '2026-11-30T12:00:00Z', machine, growth }))
    const pictures = await drawGrowth(file, folder)
    expect(pictures.map((picture) => path.basename(picture))).toEqual([
      'growth-1.svg',
      'growth-4.svg',
      'growth-16.svg',
    ])
    const drawn = readFileSync(pictures[2]!, 'utf8')
    expect(drawn).toContain('/learners: 160, 160')
    expect(drawn).toContain('/grants &lt;all&gt;')
    expect(drawn.match(/<polyline/g)).toHaveLength(2)
    writeFileSync(file, JSON.stringify({ at: '2026-11-30T12:00:00Z', machine, growth: [] }))
    await expect(drawGrowth(file, folder)).rejects.toThrow('has no growth')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
