import type { Metadata } from 'next'
import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { ownMunicipalities } from '@/lib/schools/houses/queries/municipality'
import { switchValues } from '@/lib/schools/houses/schema/municipality'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveMunicipality } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.municipality.title') }
}

/** The switch's name in the seed, which the offices know. */
const switchName = 'ARNO_KOOL_LAPS_LIIGUTAMINE_FILIAALIDE_VAHEL'
const choices = switchValues.map((value) => ({ value, text: value }))

/** Omavalitsuse seadistused: the switches of the official's own municipality. */
export default async function MunicipalityPage() {
  const person = await requirePerson('page /settings/municipality')
  const say = sayIn(person.locale)
  const own = await ownMunicipalities(db(), person)
  return (
    <>
      <SettingsHead say={say} title={say('settings.municipality.title')} />
      {own.map(({ id, name, movesBetweenHouses, tellsBranch, changes }) => (
        <Section key={id} title={name}>
          <RecordForm
            label={name}
            save={saveMunicipality}
            hidden={{ id, seen: changes[0]?.id ?? '' }}
            texts={formTexts(say)}
            fields={[
              {
                as: 'choice',
                name: 'movesBetweenHouses',
                choices,
                value: movesBetweenHouses,
                label: say('settings.municipality.movesBetweenHouses'),
                hint: say('settings.municipality.movesHint', { name: switchName }),
              },
              {
                as: 'choice',
                name: 'tellsBranch',
                choices,
                value: tellsBranch,
                label: say('settings.municipality.tellsBranch'),
                hint: say('settings.municipality.tellsHint'),
              },
            ]}
          />
          <Changes
            say={say}
            locale={person.locale}
            changes={changes}
            nameOf={(what) => changeName(say, 'municipality', what)}
          />
        </Section>
      ))}
    </>
  )
}
