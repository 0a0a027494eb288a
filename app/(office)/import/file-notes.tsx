import { Notice } from '@/components/ui/notice'
import type { LineCounts } from '@/lib/import/rules/lines'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'

/** Notes about a file as a whole: rows that it hides, a sheet that was left out. */
export function FileNotes({ say, notes = [] }: { say: Say } & Pick<Partial<LineCounts>, 'notes'>) {
  return notes.map((note) => {
    const text = refusalText(say, note)
    return (
      <Notice key={text} tone="warn">
        {text}
      </Notice>
    )
  })
}
