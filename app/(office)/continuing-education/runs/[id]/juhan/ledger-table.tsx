import type { Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import { Pagination } from '@/components/ui/pagination'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import type { LedgerRow, LedgerSheet } from '@/lib/registrants/queries/ledger'
import { ledgerPage, type LedgerFilter } from '@/lib/registrants/schema/push'
import { showInstant } from '@/lib/shared/dates'
import { placeText } from '../standing-words'
import { ledgerAddress } from './address'
import { outcomeText } from './words'

type Locale = 'et' | 'en'

/**
 * Both sides of each registrant: our state and outcome, Juhan's state, what was sent last, and what is still unsent.
 */
export function LedgerTable({
  say,
  locale,
  sheet,
  show,
}: {
  say: Say
  locale: Locale
  sheet: LedgerSheet
  show: LedgerFilter['show']
}) {
  const { run, rows, count, page, pages } = sheet
  const first = (page - 1) * ledgerPage + 1
  return (
    <>
      <ListTable
        caption={say('registrants.registrants')}
        columns={[
          {
            head: say('pushes.column.name'),
            kind: 'name',
            href: `/continuing-education/runs/${run.id}/registrants/{id}`,
          },
          { head: say('pushes.column.ours'), labelled: true },
          { head: say('pushes.column.juhan'), labelled: true },
          { head: say('pushes.column.sent'), labelled: true },
          { head: say('pushes.column.stand'), labelled: true },
        ]}
        rows={rows.map((row) => rowOf(say, locale, row))}
      />
      <Pagination
        page={page}
        pages={pages}
        href={ledgerAddress(run.id, { show, page: '{page}' }).replace('%7Bpage%7D', '{page}')}
        texts={{
          summary: say('pushes.summary', { from: first, to: first + rows.length - 1, count }),
          label: say('pushes.pages'),
          previous: say('pushes.previous'),
          next: say('pushes.next'),
        }}
      />
    </>
  )
}

function rowOf(say: Say, locale: Locale, row: LedgerRow): Row {
  const { registrantId, name, standing, outcome, juhanStatus, sent, stand } = row
  const [place] = standing ? placeText(say, standing) : [say('registrants.standing.NOWHERE')]
  return [
    registrantId,
    name,
    outcome ? [outcomeText(say, outcome), place] : place,
    say(`registrants.status.${juhanStatus}`),
    sent ? [outcomeText(say, sent.told), showInstant(sent.at, locale)] : '–',
    [say(`pushes.stand.${stand}`), standNote(say, locale, row)],
  ]
}

/** Why the registrant has this standing, and what happens next. */
function standNote(say: Say, locale: Locale, { stand, open }: LedgerRow): string {
  if (stand === 'WITHDRAWN') return say('pushes.withdrawnNote')
  if (!open || (stand !== 'WAITING' && stand !== 'STUCK')) return ''
  const why = open.problem ? problemText(say, 'JUHAN', open.problem) : ''
  const due = stand === 'WAITING' && why ? say('pushes.due', { at: showInstant(open.dueAt, locale) }) : ''
  return [why, due].filter(Boolean).join('; ')
}
