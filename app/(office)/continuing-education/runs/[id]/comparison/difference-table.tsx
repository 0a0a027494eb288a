import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { Difference } from '@/lib/registrants/rules/differences'
import { WaysOut } from '../refreshes/ways-out'
import { directiveText, statusText } from '../refreshes/words'

/** The registrants who make the difference, both sides of each, and what has to be done. */
export function DifferenceTable({
  say,
  run,
  may,
  differences,
}: {
  say: Say
  run: string
  may: boolean
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
            <th scope="row">
              {each.registrant ? (
                <Link href={`/continuing-education/runs/${run}/registrants/${each.registrant.id}`}>
                  {each.name}
                </Link>
              ) : (
                each.name
              )}
            </th>
            <td>{statusText(say, each.status)}</td>
            <td>{standingText(say, each)}</td>
            <td>
              <Need say={say} run={run} may={may} difference={each} />
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
  may,
  difference: { why, registrant },
}: {
  say: Say
  run: string
  may: boolean
  difference: Difference
}) {
  const document = registrant?.standing.document ?? null
  if (why === 'ADD' || why === 'REMOVE') return say('refreshes.need.refresh')
  if (why === 'ADMITTED' || why === 'ON_DIRECTIVE')
    return may ? (
      <WaysOut say={say} run={run} may registrant={registrant!.id} step={why} />
    ) : (
      say(`refreshes.will.${why}`, { number: directiveText(say, document) })
    )
  const text = say(`refreshes.need.${why}`, { number: directiveText(say, document) })
  return document && why === 'ENDING' ? <Link href={`/documents/${document.id}`}>{text}</Link> : text
}
