import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { Tabs } from '@/components/ui/tabs'
import { TextField } from '@/components/ui/text-field'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { programmeList, programmesAPage, programmeUnits, runList } from '@/lib/registrants/queries/runs'
import { ProgrammesFilter, runTimes } from '@/lib/registrants/schema/runs'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ProgrammeTable, RunTable } from './tables'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.title') }
}

/** Täiendusõpe: runs and programmes, as far as the person may see them. */
export default async function ContinuingEducationPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /continuing-education')
  const say = sayIn(person.locale)
  const filter = ProgrammesFilter.parse(await searchParams)
  const { view } = filter
  const at = now()
  const [units, runs, programmes] = await Promise.all([
    programmeUnits(db(), person, at),
    view === 'runs' ? runList(db(), person, filter, at) : null,
    view === 'programmes' ? programmeList(db(), person, filter, at) : null,
  ])
  const count = (runs ?? programmes)!.count
  const shown = runs ? runs.runs.length : programmes!.programmes.length
  const first = (filter.page - 1) * programmesAPage
  const times = view === 'runs' ? 'runTime' : 'programmeTime'
  return (
    <>
      <PageHead
        title={say('registrants.title')}
        main={
          units.kept.length > 0 ? (
            <LinkButton href="/continuing-education/programmes/new" variant="main" icon="plus">
              {say('registrants.newProgramme')}
            </LinkButton>
          ) : null
        }
      />
      <Tabs
        label={say('registrants.views')}
        tabs={(['runs', 'programmes'] as const).map((each) => ({
          href: address({ view: each }),
          text: say(`registrants.${each}`),
          on: each === view,
        }))}
      />
      <FilterBar
        label={say('registrants.filters')}
        action="/continuing-education"
        submit={say('registrants.submit')}
        clear={
          filter.q || filter.unit || filter.time !== 'CURRENT'
            ? { href: address({ view }), text: say('registrants.clear') }
            : undefined
        }
      >
        {view === 'programmes' ? <input type="hidden" name="view" value={view} /> : null}
        <TextField
          name="q"
          label={say('registrants.search')}
          width="account"
          type="search"
          defaultValue={filter.q}
        />
        <Select
          name="unit"
          label={say('registrants.unit')}
          placeholder={say('registrants.anyUnit')}
          choices={units.shown.map(({ id, name }) => ({ value: id, text: name }))}
          defaultValue={filter.unit ?? ''}
        />
        <Select
          name="time"
          label={say('registrants.time')}
          choices={runTimes.map((value) => ({ value, text: say(`registrants.${times}.${value}`) }))}
          defaultValue={filter.time}
        />
      </FilterBar>
      {shown === 0 ? (
        <EmptyState title={say(runs ? 'registrants.noRuns' : 'registrants.noProgrammes')}>
          {say('registrants.noneAdvice')}
        </EmptyState>
      ) : (
        <>
          {runs ? <RunTable say={say} runs={runs.runs} /> : null}
          {programmes ? <ProgrammeTable say={say} now={at} programmes={programmes.programmes} /> : null}
          <Pagination
            page={filter.page}
            pages={Math.max(1, Math.ceil(count / programmesAPage))}
            href={address({ ...filter, page: '{page}' }).replace('%7Bpage%7D', '{page}')}
            texts={{
              summary: say('registrants.summary', { from: first + 1, to: first + shown, count }),
              label: say('registrants.pages'),
              previous: say('registrants.previous'),
              next: say('registrants.next'),
            }}
          />
        </>
      )}
    </>
  )
}

/** The address that gives the list again; what is as usual is left out. */
function address(asked: Partial<Record<keyof ProgrammesFilter, string | number>>) {
  const { view, time, ...rest } = asked
  const kept = Object.entries({
    ...rest,
    view: view === 'runs' ? undefined : view,
    time: time === 'CURRENT' ? undefined : time,
  }).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  return `/continuing-education${kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''}`
}
