import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import type { Arrival } from '@/lib/schools/transfers/queries/arrivals'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { alongText } from '../words'
import { ArriveForm } from './arrive-form'

/** The pupils of one transfer form a group and are ticked off together. */
export function ArrivalGroups({ say, arrivals }: { say: Say; arrivals: readonly Arrival[] }) {
  const groups = Map.groupBy(
    arrivals,
    ({ transferId, fromHouse, day }) => `${transferId} ${day} ${fromHouse}`,
  )
  return [...groups.values()].map((group) => <Group key={key(group[0]!)} say={say} arrivals={group} />)
}

const key = ({ transferId, pupilId, arrivedAt }: Arrival) => `${transferId} ${pupilId} ${String(arrivedAt)}`

function Group({ say, arrivals }: { say: Say; arrivals: readonly Arrival[] }) {
  const [first] = arrivals as [Arrival, ...Arrival[]]
  const title = say('transfers.arrivals.group', {
    from: first.fromHouse,
    to: first.toHouse,
    day: showDay(first.day),
  })
  return (
    <Section
      title={title}
      aside={first.begun ? undefined : say('transfers.arrivals.notYet', { day: showDay(first.day) })}
    >
      <ArriveForm
        transferId={first.transferId}
        may={first.begun}
        texts={{
          mark: say('transfers.arrivals.mark'),
          unmark: say('transfers.arrivals.unmark'),
          refused: say('transfers.page.refused'),
          refusedMark: say('learners.titleMark'),
          notYet: say('transfers.arrivals.notYet', { day: showDay(first.day) }),
        }}
        selection={{
          chosen: say('schools.class.chosen', { count: '{count}' }),
          clear: say('schools.class.clearChosen'),
        }}
      >
        <ListTable
          caption={title}
          columns={[
            { head: say('transfers.arrivals.name'), kind: 'name', href: '/schools/pupils/{id}' },
            { head: say('transfers.arrivals.from') },
            { head: say('transfers.arrivals.to'), labelled: true },
            { head: say('transfers.arrivals.along'), labelled: true },
            { head: say('transfers.arrivals.behind'), labelled: true },
            { head: say('transfers.arrivals.arrived'), labelled: true },
          ]}
          rows={arrivals.map((each) => [
            each.pupilId,
            `${each.firstName} ${each.lastName}`,
            each.fromClass,
            each.toClass,
            alongText(say, each.along) || '–',
            behindText(say, each),
            each.arrivedAt ? showDay(dayInTallinn(each.arrivedAt)) : '–',
          ])}
          pick={
            first.begun
              ? {
                  name: 'pupilIds',
                  all: say('transfers.arrivals.pickAll', { group: title }),
                  sent: true,
                  one: say('transfers.arrivals.pick', { name: '{name}' }),
                }
              : undefined
          }
        />
      </ArriveForm>
    </Section>
  )
}

const behindText = (say: Say, { behind }: Arrival) =>
  behind.length > 0 ? say('transfers.arrivals.behindGroups', { groups: behind.join(', ') }) : '–'
