import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm, type RecordField } from '@/components/record-form'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { nextYear, yearList } from '@/lib/settings/queries/years'
import { YearAsked } from '@/lib/settings/schema/office'
import { now } from '@/lib/shared/clock'
import { showDay, type Day } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { newYear, saveYear } from '../actions'
import { SettingsHead } from '../parts'
import { calendarOf, changeName, formTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.years.title') }
}

/** Õppeaastad: every year with its days; `?year=` opens the form of one. */
export default async function YearsPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/years')
  const say = sayIn(person.locale)
  const { year } = YearAsked.parse(await searchParams)
  const years = await yearList(db())
  const chosen = years.find(({ label }) => label === year)
  if (year && !chosen) notFound()
  const changes = await changesOf(db(), 'settings.years')
  const seen = changes[0]?.id ?? ''
  const next = nextYear(years, now())
  const add = say('settings.years.add', { label: next.label })
  return (
    <>
      <SettingsHead say={say} title={say('settings.years.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.years.note')}</p>
      {chosen ? (
        <Section title={chosen.label}>
          <RecordForm
            label={chosen.label}
            save={saveYear}
            hidden={{ seen, label: chosen.label }}
            texts={formTexts(say)}
            fields={[dayField(say, 'firstOn', chosen.firstOn), dayField(say, 'lastOn', chosen.lastOn)]}
          />
        </Section>
      ) : (
        <Section title={add}>
          <p className="mb-3">
            {say('settings.years.addNote', { label: next.label, first: showDay(next.firstOn) })}
          </p>
          <RecordForm
            label={add}
            save={newYear}
            hidden={{ seen }}
            texts={formTexts(say, add)}
            icon="plus"
            fields={[dayField(say, 'lastOn', next.lastOn)]}
          />
        </Section>
      )}
      <Section title={say('settings.years.list')}>
        <ListTable
          caption={say('settings.years.list')}
          columns={[
            { head: say('settings.years.year'), kind: 'name', href: '/settings/years?year={id}' },
            { head: say('settings.years.firstOn'), kind: 'date', labelled: true },
            { head: say('settings.years.lastOn'), kind: 'date', labelled: true },
          ]}
          rows={years
            .toReversed()
            .map(({ label, firstOn, lastOn }) => [label, label, showDay(firstOn), showDay(lastOn)])}
        />
      </Section>
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        named
        nameOf={(what) => changeName(say, 'years', what)}
      />
    </>
  )
}

const dayField = (say: Say, name: 'firstOn' | 'lastOn', day: Day): RecordField => {
  const label = say(`settings.years.${name}`)
  return { as: 'day', name, label, value: showDay(day), required: true, calendar: calendarOf(say, label) }
}
