import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { unitOffers } from '@/lib/settings/queries/units'
import { mostOffered, typedChoice } from '@/lib/shared/asked-choice'
import { db } from '@/lib/shared/db'

/** Names of units in which the text `q` stands, for fields that search them. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/choices/units')) return new Response(null, { status: 404 })
  const q = typedChoice(new URL(request.url).searchParams.get('q'))
  const units = q ? await unitOffers(db())({ q, most: mostOffered }) : []
  return Response.json(
    units.map(({ name }) => name),
    { headers: { 'cache-control': 'no-store' } },
  )
}
