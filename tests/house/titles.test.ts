import { expect, test } from 'vitest'
import { sources } from '../support/source'

test('every page has a title of its own, said in the language of whoever looks', () => {
  const wrong = sources('app/**/page.tsx')
    .filter(({ text }) => {
      const [, title] = /export async function generateMetadata\(.*?\{\n(.*?)\n\}/s.exec(text) ?? []
      return (
        !title || /export const metadata/.test(text) || !/title/.test(title) || /title: ['"`]/.test(title)
      )
    })
    .map(({ path }) => path)
  expect(wrong).toEqual([])
})
