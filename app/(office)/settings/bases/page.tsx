import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm, type RecordField } from '@/components/record-form'
import { EmptyState } from '@/components/ui/empty-state'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { OneAsked } from '@/lib/access/schema'
import { requirePerson, voice } from '@/lib/access/session'
import { basisList, basisSheet } from '@/lib/documents/drafting/queries/office-choices'
import { kindCodes, type KindCode } from '@/lib/documents/schema'
import { sayIn, type Say } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { newBasis, saveBasis } from '../actions'
import { SettingsHead, Thing } from '../parts'
import { calendarOf, formTexts, unitField } from '../words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.bases.title') }
}

/** Dokumentide alused: every text that can be chosen; `?id=` opens one of them for changing. */
export default async function BasesPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/bases')
  const say = sayIn(person.locale)
  const { id } = OneAsked.parse(await searchParams)
  if (!id) return <BasisList say={say} />
  const basis = await basisSheet(db(), id)
  if (!basis) notFound()
  return (
    <Thing
      say={say}
      locale={person.locale}
      area="bases"
      title={shortened(basis.text)}
      changes={basis.changes}
    >
      <Section title={say('settings.about')}>
        <RecordForm
          label={say('settings.about')}
          save={saveBasis}
          hidden={{ id, seen: basis.changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={await basisFields(say, basis)}
        />
      </Section>
    </Thing>
  )
}

async function BasisList({ say }: { say: Say }) {
  const today = dayInTallinn(now())
  const bases = await basisList(db())
  return (
    <>
      <SettingsHead say={say} title={say('settings.bases.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.bases.lead')}</p>
      {bases.length === 0 ? (
        <EmptyState title={say('settings.empty')} />
      ) : (
        <ListTable
          caption={say('settings.bases.title')}
          columns={[
            { head: say('settings.bases.text'), kind: 'name', href: '/settings/bases?id={id}' },
            { head: say('settings.bases.unit'), labelled: true },
            { head: say('settings.bases.kinds'), labelled: true },
            { head: say('settings.bases.state'), labelled: true },
          ]}
          rows={bases.map(({ id, text, unit, kinds, retiredOn }) => [
            id,
            shortened(text),
            unit?.name ?? say('settings.everyUnit'),
            kinds.length === 0
              ? say('settings.bases.everyKind')
              : kinds.length === 1
                ? say(`documents.kind.${kinds[0] as KindCode}`)
                : say('settings.bases.kindCount', { count: kinds.length }),
            retiredOn && retiredOn <= today
              ? say('settings.bases.retired', { on: showDay(retiredOn) })
              : say('settings.bases.offered'),
          ])}
        />
      )}
      <Section title={say('settings.bases.add')}>
        <RecordForm
          label={say('settings.bases.add')}
          save={newBasis}
          hidden={{ seen: '' }}
          texts={formTexts(say, say('settings.bases.add'))}
          icon="plus"
          fields={await basisFields(say)}
        />
      </Section>
    </>
  )
}

type Basis = NonNullable<Awaited<ReturnType<typeof basisSheet>>>

async function basisFields(say: Say, basis?: Basis): Promise<RecordField[]> {
  const retiredOn = say('settings.bases.retiredOn')
  return [
    {
      as: 'area',
      name: 'text',
      label: say('settings.bases.text'),
      value: basis?.text ?? '',
      required: true,
    },
    unitField(say, await unitChoice(db(), basis?.unitId)),
    {
      as: 'day',
      name: 'retiredOn',
      label: retiredOn,
      hint: say('settings.bases.retiredHint'),
      value: basis?.retiredOn ? showDay(basis.retiredOn) : '',
      calendar: calendarOf(say, retiredOn),
    },
    {
      as: 'ticks',
      name: 'kinds',
      label: say('settings.bases.kinds'),
      hint: say('settings.bases.kindsHint'),
      values: basis?.kinds ?? [],
      choices: kindCodes.map((code) => ({ value: code, text: say(`documents.kind.${code}`) })),
    },
  ]
}

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text)
