import { z } from 'zod'
import type { PaletteAnswer } from '@/components/palette'
import { sayIn } from '@/lib/messages/say'
import { mayOpen } from '@/lib/office/access'
import { currentPerson } from '@/lib/office/session'
import { findEverything } from '@/app/(office)/search/found'

/** Answers the palette. A personal code is looked for only when it was posted: it may stand in no address. */
export async function GET(request: Request): Promise<Response> {
  return answer(new URL(request.url).searchParams.get('q') ?? '', false)
}

export async function POST(request: Request): Promise<Response> {
  const asked = Asked.safeParse(await request.json().catch(() => null))
  return asked.success ? answer(asked.data.q, true) : new Response(null, { status: 400 })
}

const Asked = z.object({ q: z.string().max(1_000) })

async function answer(q: string, posted: boolean): Promise<Response> {
  const person = await currentPerson()
  if (!person) return new Response(null, { status: 401 })
  if (!mayOpen(person, posted ? 'route POST /api/search' : 'route GET /api/search')) {
    return new Response(null, { status: 404 })
  }
  const groups = await findEverything(sayIn(person.locale), person, q, { posted })
  const found: PaletteAnswer = { groups: groups.map(({ kind, items }) => ({ kind, items })) }
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
}
