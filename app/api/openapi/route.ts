import { env } from '@/lib/shared/env'
import { openApi } from '@/lib/telling/openapi'

export const dynamic = 'force-dynamic'

/** The contract for those who call us; it tells nothing about anybody. */
export function GET(): Response {
  return Response.json(openApi(env().OLEK_URL))
}
