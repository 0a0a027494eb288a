import { Link } from '@/components/ui/link'
import type { Say } from '@/lib/messages/say'

/** Both ways out for somebody who was admitted and has left in Juhan; each begins its directive with the person on it. */
export function EndLinks({ say, run, registrant }: { say: Say; run: string; registrant: string }) {
  const begin = (kind: string) =>
    `/continuing-education/runs/${run}/directive?kind=${kind}&registrant=${registrant}`
  return (
    <>
      <Link href={begin('DISCONTINUATION')}>{say('refreshes.need.discontinue')}</Link>
      {' · '}
      <Link href={begin('ADMISSION_ANNULMENT')}>{say('refreshes.need.annul')}</Link>
    </>
  )
}
