import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/*
 * The token that next-auth wants in a posted form beside its cookie. A page can't set a cookie while it is being
 * rendered, so proxy.ts does, in next-auth's own form; then signing in and out are plain forms without script.
 */

const tls = process.env.OLEK_URL?.startsWith('https:') ?? false

/** The cookie as next-auth names it. */
export const formTokenName = `${tls ? '__Host-' : ''}next-auth.csrf-token`

/** A new cookie value: the token, and the proof that we made it. */
export function newFormToken(): string {
  const token = randomBytes(32).toString('hex')
  return `${token}|${proofOf(token)}`
}

/** Whether the cookie's value was made by us. */
export function isFormToken(value: string | undefined): boolean {
  const [token, proof] = value?.split('|') ?? []
  if (!token || !proof || !/^[0-9a-f]{64}$/.test(proof)) return false
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(token)))
}

/** The form's field, from the cookie's value. */
export const tokenForForm = (value: string | undefined) => value?.split('|')[0] ?? ''

const proofOf = (token: string) =>
  createHash('sha256').update(`${token}${process.env.NEXTAUTH_SECRET}`).digest('hex')
