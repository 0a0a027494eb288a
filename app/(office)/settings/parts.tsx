import type { ReactNode } from 'react'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import type { Changed } from '@/lib/office/changes'
import type { Say } from '@/lib/messages/say'
import { showDay, showInstant } from '@/lib/shared/dates'
import { aboutWords, changeName, shownValue, type OwnArea } from './words'

/** The head of a page of settings and the way back. */
export function SettingsHead({
  say,
  title,
  under,
}: {
  say: Say
  title: string
  under?: { text: string; href: string }
}) {
  return (
    <PageHead
      crumbs={[{ text: say('office.area.settings'), href: '/settings' }, ...(under ? [under] : [])]}
      crumbsLabel={say('office.frame.here')}
      title={title}
    />
  )
}

/** `Muudatused`: who changed what from what to what, newest first; `nameOf` puts a changed thing into words. */
export function Changes({
  say,
  locale,
  changes,
  named = false,
  nameOf,
}: {
  say: Say
  locale: 'et' | 'en'
  changes: readonly Changed[]
  /** The page is about several things: each change says which. */
  named?: boolean
  nameOf: (what: string) => string
}) {
  return (
    <Section title={say('settings.changes.title')}>
      {changes.length === 0 ? (
        <p className="text-ink-2">{say('settings.changes.none')}</p>
      ) : (
        <Timeline
          entries={changes.map(({ id, at, who, about, changes }) => ({
            key: id,
            what: changes.map(({ what, from, to, on }) => (
              <div key={what} className="max-w-[90ch] break-words">
                {say(on ? 'settings.changes.valueFrom' : 'settings.changes.value', {
                  what: nameOf(what),
                  from: shownValue(say, from),
                  to: shownValue(say, to),
                  ...(on ? { on: showDay(on) } : {}),
                })}
              </div>
            )),
            who: `${say('settings.changes.who', { who, at: showInstant(at, locale) })}${
              named && about.length > 0 ? ` · ${aboutWords(say, about)}` : ''
            }`,
          }))}
        />
      )}
    </Section>
  )
}

/** One thing of a list: its form, and who changed it. */
export function Thing({
  say,
  locale,
  area,
  title,
  changes,
  children,
}: {
  say: Say
  locale: 'et' | 'en'
  area: OwnArea
  title: string
  changes: readonly Changed[]
  children: ReactNode
}) {
  return (
    <>
      <SettingsHead
        say={say}
        title={title}
        under={{ text: say(`settings.${area}.title`), href: `/settings/${area}` }}
      />
      {children}
      <Changes say={say} locale={locale} changes={changes} nameOf={(what) => changeName(say, area, what)} />
    </>
  )
}
