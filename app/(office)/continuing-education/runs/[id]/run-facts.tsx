import { DescriptionList } from '@/components/ui/description-list'
import type { Say } from '@/lib/messages/say'
import type { RunSheet } from '@/lib/registrants/queries/runs'
import { showInstant, showPeriod } from '@/lib/shared/dates'

/** When and where a run is, and where its registrants come from. */
export function RunFacts({ say, locale, run }: { say: Say; locale: 'et' | 'en'; run: RunSheet }) {
  const age = run.refreshedAt
    ? say('registrants.fetchedAt', { at: showInstant(run.refreshedAt, locale) })
    : say('registrants.neverFetched')
  return (
    <>
      <DescriptionList
        across
        facts={[
          {
            term: say('registrants.column.days'),
            value: showPeriod({ from: run.startsOn, to: run.endsOn }),
          },
          { term: say('registrants.place'), value: run.place || '–' },
          { term: say('registrants.column.unit'), value: run.programme.unit.name },
          ...(run.juhanId ? [{ term: say('registrants.dataAge'), value: age }] : []),
        ]}
      />
      <p className="mt-3 text-ink-2">
        {say(run.juhanId ? 'registrants.onlyInJuhan' : 'registrants.registeredHere')}
      </p>
    </>
  )
}
