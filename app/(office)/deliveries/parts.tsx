import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'

/** The two parts of the area: deliveries, and news with the number that wait. */
export function Parts({ say, now, waiting }: { say: Say; now: 'sent' | 'news'; waiting: number }) {
  return (
    <Tabs
      label={say('deliveries.list.tabs')}
      tabs={[
        { href: '/deliveries', text: say('deliveries.list.sent'), on: now === 'sent' },
        { href: '/deliveries/news', text: say('deliveries.list.news'), count: waiting, on: now === 'news' },
      ]}
    />
  )
}
