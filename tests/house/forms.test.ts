import { expect, test } from 'vitest'
import { sources } from '../support/source'

const shown = sources('app/**/*.tsx', 'components/**/*.tsx', 'components/*.ts')
const where = (matches: (text: string) => boolean) =>
  shown.filter(({ text }) => matches(text)).map(({ path }) => path)

test('forms send acts only by useAct or usePress, which keep the form when no answer comes', () => {
  expect(where((text) => text.includes('useActionState'))).toEqual(['components/use-act.ts'])
  expect(where((text) => /\.bind\(\s*null,\s*\{\s*outcome:/.test(text))).toEqual([])
})

/** Forms in which nothing is typed or ticked that could get lost, or that keep themselves what is typed. */
const nothingTyped = [
  'app/(office)/continuing-education/runs/[id]/juhan/push-form.tsx',
  'app/(office)/deliveries/release.tsx',
  'app/(office)/documents/[id]/form.tsx',
  'app/(office)/schools/ehis-log/act-form.tsx',
  'app/(office)/schools/transfers/new/confirm-form.tsx',
  'components/person-menu.tsx',
]

test('every form in which something is typed keeps it when its act is refused or not answered', () => {
  const emptied = where((text) => /= useAct\(/.test(text) && !text.includes('onReset='))
  expect(emptied).toEqual(nothingTyped)
})

test('every form shows why its act was refused, or that no answer came', () => {
  const silent = where((text) => /= useAct\(/.test(text) && !text.includes("outcome === 'refused'"))
  expect(silent).toEqual([])
})
