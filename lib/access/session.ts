import { cache } from 'react'
import { getServerSession } from 'next-auth'
import { notFound, redirect } from 'next/navigation'
import { headers } from 'next/headers'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { readSignedIn } from './person'
import { mayOpen, type Door, type Person } from './rights'
import { authOptions } from './sign-in'

/**
 * The signed-in person and where they work, or null. One read per request; roles come from the database, not from the
 * session.
 */
export const signedIn = cache(async () => {
  const session = await getServerSession(authOptions())
  return session?.user ? readSignedIn(db(), session.user.id, session.user.version) : null
})

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
