import type { Person } from '@/lib/access/rights'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { csvFile } from '@/lib/shared/write-sheet'
import type { DeliveryFilter } from './filter'
import { allDeliveries, type DeliveryLine } from './list'

/** The whole list as CSV in the person's language, piece by piece: what the screen shows and nothing more. */
export async function* deliveryFile(db: Db, person: Person, filter: DeliveryFilter, now: Date) {
  const say = sayIn(person.locale)
  const at = (instant: Date | null) => (instant ? showInstant(instant, person.locale) : '')
  const row = (line: DeliveryLine) => [
    say(`deliveries.topic.${line.topic}`),
    [
      line.document && (line.document.number ?? say(`documents.kind.${line.document.kind}`)),
      line.run?.code,
      line.learner,
    ]
      .filter(Boolean)
      .join(' · '),
    say(`deliveries.neighbour.${line.neighbour}`),
    say(`deliveries.state.${line.state}`),
    line.problem ? problemText(say, line.neighbour, line.problem, { bare: !line.content }) : '',
    String(line.attempts),
    line.state === 'WAITING' ? at(line.dueAt) : '',
    at(line.createdAt),
    at(line.settledAt),
  ]
  const encoder = new TextEncoder()
  const columns = [
    'topic',
    'about',
    'neighbour',
    'state',
    'problem',
    'attempts',
    'due',
    'created',
    'settled',
  ] as const
  yield encoder.encode(
    csvFile({ headings: columns.map((column) => say(`deliveries.list.${column}`)), rows: [] }),
  )
  for await (const lines of allDeliveries(db, person, filter, now)) {
    const [first, ...rest] = lines.map(row)
    // The mark of the encoding is written only at the file's beginning.
    yield encoder.encode(csvFile({ headings: first!, rows: rest }).slice(1))
  }
}
