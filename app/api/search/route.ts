import { z } from 'zod'
import { findEverything } from '@/app/(office)/search/found'
import type { PaletteAnswer } from '@/components/palette'
import { mayOpen } from '@/lib/access/rights'
import { currentPerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { writtenValues } from '@/lib/shared/written'

const Asked = z.object({ q: z.string().max(1_000) })

/** Answers the palette. The question is posted, because no address may contain a personal code. */
export async function POST(request: Request): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, 'route POST /api/search')) return new Response(null, { status: 404 })
  const asked = Asked.safeParse(writtenValues(await request.json().catch(() => null)))
  if (!asked.success) return new Response(null, { status: 400 })
  const say = sayIn(person.locale)
  const groups = await findEverything(say, person, asked.data.q, { posted: true })
  const found: PaletteAnswer = {
    groups: groups.map(({ kind, items }) => ({ kind, label: say(`office.search.${kind}`), items })),
  }
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
}
