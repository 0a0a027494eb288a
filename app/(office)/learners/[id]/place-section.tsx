import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { LearnerSheet } from '@/lib/learners/queries/sheet'
import type { MessageKey, Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import { PeriodText, SourceText } from './source'

export type Place = NonNullable<NonNullable<LearnerSheet>['more']>['places'][number]
type Term = Place['terms'][number]

const worded = { MAIN_STATE: 'mainState', LOAD: 'load', FUNDING: 'funding' } as const

/** A study place: what it is, its main state and terms, secondary states and attestations. */
export function PlaceSection({ say, place }: { say: Say; place: Place }) {
  const curriculum = place.terms.find(({ aspect, when }) => aspect === 'CURRICULUM' && when !== 'ENDED')
  const main = place.terms.find(({ aspect, when }) => aspect === 'MAIN_STATE' && when === 'NOW')
  const level = say(`learners.level.${place.level}`)
  return (
    <Section
      title={curriculum ? `${curriculum.value}, ${level}` : level}
      aside={main ? valueOf(say, main) : undefined}
    >
      <DescriptionList
        across
        facts={[
          { term: say('learners.page.unit'), value: place.unit },
          { term: say('learners.page.code'), value: place.code },
          { term: say('learners.page.startedOn'), value: showDay(place.startedOn) },
          {
            term: say('learners.page.nominalEndOn'),
            value: place.nominalEndOn ? showDay(place.nominalEndOn) : say('learners.page.unknown'),
          },
        ]}
      />
      <h3 className="mt-4 mb-2">{say('learners.page.states')}</h3>
      <TermsTable say={say} terms={place.terms} />
      <h3 className="mt-4 mb-2">{say('learners.page.secondary')}</h3>
      <SecondaryTable say={say} place={place} />
      <h3 className="mt-4 mb-2">{say('learners.page.attestations')}</h3>
      <AttestationsTable say={say} attestations={place.attestations} />
    </Section>
  )
}

const valueOf = (say: Say, { aspect, value }: Term) =>
  aspect === 'CURRICULUM' ? value : say(`learners.${worded[aspect]}.${value}` as MessageKey)

const aspects = ['MAIN_STATE', 'CURRICULUM', 'LOAD', 'FUNDING']

function TermsTable({ say, terms }: { say: Say; terms: Term[] }) {
  const inOrder = terms.toSorted((a, b) => aspects.indexOf(a.aspect) - aspects.indexOf(b.aspect))
  return (
    <Table caption={say('learners.page.states')} fold>
      <Head say={say} />
      <tbody>
        {inOrder.map((term) => (
          <tr key={term.id}>
            <th scope="row">{say(`learners.aspect.${term.aspect}`)}</th>
            <td data-l={say('learners.page.value')}>{valueOf(say, term)}</td>
            <td data-l={say('learners.page.period')}>
              <PeriodText say={say} period={term} when={term.when} />
            </td>
            <td data-l={say('learners.page.source')}>
              <SourceText say={say} source={term.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Head({ say }: { say: Say }) {
  return (
    <thead>
      <tr>
        <Th>{say('learners.page.what')}</Th>
        <Th>{say('learners.page.value')}</Th>
        <Th>{say('learners.page.period')}</Th>
        <Th>{say('learners.page.source')}</Th>
      </tr>
    </thead>
  )
}

/** Kõrvalolekud: academic leaves, and grants as the database reads them from what causes them. */
function SecondaryTable({ say, place }: { say: Say; place: Place }) {
  const states = [
    ...place.leaves.map((leave) => ({ ...leave, state: 'ON_LEAVE' as const })),
    ...place.secondary.map((state) => ({ ...state, id: `${state.from}${state.to}` })),
  ].toSorted((a, b) => (a.from < b.from ? 1 : -1))
  if (states.length === 0) return <p className="text-ink-3">{say('learners.page.noSecondary')}</p>
  return (
    <Table caption={say('learners.page.secondary')} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.state')}</Th>
          <Th>{say('learners.page.period')}</Th>
          <Th>{say('learners.page.source')}</Th>
        </tr>
      </thead>
      <tbody>
        {states.map(({ id, state, when, source, ...period }) => (
          <tr key={state + id}>
            <th scope="row">{say(`learners.secondary.${state}`)}</th>
            <td data-l={say('learners.page.period')}>
              <PeriodText say={say} period={period} when={when} />
            </td>
            <td data-l={say('learners.page.source')}>
              <SourceText say={say} source={source} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function AttestationsTable({ say, attestations }: { say: Say; attestations: Place['attestations'] }) {
  if (attestations.length === 0) return <p className="text-ink-3">{say('learners.page.noAttestations')}</p>
  return (
    <Table caption={say('learners.page.attestations')} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.day')}</Th>
          <Th>{say('learners.page.year')}</Th>
          <Th>{say('learners.page.result')}</Th>
        </tr>
      </thead>
      <tbody>
        {attestations.map(({ id, on, year, decision }) => (
          <tr key={id}>
            <th scope="row" className="d">
              {showDay(on)}
            </th>
            <td data-l={say('learners.page.year')}>{year ?? '–'}</td>
            <td data-l={say('learners.page.result')}>{say(`learners.decision.${decision}`)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
