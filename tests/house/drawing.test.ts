import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { drawFigures } from '../bench/drawing'

test('the figures of a long run become a picture for each number of connections, and one of memory', () => {
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
    const memory = [1, 2, 3].map((minute) => ({ minute, MB: 240, pages: minute * 1000 }))
    const machine = { cores: 2, model: 'Some' }
    writeFileSync(file, JSON.stringify({ at: '2026-11-30T12:00:00Z', machine, growth, memory }))
    const pictures = drawFigures(file, folder)
    expect(pictures.map((picture) => path.basename(picture))).toEqual([
      'growth-1.svg',
      'growth-4.svg',
      'growth-16.svg',
      'memory.svg',
    ])
    const drawn = readFileSync(pictures[2]!, 'utf8')
    expect(drawn).toContain('/learners: 160, 160')
    expect(drawn).toContain('/grants &lt;all&gt;')
    expect(drawn.match(/<polyline/g)).toHaveLength(2)
    const steady = readFileSync(pictures[3]!, 'utf8')
    expect(steady).toContain(`kokku ${(3000).toLocaleString('et')} lehte`)
    expect(
      new Set(
        /points="([^"]*)"/
          .exec(steady)![1]!
          .split(' ')
          .map((point) => point.split(',')[1]),
      ).size,
    ).toBe(1)
    writeFileSync(file, JSON.stringify({ at: '2026-11-30T12:00:00Z', machine, growth: [] }))
    expect(() => drawFigures(file, folder)).toThrow('has nothing to draw')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
