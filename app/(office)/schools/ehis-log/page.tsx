import type { Metadata } from 'next'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { requirePerson, voice } from '@/lib/access/session'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { pupilFilterQuery, readPupilFilter } from '@/lib/telling/queries/pupil-filter'
import { logHouses, messagesAPage, pupilLog } from '@/lib/telling/queries/pupil-log'
import { ActForm } from './act-form'
import { Filters } from './filters'
import { MessageTable } from './message-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('ehisLog.title') }
}

/** EHISe logi: what the houses have told EHIS of their pupils and what waits to be told. */
export default async function EhisLogPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/ehis-log')
  const say = sayIn(person.locale)
  const filter = readPupilFilter(await searchParams)
  const log = await pupilLog(db(), person, filter)
  const { lines, count, page, pages, causes } = log
  const query = pupilFilterQuery(filter)
  const here = (changed: Parameters<typeof pupilFilterQuery>[1]) =>
    `/schools/ehis-log?${pupilFilterQuery(filter, changed)}`
  const fields = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
  const asked = [...fields, { name: 'until', value: log.until }]
  const form = { fields: asked, errorMark: say('ehisLog.act.errorMark') }
  const from = (page - 1) * messagesAPage + 1
  return (
    <>
      <PageHead title={say('ehisLog.title')} />
      <Filters
        say={say}
        filter={filter}
        filtered={query !== ''}
        houses={await logHouses(db(), person)}
        count={count}
        file={count > 0 ? `/api/exports/pupil-messages${query && `?${query}`}` : undefined}
      />
      {causes.length > 0 ? (
        <Chips
          label={say('ehisLog.causes')}
          chips={causes.map(({ key, problem, count: many }) => ({
            href: here({ cause: filter.cause === key ? undefined : key }),
            text: problemText(say, 'EHIS', problem),
            value: many,
            on: filter.cause === key,
            removes: filter.cause === key ? say('ehisLog.causeOn') : undefined,
          }))}
        />
      ) : null}
      <div className="flex flex-wrap gap-2 py-2" role="group" aria-label={say('ehisLog.act.label')}>
        <ActForm
          act="again"
          text={log.refused > 0 ? say('ehisLog.act.againAll', { count: log.refused }) : undefined}
          {...form}
        />
        <ActForm
          act="hold"
          text={log.waiting > 0 ? say('ehisLog.act.holdAll', { count: log.waiting }) : undefined}
          {...form}
        />
        <ActForm
          act="release"
          text={log.held > 0 ? say('ehisLog.act.releaseAll', { count: log.held }) : undefined}
          {...form}
        />
      </div>
      {count > 0 ? (
        <>
          <MessageTable say={say} lines={lines} />
          <Pagination
            page={page}
            pages={pages}
            href={here({ page: '{page}' }).replace('%7Bpage%7D', '{page}')}
            texts={{
              summary: say('ehisLog.summary', { from, to: from + lines.length - 1, count }),
              label: say('ehisLog.pages'),
              previous: say('ehisLog.previous'),
              next: say('ehisLog.next'),
            }}
          />
        </>
      ) : (
        <EmptyState title={say(query ? 'ehisLog.noMatch' : 'ehisLog.none')}>
          {say(query ? 'ehisLog.noMatchAdvice' : 'ehisLog.noneAdvice')}
        </EmptyState>
      )}
    </>
  )
}
