import { Badge } from '@/components/ui/badge'
import { Table, Th } from '@/components/ui/table'
import type { LearnerSheet } from '@/lib/learners/queries/sheet'
import type { Say } from '@/lib/messages/say'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import { SourceText } from './source'

type Grant = NonNullable<LearnerSheet>['grants'][number]

/** Toetused: each with the days it is paid for, where it ends early, and what gave it. */
export function GrantsTable({ say, grants }: { say: Say; grants: Grant[] }) {
  if (grants.length === 0) return <p className="text-ink-3">{say('learners.page.noGrants')}</p>
  return (
    <Table caption={say('learners.page.grants')} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.grant')}</Th>
          <Th>{say('learners.page.paid')}</Th>
          <Th num>{say('learners.page.amount')}</Th>
          <Th>{say('learners.page.fundingSource')}</Th>
          <Th>{say('learners.page.state')}</Th>
          <Th>{say('learners.page.source')}</Th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <tr key={grant.id}>
            <th scope="row">{grant.typeName}</th>
            <td className="d" data-l={say('learners.page.paid')}>
              {showPeriod(grant)}
              {endsEarly(grant) ? (
                <div className="sub">
                  {say('learners.page.paidUntil', { until: showDay(grant.effectiveTo) })}
                </div>
              ) : null}
            </td>
            <td className="n" data-l={say('learners.page.amount')}>
              {showAmount(grant.monthlyAmount)}
            </td>
            <td data-l={say('learners.page.fundingSource')}>{grant.fundingSource}</td>
            <td data-l={say('learners.page.state')}>
              {grant.annulled ? (
                <Badge>{say('learners.page.annulled')}</Badge>
              ) : (
                <Badge>{say(`learners.page.when.${grant.when}`)}</Badge>
              )}
            </td>
            <td data-l={say('learners.page.source')}>
              <SourceText say={say} source={grant.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const endsEarly = ({ annulled, when, to, effectiveTo }: Grant) =>
  !annulled && when !== 'VOID' && effectiveTo < to
