import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { isAddress } from '@/lib/access/odd-requests'
import { withinLimit } from '@/lib/access/rate-limit'
import { authOptions } from '@/lib/access/sign-in'
import { env } from '@/lib/shared/env'

type Context = { params: Promise<{ nextauth: string[] }> }

type Answer = (request: NextRequest, context: Context) => Promise<Response>

// Made at the first request, because there is no environment yet while Next builds.
let answer: Answer | undefined

/** Signing in and out by next-auth; attempts to sign in are counted. */
async function limited(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  const odd = await oddityOf(request, nextauth)
  if (odd) return new Response(null, { status: odd })
  const tries = ['signin', 'callback'].includes(nextauth[0] ?? '')
  if (tries && !(await withinLimit('signIn', request.headers))) {
    return new Response(null, {
      status: 303,
      headers: { location: `${env().OLEK_URL}/sign-in?error=tooMany` },
    })
  }
  answer ??= NextAuth(authOptions()) as Answer
  return answer(request, context)
}

/** A request that next-auth would report as a fault of ours: the status to refuse it with, or null. */
async function oddityOf(request: NextRequest, [act, provider]: string[]): Promise<number | null> {
  // The sandbox's persons sign in by a form, never by an address.
  if (act === 'callback' && provider === 'person' && request.method !== 'POST') return 405
  const addresses = [request.nextUrl.searchParams.get('callbackUrl')]
  if (request.method === 'POST') {
    const body = await bodyOf(request.clone())
    if (!body) return 400
    addresses.push(body.get('callbackUrl'))
  }
  return addresses.every((address) => !address || isAddress(address)) ? null : 400
}

/** The posted form, in any encoding that next-auth reads; null when it can't be read. */
async function bodyOf(request: Request): Promise<URLSearchParams | null> {
  try {
    const type = request.headers.get('content-type') ?? ''
    if (type.includes('application/json')) {
      const { callbackUrl } = (await request.json()) as { callbackUrl?: unknown }
      return new URLSearchParams(callbackUrl === undefined ? {} : { callbackUrl: String(callbackUrl) })
    }
    if (type.includes('multipart/')) await request.formData()
    return new URLSearchParams(type.includes('application/x-www-form-urlencoded') ? await request.text() : '')
  } catch {
    return null
  }
}

export { limited as GET, limited as POST }
