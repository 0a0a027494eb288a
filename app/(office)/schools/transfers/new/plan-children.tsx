import { ListPages } from '@/components/list-pages'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'
import { aPage } from '@/lib/schools/houses/schema/lists'
import type { PlanSheet } from '@/lib/schools/transfers/queries/planner'
import type { PlannedChild } from '@/lib/schools/transfers/queries/transfers'
import type { PlanAsked } from '@/lib/schools/transfers/schema/planner'
import { alongText, obstacleText } from '../../words'
import { planAddress } from './plan-address'

/** Child by child: what is moved, what is reported to EHIS, what stays behind, what prevents the transfer. */
export function PlanChildren({ say, asked, plan }: { say: Say; asked: PlanAsked; plan: PlanSheet }) {
  const all = plan.planner!.children
  const stopped = all.filter(({ obstacles }) => obstacles.length > 0)
  const listed = asked.stopped ? stopped : all
  const first = (asked.page - 1) * aPage
  const shown = listed.slice(first, first + aPage)
  const classOf = classNames(plan)
  return (
    <Section title={say('transfers.plan.children')}>
      {stopped.length > 0 && stopped.length < all.length ? (
        <Tabs
          label={say('transfers.plan.children')}
          tabs={[
            {
              href: planAddress({ ...asked, stopped: undefined }, {}),
              text: say('transfers.plan.all'),
              count: all.length,
              on: !asked.stopped,
            },
            {
              href: planAddress(asked, { stopped: '1' }),
              text: say('transfers.plan.stopped'),
              count: stopped.length,
              on: Boolean(asked.stopped),
            },
          ]}
        />
      ) : null}
      <ListTable
        caption={say('transfers.plan.children')}
        columns={[
          { head: say('transfers.plan.name'), kind: 'name', href: '/schools/pupils/{id}' },
          { head: say('transfers.plan.move') },
          { head: say('transfers.plan.along'), labelled: true },
          { head: say('transfers.plan.readdressed'), kind: 'number', labelled: true },
          { head: say('transfers.plan.behind'), labelled: true },
          { head: say('transfers.plan.obstacle'), labelled: true },
        ]}
        rows={shown.map((child: PlannedChild) => [
          child.pupilId,
          child.name,
          classOf(child),
          child.move ? alongText(say, child.along) || '–' : '',
          child.move ? String(child.along.messages) : '',
          child.staysBehind.map(({ name }) => name).join(', '),
          child.obstacles.map((each) => obstacleText(say, each)).join('; '),
        ])}
      />
      {listed.length > aPage ? (
        <ListPages
          say={say}
          rows={{ page: asked.page, perPage: aPage, shown: shown.length, count: listed.length }}
          counted={say('schools.class.count', { count: listed.length })}
          href={planAddress(asked, { page: '{page}' })}
        />
      ) : null}
    </Section>
  )
}

/** "3.a → 3.b" for a pupil: the class to which the pupil goes, or would go. */
function classNames({ classes }: PlanSheet) {
  const names = new Map(
    classes.flatMap(({ label, to, targets, repeatClasses, pupilIds }) =>
      pupilIds.map((id): [string, (newClassId?: string) => string] => [
        id,
        (newClassId = to) => {
          const target = [...targets, ...repeatClasses].find(({ value }) => value === newClassId)
          return `${label}\u00A0→\u00A0${target?.text ?? ''}`
        },
      ]),
    ),
  )
  return ({ pupilId, move }: PlannedChild) => names.get(pupilId)?.(move?.newClassId) ?? ''
}
