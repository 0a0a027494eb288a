import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import type { LogLine } from '@/lib/registrants/queries/ledger'
import { showInstant } from '@/lib/shared/dates'
import { outcomeText } from './words'

/**
 * One line per person, in the words of the seed, which the office knows; a failed line links to its message, where it
 * can be sent again.
 */
export function PushLog({
  say,
  locale,
  lines,
  links,
}: {
  say: Say
  locale: 'et' | 'en'
  lines: readonly LogLine[]
  /** The person may see the messages. */
  links: boolean
}) {
  const text = ({ name, told, problem }: LogLine) =>
    problem === null
      ? say('pushes.succeeded', { name, told: outcomeText(say, told) })
      : say('pushes.failed', { name, why: problemText(say, 'JUHAN', problem) })
  return (
    <Section title={say('pushes.log')}>
      {lines.length === 0 ? (
        <p className="text-ink-2">{say('pushes.logNone')}</p>
      ) : (
        <Timeline
          entries={lines.map((line) => ({
            key: line.id,
            what: text(line),
            who: showInstant(line.at, locale),
            detail:
              line.problem !== null && links ? (
                <Link href={`/deliveries/${line.id}`}>{say('pushes.open', { name: line.name })}</Link>
              ) : null,
          }))}
        />
      )}
    </Section>
  )
}
