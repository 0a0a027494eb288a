import { ActForm } from '@/components/act-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { RefreshSheet, ShownRow } from '@/lib/registrants/queries/refresh'
import { mostTicked } from '@/lib/registrants/schema/refresh'
import { confirm } from '../actions'
import { WaysOut } from '../ways-out'
import { needsNothing, placeText, statusText, toSettleText, wayOf, willText } from '../words'

/** The id of the form that applies the plan; the button that applies all of it is in the page's head. */
export const planForm = 'plan'

/**
 * The plan with its decision. `ticks`: everybody who waits for a yes is on this page, so the user has seen each
 * unticked row.
 */
export function PlanForm({ say, sheet, ticks }: { say: Say; sheet: RefreshSheet; ticks: boolean }) {
  const { refresh, plan, counts, rows, may } = sheet
  const boxes = may && ticks && counts.open > 0
  return (
    <ActForm
      id={planForm}
      act={confirm}
      hidden={{ name: 'refresh', value: refresh.id }}
      errors={say('refreshes.errors')}
      titleMark={say('refreshes.errorMark')}
    >
      <input type="hidden" name="seen" value={plan!.seen} />
      {boxes ? <input type="hidden" name="boxes" value="1" /> : null}
      {may && counts.open > 0 ? (
        <Notice tone="warn">
          {say('refreshes.waits', { count: counts.open })}{' '}
          {counts.open > mostTicked ? say('refreshes.tooMany', { most: mostTicked }) : null}
        </Notice>
      ) : null}
      {boxes && counts.open <= mostTicked ? (
        <div className="mb-3">
          <SubmitButton>{say('refreshes.applyTicked')}</SubmitButton>
        </div>
      ) : null}
      <PlanTable say={say} run={refresh.runId} may={may} rows={rows} boxes={boxes} />
    </ActForm>
  )
}

function PlanTable({
  say,
  run,
  may,
  rows,
  boxes,
}: {
  say: Say
  run: string
  may: boolean
  rows: readonly ShownRow[]
  boxes: boolean
}) {
  if (rows.length === 0) return <p className="text-ink-3">{say('refreshes.noRows')}</p>
  const [juhan, olek] = [say('refreshes.column.juhan'), say('refreshes.column.olek')]
  return (
    <Table caption={say('refreshes.act')} fold labels={[false, juhan, olek, false, false]}>
      <thead>
        <tr>
          <Th>{say('refreshes.column.name')}</Th>
          <Th>{juhan}</Th>
          <Th>{olek}</Th>
          <Th>{say('refreshes.column.step')}</Th>
          <Th>{say('refreshes.column.need')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.juhanId || row.name}>
            <th scope="row" className={needsNothing(row) ? 'text-ink-3' : 'name'}>
              {row.name}
            </th>
            <td>{statusText(say, row.status)}</td>
            <td>{placeText(say, row)}</td>
            <td className={needsNothing(row) ? 'text-ink-3' : ''}>
              {willText(say, row)}
              {toSettleText(say, row) ? <div className="sub">{toSettleText(say, row)}</div> : null}
            </td>
            <td>
              {boxes && row.open ? <Yes say={say} row={row} /> : null}
              {row.step === 'MOVE' && !row.mine
                ? say('refreshes.moveByOther', { run: row.details.elsewhere?.code ?? '' })
                : null}
              {row.registrantId ? (
                <WaysOut say={say} may={may && row.mine} registrant={row.registrantId} {...wayOf(run, row)} />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Yes = ({ say, row: { juhanId, name, answered } }: { say: Say; row: ShownRow }) => (
  <Checkbox
    name="agreed"
    value={juhanId}
    label={say('refreshes.yes')}
    aria-label={say('refreshes.yesLabel', { name })}
    defaultChecked={answered ?? true}
  />
)
