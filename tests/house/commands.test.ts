import { expect, test } from 'vitest'
import { sources, type SourceFile } from '../support/source'

/** What the files import from the `commands` of rooms, as `room/commands name`. */
const takenBy = (files: readonly SourceFile[]) =>
  new Set(
    files.flatMap(({ text }) =>
      [...text.matchAll(/import \{([^}]*)\} from '@\/lib\/([^']*\bcommands\b[^']*)'/g)].flatMap(
        ([, names, from]) =>
          names!
            .split(',')
            .map((name) => name.trim())
            .filter((name) => /^[a-z]/.test(name) && !name.startsWith('type '))
            .map((name) => `${from} ${name.replace(/ as .*/, '')}`),
      ),
    ),
  )

/**
 * A command is what a person, a process or a neighbour's answer starts. What only other commands call, in their own
 * transaction, is a step of theirs and is tested through them.
 */
const commands = takenBy(sources('app/**/*.{ts,tsx}', 'scripts/**/*.ts', 'lib/telling/*.ts'))

test('every command is imported by at least one test', () => {
  const tried = takenBy(sources('tests/{commands,outside,faults}/**/*.ts', 'tests/support/*.ts'))
  expect(commands.size).toBeGreaterThan(100)
  expect([...commands].filter((command) => !tried.has(command))).toEqual([])
})
