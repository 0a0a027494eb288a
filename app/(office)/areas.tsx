import { ArrowLeftRight, CircleQuestionMark, FileText, House, Import, UserRound } from 'lucide-react'
import type { Area } from '@/components/rail-link'
import type { Say } from '@/lib/messages/say'
import type { Door } from '@/lib/office/access'

/** The areas of the navigation that the person may open, the daily ones first. */
export function areasOf(
  say: Say,
  opens: (door: Door) => boolean,
  counts: { desk: number; deliveries: number },
): { areas: Area[]; moreAreas: Area[] } {
  const daily: (Area & { door: Door })[] = [
    { door: 'page /', href: '/', label: say('office.area.desk'), icon: <House aria-hidden />, count: counts.desk },
    {
      door: 'page /documents',
      href: '/documents',
      label: say('office.area.documents'),
      icon: <FileText aria-hidden />,
    },
    { door: 'page /learners', href: '/learners', label: say('office.area.learners'), icon: <UserRound aria-hidden /> },
    {
      door: 'page /deliveries',
      href: '/deliveries',
      label: say('office.area.deliveries'),
      icon: <ArrowLeftRight aria-hidden />,
      count: counts.deliveries,
    },
  ]
  const others: (Area & { door: Door })[] = [
    { door: 'page /import', href: '/import', label: say('office.area.import'), icon: <Import aria-hidden /> },
    { door: 'page /help', href: '/help', label: say('office.area.help'), icon: <CircleQuestionMark aria-hidden /> },
  ]
  const open = (areas: (Area & { door: Door })[]) =>
    areas.filter(({ door }) => opens(door)).map(({ door: _, ...area }) => area)
  return { areas: open(daily), moreAreas: open(others) }
}
