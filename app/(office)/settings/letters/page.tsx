import type { Metadata } from 'next'
import { changesOf } from '@/lib/access/changes'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { letterNames, letterPlaces, readSettings } from '@/lib/settings/settings'
import { db } from '@/lib/shared/db'
import { Changes } from '../../changes'
import { saveLetters } from '../actions'
import { SettingsHead } from '../parts'
import { changeName, formTexts } from '../words'
import { LettersForm } from './letters-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.letters.title') }
}

/** The automatic letters to learners, one by one. */
export default async function LettersPage() {
  const person = await requirePerson('page /settings/letters')
  const say = sayIn(person.locale)
  const { letters } = await readSettings(db())
  const changes = await changesOf(db(), 'settings.letters')
  return (
    <>
      <SettingsHead say={say} title={say('settings.letters.title')} />
      <p className="mb-5 max-w-[70ch] text-ink-2">{say('settings.letters.note')}</p>
      <LettersForm
        save={saveLetters}
        seen={changes[0]?.id ?? ''}
        letters={letterNames.map((name) => ({
          name,
          title: say(`settings.letters.letter.${name}`),
          places: say('settings.letters.places', {
            places: letterPlaces(name)
              .map((place) => `{${place}}`)
              .join(' '),
          }),
          ...letters[name],
        }))}
        texts={{
          ...formTexts(say),
          form: say('settings.letters.title'),
          subject: say('settings.letters.subject'),
          text: say('settings.letters.text'),
        }}
      />
      <Changes
        say={say}
        locale={person.locale}
        changes={changes}
        nameOf={(what) => changeName(say, 'letters', what)}
      />
    </>
  )
}
