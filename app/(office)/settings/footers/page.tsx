import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import { requirePerson, voice } from '@/lib/access/session'
import { footerList } from '@/lib/documents/drafting/queries/office-choices'
import { PlaceAsked } from '@/lib/documents/drafting/schema'
import { sayIn } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveFooter } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts, placeAddress, typeAndUnit } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.footers.title') }
}

/** Jalused: the footers that new documents of a type and unit begin with; `?type=…&unit=…` leads to the form. */
export default async function FootersPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/footers')
  const say = sayIn(person.locale)
  const asked = PlaceAsked.parse(await searchParams)
  const { rows, changes } = await footerList(db())
  const chosen = rows.find(({ type, unit }) => (type ?? undefined) === asked.type && unit?.id === asked.unit)
  const unit = await unitChoice(db(), asked.unit)
  return (
    <>
      <SettingsHead say={say} title={say('settings.footers.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.footers.note')}</p>
      {rows.length === 0 ? (
        <EmptyState title={say('settings.empty')} />
      ) : (
        <Table caption={say('settings.footers.list')} fold>
          <thead>
            <tr>
              {(['type', 'unit', 'text'] as const).map((column) => (
                <Th key={column}>{say(`settings.footers.${column}`)}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, type, unit, text }) => (
              <tr key={id}>
                <th scope="row">
                  <Link href={placeAddress('footers', type, unit?.id)}>
                    {say(type ? `documents.type.${type}` : 'settings.everyType')}
                  </Link>
                </th>
                <td>{unit?.name ?? say('settings.everyUnit')}</td>
                <td className="span whitespace-pre-line">{text}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Section title={say('settings.footers.set')} id="set">
        <RecordForm
          label={say('settings.footers.set')}
          save={saveFooter}
          hidden={{ seen: changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={[
            ...typeAndUnit(say, { type: asked.type, unit }, { placeholder: say('settings.everyType') }),
            {
              as: 'area',
              name: 'text',
              label: say('settings.footers.text'),
              hint: say('settings.footers.textHint'),
              value: chosen?.text ?? '',
            },
          ]}
        />
      </Section>
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        named
        nameOf={(what) => changeName(say, 'footers', what)}
      />
    </>
  )
}
