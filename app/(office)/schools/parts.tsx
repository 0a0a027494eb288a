import { Mark } from '@/components/ui/mark'
import { Pagination } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import type { Say } from '@/lib/messages/say'
import { aPage } from '@/lib/schools/houses/schema/lists'
import { showInstant } from '@/lib/shared/dates'

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

/** Pages of a list; `href` holds `{page}`. */
export function SchoolPages({
  say,
  page,
  count,
  shown,
  href,
}: {
  say: Say
  page: number
  count: number
  shown: number
  href: string
}) {
  const first = (page - 1) * aPage
  return (
    <Pagination
      page={page}
      pages={Math.max(1, Math.ceil(count / aPage))}
      href={href}
      texts={{
        summary: say('schools.summary', { from: shown > 0 ? first + 1 : 0, to: first + shown, count }),
        label: say('schools.pages'),
        previous: say('schools.previous'),
        next: say('schools.next'),
      }}
    />
  )
}

export const ListFile = ({ say, list, query }: { say: Say; list: string; query: string }) => (
  <a
    href={`/api/exports/schools?list=${list}${query}`}
    className="no-print inline-flex items-center gap-1.5 align-bottom"
    download
  >
    <Mark name="download" />
    {say('schools.file')}
  </a>
)

export const Printed = ({ say, at, locale }: { say: Say; at: Date; locale: 'et' | 'en' }) => (
  <p className="print-only">{say('schools.printed', { at: showInstant(at, locale) })}</p>
)
