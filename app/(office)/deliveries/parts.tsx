import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'

/** The two parts of the area: what leaves, and news that waits. */
export function Parts({ say, now }: { say: Say; now: 'sent' | 'news' }) {
  return (
    <Tabs
      label={say('deliveries.list.tabs')}
      tabs={[
        { href: '/deliveries', text: say('deliveries.list.sent'), on: now === 'sent' },
        { href: '/deliveries/news', text: say('deliveries.list.news'), on: now === 'news' },
      ]}
    />
  )
}
