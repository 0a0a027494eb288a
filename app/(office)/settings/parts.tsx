import type { ReactNode } from 'react'
import { PageHead } from '@/components/ui/page-head'
import type { Changed } from '@/lib/access/changes'
import type { Say } from '@/lib/messages/say'
import { Changes } from '../changes'
import { changeName, type OwnArea } from './words'

/** The head of a page of settings, with the link back. */
export function SettingsHead({
  say,
  title,
  under,
}: {
  say: Say
  title: string
  under?: { text: string; href: string }
}) {
  return (
    <PageHead
      crumbs={[{ text: say('office.area.settings'), href: '/settings' }, ...(under ? [under] : [])]}
      crumbsLabel={say('office.frame.here')}
      title={title}
    />
  )
}

/** One thing of a list: its form, and who changed it. */
export function Thing({
  say,
  locale,
  area,
  title,
  changes,
  children,
}: {
  say: Say
  locale: 'et' | 'en'
  area: OwnArea
  title: string
  changes: readonly Changed[]
  children: ReactNode
}) {
  return (
    <>
      <SettingsHead
        say={say}
        title={title}
        under={{ text: say(`settings.${area}.title`), href: `/settings/${area}` }}
      />
      {children}
      <Changes say={say} locale={locale} changes={changes} nameOf={(what) => changeName(say, area, what)} />
    </>
  )
}
