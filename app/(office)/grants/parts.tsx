import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'

/** The two parts of the area, for those who see both: the grants, and the payments of a month. */
export function Parts({ say, now }: { say: Say; now: 'grants' | 'payments' }) {
  return (
    <Tabs
      label={say('grants.parts')}
      tabs={[
        { href: '/grants', text: say('grants.title'), on: now === 'grants' },
        { href: '/grants/payments', text: say('grants.toPayments'), on: now === 'payments' },
      ]}
    />
  )
}
