import { ListTable } from '@/components/ui/list-table'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import { dayInTallinn, showDay, showTime } from '@/lib/shared/dates'
import { DeliveryState, Neighbour } from '@/lib/shared/generated/enums'
import type { DeliveryLine } from '@/lib/telling/queries/list'

/** One page of deliveries. `sorted` gives the address of another order. */
export function DeliveryTable({
  say,
  lines,
  sort,
  sorted,
}: {
  say: Say
  lines: readonly DeliveryLine[]
  sort: 'newest' | 'due' | 'attempts'
  sorted: (sort: 'newest' | 'due' | 'attempts') => string
}) {
  const about = ({ document, run, learner }: DeliveryLine) =>
    [document && (document.number ?? say(`documents.kind.${document.kind}`)), run?.code, learner]
      .filter(Boolean)
      .join(' · ')
  const head = (by: typeof sort, now: 'ascending' | 'descending') => ({
    href: sorted(by),
    now: sort === by ? now : undefined,
  })
  return (
    <ListTable
      caption={say('deliveries.list.title')}
      columns={[
        { head: say('deliveries.list.topic'), kind: 'name', href: '/deliveries/{id}' },
        {
          head: say('deliveries.list.neighbour'),
          words: words(Neighbour, (each) => say(`deliveries.neighbour.${each}`)),
        },
        {
          head: say('deliveries.list.state'),
          words: words(DeliveryState, (each) => say(`deliveries.state.${each}`)),
        },
        {
          head: say('deliveries.list.attempts'),
          kind: 'number',
          labelled: true,
          sort: head('attempts', 'descending'),
        },
        { head: say('deliveries.list.due'), kind: 'date', labelled: true, sort: head('due', 'ascending') },
        {
          head: say('deliveries.list.created'),
          kind: 'date',
          labelled: true,
          sort: head('newest', 'descending'),
        },
      ]}
      rows={lines.map((line) => [
        line.id,
        [say(`deliveries.topic.${line.topic}`), about(line)],
        line.neighbour,
        [
          line.state,
          line.problem ? problemText(say, line.neighbour, line.problem, { bare: !line.content }) : '',
        ],
        line.attempts,
        line.state === 'WAITING' ? moment(line.dueAt) : null,
        moment(line.createdAt),
      ])}
    />
  )
}

const moment = (at: Date) => `${showDay(dayInTallinn(at))} ${showTime(at)}`

const words = <Key extends string>(keys: Record<string, Key>, label: (key: Key) => string) =>
  Object.fromEntries(Object.values(keys).map((key) => [key, { label: label(key) }]))
