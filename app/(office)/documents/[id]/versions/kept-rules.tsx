import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { DocumentRules } from '@/lib/documents/queries/rules'
import type { Say } from '@/lib/messages/say'
import { showDay, showInstant, type OpenPeriod } from '@/lib/shared/dates'

/** The rules with which the document was checked over, and where today's rules differ. */
export function KeptRules({ say, locale, rules }: { say: Say; locale: 'et' | 'en'; rules: DocumentRules }) {
  const { checkedAt, version, givenType, clashes, hidden, nameOf } = rules
  const listed = (of: DocumentRules['clashes'], nameOf: (code: string) => string) =>
    of
      .map(({ code, validFrom, validTo }) => {
        const [name, from] = [nameOf(code), showDay(validFrom)]
        return validTo
          ? say('settings.kept.period', { name, from, to: showDay(validTo) })
          : say('settings.kept.since', { name, from })
      })
      .join('; ')
  return (
    <Section title={say('settings.kept.title')}>
      <p className="mb-3">
        {say('settings.kept.asOf', {
          at: showInstant(checkedAt, locale),
          version,
          type: nameOf(givenType),
        })}
      </p>
      <DescriptionList
        facts={[
          {
            term: say('settings.kept.clashes'),
            value: listed(clashes, nameOf) || say('settings.kept.noClashes'),
          },
          {
            term: say('settings.kept.off'),
            value: listed(hidden, (code) => warningName(say, code)) || say('settings.kept.noOff'),
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
    const [was, is] = [days(say, one.what, one.was), days(say, one.what, one.is)]
    const name = one.what === 'CLASHES' ? nameOf(one.code) : warningName(say, one.code)
    return say('settings.kept.now', { name, was, is })
  })
  return (
    <Notice tone="info" title={say('settings.kept.differs')}>
      {lines.join('; ')}.
    </Notice>
  )
}

const warningName = (say: Say, code: string) => say(`settings.warning.${code as 'ON_LEAVE'}`)

function days(say: Say, what: 'CLASHES' | 'HIDES', periods: readonly OpenPeriod[]) {
  if (periods.length === 0) return say(`settings.kept.${what}.never`)
  return periods
    .map(({ from, to }) =>
      to
        ? say(`settings.kept.${what}.days`, { from: showDay(from), to: showDay(to) })
        : say(`settings.kept.${what}.daysOpen`, { from: showDay(from) }),
    )
    .join(', ')
}
