/** What axe finds on a page. One copy of it a page, however often it is looked at: it is half a megabyte. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Each rule that is broken, with the first places where. No page of ours holds a frame with text. */
export async function brokenRules(page: Page, options: axe.RunOptions, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(
    async ({ options, within }) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe
      const { violations } = await run(within ?? document, options)
      return violations.map(({ id, nodes }) => {
        const where = nodes.slice(0, 3).map(({ target }) => target.join(' '))
        return `${id}: ${where.join(' | ')}`
      })
    },
    { options: { ...options, resultTypes: ['violations' as const], iframes: false }, within },
  )
}
