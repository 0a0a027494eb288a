import type { Column, Row } from '@/components/ui/list-column'
import type { ListedGrant } from '@/lib/grants/queries/list'
import { standings } from '@/lib/grants/schema/list'
import type { Say } from '@/lib/messages/say'
import { showAccount } from '@/lib/shared/account'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'

type Sort = (by: 'name' | 'to' | 'amount') => Column['sort']

/** How a name leads to the grant on the learner's page, on which day. */
export const grantLinks = (grants: readonly { learnerId: string }[], on?: string) => ({
  href: `/learners/{to}${on ? `?on=${on}` : ''}#{id}`,
  leads: grants.map(({ learnerId }) => learnerId),
})

/** The columns of the list; `accounts`: the reader sees bank accounts. A file has no links and can't be sorted by its heads. */
export function grantColumns(
  say: Say,
  accounts: boolean,
  links?: Pick<Column, 'href' | 'leads'>,
  sort?: Sort,
): Column[] {
  const words = Object.fromEntries(standings.map((each) => [each, { label: say(`grants.standing.${each}`) }]))
  return [
    { head: say('grants.column.name'), kind: 'name', ...links, sort: sort?.('name') },
    { head: say('grants.column.type') },
    { head: say('grants.column.period'), labelled: true, sort: sort?.('to') },
    { head: say('grants.column.amount'), kind: 'number', labelled: true, sort: sort?.('amount') },
    { head: say('grants.column.fundingSource'), labelled: true },
    { head: say('grants.column.unit'), labelled: true },
    ...(accounts ? [{ head: say('grants.column.bankAccount'), kind: 'date' as const, labelled: true }] : []),
    { head: say('grants.column.state'), words },
  ]
}

/** A grant's line. */
export function grantRow(say: Say, accounts: boolean, grant: ListedGrant): Row {
  return [
    grant.id,
    `${grant.firstName} ${grant.lastName}`,
    grant.type,
    paidDays(say, grant),
    showAmount(grant.monthlyAmount),
    grant.fundingSource,
    grant.unitCode,
    ...(accounts ? [showAccount(grant.bankAccount ?? '') || say('grants.payments.noAccount')] : []),
    grant.standing,
  ]
}

/** The paid days and, if those are fewer than granted, the last granted day. */
function paidDays(say: Say, { standing, from, to, effectiveTo }: ListedGrant): [paid: string, given: string] {
  if (standing === 'VOID')
    return [say('grants.notPaid'), say('grants.givenFor', { period: showPeriod({ from, to }) })]
  const given = effectiveTo < to ? say('grants.given', { to: showDay(to) }) : ''
  return [showPeriod({ from, to: effectiveTo }), given]
}

/** The same lines in the same order, as text cells of a file. */
export function grantSheet(
  say: Say,
  accounts: boolean,
  grants: AsyncIterable<readonly ListedGrant[]>,
): Sheet {
  return {
    name: say('grants.sheet'),
    headings: grantColumns(say, accounts).map(({ head }) => head),
    rows: inPieces(grants, (grant) => [
      [
        `${grant.firstName} ${grant.lastName}`,
        grant.type,
        paidDays(say, grant).filter(Boolean).join(', '),
        showAmount(grant.monthlyAmount),
        grant.fundingSource,
        grant.unitCode,
        ...(accounts ? [grant.bankAccount || say('grants.payments.noAccount')] : []),
        say(`grants.standing.${grant.standing}`),
      ],
    ]),
    wide: [32, 48, 44, 14, 16, 16, ...(accounts ? [28] : []), 14],
  }
}
