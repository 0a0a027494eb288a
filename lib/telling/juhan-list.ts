import { partAnswered } from '@/lib/deliveries/commands'
import { readPage, type JuhanAddress } from '@/lib/outside/juhan/client'
import { nextPage, wholeList } from '@/lib/outside/juhan/whole'
import type { JuhanPage, JuhanRegistration } from '@/lib/outside/juhan/wire'
import type { Outcome } from '@/lib/outside/outcome'
import { refreshProgressed, type Answer } from '@/lib/registrants/commands/refresh-heard'
import type { Registration } from '@/lib/registrants/rules/sync-plan'
import { readSaid } from '@/lib/registrants/rules/told'
import type { Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { written } from '@/lib/shared/written'

type Asking = { refreshId: string; run: string }

/**
 * Asks Juhan for a run's registrations, page after page, with no transaction open. Returns all of them in our terms, or
 * why they aren't a whole list. Records the progress with the refresh, and keeps the delivery claimed as long as pages
 * come.
 */
export async function readList(
  db: Db,
  at: JuhanAddress,
  { refreshId, run }: Asking,
  { deliveryId, today }: { deliveryId: string; today: Day },
): Promise<Outcome<Answer>> {
  const pages: JuhanPage[] = []
  for (;;) {
    const outcome = await readPage(at, run, pages.length + 1)
    if (outcome.kind !== 'done') return outcome
    pages.push(outcome.value)
    if (nextPage(run, pages) === null) return { ...outcome, value: answerOf(run, pages, today) }
    const { exchange, value } = outcome
    await partAnswered(db, deliveryId, exchange)
    const fetched = pages.reduce((sum, { registrations }) => sum + registrations.length, 0)
    await refreshProgressed(db, refreshId, { fetched, expected: value.total })
  }
}

function answerOf(run: string, pages: readonly JuhanPage[], today: Day): Answer {
  const whole = wholeList(run, pages)
  if ('list' in whole) return { list: whole.list.map((each) => inOurTerms(each, today)) }
  const { code, ...params } = whole.problem
  return { problem: { why: code, params: readable(params) } }
}

/** A problem's parameters come from Juhan as they are, and have to be shown and stored. */
const readable = (params: Record<string, string | number>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? written(value.slice(0, 200)) : value,
    ]),
  )

const statuses = {
  Registreeritud: 'REGISTERED',
  Ootenimekirjas: 'WAITING_LIST',
  Tühistatud: 'CANCELLED',
  'Mitte-lõpetatud': 'NOT_COMPLETED',
  Lõpetatud: 'COMPLETED',
} as const satisfies Record<JuhanRegistration['status'], Registration['status']>

const inOurTerms = ({ id, status, ...said }: JuhanRegistration, today: Day): Registration => ({
  ...readSaid(said, today),
  juhanId: id,
  status: statuses[status],
})
