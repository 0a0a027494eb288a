import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { ListPage } from '@/components/list-page'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { mayOpen } from '@/lib/access/rights'
import { OneAsked } from '@/lib/access/schema'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { unitsAPage, unitSheet, unitsListed } from '@/lib/settings/queries/units'
import { UnitsFilter } from '@/lib/settings/schema/units'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay, showInstant, type Day } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress } from '../../list-address'
import { newUnit, saveUnit } from '../actions'
import { SettingsHead, Thing } from '../parts'
import { formTexts } from '../words'
import { unitFields } from './fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.units.title') }
}

/** Struktuuriüksused: every unit; `?id=` opens one of them for changing. */
export default async function UnitsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/units')
  const say = sayIn(person.locale)
  const may = mayOpen(person, 'act settings.changeUnit')
  const asked = await searchParams
  const { id } = OneAsked.parse(asked)
  if (!id)
    return (
      <UnitList
        say={say}
        may={may}
        filter={UnitsFilter.parse(asked)}
        at={showInstant(now(), person.locale)}
      />
    )
  const unit = may ? await unitSheet(db(), id) : null
  if (!unit) notFound()
  return (
    <Thing say={say} locale={person.locale} area="units" title={unit.name} changes={unit.changes}>
      <Section title={say('settings.about')} aside={unit.code}>
        <RecordForm
          label={say('settings.about')}
          save={saveUnit}
          hidden={{ id, seen: unit.changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={unitFields(say, unit)}
        />
      </Section>
    </Thing>
  )
}

async function UnitList({
  say,
  may,
  filter,
  at,
}: {
  say: Say
  may: boolean
  filter: UnitsFilter
  /** the present instant, for the printed page */
  at: string
}) {
  const today = dayInTallinn(now())
  const { units, count } = await unitsListed(db(), filter)
  return (
    <>
      <SettingsHead say={say} title={say('settings.units.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.units.lead')}</p>
      <ListPage
        say={say}
        address={listAddress('/settings/units', filter)}
        asked={[{ as: 'text', name: 'q', label: say('settings.units.search'), value: filter.q }]}
        rows={{ page: filter.page, perPage: unitsAPage, shown: units.length, count }}
        counted={say('settings.units.count', { count })}
        printed={{ at }}
        none={{ found: { title: say('settings.units.none') } }}
      >
        <ListTable
          caption={say('settings.units.title')}
          columns={[
            {
              head: say('settings.units.unit'),
              ...(may && { kind: 'name', href: '/settings/units?id={id}' }),
            },
            { head: say('settings.units.code'), labelled: true },
            { head: say('settings.units.state'), labelled: true },
            { head: say('settings.units.contact') },
            { head: say('settings.units.financeRecipients'), labelled: true },
          ]}
          rows={units.map((unit) => [
            unit.id,
            unit.name,
            unit.code,
            stateOf(say, unit.closedOn, today),
            unit.contact,
            unit.financeRecipients.join(', '),
          ])}
        />
      </ListPage>
      {may ? (
        <Section title={say('settings.units.add')}>
          <RecordForm
            label={say('settings.units.add')}
            save={newUnit}
            hidden={{ seen: '' }}
            texts={formTexts(say, say('settings.units.add'))}
            icon="plus"
            fields={unitFields(say)}
          />
        </Section>
      ) : null}
    </>
  )
}

function stateOf(say: Say, closedOn: Day | null, today: Day) {
  if (!closedOn) return say('settings.units.open')
  return say(closedOn <= today ? 'settings.units.closed' : 'settings.units.closes', { on: showDay(closedOn) })
}
