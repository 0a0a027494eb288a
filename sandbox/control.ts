import { z } from 'zod'
import { setClock } from './clock'
import { decision } from './dhis/contract'
import { decide, invent } from './dhis/decide'
import { eventsOf, sendAgain } from './dhis/events'
import { cancel, countFrom, get, list, lose, newestOf, versionsOf } from './dhis/register'
import { pupilChanges } from './ehis/pupils'
import { messages, stipends } from './ehis/register'
import { faultSchema, neighbours, readFaults, setFault } from './faults'
import { json, jsonBody, Refusal, requireBearer, type Asked, type Reply, type Route } from './http'
import { anyFields, registration, type Registration } from './juhan/contract'
import { registerMany, seedJuhan } from './juhan/people'
import {
  add,
  change,
  move,
  registerAgain,
  registrationOf,
  registrations,
  remove,
  told,
} from './juhan/register'
import { letters } from './mail/mailbox'
import { forgetAll, type Store } from './store'

const decisionInput = z.strictObject({
  /** The signer of the newest version by default. */
  by: decision.shape.by.optional(),
  comment: z.string().optional(),
  to: z.string().optional(),
  /** The state changes but no news of it is sent. */
  silent: z.boolean().default(false),
  /** News of an event that never happened: nothing changes in DHIS, only the event is sent, with these fields. */
  invent: z
    .strictObject({
      eventId: z.string().optional(),
      ourId: z.string().optional(),
      version: z.int().optional(),
      at: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
})

/** How tests reach behind the pages: break a neighbour, read what it holds, act as anybody. */
export function controlApi(store: Store, token: string): Route[] {
  const route = (method: Route['method'], path: string, answer: (asked: Asked) => Reply): Route => ({
    method,
    path: `/control${path}`,
    answer: (asked) => {
      requireBearer(asked, token)
      return answer(asked)
    },
  })
  const act = (type: 'confirmed' | 'rejected' | 'routed') => (asked: Asked) => {
    const id = asked.params.id ?? ''
    const { silent, invent: overrides, ...input } = jsonBody(asked, decisionInput)
    const made = { ...input, type, by: input.by ?? newestOf(store, id).body.signer }
    const eventId = overrides ? invent(store, id, made, overrides) : decide(store, id, made, silent)
    return json(200, { eventId })
  }

  return [
    route('GET', '/faults', () => json(200, readFaults(store))),
    route('PUT', '/faults/:neighbour', (asked) => {
      const neighbour = z.enum(neighbours).safeParse(asked.params.neighbour)
      if (!neighbour.success) throw new Refusal(404, 'not-found', 'Sellist naabrit ei ole')
      setFault(store, neighbour.data, jsonBody(asked, faultSchema))
      return json(200, readFaults(store))
    }),
    route('PUT', '/clock', (asked) => {
      setClock(store, jsonBody(asked, z.strictObject({ now: z.iso.datetime({ offset: true }) })).now)
      return json(200, {})
    }),
    route('GET', '/dhis/documents', () =>
      json(
        200,
        list(store, 100_000).map((row) => whole(store, row.id)),
      ),
    ),
    route('GET', '/dhis/events', () => json(200, eventsOf(store, null))),
    route('POST', '/dhis/events/:eventId/again', (asked) => {
      sendAgain(store, asked.params.eventId ?? '')
      return json(200, {})
    }),
    route('GET', '/dhis/:id', (asked) => json(200, whole(store, asked.params.id ?? ''))),
    route('PUT', '/dhis/series', (asked) => {
      countFrom(store, jsonBody(asked, z.strictObject({ series: z.string(), last: z.int().min(0) })))
      return json(200, {})
    }),
    route('POST', '/dhis/:id/lose', (asked) => {
      lose(store, asked.params.id ?? '')
      return json(200, {})
    }),
    route('POST', '/dhis/:id/cancel', (asked) => {
      const { id, version } = get(store, asked.params.id ?? '')
      return json(200, cancel(store, id, version, 'Tühistati DHISis'))
    }),
    route('POST', '/dhis/:id/confirm', act('confirmed')),
    route('POST', '/dhis/:id/reject', act('rejected')),
    route('POST', '/dhis/:id/route', act('routed')),
    route('GET', '/juhan/runs/:run', (asked) => json(200, registrations(store, asked.params.run ?? ''))),
    route('POST', '/juhan/runs/:run/people', (asked) => {
      registerMany(
        store,
        asked.params.run ?? '',
        jsonBody(asked, z.strictObject({ count: z.int().min(0) })).count,
      )
      return json(200, {})
    }),
    route('POST', '/juhan/runs/:run/registrations', (asked) =>
      json(200, registrationOf(store, add(store, asked.params.run ?? '', jsonBody(asked, registration)))),
    ),
    route('PUT', '/juhan/registrations/:id', (asked) =>
      json(200, change(store, asked.params.id ?? '', jsonBody(asked, anyFields) as Partial<Registration>)),
    ),
    route('POST', '/juhan/registrations/:id/move', (asked) =>
      json(200, move(store, asked.params.id ?? '', jsonBody(asked, z.strictObject({ run: z.string() })).run)),
    ),
    route('POST', '/juhan/registrations/:id/again', (asked) =>
      json(200, registerAgain(store, asked.params.id ?? '')),
    ),
    route('POST', '/juhan/registrations/:id/delete', (asked) => {
      remove(store, asked.params.id ?? '')
      return json(200, {})
    }),
    route('GET', '/juhan/told', () => json(200, told(store))),
    route('GET', '/ehis/pupils', () => json(200, pupilChanges(store))),
    route('GET', '/ehis/stipends', () => json(200, stipends(store))),
    route('GET', '/ehis/messages', () => json(200, messages(store, 100_000))),
    route('GET', '/mailbox', (asked) => json(200, letters(store, asked.query.get('to') ?? ''))),
    route('POST', '/reset', () => {
      forgetAll(store)
      seedJuhan(store)
      return json(200, {})
    }),
  ]
}

function whole(store: Store, id: string) {
  const { our_id: ourId, ...row } = get(store, id)
  return { ...row, ourId, versions: versionsOf(store, id), events: eventsOf(store, id) }
}
