import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { curriculumOffers } from '@/lib/learners/queries/curricula'
import { mostOffered, typedChoice } from '@/lib/shared/asked-choice'
import { db } from '@/lib/shared/db'

/** Names of curricula in which the text `q` stands, for fields that search them. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/choices/curricula')) return new Response(null, { status: 404 })
  const q = typedChoice(new URL(request.url).searchParams.get('q'))
  const curricula = q ? await curriculumOffers(db())({ q, most: mostOffered }) : []
  return Response.json(
    curricula.map(({ name }) => name),
    { headers: { 'cache-control': 'no-store' } },
  )
}
