import type { Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import type { Say } from '@/lib/messages/say'
import type { programmeList, ProgrammeSheet, runList } from '@/lib/registrants/queries/runs'
import { dayInTallinn, showDay, showInstant, showPeriod, type Day } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'

type Run = Pick<
  Awaited<ReturnType<typeof runList>>['runs'][number],
  'id' | 'code' | 'startsOn' | 'endsOn' | 'registrants' | 'juhanId' | 'refreshedAt' | 'last'
> & { programme?: { name: string; unit: { code: string } } }

/** Runs: programme, days, number of registrants, and whether the run is linked to Juhan. */
export function RunTable({
  say,
  runs,
}: {
  say: Say
  runs: readonly (Run | ProgrammeSheet['runs'][number])[]
}) {
  const listed = runs as readonly Run[]
  const named = listed.every(({ programme }) => programme)
  return (
    <ListTable
      caption={say('registrants.runs')}
      columns={[
        { head: say('registrants.column.run'), kind: 'name', href: '/continuing-education/runs/{id}' },
        ...(named ? [{ head: say('registrants.column.unit') }] : []),
        { head: say('registrants.column.days'), labelled: true },
        { head: say('registrants.column.registrants'), kind: 'number', labelled: true },
        { head: say('registrants.column.juhan'), labelled: true },
        { head: say('registrants.column.differences'), labelled: true },
      ]}
      rows={listed.map((run): Row => [
        run.id,
        run.programme ? [run.programme.name, run.code] : run.code,
        ...(run.programme ? [run.programme.unit.code] : []),
        showPeriod({ from: run.startsOn, to: run.endsOn }),
        showCount(run.registrants),
        run.juhanId ? say('registrants.linked', { id: run.juhanId }) : say('registrants.unlinked'),
        run.juhanId ? differencesText(say, run) : '',
      ])}
    />
  )
}

/** How the list compares with Juhan's, and when Juhan was last asked. */
function differencesText(say: Say, { refreshedAt, last }: Run): readonly [string, string] | string {
  if (!last) return say('registrants.last.never')
  const { state, count } = last
  const word = say(
    state === 'APPLIED' && count === 0 ? 'registrants.last.same' : `registrants.last.${state}`,
    {
      count,
    },
  )
  return refreshedAt ? [word, say('registrants.last.at', { at: showInstant(refreshedAt) })] : word
}

/** Programmes: unit, length and number of runs. */
export function ProgrammeTable({
  say,
  now,
  programmes,
}: {
  say: Say
  now: Date
  programmes: Awaited<ReturnType<typeof programmeList>>['programmes']
}) {
  return (
    <ListTable
      caption={say('registrants.programmes')}
      columns={[
        {
          head: say('registrants.column.programme'),
          kind: 'name',
          href: '/continuing-education/programmes/{id}',
        },
        { head: say('registrants.column.unit') },
        { head: say('registrants.column.hours'), labelled: true },
        { head: say('registrants.column.runs'), kind: 'number', labelled: true },
        { head: say('registrants.column.state') },
      ]}
      rows={programmes.map((programme): Row => [
        programme.id,
        [programme.name, programme.code],
        programme.unit.code,
        say('registrants.hours', { hours: programme.hours }),
        showCount(programme.runs),
        openText(say, programme.closedOn, dayInTallinn(now)),
      ])}
    />
  )
}

/** Whether a programme takes new runs. */
export function openText(say: Say, closedOn: Day | null, today: Day) {
  if (!closedOn) return say('registrants.open')
  return say(closedOn <= today ? 'registrants.closed' : 'registrants.closes', { on: showDay(closedOn) })
}
