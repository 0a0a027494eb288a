import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import { Link } from '@/components/ui/link'
import type { FactLine, Rehearsal } from '@/lib/documents/queries-rehearsal'
import { refusalText } from '@/lib/messages/refusal-text'
import type { MessageKey, Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'

/** So many persons are shown; the rest are counted. */
const mostShown = 100

/** What an act would bring about: what stands in the way, each person before and after, who hears of it. */
export function Rehearsed({
  say,
  rehearsal,
  title,
  after,
}: {
  say: Say
  rehearsal: Rehearsal
  title: string
  /** The head of the second column. */
  after: string
}) {
  const { refusals, persons, unchanged } = rehearsal
  if (refusals.length > 0) {
    return (
      <Notice tone="stop" title={say('documents.rehearsal.refused')}>
        <ul>
          {refusals.map((refusal, at) => (
            <li key={at}>
              {refusal.subject?.kind === 'document' ? (
                <Link href={`/documents/${refusal.subject.id}`}>{refusalText(say, refusal)}</Link>
              ) : (
                refusalText(say, refusal)
              )}
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <>
      <Section title={title} aside={say('documents.send.counts', { count: persons.length })}>
        {persons.length === 0 ? (
          <p className="text-ink-2">{say('documents.rehearsal.nothing')}</p>
        ) : (
          <Table caption={title} fold>
            <thead>
              <tr>
                <Th>{say('documents.field.person')}</Th>
                <Th>{say('documents.rehearsal.now')}</Th>
                <Th>{after}</Th>
              </tr>
            </thead>
            <tbody>
              {persons.slice(0, mostShown).map(({ learnerId, person, was, will }, at) => (
                <tr key={at}>
                  <th scope="row">
                    <Link href={`/learners/${learnerId}`} className="name">
                      {person}
                    </Link>
                  </th>
                  <td data-l={say('documents.rehearsal.now')} className="span">
                    <Lines say={say} lines={was} />
                  </td>
                  <td data-l={after} className="span">
                    <Lines say={say} lines={will} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {persons.length > mostShown ? (
          <p className="mt-2 text-ink-2">
            {say('documents.add.more', { count: persons.length - mostShown })}
          </p>
        ) : null}
        {unchanged > 0 && persons.length > 0 ? (
          <p className="mt-2 text-ink-2">{say('documents.rehearsal.unchanged', { count: unchanged })}</p>
        ) : null}
      </Section>
      <Section title={say('documents.rehearsal.hear')}>
        <ul>
          {heard(say, rehearsal).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Lines({ say, lines }: { say: Say; lines: readonly FactLine[] }) {
  if (lines.length === 0) return <span className="text-ink-3">–</span>
  return (
    <ul>
      {lines.map((line, at) => (
        <li key={at}>
          {say(`documents.rehearsal.aspect.${line.aspect}`)}: {shown(say, line)}
        </li>
      ))}
    </ul>
  )
}

function shown(say: Say, { aspect, value, from, to }: FactLine): string {
  if (aspect === 'nominalEnd') return showDay(from!)
  if (aspect === 'certificate') return value
  const coded = ['mainState', 'load', 'funding'].includes(aspect)
  const text = coded ? say(`documents.rehearsal.value.${value}` as MessageKey) : value
  const days = to
    ? to < from!
      ? say('documents.rehearsal.unpaid')
      : `${showDay(from!)}–${showDay(to)}`
    : say('documents.rehearsal.since', { from: showDay(from!) })
  return [text, days].filter(Boolean).join(', ')
}

function heard(say: Say, { letters, registry }: Rehearsal): string[] {
  const lines = [
    letters.sent > 0 &&
      say('documents.rehearsal.letters', { count: letters.sent, shown: showCount(letters.sent) }),
    letters.recalled > 0 && say('documents.rehearsal.lettersRecalled', { count: letters.recalled }),
    registry.GIVE > 0 && say('documents.rehearsal.GIVE', { count: registry.GIVE }),
    registry.CHANGE > 0 && say('documents.rehearsal.CHANGE', { count: registry.CHANGE }),
    registry.DELETE > 0 && say('documents.rehearsal.DELETE', { count: registry.DELETE }),
    registry.recalled > 0 && say('documents.rehearsal.registryRecalled', { count: registry.recalled }),
  ].filter((line) => line !== false)
  return lines.length > 0 ? lines : [say('documents.rehearsal.nobody')]
}
