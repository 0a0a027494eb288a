import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { refreshHistory } from '@/lib/registrants/queries/refresh'
import { showInstant } from '@/lib/shared/dates'
import { problemOf, sumText } from './words'

type Line = NonNullable<Awaited<ReturnType<typeof refreshHistory>>>['refreshes'][number]
const tones = {
  FETCHING: 'plain',
  PLANNED: 'plain',
  APPLIED: 'plain',
  FAILED: 'stop',
  DISCARDED: 'plain',
} as const

/** The refreshes of a run, the newest first; the user chooses one on each side to compare them. */
export function HistoryTable({
  say,
  locale,
  here,
  refreshes,
  chosen,
}: {
  say: Say
  locale: 'et' | 'en'
  here: string
  refreshes: readonly Line[]
  chosen: readonly (string | undefined)[]
}) {
  const comparable = refreshes.filter(({ sums }) => sums !== null)
  const sides = [
    { name: 'a', words: say('refreshes.compareOne'), first: comparable[1]?.id },
    { name: 'b', words: say('refreshes.compareOther'), first: comparable[0]?.id },
  ]
  const compares = comparable.length > 1
  return (
    <form action={here}>
      <Table caption={say('refreshes.history')} fold>
        <thead>
          <tr>
            <Th>{say('refreshes.column.started')}</Th>
            <Th>{say('refreshes.column.who')}</Th>
            <Th>{say('refreshes.column.outcome')}</Th>
            {compares ? sides.map(({ name, words }) => <Th key={name}>{words}</Th>) : null}
          </tr>
        </thead>
        <tbody>
          {refreshes.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <Link href={`${here}/${line.id}`}>{showInstant(line.startedAt, locale)}</Link>
              </th>
              <td>{line.who}</td>
              <td>
                <Badge tone={tones[line.state]}>{say(`refreshes.state.${line.state}`)}</Badge>{' '}
                {line.state === 'APPLIED' && line.sums ? sumText(say, line.sums) : null}
                {line.problems.map((problem) => problemOf(say, problem)).join(' ')}
              </td>
              {compares
                ? sides.map(({ name, words, first }, side) => (
                    <td key={name}>
                      {line.sums ? (
                        <Checkbox
                          type="radio"
                          hideLabel
                          label={`${words}: ${showInstant(line.startedAt, locale)}`}
                          name={name}
                          value={line.id}
                          defaultChecked={(chosen[side] ?? first) === line.id}
                        />
                      ) : null}
                    </td>
                  ))
                : null}
            </tr>
          ))}
        </tbody>
      </Table>
      {compares ? (
        <div className="mt-3">
          <Button type="submit">{say('refreshes.compare')}</Button>
        </div>
      ) : null}
    </form>
  )
}
