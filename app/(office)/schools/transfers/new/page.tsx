import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorSummary } from '@/components/ui/error-summary'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { requirePerson, voice } from '@/lib/access/session'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { planSheet } from '@/lib/schools/transfers/queries/planner'
import { planAsked } from '@/lib/schools/transfers/schema/planner'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'
import { ConfirmForm } from './confirm-form'
import { movesOf, planAddress, planTold, restOf } from './plan-address'
import { PlanChildren } from './plan-children'
import { PlanForm } from './plan-form'
import { StoppingPlaces } from './stopping-places'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('transfers.plan.title') }
}

/**
 * The planner (`Tõsta mitu klassi`), which also replaces the dialog `Tõsta teise majja` without script: who can go,
 * what is moved with each pupil, what prevents it. Pupils without obstacles go; the rest stay in the plan.
 */
export default async function PlannerPage({ searchParams }: { searchParams: Promise<object> }) {
  const person = await requirePerson('page /schools/transfers/new')
  const say = sayIn(person.locale)
  const asked = planAsked(await searchParams)
  const plan = await planSheet(db(), person, asked, now())
  const { classes, planner } = plan
  const [first] = classes
  const going = planner?.children.filter(({ move }) => move !== null) ?? []
  const stopped = planner ? planner.children.length - going.length : 0
  const wrongDay = asked.day !== '' && !plan.day
  const impossible = [
    ...(plan.switchedOff ? [say('refusal.transfer.switchedOff')] : []),
    ...(plan.mixed ? [say('transfers.plan.mixed')] : []),
    ...(first && !plan.mixed && plan.houses.length === 0 ? [say('transfers.noHouses')] : []),
  ]
  return (
    <>
      <PageHead
        crumbs={[
          { text: say('schools.classes.title'), href: '/schools/classes' },
          ...(classes.length === 1
            ? [{ text: `${first!.house}, ${first!.label}`, href: `/schools/classes/${first!.id}` }]
            : []),
        ]}
        crumbsLabel={say('office.frame.here')}
        title={say(classes.length > 1 ? 'transfers.plan.many' : 'transfers.title')}
      />
      {first && asked.ticking && asked.pupil.length === 0 ? (
        <Notice
          tone="stop"
          act={<LinkButton href={`/schools/classes/${first.id}`}>{say('transfers.plan.toClass')}</LinkButton>}
        >
          {say('refusal.transfer.noneTicked')}
        </Notice>
      ) : !first ? (
        <EmptyState
          title={say('transfers.plan.noneChosen')}
          act={<LinkButton href="/schools/classes">{say('transfers.plan.toClasses')}</LinkButton>}
        >
          {say('transfers.plan.noneChosenAdvice')}
        </EmptyState>
      ) : impossible.length > 0 ? (
        <Notice tone="stop">{impossible.join(' ')}</Notice>
      ) : (
        <>
          <p className="mb-4 max-w-[80ch] text-ink-2">{say('transfers.plan.intro')}</p>
          {wrongDay ? (
            <ErrorSummary
              title={say('transfers.plan.refused')}
              titleMark={say('learners.titleMark')}
              errors={[{ text: say('refusal.dayWrong'), field: 'day' }]}
            />
          ) : null}
          {planner && planner.children.length === 0 ? (
            <ErrorSummary
              title={say('transfers.plan.refused')}
              titleMark={say('learners.titleMark')}
              errors={planner.refusals.map((refusal) => ({
                text: refusalText(say, refusal),
                field: refusal.field === 'houseId' ? 'house' : refusal.field,
              }))}
            />
          ) : null}
          <PlanForm say={say} asked={asked} plan={plan} wrongDay={wrongDay} />
          {planner && planner.children.length > 0 ? (
            <>
              <ConfirmForm
                key={planAddress(asked, {})}
                id={randomUUID()}
                day={plan.ask!.day}
                houseId={plan.ask!.houseId}
                moves={movesOf(plan)}
                rest={restOf(asked, plan)}
                texts={{
                  submit: say('transfers.plan.confirm', { count: going.length }),
                  refused: say('transfers.refused'),
                  refusedMark: say('learners.titleMark'),
                  nobody: say('transfers.plan.nobody'),
                  told: planTold(say, plan, stopped),
                  another: say('transfers.anotherChild'),
                }}
              />
              {plan.places.length > 0 ? <StoppingPlaces say={say} plan={plan} /> : null}
              <PlanChildren say={say} asked={asked} plan={plan} />
            </>
          ) : null}
        </>
      )}
    </>
  )
}
