import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { ShownRow } from '@/lib/registrants/queries/refresh'
import { WaysOut } from '../ways-out'
import { logText, toSettleText, wayOf } from '../words'

/** The log message, one line per person. */
export function LogTable({
  say,
  run,
  may,
  rows,
}: {
  say: Say
  run: string
  may: boolean
  rows: readonly ShownRow[]
}) {
  if (rows.length === 0) return <p className="text-ink-3">{say('refreshes.noRows')}</p>
  return (
    <Table caption={say('refreshes.column.log')}>
      <thead>
        <tr>
          <Th>{say('refreshes.column.log')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.juhanId || row.name}>
            <td>
              {logText(say, row)}
              {row.registrantId ? (
                <div>
                  <WaysOut
                    say={say}
                    may={may && row.mine}
                    registrant={row.registrantId}
                    {...wayOf(run, row)}
                  />
                </div>
              ) : null}
              {toSettleText(say, row) ? <div className="sub">{toSettleText(say, row)}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
