import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { schoolKinds } from '@/lib/schools/houses/schema/lists'
import { classYears } from '@/lib/schools/houses/queries/classes'
import { classChoices, pupilsLimit, searchPupils } from '@/lib/schools/pupils/queries/pupils'
import { PupilFilter, pupilsAPage } from '@/lib/schools/pupils/schema/pupils'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfNotice } from '../../as-of'
import { counted } from '../../counted'
import { firstOf, listAddress, type Asked } from '../../list-address'
import { find } from './actions'
import { pupilsAsked } from './filters'
import { pupilColumns, pupilRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pupils.title') }
}

/** Hobby schools have no placements. */
const kindsOfPupils = schoolKinds.filter((kind) => kind !== 'HOBBY_SCHOOL')

/** Õpilased: everybody who studies, studied or will study in the person's houses. */
export default async function PupilsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/pupils')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const asked = asOf(parameter.on, now())
  const house = await houseChoice(db(), person, parameter.house, kindsOfPupils)
  const filter = { ...PupilFilter.parse(firstOf(parameter)), house: house.id }
  const address = listAddress('/schools/pupils', filter)
  const { pupils, total, more } = await searchPupils(db(), person, filter, now())
  const choices = {
    house,
    classes: await classChoices(db(), person, filter),
    years: await classYears(db(), person),
  }
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('pupils.title')} />}
      above={
        <>
          <AsOfNotice say={say} asked={asked} today={address({ on: '' })} />
          <FindForm
            find={find}
            q={filter.q}
            texts={{
              region: say('pupils.searchRegion'),
              label: say('pupils.search'),
              submit: say('pupils.submit'),
              wrong: say('pupils.wrong'),
              titleMark: say('pupils.titleMark'),
            }}
          />
        </>
      }
      address={address}
      asked={pupilsAsked(say, filter, choices, asked)}
      rows={rowsShown(
        { page: filter.page, perPage: pupilsAPage, count: total, limit: pupilsLimit(filter) },
        pupils,
        more,
      )}
      counted={counted(say, 'pupils', total, pupilsLimit(filter))}
      file="/api/exports/pupils"
      printed={{
        at: showInstant(now(), person.locale),
        also: say('lists.standing', { on: showDay(asked.on) }),
      }}
      none={{
        found: { title: say('pupils.none'), advice: say('pupils.noneFiltered') },
        yet: { title: say('pupils.noneYet'), advice: say('pupils.noneYetAdvice') },
      }}
    >
      <ListTable
        caption={say('pupils.title')}
        columns={pupilColumns(say, filter.on)}
        rows={pupils.map((pupil) => pupilRow(say, pupil))}
      />
    </ListPage>
  )
}
