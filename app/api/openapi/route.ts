import { env } from '@/lib/shared/env'
import { openApi } from '@/lib/telling/openapi'

export const dynamic = 'force-dynamic'

/** The contract for callers of our interfaces; it contains no personal data. */
export function GET(): Response {
  return Response.json(openApi(env().OLEK_URL))
}
