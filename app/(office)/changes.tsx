import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import type { Changed } from '@/lib/access/changes'
import type { Say } from '@/lib/messages/say'
import { showDay, showInstant } from '@/lib/shared/dates'
import { aboutWords, shownValue } from './settings/words'

/**
 * `Muudatused`: who changed what, from which value to which, newest first. `nameOf` names the changed field; `inWords`
 * gives a value in words where the page doesn't show it as typed.
 */
export function Changes({
  say,
  locale,
  changes,
  named = false,
  nameOf,
  inWords = (value) => value,
}: {
  say: Say
  locale: 'et' | 'en'
  changes: readonly Changed[]
  /** The page is about several things, so each change names its own. */
  named?: boolean
  nameOf: (what: string) => string
  inWords?: (value: string) => string
}) {
  const shown = (value: string) => shownValue(say, inWords(value))
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
                  from: shown(from),
                  to: shown(to),
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
