import { expect, test } from 'vitest'
import { sources } from '../support/source'

test('every page has its own title, in the language of its reader', () => {
  const wrong = sources('app/**/page.tsx')
    .filter(({ text }) => {
      const [, title] = /export async function generateMetadata\(.*?\{\n(.*?)\n\}/s.exec(text) ?? []
      if (!title || /export const metadata/.test(text)) return true
      if (!/title/.test(title) || /title: ['"`]|type: ''/.test(title)) return true
      return !/voice\(\)|sayIn\((locale|person\.locale|await localeOf\()|helpTopic\(person\?\.locale/.test(
        title,
      )
    })
    .map(({ path }) => path)
  expect(wrong).toEqual([])
})
