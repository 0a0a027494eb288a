import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Section } from '@/components/ui/section'
import { grantTypeSheet, warningTrial, type GrantTypeSheet } from '@/lib/grants/queries-rules'
import { causes, TypeCode, WarningTrial } from '@/lib/grants/schema-rules'
import { sayIn, type Say } from '@/lib/messages/say'
import { requirePerson, voice } from '@/lib/office/session'
import { now } from '@/lib/shared/clock'
import { showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { saveType, saveWarnings, tryTypeWarnings } from '../../actions'
import { warningTrialAddress } from '../../addresses'
import { Changes, SettingsHead } from '../../parts'
import { TrialView } from '../../trial'
import { formTexts } from '../../words'
import { TypeForm, WarningsForm } from '../type-form'
import { typeTexts } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.grants.title') }
}

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One grant type: what it is, what ends it, which warnings its directives show; with a trial in the address. */
export default async function GrantTypePage({ params, searchParams }: Props) {
  const person = await requirePerson('page /settings/grants/[code]')
  const code = TypeCode.safeParse((await params).code)
  const type = code.success ? await grantTypeSheet(db(), code.data) : null
  if (!type) notFound()
  const say = sayIn(person.locale)
  const asked = WarningTrial.parse(await searchParams)
  const hidden = asked.hide && type.warnings.filter((each) => asked.hide!.includes(each))
  const differs = hidden && hidden.join() !== type.off.join()
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
          typed={typedOf(type)}
          ends={type.endsFixed ? null : endsOf(say, type)}
          texts={{
            ...typeTexts(say),
            ...formTexts(say),
            form: say('settings.grants.about'),
            ends: say('settings.grants.ends'),
            endsHint: say('settings.grants.endsHint'),
            endsFixed: say('settings.grants.endsFixed'),
          }}
        />
      </Section>
      <Section title={say('settings.grants.warnings')}>
        <p className="mb-3 max-w-[80ch] text-ink-2">
          {say('settings.grants.warningsLead')} {type.endsFixed ? say('settings.grants.stays') : null}
        </p>
        <WarningsForm
          acts={{ save: saveWarnings, attempt: tryTypeWarnings }}
          code={type.code}
          seen={seen}
          warnings={type.warnings.map((value) => ({
            value,
            text: say(`settings.warning.${value}`),
            on: !(hidden ?? type.off).includes(value),
          }))}
          texts={{
            ...formTexts(say),
            form: say('settings.grants.warnings'),
            attempt: say('settings.trial.submit'),
          }}
        />
      </Section>
      {hidden ? (
        <TrialView
          say={say}
          trial={differs ? await warningTrial(db(), person, type.code, hidden, now()) : null}
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
      <Changes say={say} locale={person.locale} changes={type.changes} nameOf={(what) => nameOf(say, what)} />
    </>
  )
}

const typedOf = ({ name, ehisCode, validFrom, validTo }: GrantTypeSheet) => ({
  ...{ name, ehisCode },
  validFrom: showDay(validFrom),
  validTo: validTo ? showDay(validTo) : '',
})

const endsOf = (say: Say, { endedBy }: GrantTypeSheet) =>
  causes.map((value) => ({ value, text: say(`learners.cause.${value}`), on: endedBy.includes(value) }))

/** `name`, `ends.ACADEMIC_LEAVE`, `warning.ON_LEAVE` in words. */
function nameOf(say: Say, what: string) {
  const [of, code] = what.split('.')
  if (of === 'ends') return `${say('settings.grants.ends')}: ${say(`learners.cause.${code as 'OTHER'}`)}`
  if (of === 'warning') return say(`settings.warning.${code as 'ON_LEAVE'}`)
  return say(`settings.grants.${of as 'name'}`)
}
