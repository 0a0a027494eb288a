import { z } from 'zod'
import { written } from './written'

const mostLetters = 200
const address = z.email()

/**
 * An e-mail address as it is stored; null if it is none, or several. The one rule of forms, files and the mail itself:
 * what one takes, the others don't refuse. Ignores a link's `mailto:`.
 */
export function parseEmail(typed: string): string | null {
  const text = written(typed).replace(/^mailto:/i, '')
  return text.length <= mostLetters && address.safeParse(text).success ? text : null
}
