import type { MessageKey } from '@/lib/messages/say'
import { env } from '@/lib/shared/env'

/** A path of our own to open after signing in; anything that could lead elsewhere becomes the desk. */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || next.length > 2_000) return '/'
  const here = new URL('http://here.invalid')
  const there = URL.parse(next, here)
  if (!there || there.origin !== here.origin || there.pathname.startsWith('/sign-in')) return '/'
  return there.pathname + there.search
}

const errors: Record<string, MessageKey> = {
  unknown: 'office.signIn.unknown',
  AccessDenied: 'office.signIn.unknown',
  CredentialsSignin: 'office.signIn.unknown',
  tooMany: 'office.signIn.tooMany',
  OAuthSignin: 'office.signIn.provider',
  OAuthCallback: 'office.signIn.provider',
  Callback: 'office.signIn.provider',
}

/** The sentence for an error code that next-auth or we put into the address. */
export const errorKey = (error: unknown): MessageKey =>
  (typeof error === 'string' && Object.hasOwn(errors, error) ? errors[error] : undefined) ??
  'office.signIn.failed'

export const providerIsSet = () =>
  Boolean(env().OIDC_ISSUER && env().OIDC_CLIENT_ID && env().OIDC_CLIENT_SECRET)

/** Whether the browser still has a session cookie, though its session has ended. */
export const cameWithSession = (kept: { has(name: string): boolean }) =>
  kept.has('next-auth.session-token') || kept.has('__Secure-next-auth.session-token')
