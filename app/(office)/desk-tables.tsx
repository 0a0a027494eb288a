import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Registered, WaitingDocuments } from '@/lib/desk/queries/lists'
import type { Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import { mostCounted } from '@/lib/shared/paging'

const dayMs = 24 * 60 * 60 * 1000

/** Ootab kinnitamist DHISis: whose confirmation each document waits for, and how long it has waited. */
export function WaitingTable({
  say,
  waiting: { documents, count },
  now,
}: {
  say: Say
  waiting: WaitingDocuments
  now: Date
}) {
  const title = say('office.desk.waiting')
  const all = (
    <Link href="/documents?state=ISSUED">
      {say(count > mostCounted ? 'office.desk.waitingAsideOver' : 'office.desk.waitingAside', {
        shown: documents.length,
        count: Math.min(count, mostCounted),
      })}
    </Link>
  )
  return (
    <Section title={title} aside={count > documents.length ? all : undefined}>
      <Table caption={title} fold>
        <thead>
          <tr>
            <Th>{say('office.desk.number')}</Th>
            <Th>{say('office.desk.document')}</Th>
            <Th>{say('office.desk.confirms')}</Th>
            <Th num>{say('office.desk.waits')}</Th>
          </tr>
        </thead>
        <tbody>
          {documents.map(({ id, number, kind, signer, issuedAt, persons }) => (
            <tr key={id}>
              <th scope="row" className="d">
                <Link href={`/documents/${id}`}>{number}</Link>
              </th>
              <td>
                {say(`documents.heading.${kind}`)}{' '}
                <span className="sub">{say('office.desk.persons', { count: persons })}</span>
              </td>
              <td data-l={say('office.desk.confirms')}>{`${signer.firstName} ${signer.lastName}`}</td>
              <td className="n" data-l={say('office.desk.waits')}>
                {say('office.desk.days', {
                  count: Math.floor((now.getTime() - issuedAt.getTime()) / dayMs),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

/** For the finance office: the sums of what was registered lately. */
export function RegisteredTable({ say, registered }: { say: Say; registered: readonly Registered[] }) {
  const title = say('office.desk.registered')
  return (
    <Section title={title}>
      <Table caption={title} fold>
        <thead>
          <tr>
            <Th>{say('office.desk.number')}</Th>
            <Th>{say('office.desk.document')}</Th>
            <Th>{say('office.desk.unit')}</Th>
            <Th num>{say('office.desk.monthly')}</Th>
            <Th>{say('office.desk.on')}</Th>
          </tr>
        </thead>
        <tbody>
          {registered.map(({ id, number, kind, unit, on, persons, sum }) => (
            <tr key={id}>
              <th scope="row" className="d">
                {number}
              </th>
              <td>
                {say(`documents.heading.${kind}`)}{' '}
                <span className="sub">{say('office.desk.persons', { count: persons })}</span>
              </td>
              <td data-l={say('office.desk.unit')}>{unit}</td>
              <td className="n" data-l={say('office.desk.monthly')}>
                {showAmount(sum)}
              </td>
              <td className="d" data-l={say('office.desk.on')}>
                {showDay(on)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
