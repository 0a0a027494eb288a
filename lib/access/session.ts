import { cache } from 'react'
import { getToken } from 'next-auth/jwt'
import { notFound, redirect } from 'next/navigation'
import { cookies, headers } from 'next/headers'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { readSignedIn } from './person'
import { mayOpen, type Door, type Person } from './rights'
import { readToken } from './session-token'

/**
 * The signed-in person and where they work, or null. One read per request; roles come from the database, not from the
 * session.
 */
export const signedIn = cache(async () => {
  const token = await sessionToken()
  if (typeof token?.sub !== 'string' || typeof token.version !== 'number') return null
  return readSignedIn(db(), token.sub, token.version)
})

/** What the session's cookie says. next-auth's getServerSession would also encrypt it anew, for a cookie that no page sets. */
async function sessionToken() {
  type Asked = NonNullable<Parameters<typeof getToken>[0]['req']>
  // Its own headers stay out: a token may come in the cookie alone.
  const req = { cookies: await cookies(), headers: new Headers() } as unknown as Asked
  const token = await getToken({ req, raw: true })
  return token ? readToken(token, env().NEXTAUTH_SECRET, new Date()) : null
}

/** The signed-in person, or null. */
export const currentPerson = async (): Promise<Person | null> => (await signedIn())?.person ?? null

/**
 * The person who opens this door. Sends anybody not signed in to the sign-in page, and shows "not found" to anybody
 * without the right: "not yours" and "does not exist" look the same.
 */
export async function requirePerson(door: Door): Promise<Person> {
  const person = await currentPerson()
  if (!person) return toSignIn()
  if (!mayOpen(person, door)) notFound()
  return person
}

/** Redirects to the sign-in page, and from there back to the requested page. */
export async function toSignIn(): Promise<never> {
  const address = (await headers()).get('x-olek-address') ?? '/'
  redirect(`/sign-in?next=${encodeURIComponent(address)}`)
}

/** Messages in the user's own language, Estonian before sign-in. */
export async function voice() {
  return sayIn((await currentPerson())?.locale ?? 'et')
}
