import type { Area } from '@/components/rail-link'
import type { Door } from '@/lib/access/rights'
import type { Say } from '@/lib/messages/say'
import { mostWaiting } from '@/lib/desk/queries/desk'

/**
 * The areas of the navigation that the person may open, the daily ones first. `counts`: how many things wait in each.
 */
export function areasOf(
  say: Say,
  opens: (door: Door) => boolean,
  counts: { desk: number; deliveries: number; ehisLog: number },
): { areas: Area[]; moreAreas: Area[] } {
  const area = (href: string, name: AreaName, icon: Area['icon'], count?: number, apart?: string[]) =>
    opens(`page ${href}` as Door)
      ? [
          {
            href,
            label: say(`office.area.${name}`),
            icon,
            ...(apart && { apart }),
            ...(count ? { count: count > mostWaiting ? `${mostWaiting}+` : String(count) } : {}),
          },
        ]
      : []
  const daily = [
    ...area('/', 'desk', 'house', counts.desk),
    ...area('/documents', 'documents', 'file'),
    ...area('/learners', 'learners', 'person'),
    ...area('/grants', 'grants', 'euro'),
    ...area('/continuing-education', 'continuingEducation', 'cap'),
    ...area('/schools', 'schools', 'school', undefined, ['/schools/pupils', ...logs]),
    ...area('/schools/pupils', 'pupils', 'person'),
    ...area('/schools/placement-log', 'placementLog', 'file'),
    ...area('/deliveries', 'deliveries', 'exchange', counts.deliveries),
    ...area('/schools/ehis-log', 'ehisLog', 'exchange', counts.ehisLog),
  ]
  return {
    areas: daily.slice(0, mostDaily),
    moreAreas: [
      ...daily.slice(mostDaily),
      ...area('/settings', 'settings', 'settings'),
      ...area('/import', 'import', 'import'),
      ...area('/help', 'help', 'help'),
    ],
  }
}

/** The logs of the schools are areas of their own. */
const logs = ['/schools/placement-log', '/schools/ehis-log']

/** The number of areas that fit into a phone's bar. */
const mostDaily = 5

type AreaName =
  | 'desk'
  | 'documents'
  | 'learners'
  | 'grants'
  | 'continuingEducation'
  | 'schools'
  | 'pupils'
  | 'placementLog'
  | 'ehisLog'
  | 'deliveries'
  | 'settings'
  | 'import'
  | 'help'
