import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { written } from './written'

/**
 * A bank account as it is stored, 'EE382200221020145685', or null if it is no IBAN of any country. Ignores spaces,
 * hyphens and the word IBAN before it.
 */
export function parseAccount(typed: string): string | null {
  const text = written(typed).replace(/^IBAN:? ?/i, '')
  // A bank's name in brackets, which the check would only drop, makes it no account.
  if (/[^\p{L}\p{N} \u2010-\u2015-]/u.test(text)) return null
  const account = electronicFormatIBAN(text) ?? ''
  return isValidIBAN(account) ? account : null
}

/** An account as people read it, 'EE38 2200 2210 2014 5685'. */
export const showAccount = (account: string) => account.replace(/(.{4})(?=.)/g, '$1 ')
