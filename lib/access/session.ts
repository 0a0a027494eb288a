import { cache } from 'react'
import { getServerSession } from 'next-auth'
import { notFound, redirect } from 'next/navigation'
import { headers } from 'next/headers'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { readPerson } from './person'
import { mayOpen, type Door, type Person } from './rights'
import { authOptions } from './sign-in'

/** Who is signed in, or null. One read a request; roles come from the database, not from the session. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const session = await getServerSession(authOptions())
  return session?.user ? readPerson(db(), session.user.id, session.user.version) : null
})

/**
 * Who opens this door. Sends to the sign-in page whoever isn't signed in and shows "not found" to whoever may not:
 * "not yours" and "does not exist" look the same.
 */
export async function requirePerson(door: Door): Promise<Person> {
  const person = await currentPerson()
  if (!person) return toSignIn()
  if (!mayOpen(person, door)) notFound()
  return person
}

/** To sign in, and from there back to what was asked for. */
export async function toSignIn(): Promise<never> {
  const address = (await headers()).get('x-olek-address') ?? '/'
  redirect(`/sign-in?next=${encodeURIComponent(address)}`)
}

/** The voice of whoever is asking: their own language, Estonian before sign-in. */
export async function voice() {
  return sayIn((await currentPerson())?.locale ?? 'et')
}
