import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import { requirePerson, voice } from '@/lib/access/session'
import { seriesList } from '@/lib/documents/drafting/queries/office-choices'
import { PlaceAsked } from '@/lib/documents/drafting/schema'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveSeries } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts, placeAddress, typeAndUnit } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.series.title') }
}

/** DHISi sarjad: the series of every type, and of the units that have their own; `?type=…&unit=…` leads to the form. */
export default async function SeriesPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/series')
  const say = sayIn(person.locale)
  const asked = PlaceAsked.parse(await searchParams)
  const { rows, changes } = await seriesList(db())
  const chosen = rows.find(({ type, unit, own }) => own && type === asked.type && unit?.id === asked.unit)
  const unit = await unitChoice(db(), asked.unit)
  return (
    <>
      <SettingsHead say={say} title={say('settings.series.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.series.note')}</p>
      <Table caption={say('settings.series.list')} fold>
        <thead>
          <tr>
            {(['type', 'unit', 'template', 'source'] as const).map((column) => (
              <Th key={column}>{say(`settings.series.${column}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ type, unit, template, shown, own }) => (
            <tr key={`${type} ${unit?.id}`}>
              <th scope="row">
                <Link href={placeAddress('series', type, unit?.id)}>{say(`documents.type.${type}`)}</Link>
              </th>
              <td>{unit?.name ?? say('settings.everyUnit')}</td>
              <td>{shown || <span className="text-warn">{say('settings.series.notSet')}</span>}</td>
              <td>{template ? say(`settings.series.${own ? 'byOffice' : 'byDefault'}`) : ''}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Section title={say('settings.series.set')} id="set">
        <RecordForm
          label={say('settings.series.set')}
          save={saveSeries}
          hidden={{ seen: changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={[
            ...typeAndUnit(say, { type: asked.type, unit }, { placeholder: say('settings.series.pick') }),
            {
              as: 'text',
              name: 'template',
              label: say('settings.series.template'),
              hint: say('settings.series.templateHint', { place: '{unit}' }),
              value: chosen?.template ?? '',
              width: 'name',
            },
          ]}
        />
      </Section>
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        named
        nameOf={(what) => changeName(say, 'series', what)}
      />
    </>
  )
}
