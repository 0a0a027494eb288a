import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { signerOffers } from '@/lib/documents/drafting/queries/office-choices'
import { mostOffered, typedChoice } from '@/lib/shared/asked-choice'
import { db } from '@/lib/shared/db'

/** Names of users who could become signers in which the text `q` stands, for fields that search them. */
export async function GET(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route GET /api/choices/signers')) return new Response(null, { status: 404 })
  const q = typedChoice(new URL(request.url).searchParams.get('q'))
  const signers = q ? await signerOffers(db())({ q, most: mostOffered }) : []
  return Response.json(
    signers.map(({ name }) => name),
    { headers: { 'cache-control': 'no-store' } },
  )
}
