import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { pupilFilterFields, readPupilFilter } from '@/lib/telling/queries/pupil-filter'
import { messagesAPage, pupilLog } from '@/lib/telling/queries/pupil-log'
import { counted } from '../../counted'
import { listAddress, type Asked } from '../../list-address'
import { ActForm } from './act-form'
import { causeViews, logAsked } from './filters'
import { MessageTable } from './message-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('ehisLog.title') }
}

/** EHISe logi: what the houses have reported to EHIS about their pupils, and what waits to be reported. */
export default async function EhisLogPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/ehis-log')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const house = await houseChoice(db(), person, asked.house)
  const filter = { ...readPupilFilter(asked), house: house.id }
  const { lines, count, more, until, causes, refused, waiting, held } = await pupilLog(db(), person, filter)
  const address = listAddress('/schools/ehis-log', filter)
  const form = {
    fields: [...pupilFilterFields(filter), { name: 'until', value: until }],
    errorMark: say('ehisLog.act.errorMark'),
  }
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('ehisLog.title')} />}
      address={address}
      asked={logAsked(say, filter, house)}
      views={causes.length > 0 ? causeViews(say, filter, causes, address) : undefined}
      over={
        <div className="flex flex-wrap gap-2 py-2" role="group" aria-label={say('ehisLog.act.label')}>
          <ActForm
            act="again"
            text={refused > 0 ? say('ehisLog.act.againAll', { count: refused }) : undefined}
            {...form}
          />
          <ActForm
            act="hold"
            text={waiting > 0 ? say('ehisLog.act.holdAll', { count: waiting }) : undefined}
            {...form}
          />
          <ActForm
            act="release"
            text={held > 0 ? say('ehisLog.act.releaseAll', { count: held }) : undefined}
            {...form}
          />
        </div>
      }
      rows={rowsShown({ page: filter.page, perPage: messagesAPage, count }, lines, more)}
      counted={counted(say, 'ehisLog', count)}
      file="/api/exports/pupil-messages"
      alsoAs="xlsx"
      printed={{ at: showInstant(now(), person.locale) }}
      none={{
        found: { title: say('ehisLog.noMatch') },
        yet: { title: say('ehisLog.none'), advice: say('ehisLog.noneAdvice') },
      }}
    >
      <MessageTable say={say} lines={lines} />
    </ListPage>
  )
}
