import { expect, test } from 'vitest'
import { sources } from '../support/source'

const ours = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.tsx', 'scripts/**/*.ts')
const where = (matches: RegExp) => ours.filter(({ text }) => matches.test(text)).map(({ path }) => path)

test('one file alone defines an e-mail address, and one alone a bank account', () => {
  expect(where(/\bz\.email\b|\.email\(/)).toEqual(['lib/shared/email.ts'])
  expect(where(/from 'ibantools'|\{4\}\)\(\?=\.\)/)).toEqual(['lib/shared/account.ts'])
})

test('only the table of a document’s lifecycle says which states are a draft’s', () => {
  const both = /'DRAFT',\s*'CHECKED'|=== 'DRAFT' \|\| [\w.]+ === 'CHECKED'/
  expect(where(both)).toEqual(['lib/documents/rules/lifecycle.ts'])
})
