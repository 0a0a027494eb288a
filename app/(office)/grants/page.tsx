import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { rowsShown } from '@/components/list-pages'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { mayOpen } from '@/lib/access/rights'
import { requirePerson, voice } from '@/lib/access/session'
import { grantChoices, grantList, grantsAPage, grantsLimit } from '@/lib/grants/queries/list'
import { GrantFilter } from '@/lib/grants/schema/list'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { showDay, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { isCode } from '@/lib/shared/personal-code'
import { asOf, AsOfNotice } from '../as-of'
import { counted } from '../counted'
import { firstOf, listAddress, sortBy, type Asked } from '../list-address'
import { grantsAsked, states } from './filters'
import { Parts } from './parts'
import { grantColumns, grantLinks, grantRow } from './rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('grants.title') }
}

/** Toetused: grants as of a day, by state, type, unit and funding source. */
export default async function GrantsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /grants')
  const say = sayIn(person.locale)
  const parameter = await searchParams
  const typed = GrantFilter.parse(firstOf(parameter))
  const unit = await unitChoice(db(), typed.unit)
  const filter = { ...typed, unit: unit.id }
  const address = listAddress('/grants', filter, { state: 'IN_FORCE', sort: 'name' })
  const asked = asOf(parameter.on, now())
  const code = isCode(String(parameter.q ?? ''))
  const { grants, counts, total, more, accounts } = await grantList(db(), person, filter, now())
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('grants.title')} />}
      above={
        <>
          {mayOpen(person, 'page /grants/payments') ? <Parts say={say} now="grants" /> : null}
          <AsOfNotice say={say} asked={asked} today={address({ on: '' })} />
        </>
      }
      address={address}
      asked={grantsAsked(say, filter, { ...(await grantChoices(db())), unit }, { asked, code })}
      views={states(say, filter, counts, address)}
      rows={rowsShown(
        { page: filter.page, perPage: grantsAPage, count: total, limit: grantsLimit(filter) },
        grants,
        more,
      )}
      counted={counted(say, 'grants', total, grantsLimit(filter))}
      file="/api/exports/grants"
      printed={{
        at: showInstant(now(), person.locale),
        also: `${say(`grants.state.${filter.state}`)}. ${say('lists.standing', { on: showDay(asked.on) })}`,
      }}
      none={{ found: { title: say('grants.none'), advice: say('grants.noneAdvice') } }}
    >
      <ListTable
        caption={say('grants.title')}
        columns={grantColumns(say, accounts, grantLinks(grants, filter.on), (by) =>
          sortBy(filter.sort, by, address),
        )}
        rows={grants.map((grant) => grantRow(say, accounts, grant))}
      />
    </ListPage>
  )
}
