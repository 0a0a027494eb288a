import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ListPages } from '@/components/list-pages'
import { RecordForm } from '@/components/record-form'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import {
  signerChoice,
  signersAPage,
  signingList,
  signingSheet,
} from '@/lib/documents/drafting/queries/office-choices'
import { SigningAsked } from '@/lib/documents/drafting/schema'
import { sayIn, type Say } from '@/lib/messages/say'
import { unitChoice } from '@/lib/settings/queries/units'
import { now } from '@/lib/shared/clock'
import { dayInTallinn } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { listAddress } from '../../list-address'
import { newSigning, saveSigning } from '../actions'
import { SettingsHead, Thing } from '../parts'
import { formTexts } from '../words'
import { newSigningFields, signingFields, standingOf } from './words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('settings.signers.title') }
}

/** Allakirjutajad: who signs what; `?id=` opens one signer to change or end. */
export default async function SignersPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /settings/signers')
  const say = sayIn(person.locale)
  const { id, ...filter } = SigningAsked.parse(await searchParams)
  if (!id) return <SignerList say={say} filter={filter} />
  const signing = await signingSheet(db(), id, now())
  if (!signing) notFound()
  const { name, type, unit, changes } = signing
  return (
    <Thing say={say} locale={person.locale} area="signers" title={name} changes={changes}>
      <Section
        title={say('settings.about')}
        aside={`${say(`documents.type.${type}`)}, ${unit ?? say('settings.everyUnit')}, ${standingOf(say, signing)}`}
      >
        <RecordForm
          label={say('settings.about')}
          save={saveSigning}
          hidden={{ id, seen: changes[0]?.id ?? '' }}
          texts={formTexts(say)}
          fields={signingFields(say, signing)}
        />
      </Section>
    </Thing>
  )
}

async function SignerList({ say, filter }: { say: Say; filter: Pick<SigningAsked, 'all' | 'page'> }) {
  const all = filter.all === '1'
  const { signings, count } = await signingList(db(), now(), filter)
  return (
    <>
      <SettingsHead say={say} title={say('settings.signers.title')} />
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('settings.signers.lead')}</p>
      <Chips
        label={say('settings.signers.shown')}
        chips={[
          { href: '/settings/signers', text: say('settings.signers.current'), on: !all },
          { href: '/settings/signers?all=1', text: say('settings.signers.all'), on: all },
        ]}
      />
      {signings.length === 0 ? (
        <EmptyState title={say('settings.empty')} />
      ) : (
        <ListTable
          caption={say('settings.signers.title')}
          columns={[
            { head: say('settings.signers.signer'), kind: 'name', href: '/settings/signers?id={id}' },
            { head: say('settings.signers.titleOf') },
            { head: say('settings.signers.type') },
            { head: say('settings.signers.unit'), labelled: true },
            { head: say('settings.signers.state'), labelled: true },
          ]}
          rows={signings.map((signing) => [
            signing.id,
            signing.name,
            signing.title,
            say(`documents.type.${signing.type}`),
            signing.unit ?? say('settings.everyUnit'),
            standingOf(say, signing),
          ])}
        />
      )}
      {count > signersAPage || filter.page > 1 ? (
        <ListPages
          say={say}
          rows={{ page: filter.page, perPage: signersAPage, shown: signings.length, count }}
          counted={say('settings.signers.count', { count })}
          href={listAddress('/settings/signers', filter)({ page: '{page}' })}
        />
      ) : null}
      <Section title={say('settings.signers.add')}>
        <RecordForm
          label={say('settings.signers.add')}
          save={newSigning}
          hidden={{ seen: '' }}
          texts={formTexts(say, say('settings.signers.add'))}
          icon="plus"
          fields={newSigningFields(
            say,
            { signer: await signerChoice(db(), undefined), unit: await unitChoice(db(), undefined) },
            dayInTallinn(now()),
          )}
        />
      </Section>
    </>
  )
}
