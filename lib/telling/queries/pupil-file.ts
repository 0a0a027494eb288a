import type { Person } from '@/lib/access/rights'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'
import { dayFromDate, showDay, showInstant } from '@/lib/shared/dates'
import type { Snapshot } from '@/lib/shared/snapshot'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import type { PupilFilter } from './pupil-filter'
import { pupilMessagesForFile, type PupilLine } from './pupil-log'

/** The EHIS log as a sheet in the person's language: what the screen shows and nothing more. */
export function pupilLogSheet(rows: Snapshot, person: Person, filter: PupilFilter): Sheet {
  const say = sayIn(person.locale)
  const row = (line: PupilLine) => [
    say(`ehisLog.kind.${line.kind}`),
    line.pupil,
    line.house,
    showDay(dayFromDate(line.dueOn)),
    say(`ehisLog.state.${line.state}`),
    line.problem ? problemText(say, 'EHIS', line.problem) : '',
    String(line.attempts),
    line.settledAt ? showInstant(line.settledAt, person.locale) : '',
  ]
  const columns = ['kindName', 'pupil', 'house', 'due', 'stateName', 'cause', 'attempts', 'settled'] as const
  return {
    name: say('ehisLog.title'),
    headings: columns.map((column) => say(`ehisLog.${column}`)),
    rows: inPieces(pupilMessagesForFile(rows, person, filter), (line) => [row(line)]),
  }
}
