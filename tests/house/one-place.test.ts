import { expect, test } from 'vitest'
import { sources } from '../support/source'

const ours = sources('lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.tsx', 'scripts/**/*.ts')
const where = (matches: RegExp) => ours.filter(({ text }) => matches.test(text)).map(({ path }) => path)

test('what is an e-mail address and what an account is said in one place each', () => {
  expect(where(/\bz\.email\b|\.email\(/)).toEqual(['lib/shared/email.ts'])
  expect(where(/from 'ibantools'|\{4\}\)\(\?=\.\)/)).toEqual(['lib/shared/account.ts'])
})

test('which states are a draft’s and which are edited is said by the table of a document’s life alone', () => {
  const both = /'DRAFT',\s*'CHECKED'|=== 'DRAFT' \|\| [\w.]+ === 'CHECKED'/
  expect(where(both)).toEqual(['lib/documents/rules/lifecycle.ts'])
})
