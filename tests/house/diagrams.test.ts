import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { moves, stateGroup } from '@/lib/documents/rules/lifecycle'
import { isMessageKey, sayIn } from '@/lib/messages/say'
import { drawnStates, statesPage } from '@/scripts/diagrams'
import { projectFolder } from '@/scripts/engine-place'

test('the documentation’s diagrams of states match the table of moves (`npm run diagrams` redraws them)', () => {
  expect(readFileSync(path.join(projectFolder, statesPage), 'utf8')).toBe(drawnStates())
})

test('the diagrams show every state and every act of the table of moves', () => {
  const page = drawnStates()
  for (const state of Object.keys(stateGroup)) expect(page).toContain(` as ${state}`)
  for (const { act, types } of moves) {
    const words = [`documents.act.${act}`, `documents.done.${act}`].filter(isMessageKey)
    expect(
      words.some((key) => page.includes(sayIn('et')(key, { type: types?.[0] ?? 'VICE_DEAN_DIRECTIVE' }))),
      act,
    ).toBe(true)
  }
})
