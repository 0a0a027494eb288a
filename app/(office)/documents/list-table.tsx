import type { Address } from '@/components/list-page'
import type { Column, Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import type { documentList } from '@/lib/documents/list/queries/list'
import type { ListAddress } from '@/lib/documents/list/schema'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { KindCode } from '@/lib/documents/schema'
import type { Say } from '@/lib/messages/say'
import { dayInTallinn, showDay, showTime } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'

type List = Awaited<ReturnType<typeof documentList>>

/** Documents, fifty per page, to choose: kind, unit, number of persons, and state. */
export function DocumentTable({
  say,
  address,
  sorted,
  list,
  page,
  now,
  boxes,
}: {
  say: Say
  address: Address
  sorted: ListAddress['sort']
  list: List
  page: number
  now: Date
  /** The page itself contains the boxes, because there is no script. */
  boxes: boolean
}) {
  const sort = (by: ListAddress['sort']) => ({
    href: address({ sort: by }),
    ...(sorted === by && { now: by === 'kind' ? ('ascending' as const) : ('descending' as const) }),
  })
  return (
    <>
      {boxes ? null : (
        <noscript>
          <p className="mb-3">
            <a href={address({ page: String(page), boxes: '1' })}>{say('sending.many.choose')}</a>
          </p>
        </noscript>
      )}
      <ListTable
        caption={say('documents.list.title')}
        columns={columnsOf(say, list, sort)}
        rows={rowsOf(say, list, now)}
        pick={{
          name: 'documents',
          all: say('sending.many.pickAll'),
          one: say('sending.many.pick', { name: '{name}' }),
          sent: boxes,
        }}
      />
    </>
  )
}

/** Each type has its own word for a state. */
const stateKey = (document: List['documents'][number]) =>
  `${stateWord(document)} ${stateGroup[document.state]}`

function columnsOf(
  say: Say,
  { documents }: List,
  sort: (by: ListAddress['sort']) => Column['sort'],
): Column[] {
  const kinds = new Set(documents.map(({ kind }) => kind as KindCode))
  const kindWords = [...kinds].map((kind) => [kind, { label: say(`documents.heading.${kind}`) }])
  const states = new Map(documents.map((document) => [stateKey(document), document]))
  const stateWords = [...states].map(([key, document]) => {
    const group = stateGroup[document.state]
    return [key, { label: say(`documents.state.${stateWord(document)}.${group}`), state: group }]
  })
  return [
    { head: say('documents.list.number'), kind: 'name', href: '/documents/{id}', sort: sort('number') },
    {
      head: say('documents.list.kind'),
      words: Object.fromEntries(kindWords),
      sort: sort('kind'),
    },
    { head: say('documents.list.unit') },
    { head: say('documents.list.state'), words: Object.fromEntries(stateWords) },
    { head: say('documents.list.persons'), kind: 'number', labelled: true },
    { head: say('documents.list.drafter') },
    { head: say('documents.list.changed'), kind: 'date', sort: sort('changed') },
  ]
}

function rowsOf(say: Say, { documents }: List, now: Date): Row[] {
  const noNumber = say('documents.list.noNumber')
  const changed = changedText(say, now)
  return documents.map((document) => [
    document.id,
    document.number ?? noNumber,
    document.kind,
    document.unit.code,
    stateKey(document),
    showCount(document.persons),
    `${document.drafter.firstName} ${document.drafter.lastName}`,
    changed(document.changedAt),
  ])
}

/** For today the time of day matters; for other days the day is enough. */
function changedText(say: Say, now: Date) {
  const today = dayInTallinn(now)
  const earlierToday = say('documents.when.today', { time: '{time}' })
  return (at: Date) => {
    const day = dayInTallinn(at)
    return day === today ? earlierToday.replace('{time}', showTime(at)) : showDay(day)
  }
}
