import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { warningTrial } from '@/lib/documents/queries/trial'
import { grantTypeSheet, type GrantTypeSheet } from '@/lib/grants/queries/rules'
import { TypeCode, WarningTrial } from '@/lib/grants/schema/rules'
import { sayIn, type Say } from '@/lib/messages/say'
import { now } from '@/lib/shared/clock'
import { dayAfter, dayInTallinn, showDay, type Day } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { Changes } from '../../../changes'
import { saveType, saveTypeRules, tryTypeWarnings } from '../../actions'
import { warningTrialAddress } from '../../addresses'
import { SettingsHead } from '../../parts'
import { TrialView } from '../../trial'
import { changeName, formTexts } from '../../words'
import { RulesForm, TypeForm } from '../type-form'
import { typeTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.grants.title') }
}

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/**
 * One grant type: its facts, the warnings on its directives, the causes that end it; and the trial, if the address has
 * one.
 */
export default async function GrantTypePage({ params, searchParams }: Props) {
  const person = await requirePerson('page /settings/grants/[code]')
  const code = TypeCode.safeParse((await params).code)
  const type = code.success ? await grantTypeSheet(db(), code.data, dayInTallinn(now())) : null
  if (!type) notFound()
  const say = sayIn(person.locale)
  const asked = WarningTrial.parse(await searchParams)
  const codes = type.warnings.map(({ code }) => code)
  const hidden = asked.hide && codes.filter((each) => asked.hide!.includes(each))
  const standing = type.warnings.filter(({ on }) => !on).map(({ code }) => code)
  const seen = type.changes[0]?.id ?? ''
  return (
    <>
      <SettingsHead
        say={say}
        title={type.name}
        under={{ text: say('settings.grants.title'), href: '/settings/grants' }}
      />
      <Section title={say('settings.grants.about')} aside={type.code}>
        <TypeForm
          save={saveType}
          code={type.code}
          seen={seen}
          kept={keptOf(type)}
          texts={{ ...typeTexts(say), ...formTexts(say), form: say('settings.grants.about') }}
        />
      </Section>
      <Section title={say('settings.grants.rules')}>
        <RulesForm
          acts={{ save: saveTypeRules, attempt: tryTypeWarnings }}
          code={type.code}
          seen={seen}
          warnings={type.warnings.map(({ code, on, planned }) => ({
            value: code,
            text: say(`settings.warning.${code}`),
            on: hidden ? !hidden.includes(code) : on,
            hint: planned ? plannedWords(say, planned, 'hidden') : undefined,
          }))}
          ends={
            type.ends?.map(({ code, on, planned }) => ({
              value: code,
              text: say(`learners.cause.${code}`),
              on,
              hint: planned ? plannedWords(say, planned, 'outlasted') : undefined,
            })) ?? null
          }
          texts={{
            ...formTexts(say, say('settings.clashes.submit')),
            form: say('settings.grants.rules'),
            attempt: say('settings.trial.submit'),
            warnings: say('settings.grants.warnings'),
            warningsHint: say(type.ends ? 'settings.grants.warningsHint' : 'settings.grants.warningsStay'),
            ends: say('settings.grants.ends'),
            endsHint: say(type.ends ? 'settings.grants.endsHint' : 'settings.grants.endsFixed'),
            from: say('settings.clashes.from'),
            fromHint: say('settings.grants.fromHint'),
            calendar: say('settings.grants.calendar', { label: say('settings.clashes.from') }),
          }}
        />
      </Section>
      {hidden ? (
        <TrialView
          say={say}
          trial={
            hidden.join() !== standing.join()
              ? await warningTrial(db(), person, type.code, hidden, now())
              : null
          }
          lines={[
            hidden.length === 0
              ? say('settings.trial.allShown')
              : say('settings.trial.hidden', {
                  warnings: hidden.map((each) => say(`settings.warning.${each}`)).join('; '),
                }),
          ]}
          page={asked.page}
          href={warningTrialAddress({ code: type.code, hide: hidden, page: '{page}' }).go.replace(
            '%7Bpage%7D',
            '{page}',
          )}
        />
      ) : null}
      <Changes
        say={say}
        locale={person.locale}
        changes={type.changes}
        nameOf={(what) => changeName(say, 'grants', what)}
      />
    </>
  )
}

const keptOf = ({ name, ehisCode, validFrom, validTo }: GrantTypeSheet) => ({
  name,
  ehisCode,
  validFrom: showDay(validFrom),
  validTo: validTo ? showDay(validTo) : '',
})

/** The rule states an exception: it holds from its first day, and ends after its last. */
function plannedWords(
  say: Say,
  { validFrom, validTo }: { validFrom: Day; validTo: Day | null },
  what: 'hidden' | 'outlasted',
) {
  return validFrom > dayInTallinn(now())
    ? say(`settings.grants.planned.${what}`, { day: showDay(validFrom) })
    : say(`settings.grants.planned.${what}No`, { day: showDay(dayAfter(validTo!)) })
}
