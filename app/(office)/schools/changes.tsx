import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import type { Changed } from '@/lib/office/changes'
import type { Say } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import { shownValue } from '../settings/words'
import { changeName, valueWords } from './pupils/words'

/** `Muudatused` of a pupil's data, a group or a house, newest first. */
export function Changes({
  say,
  locale,
  changes,
}: {
  say: Say
  locale: 'et' | 'en'
  changes: readonly Changed[]
}) {
  if (changes.length === 0) return null
  const shown = (value: string) => shownValue(say, valueWords(say, value))
  return (
    <Section title={say('settings.changes.title')}>
      <Timeline
        entries={changes.map(({ id, at, who, changes: made }) => ({
          key: id,
          what: made.map(({ what, from, to }) => (
            <div key={what} className="max-w-[90ch] break-words">
              {say('settings.changes.value', {
                ...{ what: changeName(say, what), from: shown(from), to: shown(to) },
              })}
            </div>
          )),
          who: say('settings.changes.who', { who, at: showInstant(at, locale) }),
        }))}
      />
    </Section>
  )
}
