import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import type { LogLine } from '@/lib/registrants/queries/ledger'
import { showInstant } from '@/lib/shared/dates'
import { outcomeText } from './words'

/** A line a person, as the office knows it from the seed; what failed leads to its message, where it is tried again. */
export function PushLog({
  say,
  locale,
  lines,
  links,
}: {
  say: Say
  locale: 'et' | 'en'
  lines: readonly LogLine[]
  /** The messages are the person's to see. */
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
