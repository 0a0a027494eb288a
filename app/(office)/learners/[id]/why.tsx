import { isMessageKey, type MessageKey, type Say } from '@/lib/messages/say'
import type { ShownSource, WhyLine } from '@/lib/register/queries/why'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { WhyLines, type DocumentText, type LineInWords, type TakenBack } from './why-lines'

/** `Miks nii?`: opens from a word the documents that caused it, and what was taken back. Works without script. */
export const Why = ({ say, what, lines }: { say: Say; what: string; lines: readonly WhyLine[] }) => (
  <WhyLines title={say('learners.why.title')} what={what} lines={lines.map((line) => inWords(say, line))} />
)

function inWords(say: Say, line: WhyLine): LineInWords {
  const source = line.of === 'START' ? null : documentText(say, line.source)
  return line.undone ? [told(say, line), source, takenBack(say, line.undone)] : [told(say, line), source]
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
const takenBack = (say: Say, { on, by }: NonNullable<WhyLine['undone']>): TakenBack =>
  by
    ? [say('learners.why.undoneBy', { on: showDay(on) }), documentText(say, by)]
    : [say('learners.why.undone', { on: showDay(on) })]

/** The document with its day and kind; the number is a link if the reader may see the document. */
function documentText(say: Say, source: ShownSource): DocumentText {
  const { documentId, number, imported, on, kind, open } = source
  if (imported) return say('learners.page.imported', { number: imported.number, on: showDay(imported.on) })
  if (!documentId) return say('learners.why.unknown')
  const words = number ? say('learners.page.directive', { number }) : say('learners.page.directiveHidden')
  const after = `${on ? ` (${showDay(on)})` : ''}${kind ? `, ${kindText(say, kind)}` : ''}`
  return open ? [words, after, documentId] : [words, after]
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
