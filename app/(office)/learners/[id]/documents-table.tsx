import { StateBadge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { MessageKey, Say } from '@/lib/messages/say'
import type { LearnerSheet } from '@/lib/register/queries/sheet'
import { dayInTallinn, showDay } from '@/lib/shared/dates'

type Concerning = NonNullable<NonNullable<LearnerSheet>['more']>['documents'][number]

/** The documents about the learner that the person may see. */
export function DocumentsTable({ say, documents }: { say: Say; documents: Concerning[] }) {
  if (documents.length === 0) return <p className="text-ink-3">{say('learners.page.noDocuments')}</p>
  return (
    <Table caption={say('learners.page.documents')} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.document')}</Th>
          <Th>{say('learners.page.number')}</Th>
          <Th>{say('learners.page.state')}</Th>
          <Th>{say('learners.page.changed')}</Th>
        </tr>
      </thead>
      <tbody>
        {documents.map(({ id, type, kind, state, number, changedAt }) => {
          const group = stateGroup[state]
          return (
            <tr key={id}>
              <th scope="row">
                <Link href={`/documents/${id}`} className="name">
                  {say(`documents.kind.${kind}` as MessageKey)}
                </Link>
              </th>
              <td data-l={say('learners.page.number')}>{number ?? '–'}</td>
              <td>
                <StateBadge
                  state={group}
                  label={say(`documents.state.${stateWord({ type, kind })}.${group}`)}
                />
              </td>
              <td className="d" data-l={say('learners.page.changed')}>
                {showDay(dayInTallinn(changedAt))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
