import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { LinkButton } from '@/components/ui/link-button'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { curriculumChoice } from '@/lib/learners/queries/curricula'
import { sayIn } from '@/lib/messages/say'
import { learnersAPage, learnersLimit, searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfNotice } from '../as-of'
import { counted } from '../counted'
import { firstOf, listAddress, type Asked } from '../list-address'
import { find } from './actions'
import { learnersAsked, searched } from './filters'
import { learnerColumns, learnerRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.title') }
}

/** Õppijad: the part of the register that the person may see. */
export default async function LearnersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /learners')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const asked = asOf(parameter.on, now())
  const typed = LearnerFilter.parse(firstOf(parameter))
  const [unit, curriculum] = await Promise.all([
    unitChoice(db(), typed.unit),
    curriculumChoice(db(), typed.curriculum),
  ])
  const filter = { ...typed, unit: unit.id, curriculum: curriculum.id }
  const address = listAddress('/learners', filter, { sort: 'name' })
  const { learners, total, more, grantsOnly } = await searchLearners(db(), person, filter, now())
  const toImport = mayOpen(person, 'page /import') ? (
    <LinkButton href="/import">{say('learners.toImport')}</LinkButton>
  ) : null
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('learners.title')} acts={toImport} />}
      above={
        <>
          <AsOfNotice say={say} asked={asked} today={address({ on: '' })} />
          <FindForm
            find={find}
            q={filter.q}
            texts={{
              region: say('learners.searchRegion'),
              label: say('learners.search'),
              submit: say('learners.submit'),
              wrong: say('learners.wrong'),
              titleMark: say('learners.titleMark'),
            }}
          />
        </>
      }
      address={address}
      asked={grantsOnly ? [searched(say, filter)] : learnersAsked(say, filter, { unit, curriculum }, asked)}
      rows={rowsShown(
        { page: filter.page, perPage: learnersAPage, count: total, limit: learnersLimit(person, filter) },
        learners,
        more,
      )}
      counted={counted(say, 'learners', total, learnersLimit(person, filter))}
      file="/api/exports/learners"
      printed={{
        at: showInstant(now(), person.locale),
        also: say('lists.standing', { on: showDay(asked.on) }),
      }}
      none={{
        found: { title: say('learners.none'), advice: say('learners.noneFiltered') },
        yet: {
          title: say('learners.noneYet'),
          advice: toImport ? say('learners.noneYetAct') : undefined,
          act: toImport,
        },
      }}
    >
      <ListTable
        caption={say('learners.title')}
        columns={learnerColumns(say, filter, address, grantsOnly)}
        rows={learners.map((learner) => learnerRow(say, learner, grantsOnly))}
      />
    </ListPage>
  )
}
