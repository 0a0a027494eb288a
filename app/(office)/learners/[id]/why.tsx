import { Link } from '@/components/ui/link'
import { isMessageKey, type MessageKey, type Say } from '@/lib/messages/say'
import type { ShownSource, WhyLine } from '@/lib/register/queries/why'
import { showDay, showPeriod } from '@/lib/shared/dates'

/** `Miks nii?`: opens from a word the documents that caused it, and what was taken back. Works without script. */
export function Why({ say, what, lines }: { say: Say; what: string; lines: readonly WhyLine[] }) {
  return (
    <details className="max-w-[60ch]">
      <summary className="min-h-6 text-small text-act">
        {say('learners.why.title')} <span className="sr-only">{what}</span>
      </summary>
      <ul className="mt-1 mb-1 border-l-2 border-line-2 pl-3">
        {lines.map((line, at) => (
          <li key={at} className="mt-1">
            {line.undone ? <s className="text-ink-3">{told(say, line)}</s> : told(say, line)}
            {line.of === 'START' ? null : (
              <div className="text-small text-ink-3">
                <DocumentText say={say} source={line.source} />
              </div>
            )}
            {line.undone ? <TakenBack say={say} undone={line.undone} /> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

function told(say: Say, line: WhyLine): string {
  switch (line.of) {
    case 'SET':
    case 'BEFORE':
    case 'NEXT': {
      const value = termValue(say, line.aspect, line.value)
      const [from, period] = [showDay(line.from), line.to && showPeriod({ from: line.from, to: line.to })]
      if (line.of === 'BEFORE') return say('learners.why.BEFORE', { value, period: period ?? from })
      if (line.of === 'NEXT') return say('learners.why.NEXT', { value, from })
      return period
        ? say('learners.why.SET_UNTIL', { value, period })
        : say('learners.why.SET', { value, from })
    }
    case 'SINCE':
    case 'START':
    case 'PAID_TO':
      return say(`learners.why.${line.of}`, { on: showDay(line.on) })
    case 'LEAVE':
      return say('learners.why.LEAVE', { period: showPeriod(line), days: line.days })
    case 'END':
      return say(line.counts || line.undone ? 'learners.why.END' : 'learners.why.END_LATER', {
        on: showDay(line.on),
        cause: causeText(say, line.cause),
      })
  }
}

/** Says when it was taken back and by which directive; without a directive, its own document was cancelled. */
function TakenBack({ say, undone }: { say: Say; undone: NonNullable<WhyLine['undone']> }) {
  return (
    <div className="text-small text-ink-3">
      {say(undone.by ? 'learners.why.undoneBy' : 'learners.why.undone', { on: showDay(undone.on) })}{' '}
      {undone.by ? <DocumentText say={say} source={undone.by} /> : null}
    </div>
  )
}

/** The document with its day and kind; the number is a link if the reader may see the document. */
function DocumentText({ say, source }: { say: Say; source: ShownSource }) {
  const { documentId, number, imported, on, kind, open } = source
  if (imported) return say('learners.page.imported', { number: imported.number, on: showDay(imported.on) })
  if (!documentId) return say('learners.why.unknown')
  const words = number ? say('learners.page.directive', { number }) : say('learners.page.directiveHidden')
  return (
    <>
      <span className="whitespace-nowrap">
        {open ? (
          <Link href={`/documents/${documentId}`} className="underline">
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
      {on ? ` (${showDay(on)})` : null}
      {kind ? `, ${kindText(say, kind)}` : null}
    </>
  )
}

const kindText = (say: Say, kind: string) => say(`documents.kind.${kind}` as MessageKey)

/** A term's value in words; a curriculum's value is already its name. */
export function termValue(say: Say, aspect: string, value: string): string {
  const words = { MAIN_STATE: 'mainState', LOAD: 'load', FUNDING: 'funding' }[aspect]
  return words ? say(`learners.${words}.${value}` as MessageKey) : value
}

/** What ended a payment early. */
export function causeText(say: Say, cause: string): string {
  const key = `learners.cause.${cause}`
  return isMessageKey(key) ? say(key) : say('learners.cause.OTHER')
}
