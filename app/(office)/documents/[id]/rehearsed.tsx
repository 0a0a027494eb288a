import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { FactLine, Rehearsal } from '@/lib/documents/registering/queries/rehearsal'
import { showValues } from '@/lib/documents/rules/fields'
import { stateGroup } from '@/lib/documents/rules/lifecycle'
import { refusalText } from '@/lib/messages/refusal-text'
import type { MessageKey, Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import { showAmount, showCount } from '@/lib/shared/money'

/** The number of persons per page. */
const aPage = 100

/** What an act would cause: what prevents it, each person before and after, who is notified. */
export function Rehearsed({
  say,
  rehearsal,
  title,
  after,
  page,
}: {
  say: Say
  rehearsal: Rehearsal
  title: string
  /** The head of the second column. */
  after: string
  /** The page of persons, from `changes` in the address. */
  page: string | undefined
}) {
  const { refusals, persons, unchanged, documents } = rehearsal
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
      <Section id="changes" title={title} aside={say('documents.send.counts', { count: persons.length })}>
        {persons.length === 0 ? (
          <p className="text-ink-2">{say('documents.rehearsal.nothing')}</p>
        ) : (
          <Persons say={say} persons={persons} title={title} after={after} page={page} />
        )}
        {unchanged > 0 && persons.length > 0 ? (
          <p className="mt-2 text-ink-2">{say('documents.rehearsal.unchanged', { count: unchanged })}</p>
        ) : null}
        {documents.map(({ id, number, was, will }) => (
          <p key={id} className="mt-2">
            <Link href={`/documents/${id}`}>
              {say('documents.rehearsal.directive', {
                number,
                was: say(`documents.group.${stateGroup[was]}`),
                will: say(`documents.group.${stateGroup[will]}`),
              })}
            </Link>
          </p>
        ))}
      </Section>
      <Section title={say('documents.rehearsal.hear')}>
        <Heard say={say} rehearsal={rehearsal} />
      </Section>
    </>
  )
}

function Persons({
  say,
  persons,
  title,
  after,
  page,
}: Pick<Parameters<typeof Rehearsed>[0], 'say' | 'title' | 'after' | 'page'> & Pick<Rehearsal, 'persons'>) {
  const pages = Math.ceil(persons.length / aPage)
  const at = Math.min(Math.max(1, Math.trunc(Number(page)) || 1), pages)
  const first = (at - 1) * aPage
  const shown = persons.slice(first, first + aPage)
  return (
    <>
      <Table caption={title} fold>
        <thead>
          <tr>
            <Th>{say('documents.field.person')}</Th>
            <Th>{say('documents.rehearsal.now')}</Th>
            <Th>{after}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ learnerId, studyPlaceId, person, was, will }) => (
            <tr key={studyPlaceId}>
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
      {pages > 1 ? (
        <Pagination
          page={at}
          pages={pages}
          href="?changes={page}#changes"
          texts={{
            summary: say('documents.rehearsal.page', {
              from: first + 1,
              to: first + shown.length,
              count: persons.length,
            }),
            label: say('lists.pages'),
            previous: say('lists.previous'),
            next: say('lists.next'),
          }}
        />
      ) : null}
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

function shown(say: Say, { aspect, value, from, to, paid, code }: FactLine): string {
  if (aspect === 'nominalEnd') return showDay(from!)
  if (aspect === 'certificate')
    return say('documents.rehearsal.numbered', {
      kind: say(`documents.kind.${code}` as MessageKey),
      number: value,
    })
  if (aspect === 'paymentEnd')
    return [
      value,
      say(`learners.cause.${code}` as MessageKey),
      say('documents.rehearsal.lastPaid', { day: showDay(from!) }),
    ].join(', ')
  const coded = ['mainState', 'load', 'funding'].includes(aspect)
  const text = coded ? say(`documents.rehearsal.value.${value}` as MessageKey) : value
  const days = to
    ? to < from!
      ? say('documents.rehearsal.unpaid')
      : `${showDay(from!)}–${showDay(to)}`
    : say('documents.rehearsal.since', { from: showDay(from!) })
  const money = paid
    ? [
        paid.givenTo === to ? '' : say('documents.rehearsal.givenTo', { day: showDay(paid.givenTo) }),
        say('documents.rehearsal.paid', { amount: showAmount(paid.amount) }),
        paid.fundingSource,
        showValues({ bankAccount: paid.bankAccount } as never, ['bankAccount']).bankAccount,
      ]
    : []
  return [text, days, ...money].filter(Boolean).join(', ')
}

/** Every message that will be sent and every one that never will, counted by receiver and content. */
function Heard({ say, rehearsal: { sent, recalled } }: { say: Say; rehearsal: Rehearsal }) {
  const letters = sent.filter(({ topic }) => topic.startsWith('mail.'))
  const count = (of: typeof sent, topic: string, what?: string) =>
    of
      .filter((each) => each.topic.startsWith(topic) && (what === undefined || each.what === what))
      .reduce((sum, each) => sum + each.count, 0)
  const mails = count(letters, 'mail.')
  const lines: ReactNode[] = [
    mails > 0 && (
      <>
        {say('documents.rehearsal.letters', { count: mails, shown: showCount(mails) })}
        <ul className="ml-4 text-ink-2">
          {letters.map((posted) => (
            <li key={`${posted.what} ${posted.to} ${posted.unaddressed}`}>{letterText(say, posted)}</li>
          ))}
        </ul>
      </>
    ),
    ...(['GIVE', 'CHANGE', 'DELETE'] as const).map((act) => {
      const records = count(sent, 'ehis.grant', act)
      return records > 0 && say(`documents.rehearsal.${act}`, { count: records })
    }),
    count(sent, 'dhis.') > 0 && say('documents.rehearsal.dhis'),
    count(recalled, 'mail.') > 0 &&
      say('documents.rehearsal.lettersRecalled', { count: count(recalled, 'mail.') }),
    count(recalled, 'ehis.') > 0 &&
      say('documents.rehearsal.registryRecalled', { count: count(recalled, 'ehis.') }),
  ].filter((line) => line !== false)
  if (lines.length === 0) return <p className="text-ink-2">{say('documents.rehearsal.nobody')}</p>
  return (
    <ul>
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  )
}

function letterText(say: Say, { topic, what: subject, to, unaddressed, count }: Rehearsal['sent'][number]) {
  if (topic === 'mail.finance') return say('documents.rehearsal.notice', { subject, to })
  return say(unaddressed ? 'documents.rehearsal.unaddressed' : 'documents.rehearsal.letter', {
    subject,
    count,
  })
}
