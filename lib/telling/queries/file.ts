import type { Person } from '@/lib/access/rights'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'
import { showInstant } from '@/lib/shared/dates'
import type { Snapshot } from '@/lib/shared/snapshot'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import type { DeliveryFilter } from './filter'
import { deliveriesForFile, type DeliveryLine } from './list'

/** The whole list as a sheet in the person's language: what the screen shows and nothing more. */
export function deliverySheet(rows: Snapshot, person: Person, filter: DeliveryFilter, now: Date): Sheet {
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
  return {
    name: say('deliveries.list.title'),
    headings: columns.map((column) => say(`deliveries.list.${column}`)),
    rows: inPieces(deliveriesForFile(rows, person, filter, now), (line) => [row(line)]),
  }
}
