import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn, type Say } from '@/lib/messages/say'
import { identitiesToSettle, type Candidate, type IdentityAsked } from '@/lib/registrants/queries/identity'
import { runSheet } from '@/lib/registrants/queries/runs'
import { showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { formTexts, runCrumbs } from '../../../words'
import { SettleForm } from './settle-form'
import { Twins } from './twins'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('registrants.identity.title') }
}

/**
 * The registrants of a run who have to be identified: each as reported and as in the register, for a person to choose.
 */
export default async function IdentityPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson('page /continuing-education/runs/[id]/identity')
  const say = sayIn(person.locale)
  const run = await runSheet(db(), person, (await params).id)
  if (!run?.may) notFound()
  const { count, asked, twins } = await identitiesToSettle(db(), run.id)
  return (
    <>
      <PageHead
        crumbs={runCrumbs(say, run)}
        crumbsLabel={say('office.frame.here')}
        title={say('registrants.identity.title')}
      />
      {count === 0 && twins.length === 0 ? (
        <EmptyState
          title={say('registrants.identity.none')}
          act={
            <LinkButton href={`/continuing-education/runs/${run.id}`}>
              {say('registrants.registrants')}
            </LinkButton>
          }
        />
      ) : count > 0 ? (
        <p className="mb-4 max-w-[80ch] text-ink-2">{say('registrants.identity.lead', { count })}</p>
      ) : null}
      {twins.map((each) => (
        <Twins key={each.pair.map(({ id }) => id).join()} say={say} run={run} twins={each} />
      ))}
      {asked.map((each) => (
        <One key={each.registrant.id} say={say} asked={each} />
      ))}
    </>
  )
}

const told = ['firstName', 'lastName', 'personalCode'] as const

function One({
  say,
  asked: { registrant, named, seen, ours, namesakes },
}: {
  say: Say
  asked: IdentityAsked
}) {
  const { id, firstName, lastName, personalCode, odd, question, email, workplace } = registrant
  const name = `${firstName} ${lastName}`
  const about = [personalCode ?? (odd.personalCode || say('registrants.identity.noCode')), email, workplace]
  const differs = question?.ask === 'DIFFERS' && ours
  const isNew = !(differs && !registrant.learnerId)
  const choices = [
    ...(differs
      ? [
          {
            value: 'OURS',
            text: say('registrants.identity.OURS', { name: ours.name }),
            hint: candidateText(say, ours),
          },
          ...(named
            ? [
                {
                  value: 'TOLD',
                  text: say('registrants.identity.TOLD', { name }),
                  hint: say('registrants.identity.toldHint', { was: ours.name }),
                },
              ]
            : []),
        ]
      : []),
    ...namesakes.map((candidate) => ({
      value: candidate.id,
      text: candidate.name,
      hint: candidateText(say, candidate),
    })),
    // A registrant with the code of a learner is that learner, so nobody new is offered.
    ...(isNew
      ? [
          {
            value: 'NEW',
            text: say('registrants.identity.NEW'),
            hint: say('registrants.identity.newHint'),
          },
        ]
      : []),
  ]
  return (
    <Section id={`r${id}`} title={name} aside={about.filter(Boolean).join(' · ')}>
      <SettleForm
        label={say('registrants.identity.who', { name })}
        hidden={{ id, seen }}
        texts={formTexts(say, say('registrants.identity.settle'))}
        choices={choices}
        called={
          isNew
            ? told.map((field) => ({
                name: field,
                label: say(`registrants.field.${field}`),
                value: registrant[field] ?? '',
              }))
            : []
        }
      />
    </Section>
  )
}

/** The facts that tell a person of the register apart from namesakes. */
const candidateText = (say: Say, { code, bornOn, units }: Candidate) =>
  [
    code || say('registrants.identity.noCode'),
    bornOn ? say('registrants.identity.born', { on: showDay(bornOn) }) : '',
    units.length > 0 ? say('registrants.identity.units', { units: units.join(', ') }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
