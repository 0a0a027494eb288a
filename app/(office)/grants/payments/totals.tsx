import { Table, Th } from '@/components/ui/table'
import type { totals } from '@/lib/grants/rules/payments'
import type { Say } from '@/lib/messages/say'
import { showAmount, showCount } from '@/lib/shared/money'
import { sourceText } from './rows'

/** The sums of the month: by funding source, and in total. */
export function Totals({ say, sums, count }: { say: Say; sums: ReturnType<typeof totals>; count: number }) {
  return (
    <div className="max-w-[34rem]">
      <Table caption={say('grants.payments.totals')}>
        <thead>
          <tr>
            <Th>{say('grants.column.fundingSource')}</Th>
            <Th num>{say('grants.column.count')}</Th>
            <Th num>{say('grants.column.monthAmount')}</Th>
          </tr>
        </thead>
        <tbody>
          {sums.bySource.map(({ fundingSource, count, amount }) => (
            <tr key={fundingSource}>
              <th scope="row">{sourceText(say, fundingSource)}</th>
              <td className="n">{showCount(count)}</td>
              <td className="n">{showAmount(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('grants.payments.all')}</th>
            <td className="n">{showCount(count)}</td>
            <td className="n">{showAmount(sums.all)}</td>
          </tr>
        </tfoot>
      </Table>
    </div>
  )
}
