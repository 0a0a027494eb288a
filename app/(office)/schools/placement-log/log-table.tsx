import { ListTable } from '@/components/ui/list-table'
import type { Say } from '@/lib/messages/say'
import type { LogFilter } from '@/lib/schools/houses/schema/lists'
import type { LogLine } from '@/lib/schools/pupils/queries/log'
import { showDay, showInstant } from '@/lib/shared/dates'
import { sortBy } from '../../list-address'

/** Line by line: who placed which pupil where, from which day, and because of which transfer. */
export function LogTable({
  say,
  locale,
  lines,
  filter,
  address,
}: {
  say: Say
  locale: 'et' | 'en'
  lines: readonly LogLine[]
  filter: LogFilter
  address: (change: { sort: string }) => string
}) {
  const labelled = (head: 'act' | 'fromPlace' | 'toPlace' | 'who') => ({
    head: say(`transfers.log.${head}`),
    labelled: true,
  })
  return (
    <ListTable
      caption={say('transfers.log.title')}
      columns={[
        {
          head: say('transfers.log.at'),
          kind: 'date',
          labelled: true,
          sort: sortBy(filter.sort, 'at', address),
        },
        {
          head: say('transfers.log.pupil'),
          kind: 'name',
          href: '/schools/pupils/{to}',
          leads: lines.map(({ pupil }) => pupil.id),
        },
        labelled('act'),
        labelled('fromPlace'),
        labelled('toPlace'),
        { head: say('transfers.log.day'), kind: 'date', labelled: true },
        labelled('who'),
        {
          head: say('transfers.log.cause'),
          labelled: true,
          href: '/schools/transfers/{to}',
          leads: lines.map(({ transferId }) => transferId ?? ''),
        },
      ]}
      rows={lines.map((line) => [
        line.id,
        showInstant(line.at, locale),
        `${line.pupil.firstName} ${line.pupil.lastName}`,
        say(`transfers.log.acts.${line.act}`),
        placeText(line.from),
        placeText(line.to),
        line.dayBefore
          ? [showDay(line.day), say('transfers.log.dayBefore', { day: showDay(line.dayBefore) })]
          : showDay(line.day),
        line.who,
        line.transferId ? say('transfers.log.transfer') : '',
      ])}
    />
  )
}

const placeText = (place: LogLine['from']) =>
  place ? [place.house, place.class].filter(Boolean).join(', ') : ''
