import type { Person } from '@/lib/access/rights'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'
import { dayFromDate, showDay, showInstant } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { csvFile } from '@/lib/shared/write-sheet'
import type { PupilFilter } from './pupil-filter'
import { allPupilMessages, type PupilLine } from './pupil-log'

/** The EHIS log as CSV in the person's language, piece by piece: what the screen shows and nothing more. */
export async function* pupilLogFile(db: Db, person: Person, filter: PupilFilter) {
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
  const encoder = new TextEncoder()
  yield encoder.encode(csvFile({ headings: columns.map((column) => say(`ehisLog.${column}`)), rows: [] }))
  for await (const lines of allPupilMessages(db, person, filter)) {
    const [first, ...rest] = lines.map(row)
    // The mark of the encoding is written only at the file's beginning.
    yield encoder.encode(csvFile({ headings: first!, rows: rest }).slice(1))
  }
}
