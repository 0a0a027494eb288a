import { ListTable } from '@/components/ui/list-table'
import { problemText } from '@/lib/messages/problem-text'
import type { Say } from '@/lib/messages/say'
import { dayFromDate, showDay } from '@/lib/shared/dates'
import { DeliveryState } from '@/lib/shared/generated/enums'
import type { PupilLine } from '@/lib/telling/queries/pupil-log'

/** One page of the log's messages. */
export function MessageTable({ say, lines }: { say: Say; lines: readonly PupilLine[] }) {
  return (
    <ListTable
      caption={say('ehisLog.title')}
      columns={[
        { head: say('ehisLog.kindName'), kind: 'name', href: '/schools/ehis-log/{id}' },
        { head: say('ehisLog.pupil') },
        { head: say('ehisLog.due'), kind: 'date', labelled: true },
        {
          head: say('ehisLog.stateName'),
          words: Object.fromEntries(
            Object.values(DeliveryState).map((state) => [state, { label: say(`ehisLog.state.${state}`) }]),
          ),
        },
        { head: say('ehisLog.attempts'), kind: 'number', labelled: true },
      ]}
      rows={lines.map((line) => [
        line.id,
        say(`ehisLog.kind.${line.kind}`),
        [line.pupil, line.house],
        showDay(dayFromDate(line.dueOn)),
        [line.state, line.problem ? problemText(say, 'EHIS', line.problem) : ''],
        line.attempts,
      ])}
    />
  )
}
