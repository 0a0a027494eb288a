import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '@/scripts/engine-place'
import { sources } from '../support/source'

const all = sources('{app,components,lib,sandbox,scripts,tests,prisma}/**/*.{ts,tsx}')

describe('the source tree (spec: the house)', () => {
  test('has no folder whose name says nothing (services, utils, helpers, …)', () => {
    const named = all.filter(({ path: at }) =>
      /\/(services?|utils?|helpers?|types|hooks|repositories)\//.test(at),
    )
    expect(named.map(({ path: at }) => at)).toEqual([])
  })

  test('names its files in kebab-case, by words that say something', () => {
    const wrong = all
      .map(({ path: at }) => at)
      .filter((at) => {
        const name = path.posix.basename(at).replace(/(\.test|\.spec|\.bench|\.d)?\.tsx?$/, '')
        return (
          !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ||
          /-?(service|manager|helper|util|handler|data|info|dto)s?$/.test(name)
        )
      })
    expect(wrong).toEqual([])
  })

  test('has no file that only re-exports what others export', () => {
    const barrels = all.filter(({ text }) => {
      const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line))
      return lines.length > 0 && lines.every((line) => /^export (\*|\{).* from /.test(line))
    })
    expect(barrels.map(({ path: at }) => at)).toEqual([])
  })

  test('has no test that replaces one of our own modules by a mock', () => {
    const mocking = new RegExp(`\\bvi\\.(mock|doMock)\\(\\s*['"](@/|\\.)`)
    expect(
      all
        .filter(({ path: at, text }) => at.startsWith('tests/') && mocking.test(text))
        .map(({ path: at }) => at),
    ).toEqual([])
  })

  test('bears the newest version of the changelog', () => {
    const read = (name: string) => readFileSync(path.join(projectFolder, name), 'utf8')
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(/^## (.+)$/m.exec(read('CHANGELOG.md'))![1]).toBe(version)
    expect((JSON.parse(read('package-lock.json')) as { version: string }).version).toBe(version)
  })

  test('describes every environment variable in .env.example', () => {
    const example = readFileSync(path.join(projectFolder, '.env.example'), 'utf8')
    const schema = readFileSync(path.join(projectFolder, 'lib/shared/env.ts'), 'utf8')
    const names = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name!)
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !example.includes(name))).toEqual([])
  })
})
