import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import type { Say } from '@/lib/messages/say'
import type { When } from '@/lib/register/queries/when'
import type { ShownSource } from '@/lib/register/queries/why'
import { showDay, showPeriod, type OpenPeriod } from '@/lib/shared/dates'

/** The source of a fact: our document, as a link for those who may see it, or the directive named in the import. */
export function SourceText({ say, source }: { say: Say; source: ShownSource }) {
  const { documentId, number, imported, open } = source
  if (imported) return say('learners.page.imported', { number: imported.number, on: showDay(imported.on) })
  if (!documentId) return '–'
  if (!open && !number) return say('learners.page.directiveHidden')
  const words = say('learners.page.directive', { number: number ?? '–' })
  return (
    <span className="whitespace-nowrap">
      {open ? (
        <Link href={`/documents/${documentId}`} className="inline-block min-h-6">
          {words}
        </Link>
      ) : (
        words
      )}
    </span>
  )
}

/** The days; a word marks coming ones, and past ones are grey. */
export function PeriodText({ say, period, when }: { say: Say; period: OpenPeriod; when: When }) {
  const { from, to } = period
  const text = to ? showPeriod({ from, to }) : say('learners.page.from', { from: showDay(from) })
  if (when === 'NOW') return text
  if (when !== 'COMING') return <span className="text-ink-3">{text}</span>
  return (
    <>
      {text} <Badge>{say('learners.page.when.COMING')}</Badge>
    </>
  )
}
