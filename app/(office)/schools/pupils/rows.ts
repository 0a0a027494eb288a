import type { Column, Row } from '@/components/ui/list-column'
import type { Say } from '@/lib/messages/say'
import type { ListedPupil } from '@/lib/schools/pupils/queries/pupils'
import { yearLabel } from '@/lib/schools/rules/school-year'
import { showDay, type Day } from '@/lib/shared/dates'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import { stateText } from './words'

/** The columns of the list; `on`: the day of the list, if that isn't today. */
export const pupilColumns = (say: Say, on: Day | undefined): Column[] => [
  { head: say('pupils.column.name'), kind: 'name', href: `/schools/pupils/{id}${on ? `?on=${on}` : ''}` },
  { head: say('pupils.column.house') },
  { head: say('pupils.column.class') },
  { head: say('pupils.column.year') },
  { head: say('pupils.column.state') },
]

export const pupilRow = (say: Say, pupil: ListedPupil): Row => [
  pupil.id,
  [`${pupil.firstName} ${pupil.lastName}`, pupil.personalCode],
  pupil.house,
  pupil.class,
  yearLabel(pupil.year),
  stateText(say, pupil),
]

/** The same lines as text cells of a file. */
export const pupilSheet = (say: Say, pupils: AsyncIterable<readonly ListedPupil[]>): Sheet => ({
  name: say('pupils.sheet'),
  headings: (
    ['lastName', 'firstName', 'personalCode', 'house', 'class', 'year', 'from', 'to', 'state'] as const
  ).map((head) => say(`pupils.column.${head}`)),
  rows: inPieces(pupils, (pupil) => [
    [
      pupil.lastName,
      pupil.firstName,
      pupil.personalCode,
      pupil.house,
      pupil.class,
      yearLabel(pupil.year),
      showDay(pupil.from),
      showDay(pupil.to),
      stateText(say, pupil),
    ],
  ]),
})
