/** Checks pages with axe. It is half a megabyte, so each page loads it once, however often it is checked. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Each broken rule, with the first places that break it. No page of ours holds a frame with text. */
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
