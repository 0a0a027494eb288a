import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DescriptionList } from '@/components/ui/description-list'
import { FilterBar } from '@/components/ui/filter-bar'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { learnerSheet } from '@/lib/register/queries/sheet'
import { showAccount } from '@/lib/shared/account'
import { now } from '@/lib/shared/clock'
import { showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { asOf, AsOfField, AsOfNotice } from '../../as-of'
import { Changes } from '../../changes'
import { CertificatesTable } from './certificates-table'
import { DocumentsTable } from './documents-table'
import { GrantsTable } from './grants-table'
import { mendedName, PersonSection } from './person-section'
import { placeName, PlaceSection, secondaryOf, SecondaryTable } from './place-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('learners.one') }
}

type Asked = { on?: string | string[]; edit?: string | string[]; done?: string | string[] }
type Address = { params: Promise<{ id: string }>; searchParams: Promise<Asked> }

/**
 * A learner as of today or another chosen day: general data, study places with their states, grants, and the documents
 * about the learner.
 */
export default async function LearnerPage({ params, searchParams }: Address) {
  const person = await requirePerson('page /learners/[id]')
  const say = sayIn(person.locale)
  const { on, edit, done } = await searchParams
  const asked = asOf(on, now())
  const learner = await learnerSheet(db(), person, (await params).id, asked.on)
  if (!learner) notFound()
  const { more } = learner
  const general = more?.general
  return (
    <>
      <PageHead
        crumbs={[{ text: say('learners.title'), href: '/learners' }]}
        crumbsLabel={say('learners.here')}
        title={learner.name}
        acts={
          learner.mending && more && edit !== 'person' ? (
            <LinkButton href={`/learners/${learner.id}?edit=person#person`}>
              {say('pupils.mending.act')}
            </LinkButton>
          ) : undefined
        }
      />
      {done === 'person' ? <Notice tone="done">{say('pupils.mending.done')}</Notice> : null}
      {edit === 'person' ? <PersonSection say={say} learner={learner} /> : null}
      <AsOfNotice say={say} asked={asked} today={`/learners/${learner.id}`} />
      <FilterBar
        label={say('learners.asOf.form')}
        action={`/learners/${learner.id}`}
        submit={say('learners.asOf.show')}
      >
        <AsOfField say={say} asked={asked} />
      </FilterBar>
      {general ? (
        <Section title={say('learners.page.general')}>
          <DescriptionList
            across
            facts={[
              {
                term: say('learners.column.personalCode'),
                value: general.personalCode ?? say('learners.noCode'),
              },
              ...(general.otherCode
                ? [{ term: say('learners.column.otherCode'), value: general.otherCode }]
                : []),
              ...(general.bornOn
                ? [{ term: say('learners.page.bornOn'), value: showDay(general.bornOn) }]
                : []),
              { term: say('learners.page.email'), value: general.email || say('learners.page.unknown') },
              { term: say('learners.page.phone'), value: general.phone || say('learners.page.unknown') },
              ...(general.bankAccount === null
                ? []
                : [{ term: say('learners.page.bankAccount'), value: inFours(say, general.bankAccount) }]),
            ]}
          />
          {learner.grants ? (
            <>
              <h3 className="mt-4 mb-2">{say('learners.page.secondary')}</h3>
              <SecondaryTable
                say={say}
                caption={say('learners.page.secondaryOfAll')}
                states={more.places.flatMap((place) =>
                  secondaryOf(place).map((state) => ({ ...state, place: placeName(say, place) })),
                )}
              />
            </>
          ) : null}
        </Section>
      ) : (
        <Notice>{say('learners.page.grantsOnly')}</Notice>
      )}
      {more?.places.map((place) => (
        <PlaceSection key={place.id} say={say} place={place} />
      ))}
      {more?.places.length === 0 ? (
        <Section title={say('learners.page.places')}>
          <p className="text-ink-3">{say('learners.page.noPlaces')}</p>
        </Section>
      ) : null}
      {learner.grants ? (
        <Section title={say('learners.page.grants')} aside={String(learner.grants.length)}>
          <GrantsTable say={say} grants={learner.grants} />
        </Section>
      ) : null}
      {more && more.certificates.length > 0 ? (
        <Section title={say('learners.page.certificates')} aside={String(more.certificates.length)}>
          <CertificatesTable say={say} certificates={more.certificates} />
        </Section>
      ) : null}
      {more ? (
        <Section
          title={say('learners.page.documents')}
          aside={String(more.documents.length)}
          acts={<Link href={`/learners/${learner.id}/dossier`}>{say('learners.dossier.open')}</Link>}
        >
          <DocumentsTable say={say} documents={more.documents} />
        </Section>
      ) : null}
      {learner.mending && learner.mending.changes.length > 0 ? (
        <Changes
          say={say}
          locale={person.locale}
          changes={learner.mending.changes}
          nameOf={(what) => mendedName(say, what)}
        />
      ) : null}
    </>
  )
}

const inFours = (say: Say, account: string) => showAccount(account) || say('learners.page.unknown')
