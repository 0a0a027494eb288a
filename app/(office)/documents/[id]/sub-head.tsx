import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import type { Say } from '@/lib/messages/say'
import { headingOf, type Headed } from './view'

/** The head of a page below the document's own: its title, its document, and the link back. */
export function SubHead({ sheet, say, title }: { sheet: Headed; say: Say; title: string }) {
  const document = `/documents/${sheet.id}`
  return (
    <PageHead
      crumbs={[
        { text: say('documents.list.title'), href: '/documents' },
        { text: headingOf({ sheet, say }), href: document },
      ]}
      crumbsLabel={say('office.frame.here')}
      title={title}
      acts={<LinkButton href={document}>{say('documents.send.back')}</LinkButton>}
    />
  )
}
