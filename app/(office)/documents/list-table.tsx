import { ListTable, type Column, type Row } from '@/components/ui/list-table'
import { Pagination } from '@/components/ui/pagination'
import { stateGroup } from '@/lib/documents/lifecycle'
import type { documentList } from '@/lib/documents/queries-list'
import { kindCodes, type KindCode } from '@/lib/documents/schema'
import { addressQuery, type ListAddress } from '@/lib/documents/schema-list'
import type { Say } from '@/lib/messages/say'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'
import { showWhen } from './[id]/when'

type List = Awaited<ReturnType<typeof documentList>>

/** Documents, fifty a page: what it is, whose, how many persons, and where it stands. */
export function DocumentTable({
  say,
  address,
  list,
  now,
}: {
  say: Say
  address: ListAddress
  list: List
  now: Date
}) {
  const at = (changed: Partial<ListAddress>) => `/documents?${addressQuery(address, changed)}`
  const sort = (by: ListAddress['sort']) => ({
    href: at({ sort: by }),
    now: address.sort === by ? (by === 'kind' ? ('ascending' as const) : ('descending' as const)) : undefined,
  })
  const pages = at({ page: 2 }).replace('page=2', 'page={page}')
  const first = (list.page - 1) * list.perPage + 1
  return (
    <>
      <ListTable
        caption={say('documents.list.title')}
        columns={columnsOf(say, list, sort)}
        rows={list.documents.map((document) => rowOf(say, document, typesOf(list.documents), now))}
      />
      <Pagination
        page={list.page}
        pages={list.pages}
        href={pages}
        texts={{
          summary: say('documents.list.summary', {
            from: first,
            to: first + list.documents.length - 1,
            count: list.count,
          }),
          label: say('documents.list.pages'),
          previous: say('documents.list.previous'),
          next: say('documents.list.next'),
        }}
      />
      <p className="print-only">
        {say('documents.list.printed', { when: showWhen(say, now, now), count: list.count })}
      </p>
    </>
  )
}

/** A row carries a short key for what repeats in many rows; its words stand once, with the column. */
const stateKey = (document: List['documents'][number], types: string[]) =>
  `${types.indexOf(document.type)}${stateGroup[document.state][0]}`

function columnsOf(
  say: Say,
  { documents }: List,
  sort: (by: ListAddress['sort']) => Column['sort'],
): Column[] {
  const types = typesOf(documents)
  const kinds = documents.map(({ kind }) => [
    kindKey(kind),
    { label: say(`documents.heading.${kind as KindCode}`) },
  ])
  const states = documents.map((document) => {
    const state = stateGroup[document.state]
    return [stateKey(document, types), { label: say(`documents.state.${document.type}.${state}`), state }]
  })
  return [
    { head: say('documents.list.number'), kind: 'name', href: '/documents/{id}', sort: sort('number') },
    { head: say('documents.list.kind'), kind: 'word', words: Object.fromEntries(kinds), sort: sort('kind') },
    { head: say('documents.list.unit') },
    { head: say('documents.list.state'), kind: 'state', words: Object.fromEntries(states) },
    { head: say('documents.list.persons'), kind: 'number', labelled: true },
    { head: say('documents.list.drafter') },
    { head: say('documents.list.changed'), kind: 'date', sort: sort('changed') },
  ]
}

const typesOf = (documents: List['documents']): string[] => [...new Set(documents.map(({ type }) => type))]
const kindKey = (kind: string) => kindCodes.indexOf(kind as KindCode).toString()

function rowOf(say: Say, document: List['documents'][number], types: string[], now: Date): Row {
  const { drafter } = document
  return [
    document.id,
    document.number ?? say('documents.list.noNumber'),
    kindKey(document.kind),
    document.unit.code,
    stateKey(document, types),
    showCount(document.persons),
    `${drafter.firstName} ${drafter.lastName}`,
    changedText(say, document.changedAt, now),
  ]
}

/** The time of day matters today; of other days the day is enough. */
function changedText(say: Say, at: Date, now: Date) {
  const day = dayInTallinn(at)
  return day === dayInTallinn(now) ? showWhen(say, at, now) : showDay(day)
}
