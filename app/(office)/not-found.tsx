import { currentPerson } from '@/lib/access/session'
import { missing } from '../missing'

/** The same words whether the thing doesn't exist or the person has no right to it. */
export default async function NotFound() {
  const person = await currentPerson()
  return missing(person?.locale ?? 'et')
}
