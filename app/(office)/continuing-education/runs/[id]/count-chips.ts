import type { Address } from '@/components/list-page'
import type { Chip } from '@/components/ui/chips'
import type { Say } from '@/lib/messages/say'
import type { filtered } from '@/lib/registrants/queries/registrants'
import type { RegistrantsFilter } from '@/lib/registrants/schema/runs'

type Side = 'place' | 'juhan' | 'unsettled'

/**
 * Counts of registrants, each a filter: by state in Olek, by state in Juhan, and those who still have to be identified.
 */
export function countChips(
  say: Say,
  filter: RegistrantsFilter,
  counts: ReturnType<typeof filtered>['counts'],
  address: Address,
): Chip[] {
  const chip = (text: string, value: number, asked: Partial<Record<Side, string>>): Chip => ({
    text,
    value,
    href: address({ place: '', juhan: '', unsettled: '', ...asked }),
    on: (['place', 'juhan', 'unsettled'] as const).every((name) => filter[name] === asked[name]),
  })
  return [
    chip(say('registrants.all'), counts.all, {}),
    ...counts.places.map(({ value, count }) =>
      chip(say(`registrants.standing.${value}`), count, { place: value }),
    ),
    ...counts.statuses.map(({ value, count }) =>
      chip(say('registrants.inJuhan', { status: say(`registrants.status.${value}`) }), count, {
        juhan: value,
      }),
    ),
    ...(counts.unsettled > 0
      ? [chip(say('registrants.unsettled'), counts.unsettled, { unsettled: '1' })]
      : []),
  ]
}
