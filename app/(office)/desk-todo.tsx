import { ActForm } from '@/components/act-form'
import { LinkButton } from '@/components/ui/link-button'
import type { MarkName } from '@/components/ui/mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TodoList, type Todo as Line } from '@/components/ui/todo-list'
import type { DeskDocument, Todo, TodoWhat } from '@/lib/desk/queries/desk'
import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import { problemText } from '@/lib/messages/problem-text'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Locale, Say } from '@/lib/messages/say'
import { dayBefore, dayInTallinn, showDay, showInstant, showTime } from '@/lib/shared/dates'
import { retryDelivery } from './deliveries/actions'
import { refusal } from './deliveries/words'
import { showWhen } from './desk-lines'

const marks = {
  STUCK: 'stop',
  PARKED: 'info',
  JUHAN: 'exchange',
  MOVING: 'school',
  ARRIVALS: 'school',
  NEIGHBOUR: 'exchange',
  SCHOOL_REFUSED: 'stop',
  SCHOOL_LATE: 'exchange',
  SCHOOL_HELD: 'exchange',
  CODES: 'info',
  PAUSED: 'lock',
  HELD: 'exchange',
  SIGN: 'check',
  CHECKED: 'send',
  NEW: 'pencil',
  TYPED: 'pencil',
  DRAFT: 'pencil',
  PROPOSAL: 'plus',
  FINANCE: 'euro',
} as const satisfies Record<TodoWhat, MarkName>

/** What waits, in one form for the acts of its lines. */
export function Todos({
  say,
  locale,
  todos,
  now,
}: {
  say: Say
  locale: Locale
  todos: readonly Todo[]
  now: Date
}) {
  const list = <TodoList items={todos.map((todo) => todoLine(say, locale, todo, now))} />
  if (!todos.some(({ what }) => what === 'STUCK')) return list
  return (
    <ActForm act={retryDelivery} hidden={[]} {...refusal(say)}>
      {list}
    </ActForm>
  )
}

/** One waiting thing as its line on the desk: its link, what has happened, what to do. */
function todoLine(say: Say, locale: Locale, todo: Todo, now: Date): Line {
  const line = { icon: marks[todo.what] }
  const end = showWhen(say, new Date(todo.at), now)
  switch (todo.what) {
    case 'STUCK':
      return {
        ...line,
        ...documentTitle(say, todo.document, todo.id),
        note: stuckNote(say, locale, todo, now),
        end: retry(say, todo),
      }
    case 'PARKED':
      return {
        ...line,
        ...parkedLine(say, todo),
        end: todo.settles && !todo.ending ? settle(say, todo.id) : end,
      }
    case 'NEIGHBOUR':
      return {
        ...line,
        href: `/deliveries?neighbour=${todo.neighbour}&state=NEEDS_PERSON`,
        title: say('office.desk.line.neighbour', {
          neighbour: say(`deliveries.neighbour.${todo.neighbour}`),
          count: todo.count,
        }),
        note: say('office.desk.line.neighbourNote'),
        end,
      }
    case 'HELD':
      return {
        ...line,
        href: `/deliveries?neighbour=${todo.neighbour}&state=HELD`,
        title: say('office.desk.line.held', {
          neighbour: say(`deliveries.neighbour.${todo.neighbour}`),
          count: todo.count,
        }),
        note: say('office.desk.line.heldNote'),
        end,
      }
    case 'SCHOOL_REFUSED':
    case 'SCHOOL_LATE':
    case 'SCHOOL_HELD': {
      const key = schoolLines[todo.what]
      const yesterday = dayBefore(dayInTallinn(now))
      const query = { ehisRefused: 'state=NEEDS_PERSON', ehisHeld: 'state=HELD' }
      return {
        ...line,
        href: `/schools/ehis-log?${key === 'ehisLate' ? `state=WAITING&to=${yesterday}` : query[key]}`,
        title: say(`office.desk.line.${key}`, { count: todo.count }),
        note: say(`office.desk.line.${key}Note`),
        end,
      }
    }
    case 'CODES':
      return {
        ...line,
        href: '/settings/collisions',
        title: say('office.desk.line.codes', { count: todo.count }),
        note: say('office.desk.line.codesNote'),
      }
    case 'PAUSED':
      return {
        ...line,
        href: '/deliveries',
        title: say('office.desk.line.paused', { neighbour: say(`deliveries.neighbour.${todo.neighbour}`) }),
        note: say('office.desk.line.pausedNote'),
        end,
      }
    case 'JUHAN':
      return {
        ...line,
        href: `/continuing-education/runs/${todo.run}/${todo.state === 'APPLIED' ? 'comparison' : `refreshes/${todo.id}`}`,
        title: todo.name,
        note: say(`office.desk.line.juhan${todo.state}`, {
          names: todo.names.join(', '),
          more: todo.count - todo.names.length,
        }),
        end,
      }
    case 'MOVING': {
      const key = todo.state === 'UNDER_WAY' ? 'underWay' : 'refused'
      return {
        ...line,
        href: `/schools/transfers/${todo.id}`,
        title: say(`transfers.desk.${key}`, { house: todo.house }),
        note: say(`transfers.desk.${key}Note`),
        end,
      }
    }
    case 'ARRIVALS':
      return {
        ...line,
        href: `/schools/arrivals?house=${todo.id}`,
        title: say('transfers.desk.arrivals', { count: todo.count, house: todo.house }),
        note: say('transfers.desk.arrivalsNote'),
        end: showDay(dayInTallinn(new Date(todo.at))),
      }
    case 'SIGN':
      return {
        ...line,
        ...documentTitle(say, todo.document, todo.id),
        note: say('office.desk.line.sign'),
        end: <LinkButton href={todo.dhisUrl}>{say('office.desk.line.openDhis')}</LinkButton>,
      }
    case 'NEW':
      return {
        ...line,
        href: `/documents/${todo.id}`,
        title: say(`documents.heading.${todo.kind}`),
        note: say('office.desk.line.newForm'),
        end,
      }
    case 'CHECKED':
    case 'TYPED':
    case 'DRAFT':
      return {
        ...line,
        ...documentTitle(say, todo.document, todo.id),
        note: say(`office.desk.line.${noteOf[todo.what]}`, { state: stateLabel(say, todo.document) }),
        end,
      }
    case 'PROPOSAL':
      return {
        ...line,
        ...documentTitle(say, todo.document, todo.id),
        note: say('office.desk.line.proposal'),
        end,
      }
    case 'FINANCE':
      return {
        ...line,
        ...documentTitle(say, todo.document, todo.id),
        note: say('office.desk.line.finance'),
        end,
      }
  }
}

const noteOf = { CHECKED: 'checked', TYPED: 'typed', DRAFT: 'draft' } as const

/** "2.1-17/123 · Doktoranditoetus struktuuriüksuse omavahenditest, 12 isikut" */
function documentTitle(say: Say, { kind, number, persons }: DeskDocument, id: string) {
  const heading = `${say(`documents.heading.${kind}`)}, ${say('office.desk.persons', { count: persons })}`
  return { href: `/documents/${id}`, title: number ? `${number} · ${heading}` : heading }
}

const stateLabel = (say: Say, { type, kind, state }: DeskDocument) =>
  say(`documents.state.${stateWord({ type, kind })}.${stateGroup[state]}`)

function stuckNote(say: Say, locale: Locale, { delivery }: Todo & { what: 'STUCK' }, now: Date) {
  const system = say(`office.desk.sending.${sendings[delivery.topic] ?? 'register'}`)
  const problem = problemText(say, 'DHIS', delivery.problem)
  if (delivery.state === 'NEEDS_PERSON') return say('office.desk.line.failed', { system, problem })
  const tried = new Date(delivery.triedAt)
  const due = new Date(delivery.dueAt)
  const sameDay = dayInTallinn(tried) === dayInTallinn(now) && dayInTallinn(due) === dayInTallinn(now)
  if (due <= now) return say('office.desk.line.stuckSoon', { system, problem })
  return sameDay
    ? say('office.desk.line.stuck', { system, problem, time: showTime(tried), again: showTime(due) })
    : say('office.desk.line.stuckOn', {
        system,
        problem,
        day: showDay(dayInTallinn(tried)),
        again: showInstant(due, locale),
      })
}

const schoolLines = {
  SCHOOL_REFUSED: 'ehisRefused',
  SCHOOL_LATE: 'ehisLate',
  SCHOOL_HELD: 'ehisHeld',
} as const

const sendings: Record<string, 'register' | 'lock' | 'cancel' | 'callOff'> = {
  'dhis.register': 'register',
  'dhis.lock': 'lock',
  'dhis.cancel': 'cancel',
  'dhis.callOff': 'callOff',
}

/** Sends the form that stands around the list: a form for each line would weigh more than the line. */
const retry = (say: Say, { delivery }: Todo & { what: 'STUCK' }) => (
  <SubmitButton name="id" value={delivery.id}>
    {say('office.desk.line.retry')}
  </SubmitButton>
)

const settle = (say: Say, id: string) => (
  <LinkButton href={`/deliveries/news/${id}`}>{say('office.desk.line.settle')}</LinkButton>
)

function parkedLine(say: Say, { id, document, documentId, reasons, ending }: Todo & { what: 'PARKED' }) {
  const standing =
    reasons.map((refusal) => refusalText(say, refusal)).join(' ') || say('deliveries.news.fits')
  const reason = ending ? say('documents.parked.ending') : standing
  if (!document || !documentId) {
    return { href: `/deliveries/news/${id}`, title: say('office.desk.line.parkedNoDocument'), note: reason }
  }
  return { ...documentTitle(say, document, documentId), note: say('office.desk.line.parked', { reason }) }
}
