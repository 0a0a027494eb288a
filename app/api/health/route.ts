import { isHealthy } from '@/lib/shared/health'

export const dynamic = 'force-dynamic'

/** For monitoring the process: 200 while it can work, else 503. Reveals nothing else. */
export async function GET(): Promise<Response> {
  const healthy = await isHealthy()
  return Response.json({ status: healthy ? 'ok' : 'down' }, { status: healthy ? 200 : 503 })
}
