import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { ProtocolSheet } from '@/lib/registrants/queries/protocol'
import { showDay } from '@/lib/shared/dates'

/** Everybody on the protocol with the result and the paper; the paper's number links to its PDF. */
export function ResultTable({ say, sheet: { run, learners } }: { say: Say; sheet: ProtocolSheet }) {
  const column = (name: 'name' | 'result' | 'paper') => say(`registrants.protocol.column.${name}`)
  return (
    <Table caption={say('registrants.protocol.title')} fold>
      <thead>
        <tr>
          {run.may ? (
            <th>
              <PickAllBox label={say('registrants.pickAll')} />
            </th>
          ) : null}
          <Th>{column('name')}</Th>
          <Th>{column('result')}</Th>
          <Th>{column('paper')}</Th>
        </tr>
      </thead>
      <tbody>
        {learners.map(({ placeId, name, personalCode, standing, result, paper, number, issuedOn }) => (
          <tr key={placeId}>
            {run.may ? (
              <td>
                <PickBox name="places" value={placeId} label={say('registrants.pick', { name })} />
              </td>
            ) : null}
            <th scope="row">
              {name} <small className="sub">{personalCode}</small>
            </th>
            <td data-l={column('result')}>
              {result ? say(`registrants.result.${result}`) : say('registrants.protocol.noResult')}
              {standing.place === 'ADMITTED' ? null : (
                <small className="sub"> {say(`registrants.standing.${standing.place}`)}</small>
              )}
            </td>
            <td data-l={column('paper')}>
              {paper && number && issuedOn ? (
                <a
                  href={`/continuing-education/runs/${run.id}/protocol/pdf?number=${number}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {say(`registrants.paper.given.${paper}`, { number, on: showDay(issuedOn) })}
                </a>
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
