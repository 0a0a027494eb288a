import { withinLimit } from '@/lib/access/rate-limit'
import { parkUnreadable, takeNews } from '@/lib/documents/sending/commands/news'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { dhisEvent, verifySignature } from '@/lib/outside/dhis/wire'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import { writtenValues } from '@/lib/shared/written'

/** The largest event in bytes: an event has a few hundred bytes, and DHIS never sends more than this. */
const mostBytes = 64 * 1024

/**
 * DHIS reports what happened to a document. 200 = accepted or already known, 401 = not proven to be from DHIS, 409 =
 * parked or not understood, with the reason; 429 = too many requests; never 500 for bad input (spec 6).
 */
export async function POST(request: Request): Promise<Response> {
  if (!(await withinLimit('neighbour', request.headers))) return answer(429, 'tooMany')
  const body = await readBody(request)
  if (body === null) return answer(409, 'unreadable')
  const { headers } = request
  // The signature's window is in real time, whatever the demo's clock says.
  const proof = verifySignature(
    body,
    headers.get('x-dhis-timestamp'),
    headers.get('x-dhis-signature'),
    env().DHIS_EVENT_SECRET,
    new Date(),
  )
  if (proof !== 'ok') return answer(401, proof)

  const event = dhisEvent.safeParse(writtenValues(parse(body)))
  const taken = event.success
    ? await takeNews(db(), event.data, now())
    : await parkUnreadable(db(), body, now())
  if (taken.outcome !== 'parked') return answer(200, taken.outcome)
  const say = sayIn('et')
  return answer(
    409,
    'parked',
    taken.reasons.map((reason) => refusalText(say, reason)),
  )
}

/** The body byte for byte as received, or null when it is too long; reading stops there. */
async function readBody({ body }: Request): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.byteLength
    if (length > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const answer = (status: number, outcome: string, reasons: string[] = []) =>
  Response.json({ outcome, reasons }, { status })
