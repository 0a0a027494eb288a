import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { withinLimit } from '@/lib/office/rate-limit'
import { authOptions } from '@/lib/office/sign-in'
import { env } from '@/lib/shared/env'

type Context = { params: Promise<{ nextauth: string[] }> }

type Answer = (request: NextRequest, context: Context) => Promise<Response>

// Made at the first request: while Next builds there is no environment yet.
let answer: Answer | undefined

/** Signing in and out by next-auth; what tries to sign in is counted. */
async function limited(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params
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

export { limited as GET, limited as POST }
