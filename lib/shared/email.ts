import { z } from 'zod'
import { written } from './written'

const mostLetters = 200
const address = z.email()

/**
 * An e-mail address that a letter can be sent to, as it is stored; null where it is none, or more than one. The rule of
 * forms, files and the post itself: what one takes, the others don't refuse. A `mailto:` of a link is no part of it.
 */
export function parseEmail(typed: string): string | null {
  const text = written(typed).replace(/^mailto:/i, '')
  return text.length <= mostLetters && address.safeParse(text).success ? text : null
}
