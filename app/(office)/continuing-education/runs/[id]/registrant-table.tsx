import { Button } from '@/components/ui/button'
import type { Column, Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import { Selection } from '@/components/ui/selection'
import type { Say } from '@/lib/messages/say'
import type { ListedRegistrant } from '@/lib/registrants/queries/registrants'
import type { RunSheet } from '@/lib/registrants/queries/runs'
import type { RegistrantsFilter } from '@/lib/registrants/schema/runs'
import { showDay } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'
import { twinText } from '../../words'
import { placeText } from './standing-words'

export const directiveForm = 'registrants'
const kinds = ['ADMISSION', 'DISCONTINUATION', 'ADMISSION_ANNULMENT'] as const

/** The registrants, fifty per page; a user who may edit the run can tick them for a directive. */
export function RegistrantTable({
  say,
  run,
  filter,
  shown,
  count,
  address,
  boxes,
}: {
  say: Say
  run: RunSheet
  filter: RegistrantsFilter
  shown: readonly ListedRegistrant[]
  /** the number on all pages */
  count: number
  address: (change: { boxes: string }) => string
  /** The page itself contains the boxes, because there is no script. */
  boxes: boolean
}) {
  const table = (
    <ListTable
      caption={say('registrants.registrants')}
      columns={columnsOf(say, run)}
      rows={shown.map((registrant) => rowOf(say, run, registrant))}
      pick={
        run.may
          ? {
              name: 'registrant',
              sent: boxes,
              all: say('registrants.pickAll'),
              one: say('registrants.pick', { name: '{name}' }),
            }
          : undefined
      }
    />
  )
  if (!run.may) return table
  const all = count > shown.length ? { count: showCount(count) } : null
  return (
    <form id={directiveForm} action={`/continuing-education/runs/${run.id}/directive`}>
      {boxes ? null : (
        <noscript>
          <p className="mb-3">
            <a href={address({ boxes: '1' })}>{say('registrants.choosing')}</a>
          </p>
        </noscript>
      )}
      {(['q', 'place', 'juhan', 'unsettled'] as const).map((name) =>
        filter[name] ? <input key={name} type="hidden" name={name} value={filter[name]} /> : null,
      )}
      <Selection
        texts={{
          chosen: say('registrants.chosen', { count: '{count}' }),
          clear: say('registrants.clearChosen'),
          ...(all && {
            all: say('registrants.chooseAll', all),
            allChosen: say('registrants.allChosen', all),
          }),
        }}
        acts={kinds.map((kind) => (
          <Button key={kind} size="small" type="submit" name="kind" value={kind}>
            {say(`registrants.make.${kind}`)}
          </Button>
        ))}
      >
        {table}
      </Selection>
    </form>
  )
}

const columnsOf = (say: Say, run: RunSheet): Column[] => [
  {
    head: say('registrants.column.name'),
    kind: 'name',
    href: `/continuing-education/runs/${run.id}/registrants/{id}`,
  },
  { head: say('registrants.column.workplace') },
  { head: say('registrants.column.registered'), kind: 'date', labelled: true },
  ...(run.juhanId ? [{ head: say('registrants.column.juhan'), labelled: true }] : []),
  { head: say('registrants.column.ours'), labelled: true },
]

function rowOf(say: Say, run: RunSheet, registrant: ListedRegistrant): Row {
  const { firstName, lastName, personalCode, question, twins, juhanStatus, standing } = registrant
  const under = [
    personalCode,
    question && say(`registrants.question.${question.ask}`),
    ...twins.map((twin) => twinText(say, twin)),
  ]
    .filter(Boolean)
    .join(' · ')
  return [
    registrant.id,
    [`${firstName} ${lastName}`, under],
    registrant.workplace,
    registrant.registeredOn ? showDay(registrant.registeredOn) : '',
    ...(run.juhanId
      ? [juhanStatus ? say(`registrants.status.${juhanStatus}`) : say('registrants.notInJuhan')]
      : []),
    ((words) => (words[1] ? ([words[0], words[1]] as const) : words[0]))(placeText(say, standing)),
  ]
}
