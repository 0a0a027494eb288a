import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/record-form'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { protocolSheet, type ProtocolSheet } from '@/lib/registrants/queries/protocol'
import { now } from '@/lib/shared/clock'
import { showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { newProtocol } from '../../../actions'
import { Changes } from '../../../changes'
import { formTexts, runCrumbs } from '../../../words'
import { RunTabs } from '../run-tabs'
import { ResultTable } from './result-table'
import { ResultsForm } from './results-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.protocol.title') }
}

type Props = { params: Promise<{ id: string }> }

/** Õppetulemuste protokoll: who passed, and the certificates and attendance proofs that result from it. */
export default async function ProtocolPage({ params }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/protocol')
  const say = sayIn(person.locale)
  const sheet = await protocolSheet(db(), person, (await params).id, now())
  if (!sheet) notFound()
  const { run, protocol, learners, changes } = sheet
  const papers = learners.filter(({ number }) => number).length
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('registrants.protocol.title')}
        acts={
          papers > 0 ? (
            <LinkButton
              href={`/continuing-education/runs/${run.id}/protocol/pdf`}
              icon="file"
              target="_blank"
            >
              {say('registrants.protocol.allPapers', { count: papers })}
            </LinkButton>
          ) : undefined
        }
      />
      <RunTabs say={say} run={run} on="protocol" />
      {protocol ? (
        <p className="mb-3 text-ink-2">
          {say('registrants.protocol.created', {
            who: protocol.createdBy,
            at: showInstant(protocol.createdAt, person.locale),
          })}{' '}
          {protocol.reason ? say('registrants.protocol.because', { reason: protocol.reason }) : null}
        </p>
      ) : null}
      {protocol ? (
        <ResultsForm
          may={run.may}
          runId={run.id}
          texts={{
            refused: say('settings.refused'),
            papers: say('registrants.protocol.givePapers'),
            results: (['POSITIVE', 'NEGATIVE', 'NO_SHOW', 'NONE'] as const).map((value) => ({
              value,
              text: say(`registrants.protocol.set.${value}`),
            })),
            selection: {
              chosen: say('registrants.chosen', { count: '{count}' }),
              clear: say('registrants.clearChosen'),
            },
          }}
        >
          <ResultTable say={say} sheet={sheet} />
        </ResultsForm>
      ) : learners.length === 0 ? (
        <EmptyState title={say('registrants.protocol.nobody')}>
          {say('registrants.protocol.nobodyAdvice')}
        </EmptyState>
      ) : run.may ? (
        <Begin say={say} sheet={sheet} />
      ) : (
        <p className="text-ink-2">{say('registrants.protocol.notYet')}</p>
      )}
      <Changes say={say} locale={person.locale} changes={changes} />
    </>
  )
}

/** The question before the protocol is begun: for a linked run, whether the numbers agree and, if not, why. */
function Begin({ say, sheet: { run, compared, learners } }: { say: Say; sheet: ProtocolSheet }) {
  const differ = compared?.agree === false
  const asks = differ && compared.about.length > 0
  return (
    <Section title={say(compared ? 'registrants.protocol.question' : 'registrants.protocol.begin')}>
      {compared ? (
        <Notice
          tone={differ ? 'warn' : 'done'}
          act={
            <LinkButton href={`/continuing-education/runs/${run.id}/comparison`}>
              {say('refreshes.comparison')}
            </LinkButton>
          }
        >
          {say('registrants.protocol.counts', { ours: compared.ours, theirs: compared.juhan })}{' '}
          {compared.told
            ? differ
              ? say('registrants.protocol.differing', { names: compared.names.slice(0, 30).join(', ') })
              : say('registrants.protocol.agree')
            : say('registrants.protocol.neverAsked')}
          {differ
            ? compared.given.map(({ reason, who, at }) => (
                <div key={reason} className="sub">
                  {say('registrants.directive.juhanGiven', { reason, who, at: showInstant(at) })}
                </div>
              ))
            : null}
        </Notice>
      ) : (
        <p className="mb-3 text-ink-2">{say('registrants.protocol.learners', { count: learners.length })}</p>
      )}
      <div className="mt-3">
        <RecordForm
          label={say('registrants.protocol.begin')}
          save={newProtocol}
          hidden={{ runId: run.id, ...(asks ? {} : { reason: '' }) }}
          texts={formTexts(say, say('registrants.protocol.create'))}
          fields={
            asks
              ? [
                  {
                    as: 'area',
                    name: 'reason',
                    label: say('registrants.protocol.reason'),
                    hint: say('registrants.protocol.reasonHint'),
                    value: '',
                    required: true,
                  },
                ]
              : []
          }
        />
      </div>
    </Section>
  )
}
