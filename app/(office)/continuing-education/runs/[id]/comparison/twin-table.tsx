import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { TwinPair } from '@/lib/registrants/queries/registrants'

/** The persons who are registered twice: both registrations of each, and a link to the page that settles it. */
export function TwinTable({ say, run, twins }: { say: Say; run: string; twins: readonly TwinPair[] }) {
  const both = say('refreshes.column.registrations')
  const need = say('refreshes.column.need')
  const page = (id: string) => `/continuing-education/runs/${run}/registrants/${id}`
  return (
    <Section title={say('registrants.identity.twins')} aside={String(twins.length)}>
      <Table caption={say('registrants.identity.twins')} fold labels={[false, both, need]}>
        <thead>
          <tr>
            <Th>{say('refreshes.column.name')}</Th>
            <Th>{both}</Th>
            <Th>{need}</Th>
          </tr>
        </thead>
        <tbody>
          {twins.map(({ one, other, by }) => (
            <tr key={`${one.id} ${other.id}`}>
              <th scope="row">{`${one.firstName} ${one.lastName}`}</th>
              <td>
                <Link href={page(one.id)}>{one.juhanId ?? '–'}</Link>,{' '}
                <Link href={page(other.id)}>{other.juhanId ?? '–'}</Link>
              </td>
              <td>
                <Link href={`/continuing-education/runs/${run}/identity#t${one.id}`}>
                  {say(`refreshes.twinBy.${by}`)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
