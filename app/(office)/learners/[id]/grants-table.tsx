import { Badge } from '@/components/ui/badge'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { SheetGrant } from '@/lib/register/queries/sheet-grants'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import { SourceText } from './source'
import { causeText, Why } from './why'

/** Toetused: each with its paid days, what ended it early, and the document that gave it. */
export function GrantsTable({ say, grants }: { say: Say; grants: SheetGrant[] }) {
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
          <GrantRow key={grant.id} say={say} grant={grant} />
        ))}
      </tbody>
    </Table>
  )
}

function GrantRow({ say, grant }: { say: Say; grant: SheetGrant }) {
  const { annulled, endedBy } = grant
  return (
    <tr id={grant.id}>
      <th scope="row">{annulled ? <s className="text-ink-3">{grant.typeName}</s> : grant.typeName}</th>
      <td className="span" data-l={say('learners.page.paid')}>
        {annulled ? <s className="text-ink-3">{showPeriod(grant)}</s> : showPeriod(grant)}
        {annulled ? null : endedBy.map((end, at) => <Ended key={at} say={say} grant={grant} end={end} />)}
        <Why say={say} what={grant.typeName} lines={grant.why} />
      </td>
      <td className="n" data-l={say('learners.page.amount')}>
        {showAmount(grant.monthlyAmount)}
      </td>
      <td data-l={say('learners.page.fundingSource')}>{grant.fundingSource}</td>
      <td data-l={say('learners.page.state')}>
        <Badge>{stateText(say, grant)}</Badge>
        {annulled ? (
          <div className="sub [&_a]:underline">
            {showDay(annulled.on)}
            {annulled.by ? ', ' : null}
            {annulled.by ? <SourceText say={say} source={annulled.by} /> : null}
          </div>
        ) : null}
      </td>
      <td data-l={say('learners.page.source')}>
        <SourceText say={say} source={grant.source} />
      </td>
    </tr>
  )
}

/** The last paid day, or that no day is paid, the cause of the end, and its document. */
function Ended({ say, grant, end }: { say: Say; grant: SheetGrant; end: SheetGrant['endedBy'][number] }) {
  const cause = causeText(say, end.cause)
  return (
    <div className="sub [&_a]:underline">
      {grant.when === 'VOID'
        ? say('learners.page.voidBy', { cause })
        : say('learners.page.paidUntil', { until: showDay(grant.effectiveTo), cause })}
      , <SourceText say={say} source={end.source} />
    </div>
  )
}

function stateText(say: Say, { annulled, when, from }: SheetGrant) {
  if (annulled) return say('learners.page.annulled')
  if (when === 'COMING') return say('learners.page.coming', { from: showDay(from) })
  return say(`learners.page.when.${when}`)
}
