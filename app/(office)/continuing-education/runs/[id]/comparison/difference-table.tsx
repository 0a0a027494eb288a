import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { Difference } from '@/lib/registrants/differences'
import type { Say } from '@/lib/messages/say'
import { EndLinks } from '../refreshes/end-links'
import { directiveText, statusText } from '../refreshes/words'

/** Whoever makes the difference, both sides, and what is needed. */
export function DifferenceTable({
  say,
  run,
  differences,
}: {
  say: Say
  run: string
  differences: readonly Difference[]
}) {
  const [juhan, olek] = [say('refreshes.column.juhan'), say('refreshes.column.olek')]
  return (
    <Table caption={say('refreshes.comparison')} fold labels={[false, juhan, olek, false]}>
      <thead>
        <tr>
          <Th>{say('refreshes.column.name')}</Th>
          <Th>{juhan}</Th>
          <Th>{olek}</Th>
          <Th>{say('refreshes.column.need')}</Th>
        </tr>
      </thead>
      <tbody>
        {differences.map((each) => (
          <tr key={each.juhanId || each.registrant?.id}>
            <th scope="row">{each.name}</th>
            <td>{statusText(say, each.status)}</td>
            <td>{standingText(say, each)}</td>
            <td>
              <Need say={say} run={run} difference={each} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const standingText = (say: Say, { registrant }: Difference) =>
  registrant
    ? say(`refreshes.place.${registrant.standing.place}`, {
        number: directiveText(say, registrant.standing.document),
      })
    : say('refreshes.notWithUs')

function Need({
  say,
  run,
  difference: { why, registrant },
}: {
  say: Say
  run: string
  difference: Difference
}) {
  const document = registrant?.standing.document ?? null
  if (why === 'ADD' || why === 'REMOVE') return say('refreshes.need.refresh')
  if (why === 'ADMITTED') return <EndLinks say={say} run={run} registrant={registrant!.id} />
  const text = say(`refreshes.need.${why}`, { number: directiveText(say, document) })
  const leads = document && (why === 'ON_DIRECTIVE' || why === 'ENDING')
  return leads ? <Link href={`/documents/${document.id}`}>{text}</Link> : text
}
