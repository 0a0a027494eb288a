import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
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
  const heads = ['pupil', 'act', 'fromPlace', 'toPlace', 'day', 'who', 'cause'] as const
  return (
    <Table
      caption={say('transfers.log.title')}
      fold
      labels={[
        say('transfers.log.at'),
        undefined,
        ...heads.slice(1).map((head) => say(`transfers.log.${head}`)),
      ]}
    >
      <thead>
        <tr>
          <Th sort={sortBy(filter.sort, 'at', address)}>{say('transfers.log.at')}</Th>
          {heads.map((head) => (
            <Th key={head}>{say(`transfers.log.${head}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="d">{showInstant(line.at, locale)}</td>
            <th scope="row">
              <Link href={`/schools/pupils/${line.pupil.id}`}>
                {`${line.pupil.firstName} ${line.pupil.lastName}`}
              </Link>
            </th>
            <td>{say(`transfers.log.acts.${line.act}`)}</td>
            <td>{placeText(line.from)}</td>
            <td>{placeText(line.to)}</td>
            <td className="d">
              {showDay(line.day)}
              {line.dayBefore ? (
                <span className="sub">
                  {' '}
                  {say('transfers.log.dayBefore', { day: showDay(line.dayBefore) })}
                </span>
              ) : null}
            </td>
            <td>{line.who}</td>
            <td>
              {line.transferId ? (
                <Link href={`/schools/transfers/${line.transferId}`}>{say('transfers.log.transfer')}</Link>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const placeText = (place: LogLine['from']) =>
  place ? [place.house, place.class].filter(Boolean).join(', ') : ''
