import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'

/** The pages of a run: its list, for a linked run the pages about Juhan, and the results. */
export function RunTabs({
  say,
  run: { id, juhanId },
  on,
}: {
  say: Say
  run: { id: string; juhanId: string | null }
  on: '' | 'comparison' | 'refreshes' | 'juhan' | 'protocol'
}) {
  const ofJuhan = [
    { page: 'comparison', text: say('refreshes.comparison') },
    { page: 'refreshes', text: say('refreshes.history') },
    { page: 'juhan', text: say('pushes.title') },
  ]
  const pages = [
    { page: '', text: say('registrants.registrants') },
    ...(juhanId ? ofJuhan : []),
    { page: 'protocol', text: say('registrants.protocol.title') },
  ]
  return (
    <Tabs
      label={say('registrants.pagesOfRun')}
      tabs={pages.map(({ page, text }) => ({
        href: `/continuing-education/runs/${id}${page && `/${page}`}`,
        text,
        on: page === on,
      }))}
    />
  )
}
