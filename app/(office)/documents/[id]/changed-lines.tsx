import type { SavedChanges } from '@/lib/documents/versions/saved-changes'
import type { Say } from '@/lib/messages/say'
import { partText, partWord } from './part-word'

/** The number of lines shown at once; the reader can open the rest. */
const mostOpen = 6

/**
 * What a save changed, from which value to which; further lines under `names`, the short form of what it changed.
 * Entries written by the first versions of Olek have only the names.
 */
export function ChangedLines({
  say,
  names,
  kept,
  details,
}: {
  say: Say
  names: string
  /** warnings kept with a reason */
  kept: string
  details: Partial<SavedChanges>
}) {
  const lines = linesOf(say, details)
  if (lines.length === 0) return names
  const list = (
    <ul>
      {[...lines, ...(kept ? [kept] : [])].map((line, at) => (
        <li key={at} className="break-words">
          {line}
        </li>
      ))}
    </ul>
  )
  if (lines.length <= mostOpen) return list
  return (
    <details>
      <summary>{names}</summary>
      {list}
    </details>
  )
}

function linesOf(say: Say, { head = [], rows = [], more = 0 }: Partial<SavedChanges>): string[] {
  const line = ({ part, was, is }: SavedChanges['head'][number]) =>
    say('documents.trail.fromTo', {
      what: partWord(say, part),
      was: partText(say, part, was),
      is: partText(say, part, is),
    })
  return [
    ...head.map(line),
    ...rows.flatMap(({ person, sort, changes }) =>
      sort === 'CHANGED'
        ? changes.map((change) => say('documents.trail.ofPerson', { person, what: line(change) }))
        : say(`documents.trail.${sort}`, { person }),
    ),
    ...(more > 0 ? [say('documents.trail.moreRows', { count: more })] : []),
  ]
}
