import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fresh } from '@/components/fresh'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { ledgerSheet, pushLog } from '@/lib/registrants/queries/ledger'
import { LedgerFilter, ledgerShown } from '@/lib/registrants/schema/push'
import { db } from '@/lib/shared/db'
import { runCrumbs } from '../../../words'
import { RunTabs } from '../run-tabs'
import { ledgerAddress } from './address'
import { LedgerTable } from './ledger-table'
import { PushForm } from './push-form'
import { PushLog } from './push-log'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('pushes.title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<object> }

/** Which outcome Juhan has for each registrant of a run, and the button that sends ours. */
export default async function JuhanPage({ params, searchParams }: Props) {
  const person = await requirePerson('page /continuing-education/runs/[id]/juhan')
  const say = sayIn(person.locale)
  const filter = LedgerFilter.parse(await searchParams)
  const sheet = await ledgerSheet(db(), person, (await params).id, filter)
  if (!sheet) notFound()
  const { run, counts, rows } = sheet
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('pushes.title')}
      />
      <RunTabs say={say} run={run} on="juhan" />
      {counts.waiting > 0 ? <Fresh /> : null}
      <p className="mb-4 max-w-[80ch] text-ink-2">{say('pushes.lead')}</p>
      {run.may ? (
        <PushForm
          run={run.id}
          texts={{ submit: say('pushes.act'), refusedMark: say('pushes.refusedMark') }}
          reasons={sheet.outcomes + counts.waiting + counts.stuck > 0 ? [] : [say('pushes.none')]}
        />
      ) : null}
      <Section title={say('registrants.registrants')} aside={String(counts.all)}>
        {counts.all === 0 ? (
          <EmptyState title={say('pushes.empty')}>{say('pushes.emptyAdvice')}</EmptyState>
        ) : (
          <>
            <Chips
              label={say('pushes.parts')}
              chips={ledgerShown.map((show) => ({
                text: say(`pushes.show.${show}`),
                value: counts[show],
                href: ledgerAddress(run.id, { show }),
                on: show === filter.show,
              }))}
            />
            {rows.length === 0 ? (
              <EmptyState title={say('pushes.noMatch')}>{say('pushes.noMatchAdvice')}</EmptyState>
            ) : (
              <LedgerTable say={say} locale={person.locale} sheet={sheet} show={filter.show} />
            )}
          </>
        )}
      </Section>
      <PushLog say={say} locale={person.locale} lines={await pushLog(db(), run.id)} links={run.may} />
    </>
  )
}
