import type { AddedPersons } from '@/lib/documents/drafting/commands/persons'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'

/** The number listed of each sort; the rest are counted. */
const mostListed = 200

/** The result of adding persons, as ready texts. */
export type Added = {
  told: string
  left: { who: string; reason: string }[]
  leftTitle: string
  more: string
  choose: { who: string; why: string; places: { value: string; text: string }[] }[]
  /** the person that each line of a list added */
  lines: string[]
  /** how a list was read where another reading was possible */
  notes: string[]
}

/** Leads to the columns of a file that has to be matched; otherwise gives the result. */
export function addedTexts(
  { added, lines, left, choose, passed, notes, match }: AddedPersons,
  say: Say,
): { result: Added } | { go: string } {
  if (match) return { go: `/import/${match}/columns` }
  const at = (row: number | undefined, who: string) =>
    row === undefined ? who : say('documents.add.lineOf', { row, who })
  const told = [
    ...left.map(({ row, who, reason }) => ({ row, who: at(row, who), reason: refusalText(say, reason) })),
    ...passed.map(({ row, text }) => ({ row, who: at(row, text), reason: say('documents.add.passed') })),
  ].toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0))
  const listed = told.slice(0, mostListed)
  const rest = told.length - listed.length
  return {
    result: {
      told: say('documents.add.added', { count: added }),
      leftTitle: say('documents.add.leftCount', { count: told.length }),
      left: listed.map(({ who, reason }) => ({ who, reason })),
      more: rest > 0 ? say('documents.add.more', { count: rest }) : '',
      choose: choose.map(({ row, who, why, places }) => ({
        who: at(row, who),
        why: why ? refusalText(say, why) : say('documents.add.severalPlaces'),
        places: places.map(({ id, label }) => ({ value: id, text: label })),
      })),
      lines: lines.slice(0, mostListed).map(({ row, who }) => at(row, who)),
      notes: notes.slice(0, mostListed).map(({ row, heading, note }) => {
        const problem = refusalText(say, note)
        return at(row, heading ? say('learners.import.wrong', { column: heading, problem }) : problem)
      }),
    },
  }
}
