import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { formTokenName, isFormToken, newFormToken } from '@/lib/access/form-token'
import { areArguments, hasSoundNames, isAddress, isDecodable, oddityOf } from '@/lib/access/odd-requests'

/**
 * Headers of every answer, and what pages need to know of the address. It is no guard: rights are asked beside the
 * data (lib/access/session.ts, lib/access/action.ts).
 */
export async function proxy(request: NextRequest) {
  const { pathname, search, searchParams } = request.nextUrl
  const { method } = request
  const odd = oddityOf({ method, pathname, search, headers: request.headers }) ?? (await oddBody(request))
  if (odd) return withHeaders(new NextResponse(null, { status: odd }), pathname, barePolicy)
  const nonce = randomBytes(16).toString('base64')
  const policy = pathname.startsWith('/api/') ? barePolicy : pagePolicy(nonce, pathname)

  const headers = new Headers(request.headers)
  // Where to come back to after signing in; Next reads the nonce out of the policy.
  const query = new URLSearchParams(searchParams)
  query.delete('_rsc')
  headers.set('x-olek-address', query.size > 0 ? `${pathname}?${query}` : pathname)
  headers.set('content-security-policy', policy)
  // Parts of a file are nothing that we serve, and wrong ones would be a fault.
  headers.delete('range')

  const token = request.cookies.get(formTokenName)?.value
  // A cookie set on an act has the page drawn anew, and without a session that leads away from what was typed.
  const acts = request.headers.has('next-action')
  const fresh = pathname.startsWith('/api/') || acts || isFormToken(token) ? undefined : newFormToken()
  const cookies = soundCookies(headers.get('cookie'))
  headers.set('cookie', fresh ? withCookie(cookies, formTokenName, fresh) : cookies)

  const response = NextResponse.next({ request: { headers } })
  if (fresh)
    response.cookies.set(formTokenName, fresh, { httpOnly: true, sameSite: 'lax', path: '/', secure: tls })
  return withHeaders(response, pathname, policy)
}

/** A form that can't be read, or an act's arguments that no page of ours sends: to Next either would be a fault. */
async function oddBody(request: NextRequest): Promise<number | null> {
  if (request.method !== 'POST' || request.nextUrl.pathname.startsWith('/api/')) return null
  const form = await request
    .clone()
    .formData()
    .catch(() => null)
  if (!form || !hasSoundNames(form)) return 400
  return request.headers.has('next-action') && !areArguments(form.get('0')) ? 400 : null
}

function withHeaders(response: NextResponse, pathname: string, policy: string) {
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', isPaper(pathname) ? 'SAMEORIGIN' : 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  if (tls) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return response
}

export const config = { matcher: '/((?!_next/static/|_next/image).*)' }

const developing = process.env.NODE_ENV === 'development'
const tls = process.env.OLEK_URL?.startsWith('https:') ?? false
const barePolicy = "default-src 'none'; frame-ancestors 'none'"

/** A document's PDF is shown inside our own pages. */
const isPaper = (pathname: string) => pathname.startsWith('/documents/') && pathname.endsWith('/pdf')

function pagePolicy(nonce: string, pathname: string) {
  return [
    "default-src 'self'",
    // React's tools for developing evaluate and write styles on the spot.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ''}`,
    developing ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    // Signing in leads from our form to the identity provider.
    `form-action 'self' ${issuer()}`.trim(),
    `frame-ancestors ${isPaper(pathname) ? "'self'" : "'none'"}`,
  ].join('; ')
}

const issuer = () => (process.env.OIDC_ISSUER ? new URL(process.env.OIDC_ISSUER).origin : '')

/** The cookies but for an address to come back to that is none: next-auth would take it for a fault of ours. */
const soundCookies = (cookies: string | null) =>
  (cookies ?? '')
    .split('; ')
    .filter((cookie) => {
      const address = /^(?:__Secure-)?next-auth\.callback-url=(.*)$/.exec(cookie)?.[1]
      return address === undefined || (isDecodable(address) && isAddress(decodeURIComponent(address)))
    })
    .join('; ')

function withCookie(cookies: string, name: string, value: string) {
  const others = cookies.split('; ').filter((cookie) => cookie !== '' && !cookie.startsWith(`${name}=`))
  return [...others, `${name}=${encodeURIComponent(value)}`].join('; ')
}
