import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { comparedRefreshes, Stood } from '@/lib/registrants/queries/refresh'
import { showInstant } from '@/lib/shared/dates'
import { countedText, statusText } from './words'

type Two = NonNullable<Awaited<ReturnType<typeof comparedRefreshes>>>

/** The persons whose standing differs between two refreshes. */
export function Compared({ say, locale, compared }: { say: Say; locale: 'et' | 'en'; compared: Two }) {
  const { then, since, rows, count } = compared
  const [before, after] = [showInstant(then.startedAt, locale), showInstant(since.startedAt, locale)]
  const stood = (each: Stood) =>
    each ? `${statusText(say, each.status)}, ${countedText(say, each)}` : say('refreshes.notThere')
  return (
    <Section title={say('refreshes.compareTitle')}>
      <p className="mb-3">
        {count === 0 ? say('refreshes.compareSame') : say('refreshes.compareCount', { count })}
      </p>
      {count === 0 ? null : (
        <Table caption={say('refreshes.compareTitle')} fold labels={[false, before, after]}>
          <thead>
            <tr>
              <Th>{say('refreshes.column.name')}</Th>
              <Th>{before}</Th>
              <Th>{after}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.juhanId}>
                <th scope="row">{row.name}</th>
                <td>{stood(row.then)}</td>
                <td>{stood(row.since)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
