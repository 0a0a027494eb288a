import { isHealthy } from '@/lib/shared/health'
import { processes } from '@/lib/shared/processes'

export const dynamic = 'force-dynamic'

/** For monitoring: 200 while this process can work, else 503; and the processes behind the port. Reveals nothing else. */
export async function GET(): Promise<Response> {
  const healthy = await isHealthy()
  return Response.json(
    { status: healthy ? 'ok' : 'down', processes: processes() },
    { status: healthy ? 200 : 503 },
  )
}
