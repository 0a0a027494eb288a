import type { AskedField } from '@/components/list-asked'
import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'
import { runTimes, type ProgrammesFilter } from '@/lib/registrants/schema/runs'

import type { AskedChoice } from '@/lib/shared/asked-choice'
import { unitAsked } from '../choice-asked'

type View = ProgrammesFilter['view']

/** The runs and the programmes, each with its own address. */
export const Views = ({ say, view }: { say: Say; view: View }) => (
  <Tabs
    label={say('registrants.views')}
    tabs={(['runs', 'programmes'] as const).map((each) => ({
      href: `/continuing-education${each === 'runs' ? '' : `?view=${each}`}`,
      text: say(`registrants.${each}`),
      on: each === view,
    }))}
  />
)

/** The filters of runs and programmes. */
export const programmesAsked = (
  say: Say,
  { view, q, time }: ProgrammesFilter,
  unit: AskedChoice,
): AskedField[] => [
  { as: 'text', name: 'q', label: say('registrants.search'), value: q },
  unitAsked(say, say('registrants.unit'), unit),
  {
    as: 'choice',
    name: 'time',
    label: say('registrants.time'),
    value: time,
    usual: 'CURRENT',
    any: false,
    choices: runTimes.map((value) => ({
      value,
      text: say(`registrants.${view === 'runs' ? 'runTime' : 'programmeTime'}.${value}`),
    })),
  },
]
