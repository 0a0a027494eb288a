import { StateBadge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Pagination } from '@/components/ui/pagination'
import { Table, Th } from '@/components/ui/table'
import { stateGroup } from '@/lib/documents/lifecycle'
import type { documentList } from '@/lib/documents/queries'
import type { KindCode } from '@/lib/documents/schema'
import { addressQuery, type ListAddress } from '@/lib/documents/schema-list'
import type { Say } from '@/lib/messages/say'
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
      <Table caption={say('documents.list.title')} fold>
        <thead>
          <tr>
            <Th sort={sort('kind')}>{say('documents.list.document')}</Th>
            <Th sort={sort('number')}>{say('documents.list.number')}</Th>
            <Th>{say('documents.list.state')}</Th>
            <Th num>{say('documents.list.persons')}</Th>
            <Th>{say('documents.list.drafter')}</Th>
            <Th sort={sort('changed')}>{say('documents.list.changed')}</Th>
          </tr>
        </thead>
        <tbody>
          {list.documents.map((document) => (
            <Line key={document.id} say={say} document={document} now={now} />
          ))}
        </tbody>
      </Table>
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

function Line({ say, document, now }: { say: Say; document: List['documents'][number]; now: Date }) {
  const group = stateGroup[document.state]
  return (
    <tr>
      <th scope="row">
        <Link href={`/documents/${document.id}`} className="name">
          {say(`documents.heading.${document.kind as KindCode}`)}
        </Link>
        <div className="sub">{document.unit.name}</div>
      </th>
      <td data-l={say('documents.list.number')} className="d">
        {document.number ?? <span className="text-ink-3">{say('documents.list.noNumber')}</span>}
      </td>
      <td data-l={say('documents.list.state')} className="span">
        <StateBadge state={group} label={say(`documents.state.${document.type}.${group}`)} />
      </td>
      <td data-l={say('documents.list.persons')} className="n">
        {showCount(document._count.rows)}
      </td>
      <td data-l={say('documents.list.drafter')}>
        {document.drafter.firstName} {document.drafter.lastName}
      </td>
      <td data-l={say('documents.list.changed')} className="d">
        {showWhen(say, document.changedAt, now)}
      </td>
    </tr>
  )
}
