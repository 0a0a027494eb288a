import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { LearnerSheet } from '@/lib/register/queries/sheet'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { PeriodText, SourceText } from './source'
import { termValue, Why } from './why'

export type Place = NonNullable<NonNullable<LearnerSheet>['more']>['places'][number]
type Term = Place['terms'][number]

/** A study place: its facts, its main state and terms, secondary states and attestations. */
export function PlaceSection({ say, place }: { say: Say; place: Place }) {
  return (
    <Section title={placeName(say, place)} aside={mainStates(say, place.terms)}>
      <DescriptionList
        across
        facts={[
          ...(place.run
            ? [{ term: say('registrants.column.run'), value: `${place.run.code} (${showPeriod(place.run)})` }]
            : []),
          { term: say('learners.page.unit'), value: place.unit },
          { term: say('learners.page.code'), value: place.code },
          { term: say('learners.page.startedOn'), value: showDay(place.startedOn) },
          {
            term: say('learners.page.nominalEndOn'),
            value: place.nominalEndOn ? (
              <>
                {showDay(place.nominalEndOn)}
                <Why say={say} what={say('learners.page.nominalEndOn')} lines={place.nominalWhy} />
              </>
            ) : (
              say('learners.page.unknown')
            ),
          },
        ]}
      />
      <h3 className="mt-4 mb-2">{say('learners.page.states')}</h3>
      <TermsTable say={say} terms={place.terms} />
      {/* Continuing education has neither of the two. */}
      {place.run ? null : (
        <>
          <h3 className="mt-4 mb-2">{say('learners.page.secondary')}</h3>
          <SecondaryTable say={say} caption={say('learners.page.secondary')} states={secondaryOf(place)} />
          <h3 className="mt-4 mb-2">{say('learners.page.attestations')}</h3>
          <AttestationsTable say={say} attestations={place.attestations} />
        </>
      )}
    </Section>
  )
}

/** The title of the study place: its curriculum or programme, and the level. */
export function placeName(say: Say, place: Place): string {
  const curricula = place.terms.filter(({ aspect }) => aspect === 'CURRICULUM')
  // Newest first: takes the one that holds on the day, else the last earlier one, else the first later one.
  const curriculum =
    curricula.find(({ when }) => when === 'NOW') ??
    curricula.find(({ when }) => when === 'ENDED') ??
    curricula.at(-1)
  const programme = curriculum?.value ?? place.run?.programme
  const level = say(`learners.level.${place.level}`)
  return programme ? `${programme}, ${level}` : level
}

/** The main state on the day, and its coming changes. */
function mainStates(say: Say, terms: readonly Term[]): string {
  const states = terms.filter(({ aspect }) => aspect === 'MAIN_STATE').toReversed()
  const now = states
    .filter(({ when }) => when === 'NOW')
    .map(({ value }) => termValue(say, 'MAIN_STATE', value))
  const coming = states
    .filter(({ when }) => when === 'COMING')
    .map(({ value, from }) =>
      say('learners.page.fromValue', { from: showDay(from), value: termValue(say, 'MAIN_STATE', value) }),
    )
  return [...now, ...coming].join('; ')
}

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
            <td data-l={say('learners.page.value')}>{termValue(say, term.aspect, term.value)}</td>
            <td data-l={say('learners.page.period')}>
              <PeriodText say={say} period={term} when={term.when} />
            </td>
            <td className="span" data-l={say('learners.page.source')}>
              <SourceText say={say} source={term.source} />
              <Why say={say} what={say(`learners.aspect.${term.aspect}`)} lines={term.why} />
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

/** Kõrvalolekud: academic leaves, and grants as the database derives them from their causes. */
export const secondaryOf = (place: Place) => [
  ...place.leaves.map((leave) => ({ ...leave, state: 'ON_LEAVE' as const })),
  ...place.secondary,
]

type Secondary = ReturnType<typeof secondaryOf>[number] & {
  /** the study place, if the table covers all of them */
  place?: string
}

/** The latest first; under a study place only its own, in the general data those of all, each with its study place. */
export function SecondaryTable({
  say,
  caption,
  states,
}: {
  say: Say
  caption: string
  states: readonly Secondary[]
}) {
  const latestFirst = states.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  const ofAll = states.some(({ place }) => place !== undefined)
  if (states.length === 0) return <p className="text-ink-3">{say('learners.page.noSecondary')}</p>
  return (
    <Table caption={caption} fold>
      <thead>
        <tr>
          <Th>{say('learners.page.state')}</Th>
          <Th>{say('learners.page.period')}</Th>
          {ofAll ? <Th>{say('learners.page.place')}</Th> : null}
          <Th>{say('learners.page.source')}</Th>
        </tr>
      </thead>
      <tbody>
        {latestFirst.map(({ id, state, when, source, why, place, ...period }) => (
          <tr key={state + id}>
            <th scope="row">{say(`learners.secondary.${state}`)}</th>
            <td data-l={say('learners.page.period')}>
              <PeriodText say={say} period={period} when={when} />
            </td>
            {ofAll ? <td data-l={say('learners.page.place')}>{place}</td> : null}
            <td className="span" data-l={say('learners.page.source')}>
              <SourceText say={say} source={source} />
              <Why say={say} what={say(`learners.secondary.${state}`)} lines={why} />
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
