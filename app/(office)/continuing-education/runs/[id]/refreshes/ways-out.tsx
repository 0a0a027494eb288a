import { Link } from '@/components/ui/link'
import type { Say } from '@/lib/messages/say'

/**
 * What the user can do about a person who has left in Juhan and is kept in Olek: take the person off a directive that
 * isn't registered yet or, once the person is admitted, begin either of two directives with the person on it. Nothing
 * for a user who may not edit the run.
 */
export function WaysOut({
  say,
  run,
  may,
  registrant,
  step,
}: {
  say: Say
  run: string
  may: boolean
  registrant: string
  step: string
}) {
  if (!may) return null
  const here = `/continuing-education/runs/${run}`
  const begin = (kind: string) => `${here}/directive?kind=${kind}&registrant=${registrant}`
  if (step === 'ON_DIRECTIVE')
    return <Link href={`${here}/registrants/${registrant}/off`}>{say('registrants.off.title')}</Link>
  if (step !== 'ADMITTED') return null
  return (
    <>
      <Link href={begin('DISCONTINUATION')}>{say('refreshes.need.discontinue')}</Link>
      {' · '}
      <Link href={begin('ADMISSION_ANNULMENT')}>{say('refreshes.need.annul')}</Link>
    </>
  )
}
