import type { Area } from '@/components/rail-link'
import type { Say } from '@/lib/messages/say'
import type { Door } from '@/lib/office/access'

/** The areas of the navigation that the person may open, the daily ones first. `counts`: how much waits there. */
export function areasOf(
  say: Say,
  opens: (door: Door) => boolean,
  counts: { desk: number; deliveries: number },
): { areas: Area[]; moreAreas: Area[] } {
  const area = (href: string, name: AreaName, icon: Area['icon'], count?: number) =>
    opens(`page ${href}` as Door)
      ? [{ href, label: say(`office.area.${name}`), icon, ...(count ? { count } : {}) }]
      : []
  return {
    areas: [
      ...area('/', 'desk', 'house', counts.desk),
      ...area('/documents', 'documents', 'file'),
      ...area('/learners', 'learners', 'person'),
      ...area('/grants', 'grants', 'euro'),
      ...area('/deliveries', 'deliveries', 'exchange', counts.deliveries),
    ],
    moreAreas: [
      ...area('/settings', 'settings', 'settings'),
      ...area('/import', 'import', 'import'),
      ...area('/help', 'help', 'help'),
    ],
  }
}

type AreaName = 'desk' | 'documents' | 'learners' | 'grants' | 'deliveries' | 'settings' | 'import' | 'help'
