import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Table, Th } from '@/components/ui/table'
import type { ShownRow } from '@/lib/import/queries'
import { refusalText } from '@/lib/messages/refusal-text'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { isDay, showDay } from '@/lib/shared/dates'
import { showAmount, type Amount } from '@/lib/shared/money'

const tones = { NEW: 'plain', CHANGED: 'plain', SAME: 'plain', REFUSED: 'stop' } as const

type Row = ShownRow

/**
 * The rows of an import: what changes from which value to which, or what is wrong in which column, and how a cell was
 * read.
 */
export function PlanRows({ say, rows }: { say: Say; rows: readonly Row[] }) {
  if (rows.length === 0) return <p className="text-ink-3">{say('learners.import.noRows')}</p>
  return (
    <Table caption={say('learners.import.outcomesLabel')} fold>
      <thead>
        <tr>
          <Th num>{say('learners.import.column.row')}</Th>
          <Th>{say('learners.import.column.who')}</Th>
          <Th>{say('learners.import.column.outcome')}</Th>
          <Th>{say('learners.import.column.what')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, who, outcome, changes, refusals, notes }) => (
          <tr key={row}>
            <td className="n" data-l={say('learners.import.column.row')}>
              {row}
            </td>
            <th scope="row">{who || '–'}</th>
            <td>
              <Badge tone={tones[outcome]}>{say(`learners.import.outcome.${outcome}`)}</Badge>
            </td>
            <td>
              {newText(say, changes)}
              {changes
                .filter(({ isNew }) => !isNew)
                .map((change) => (
                  <div key={change.column}>{changeText(say, change)}</div>
                ))}
              {refusals.map((wrong, at) => (
                <div key={at}>
                  {wrongText(say, wrong)} {personLink(wrong)}
                </div>
              ))}
              {notes.map(({ refusal, heading }) => (
                <div key={refusal.code + heading} className="text-ink-2">
                  {wrongText(say, { refusal, heading, value: null })}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** What a new row adds, in one line. */
const newText = (say: Say, changes: Row['changes']) =>
  changes
    .filter(({ isNew }) => isNew)
    .map(({ column, heading, after }) =>
      say('learners.import.given', { column: heading, value: shownValue(say, column, after) }),
    )
    .join(' · ')

function changeText(say: Say, { column, heading, before, after, from }: Row['changes'][number]) {
  const words = {
    column: heading,
    before: before ? shownValue(say, column, before) : say('learners.import.empty'),
    after: shownValue(say, column, after),
  }
  return from
    ? say('learners.import.changeFrom', { ...words, from: isDay(from) ? showDay(from) : from })
    : say('learners.import.change', words)
}

/** A value in readable form: days, amounts, words. */
function shownValue(say: Say, column: string, value: string) {
  if (isDay(value)) return showDay(value)
  if (column === 'monthlyAmount') return showAmount(value as Amount)
  const word = `learners.${column}.${value}`
  return isMessageKey(word) ? say(word) : value
}

/** The page of the person or thing that the row is about. */
function personLink({ refusal: { subject, params } }: Row['refusals'][number]) {
  const pages = { learner: '/learners', pupil: '/schools/pupils' }
  if (subject?.kind !== 'learner' && subject?.kind !== 'pupil') return null
  return <Link href={`${pages[subject.kind]}/${subject.id}`}>{params?.name}</Link>
}

/** The column that is wrong, its value, and why it can't be accepted. */
function wrongText(say: Say, { refusal, heading, value }: Row['refusals'][number]) {
  const problem = refusalText(say, refusal)
  if (!heading) return problem
  return value
    ? say('imports.wrongAt', { column: heading, value, problem })
    : say('learners.import.wrong', { column: heading, problem })
}
