import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import type { PlanSheet } from '@/lib/schools/transfers/queries/planner'
import { dayBefore, showDay } from '@/lib/shared/dates'
import { PlacesForm } from './places-form'

/** Ends places in day and hobby groups that prevent the transfer, on a chosen day. */
export const StoppingPlaces = ({ say, plan: { places, ask } }: { say: Say; plan: PlanSheet }) => (
  <Section title={say('transfers.plan.places')}>
    <PlacesForm
      key={places.map(({ id }) => id).join()}
      places={places}
      last={showDay(dayBefore(ask!.day))}
      texts={{
        intro: say('transfers.plan.placesIntro', { last: showDay(dayBefore(ask!.day)) }),
        name: say('transfers.plan.name'),
        group: say('transfers.plan.group'),
        pickAll: say('transfers.plan.pickPlaces'),
        pick: say('transfers.plan.pickPlace', { name: '{name}' }),
        lastDay: say('transfers.plan.lastDay'),
        calendar: say('schools.class.calendar'),
        submit: say('transfers.plan.endPlaces'),
        refused: say('transfers.page.refused'),
        refusedMark: say('learners.titleMark'),
      }}
    />
  </Section>
)
