import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { DocumentRules } from '@/lib/documents/queries-rules'
import type { Say } from '@/lib/messages/say'
import { showDay, showInstant, type OpenPeriod } from '@/lib/shared/dates'

/** The rules the document was checked over with, and where those of today are others. */
export function KeptRules({ say, locale, rules }: { say: Say; locale: 'et' | 'en'; rules: DocumentRules }) {
  const { checkedAt, version, givenType, clashes, warningsOff, nameOf } = rules
  return (
    <Section title={say('settings.kept.title')}>
      <p className="mb-3">
        {say('settings.kept.asOf', {
          ...{ at: showInstant(checkedAt, locale), version },
          type: nameOf(givenType),
        })}
      </p>
      <DescriptionList
        facts={[
          {
            term: say('settings.kept.clashes'),
            value:
              clashes.length === 0
                ? say('settings.kept.noClashes')
                : clashes
                    .map(({ existing, validFrom, validTo }) => {
                      const [name, from] = [nameOf(existing), showDay(validFrom)]
                      return validTo
                        ? say('settings.kept.period', { name, from, to: showDay(validTo) })
                        : say('settings.kept.since', { name, from })
                    })
                    .join('; '),
          },
          {
            term: say('settings.kept.off'),
            value:
              warningsOff.length === 0
                ? say('settings.kept.noOff')
                : warningsOff.map((code) => say(`settings.warning.${code}`)).join('; '),
          },
        ]}
      />
      <div className="mt-4">
        <Today say={say} rules={rules} />
      </div>
    </Section>
  )
}

function Today({ say, rules: { differences, nameOf } }: { say: Say; rules: DocumentRules }) {
  if (differences.length === 0) return <p className="text-ink-2">{say('settings.kept.same')}</p>
  const lines = differences.map((one) => {
    if (one.what === 'CONTACT') return say('settings.kept.contact', { was: one.was, is: one.is })
    if (one.what === 'WARNING')
      return say(one.shown ? 'settings.kept.warningOn' : 'settings.kept.warningOff', {
        name: say(`settings.warning.${one.code as 'ON_LEAVE'}`),
      })
    return say('settings.kept.clashNow', {
      name: nameOf(one.existing),
      was: days(say, one.was),
      is: days(say, one.is),
    })
  })
  return (
    <Notice tone="info" title={say('settings.kept.differs')}>
      {lines.join('; ')}.
    </Notice>
  )
}

function days(say: Say, periods: readonly OpenPeriod[]) {
  if (periods.length === 0) return say('settings.kept.never')
  return periods
    .map(({ from, to }) =>
      to
        ? say('settings.kept.days', { from: showDay(from), to: showDay(to) })
        : say('settings.kept.daysOpen', { from: showDay(from) }),
    )
    .join(', ')
}
