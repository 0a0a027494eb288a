import type { ReactNode } from 'react'
import type { Say } from '@/lib/messages/say'
import { mostCounted } from '@/lib/shared/paging'
import { chipsOf, fieldsSent, type AskedField } from './list-asked'
import type { Chip } from './ui/chips'
import { EmptyState } from './ui/empty-state'
import { LinkButton } from './ui/link-button'
import { ListHead } from './list-head'
import { ListPages, type Rows } from './list-pages'

/** The list's address with changed parameters; `{page}` stays as it is. */
export type Address = (change?: Record<string, string>) => string

/** The text when there are no rows, and what to do first. */
type Nothing = { title: string; advice?: string; act?: ReactNode }

/**
 * The frame of a list page, from top to bottom: its head, `above`, the filters, a chip for each filter that is set,
 * `views` and `over`, the table (`children`) and its pages; or why there are no rows. The count and the file stand at
 * the right of the last line before the table. The printed page says when it was printed and which filters were set.
 */
export function ListPage({
  say,
  head,
  above,
  address,
  clear = pathOf(address()),
  asked = [],
  fields,
  views,
  over,
  rows,
  counted,
  file,
  alsoAs = 'csv',
  printed,
  none,
  children,
}: {
  say: Say
  /** Without one, the list is a part of a page. */
  head?: ReactNode
  /** Parts of the area, notices, a posted search, buttons that begin something. */
  above?: ReactNode
  address: Address
  /** The list's address without filters, if not the bare one. */
  clear?: string
  /** The list's filters. Other parameters of its address are sent along. */
  asked?: readonly AskedField[]
  /** The fields, if the page renders them itself. */
  fields?: ReactNode
  /** Other views of the same list, each with its count. */
  views?: { label: string; chips: readonly Chip[] }
  /** Acts on all of the list. */
  over?: ReactNode
  rows: Rows
  /** "120 õppijat" */
  counted: string
  /** The address of the list as a file; the filters are added. */
  file?: string
  /** What else than its usual kind the file can be. */
  alsoAs?: 'csv' | 'xlsx'
  /** When it is printed, and another sentence. */
  printed: { at: string; also?: string }
  /** `found`: nothing passes the filters; `yet`: there is nothing, and no filter is set. */
  none: { found: Nothing; yet?: Nothing }
  children: ReactNode
}) {
  const { shown, count, limit = mostCounted + 1 } = rows
  const query = new URLSearchParams(address().slice(pathOf(address()).length))
  const chips = chipsOf(say, asked, address)
  const cleared = address({ sort: '' }) === clear ? undefined : { href: clear, text: say('lists.clear') }
  const files =
    file && count > 0
      ? [
          { href: withQuery(file, query), text: say('lists.file') },
          {
            href: withQuery(file, new URLSearchParams([...query, ['format', alsoAs]])),
            text: alsoAs.toUpperCase(),
            label: say('lists.fileAs', { kind: alsoAs.toUpperCase() }),
          },
        ]
      : []
  const countAll = count === limit ? [{ href: address({ count: 'all' }), text: say('lists.countAll') }] : []
  const nothing = cleared || !none.yet ? none.found : none.yet
  const hasBar = fields !== undefined || asked.some(({ as }) => as !== 'elsewhere')
  const endIn = views ? 'views' : chips.length > 0 || !hasBar ? 'chosen' : 'bar'
  const clearing = cleared && { clear: cleared }
  return (
    <>
      {head}
      {above}
      <ListHead
        printed={[say('lists.printed', { at: printed.at, counted, asked: wordsOf(say, chips) }), printed.also]
          .filter(Boolean)
          .join(' ')}
        {...(hasBar && {
          bar: {
            label: say('lists.filters'),
            action: pathOf(clear),
            submit: say('lists.show'),
            ...(chips.length === 0 && clearing),
            sent: kept(query, asked),
            fields: fields === undefined ? fieldsSent(say, asked) : { drawn: fields },
          },
        })}
        {...((chips.length > 0 || endIn === 'chosen') && {
          chosen: { label: say('lists.chosen'), chips, ...clearing },
        })}
        {...(views && { views })}
        counted={counted}
        links={[...countAll, ...files]}
        endIn={endIn}
      />
      {over}
      {shown > 0 ? (
        <>
          {children}
          <ListPages say={say} rows={rows} counted={counted} href={address({ page: '{page}' })} />
        </>
      ) : count > 0 ? (
        <NoPage say={say} rows={rows} counted={counted} first={address()} />
      ) : (
        <EmptyState
          title={nothing.title}
          act={nothing.act ?? (cleared ? <LinkButton href={cleared.href}>{cleared.text}</LinkButton> : null)}
        >
          {nothing.advice ?? (nothing === none.found ? say('lists.noneAdvice') : null)}
        </EmptyState>
      )}
    </>
  )
}

/** A page behind the last one, or behind those that are opened by number. */
function NoPage({
  say,
  rows: { page, perPage },
  counted,
  first,
}: {
  say: Say
  rows: Rows
  counted: string
  first: string
}) {
  const pages = mostCounted / perPage
  return (
    <EmptyState
      title={say('lists.noPage')}
      act={<LinkButton href={first}>{say('lists.firstPage')}</LinkButton>}
    >
      {page > pages ? say('lists.farPageAdvice', { pages, counted }) : say('lists.noPageAdvice', { counted })}
    </EmptyState>
  )
}

const pathOf = (address: string) => address.split('?')[0]!

/** Filters set elsewhere than in the fields, which the form sends along. */
const kept = (query: URLSearchParams, asked: readonly AskedField[]) =>
  [...query].filter(([name]) => !asked.some((field) => field.name === name && field.as !== 'elsewhere'))

function withQuery(file: string, query: URLSearchParams): string {
  const all = new URLSearchParams(file.slice(pathOf(file).length))
  for (const [name, value] of query) all.set(name, value)
  return all.size > 0 ? `${pathOf(file)}?${all}` : file
}

/** The filters in words, for paper. */
const wordsOf = (say: Say, chips: readonly { text: string; value?: string | number }[]) =>
  chips.length > 0
    ? `${chips.map(({ text, value }) => (value === undefined ? text : `${text}: ${value}`)).join('; ')}.`
    : say('lists.everything')
