import { StateBadge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { manyChosen } from '@/lib/documents/list/queries/many'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { ManyAct } from '@/lib/documents/rules/many'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { showCount } from '@/lib/shared/money'

type Row = NonNullable<Awaited<ReturnType<typeof manyChosen>>>['rows'][number]

/** The chosen documents in the list's order, one per line, each with the planned or the actual result. */
export function ManyTable({
  say,
  act,
  begun,
  rows,
}: {
  say: Say
  act: ManyAct
  begun: boolean
  rows: readonly Row[]
}) {
  const persons = say('documents.list.persons')
  return (
    <Table caption={say(`sending.many.title.${act}`)} fold labels={[false, false, false, persons, false]}>
      <thead>
        <tr>
          <Th>{say('documents.list.document')}</Th>
          <Th>{say('documents.list.unit')}</Th>
          <Th>{say('documents.list.state')}</Th>
          <Th num>{persons}</Th>
          <Th>{say(begun ? 'sending.many.column.after' : 'sending.many.column.before')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.position}>
            <Named say={say} row={row} />
            <td>
              <Fate say={say} act={act} begun={begun} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Named({ say, row: { document, persons } }: { say: Say; row: Row }) {
  if (!document) {
    return (
      <>
        <th scope="row">–</th>
        <td>–</td>
        <td>–</td>
        <td className="n">–</td>
      </>
    )
  }
  const { id, number, kind, type, state, unit } = document
  const group = stateGroup[state]
  return (
    <>
      <th scope="row">
        <Link href={`/documents/${id}`}>{number ?? say('documents.list.noNumber')}</Link>{' '}
        <span className="sub">{say(`documents.heading.${kind as KindCode}`)}</span>
      </th>
      <td>{unit.code}</td>
      <td>
        <StateBadge state={group} label={say(`documents.state.${stateWord({ type, kind })}.${group}`)} />
      </td>
      <td className="n">{showCount(persons)}</td>
    </>
  )
}

/** The planned or the actual result for the document; every reason if nothing is done. */
function Fate({ say, act, begun, row }: { say: Say; act: ManyAct; begun: boolean; row: Row }) {
  const { document, persons, refusals, outcome } = row
  if (refusals.length > 0) {
    return refusals.map((refusal, at) => (
      <div key={at} className="text-warn">
        {refusalText(say, refusal)}
      </div>
    ))
  }
  if (outcome === 'DONE') return say(act === 'send' ? 'sending.many.row.sent' : 'sending.many.row.cancelled')
  if (!document) return say('sending.many.row.gone')
  if (begun) return say('sending.many.row.open')
  if (act === 'print') {
    const draft = stateGroup[document.state] === 'DRAFT'
    return say(draft ? 'sending.many.row.draft' : 'sending.many.row.print')
  }
  if (act === 'send') {
    const { firstName, lastName } = document.signer
    return say('sending.many.row.send', { signer: `${firstName} ${lastName}` })
  }
  if (document.state !== 'REGISTERED' || document.type === 'PROPOSAL') return say('sending.many.row.cancel')
  return (
    <>
      {say('sending.many.row.cancelRegistered', { count: persons })}{' '}
      <Link href={`/documents/${document.id}/cancel`}>{say('sending.many.row.exactly')}</Link>
    </>
  )
}
