import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import { requirePerson, voice } from '@/lib/access/session'
import { grantTypes } from '@/lib/grants/queries/rules'
import { causes } from '@/lib/grants/schema/rules'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { addType } from '../actions'
import { SettingsHead } from '../parts'
import { formTexts, validity } from '../words'
import { NewTypeForm } from './type-form'
import { typeTexts } from './words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.grants.title') }
}

/** Toetuse liigid: the grants that can be given, and their rules. */
export default async function GrantTypesPage() {
  const person = await requirePerson('page /settings/grants')
  const say = sayIn(person.locale)
  const types = await grantTypes(db(), dayInTallinn(now()))
  return (
    <>
      <SettingsHead say={say} title={say('settings.grants.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.grants.lead')}</p>
      <Table caption={say('settings.grants.list')} fold>
        <thead>
          <tr>
            {(['name', 'ehisShort', 'valid', 'warnings', 'ends'] as const).map((column) => (
              <Th key={column}>{say(`settings.grants.${column}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.code}>
              <th scope="row">
                <Link href={`/settings/grants/${type.code}`}>{type.name}</Link>
              </th>
              <td data-l={say('settings.grants.ehisShort')}>
                {type.ehisCode || say('settings.grants.ehisNone')}
              </td>
              <td data-l={say('settings.grants.valid')} className="d">
                {validity(say, type)}
              </td>
              <td data-l={say('settings.grants.warnings')}>
                {type.hidden.length === 0
                  ? say('settings.grants.warningsAll')
                  : say('settings.grants.warningsOff', { count: type.hidden.length })}
              </td>
              <td data-l={say('settings.grants.ends')}>{endedBy(say, type.endedBy)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Section title={say('settings.grants.add')}>
        <NewTypeForm
          save={addType}
          texts={{
            ...typeTexts(say),
            ...formTexts(say, say('settings.grants.add')),
            form: say('settings.grants.add'),
          }}
        />
      </Section>
    </>
  )
}

function endedBy(say: Say, chosen: readonly (typeof causes)[number][]) {
  if (chosen.length === causes.length) return say('settings.grants.endsAll')
  if (chosen.length === 0) return say('settings.grants.endsNone')
  return chosen.map((cause) => say(`learners.cause.${cause}`)).join(', ')
}
