import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'

const views = {
  houses: '/schools',
  classes: '/schools/classes',
  groups: '/schools/groups',
  arrivals: '/schools/arrivals',
} as const

/** The parts of Koolid, each with its own address. */
export const SchoolTabs = ({ say, on }: { say: Say; on: keyof typeof views }) => (
  <Tabs
    label={say('schools.views')}
    tabs={(Object.keys(views) as (keyof typeof views)[]).map((view) => ({
      href: views[view],
      text: say(`schools.tab.${view}`),
      on: view === on,
    }))}
  />
)
