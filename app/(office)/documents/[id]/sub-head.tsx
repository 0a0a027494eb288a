import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { headingOf, type View } from './view'

/** The head of a page under the document's own: what it is, of which document, and the way back. */
export function SubHead({ sheet, say, title }: Pick<View, 'sheet' | 'say'> & { title: string }) {
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
