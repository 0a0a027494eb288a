import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import {
  keepsAnyUnit,
  programmeList,
  programmesAPage,
  programmeUnits,
  runList,
} from '@/lib/registrants/queries/runs'
import { ProgrammesFilter } from '@/lib/registrants/schema/runs'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress, type Asked } from '../list-address'
import { programmesAsked, Views } from './filters'
import { ProgrammeTable, RunTable } from './tables'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.title') }
}

/** Täiendusõpe: the runs and programmes that the person may see. */
export default async function ContinuingEducationPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /continuing-education')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const at = now()
  const unit = await unitChoice(db(), asked.unit, (most) => programmeUnits(db(), person, most))
  const filter = { ...ProgrammesFilter.parse(asked), unit: unit.id }
  const { view, page } = filter
  const [mayAdd, runs, programmes] = await Promise.all([
    keepsAnyUnit(db(), person, at),
    view === 'runs' ? runList(db(), person, filter, at) : null,
    view === 'programmes' ? programmeList(db(), person, filter, at) : null,
  ])
  const count = (runs ?? programmes)!.count
  const shown = runs ? runs.runs.length : programmes!.programmes.length
  const usual = { view: 'runs', time: 'CURRENT' } as const
  const addProgramme = mayAdd ? (
    <LinkButton href="/continuing-education/programmes/new" variant="main" icon="plus">
      {say('registrants.newProgramme')}
    </LinkButton>
  ) : null
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('registrants.title')} main={addProgramme} />}
      above={<Views say={say} view={view} />}
      address={listAddress('/continuing-education', filter, usual)}
      clear={listAddress('/continuing-education', { view }, usual)()}
      asked={programmesAsked(say, filter, unit)}
      rows={{ page, perPage: programmesAPage, shown, count }}
      counted={say(`registrants.counted.${view}`, { count })}
      printed={{ at: showInstant(at, person.locale) }}
      none={{
        found: { title: say(runs ? 'registrants.noRuns' : 'registrants.noProgrammes') },
        yet: { title: say(`registrants.noneYet.${view}`), advice: say('registrants.noneYetAdvice') },
      }}
    >
      {runs ? <RunTable say={say} runs={runs.runs} /> : null}
      {programmes ? <ProgrammeTable say={say} now={at} programmes={programmes.programmes} /> : null}
    </ListPage>
  )
}
