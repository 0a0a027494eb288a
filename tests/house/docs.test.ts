import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '@/scripts/engine-place'
import { sources } from '../support/source'

/** A path from the project's folder; `*` in it names several files at once. */
const aPath = /^(?:app|components|docs|lib|prisma|public|sandbox|scripts|tests)\/[^\s<>{}]*$/

/** Anything else that has a folder and ends like a file is a path that was cut short. */
const cutShort = /^[^\s<>{}]+\/[^\s<>{}]+\.(?:tsx?|md|prisma|cjs|mjs)$/

const isThere = (said: string) =>
  said.includes('*')
    ? globSync(said, { cwd: projectFolder }).length > 0
    : existsSync(path.join(projectFolder, said))

test('every path that the documentation names is written in full and exists', () => {
  const missing = sources('README.md', 'CONTRIBUTING.md', 'docs/**/*.md').flatMap(({ path: page, text }) =>
    [...text.matchAll(/`([^`\n]+)`/g)]
      .map(([, said]) => said!)
      .filter((said) => (aPath.test(said) || cutShort.test(said)) && !isThere(said))
      .map((said) => `${page}: ${said}`),
  )
  expect(missing).toEqual([])
})

test('every decision says why', () => {
  const reasonless = sources('docs/decisions/*.md')
    .filter(({ path: page }) => !page.endsWith('README.md'))
    .flatMap(({ path: page, text }) =>
      text
        .split(/^(?=- |#)/m)
        .filter((part) => part.startsWith('- ') && !/because|so that/.test(part))
        .map((part) => `${page}: ${part.slice(0, 60)}`),
    )
  expect(reasonless).toEqual([])
})
