import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { sinceSent } from '@/lib/documents/versions/queries'
import type { Say } from '@/lib/messages/say'

/**
 * For a document taken back for changes: how far the draft differs from what DHIS has, with a link to the comparison.
 */
export function SinceSent({
  say,
  id,
  since,
}: {
  say: Say
  id: string
  since: Awaited<ReturnType<typeof sinceSent>>
}) {
  if (!since) return null
  const { sendNo: no, same, counts } = since
  if (same) return <Notice>{say('documents.versions.asSent', { no })}</Notice>
  return (
    <Notice
      act={<Link href={`/documents/${id}/versions#compare`}>{say('documents.versions.see')}</Link>}
      title={say('documents.versions.differs', { no })}
    >
      {say('documents.versions.counts', { ...counts })}
    </Notice>
  )
}
