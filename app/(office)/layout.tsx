import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { PersonMenu } from '@/components/person-menu'
import type { Area, AreaSent } from '@/components/rail-link'
import { Shell } from '@/components/shell'
import { formTokenName, tokenForForm } from '@/lib/access/form-token'
import { mayOpen, schoolsAlone, type Person } from '@/lib/access/rights'
import { signedIn } from '@/lib/access/session'
import { deskCounts } from '@/lib/desk/queries/desk'
import { sayIn, type Say } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { env, sandboxOn } from '@/lib/shared/env'
import { setPreferences } from './actions'
import { areasOf } from './areas'

/** The frame around every page behind sign-in. It guards nothing: each page checks its own right. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const signed = await signedIn()
  if (!signed) return children
  const { person, place } = signed
  const say = sayIn(person.locale)
  const kept = await cookies()
  const counts = await deskCounts(db(), person)
  const { areas, moreAreas } = areasOf(say, (door) => mayOpen(person, door), counts)
  return (
    <div lang={person.locale} className="contents">
      <Shell
        texts={{
          product: say('office.name'),
          skip: say('office.frame.skip'),
          nav: say('office.frame.nav'),
          more: say('office.frame.more'),
          slim: say('office.frame.slim'),
        }}
        areas={areas.map(sent)}
        moreAreas={(sandboxOn() ? [...moreAreas, sandbox(say)] : moreAreas).map(sent)}
        institution={place.municipality ?? env().OLEK_INSTITUTION}
        scope={scope(person, place.names, say)}
        slim={kept.get('rail')?.value === 'slim'}
        search={searchTexts(say, person)}
        person={personMenu(person, say, kept.get('theme')?.value, kept.get(formTokenName)?.value)}
      >
        {children}
      </Shell>
    </div>
  )
}

const sent = ({ href, label, icon, count, apart }: Area): AreaSent =>
  apart ? [href, label, icon, count ?? '', apart] : count ? [href, label, icon, count] : [href, label, icon]

/** The pages of the neighbours that the sandbox plays: DHIS and the mailbox. */
const sandbox = (say: Say): Area => ({
  href: new URL('/', env().DHIS_URL).href,
  label: say('office.frame.sandbox'),
  icon: 'mail',
})

/** The units or houses of the person's roles, shortened, or the words for all units. */
function scope(person: Person, names: readonly string[], say: Say) {
  if (names.length === 0)
    return person.roles.some(({ units }) => units === 'ALL') ? say('office.frame.allUnits') : ''
  return names.length === 1 ? (
    names[0]
  ) : (
    <span title={names.join(', ')}>{`${names[0]} +${names.length - 1}`}</span>
  )
}

const searchTexts = (say: Say, person: Person) => ({
  placeholder: say(schoolsAlone(person) ? 'office.search.placeholderSchools' : 'office.search.placeholder'),
  label: say('office.search.title'),
  keys: say('office.search.keys'),
  nothing: say('office.search.nothing'),
  searching: say('office.search.searching'),
  failed: say('office.search.failed'),
  everywhere: say('office.search.everywhere'),
})

function personMenu(person: Person, say: Say, theme: string | undefined, formToken: string | undefined) {
  const other = person.locale === 'et' ? 'en' : 'et'
  return (
    <PersonMenu
      name={person.name}
      label={say('office.frame.personMenu', { name: person.name })}
      role={person.roles.map(({ role }) => say(`office.role.${role}`)).join(', ')}
      choose={setPreferences}
      theme={{
        title: say('office.frame.theme'),
        now: theme ?? 'system',
        options: (['light', 'dark', 'system'] as const).map((value) => ({
          value,
          text: say(`office.frame.${value}`),
        })),
      }}
      language={{
        value: other,
        text: say('office.frame.otherLanguage'),
        label: say('office.frame.otherLanguageLabel'),
      }}
      signOut={{
        action: '/api/auth/signout',
        text: say('office.frame.signOut'),
        hidden: { csrfToken: tokenForForm(formToken), callbackUrl: '/sign-in' },
      }}
    />
  )
}
