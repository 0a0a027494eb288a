import type { z } from 'zod'
import { formBody, Refusal, requireSameOrigin, seeOther, type Asked, type Reply, type Route } from '../http'
import { page } from '../page'
import type { Store } from '../store'
import { registration } from './contract'
import { registrationForm, runList, runPage, toldList } from './forms'
import { oddities } from './odd'
import { add, change, move, registerAgain, registrationOf, remove, run, runs } from './register'

/** Juhan as people see it: where one can register, cancel, move to the waiting list, and change one's name. */
export function juhanPages(store: Store): Route[] {
  const act = (path: string, done: (asked: Asked) => string): Route => ({
    method: 'POST',
    path,
    answer: (asked): Reply => {
      requireSameOrigin(asked)
      return seeOther(done(asked))
    },
  })
  return [
    {
      method: 'GET',
      path: '/juhan',
      answer: () => page('Juhan: täienduskoolituste infosüsteem', runList(store)),
    },
    { method: 'GET', path: '/juhan/told', answer: () => page('Juhanile teatatud', toldList(store)) },
    {
      method: 'GET',
      path: '/juhan/runs/:run',
      answer: (asked) => {
        const { id, title } = run(store, asked.params.run ?? '')
        return page(`${id} ${title}`, runPage(store, id, asked.query.get('name')?.trim() ?? ''))
      },
    },
    {
      method: 'GET',
      path: '/juhan/registrations/:id',
      answer: (asked) => {
        const row = registrationOf(store, asked.params.id ?? '')
        return page(`${row.firstName} ${row.lastName}`, registrationForm(row, runs(store)))
      },
    },
    act('/juhan/runs/:run/add', (asked) => {
      const runId = asked.params.run ?? ''
      const unknown = Object.fromEntries(registration.keyof().options.map((field) => [field, null]))
      const known = { ...unknown, status: 'Registreeritud', registeredOn: today() }
      add(store, runId, read({ ...known, ...said(asked) }, registration))
      return `/juhan/runs/${runId}`
    }),
    act('/juhan/registrations/:id/status', (asked) => {
      const { id, run: of } = registrationOf(store, asked.params.id ?? '')
      change(store, id, read(said(asked), registration.pick({ status: true })))
      return `/juhan/runs/${of}#r${id}`
    }),
    act('/juhan/registrations/:id/change', (asked) => {
      const { id, run: of } = registrationOf(store, asked.params.id ?? '')
      change(store, id, read(said(asked), registration.partial()))
      return `/juhan/runs/${of}#r${id}`
    }),
    act('/juhan/registrations/:id/move', (asked) => {
      const { id, run: to } = move(store, asked.params.id ?? '', formBody(asked).get('run') ?? '')
      return `/juhan/runs/${to}#r${id}`
    }),
    act('/juhan/registrations/:id/again', (asked) => {
      const { id, run: of } = registerAgain(store, asked.params.id ?? '')
      return `/juhan/runs/${of}#r${id}`
    }),
    act('/juhan/registrations/:id/spoil', (asked) => {
      const row = registrationOf(store, asked.params.id ?? '')
      const odd = new Map(Object.entries(oddities)).get(formBody(asked).get('odd') ?? '')
      if (!odd) throw new Refusal(400, 'fields', 'Sellist viga ei ole')
      change(store, row.id, odd.of(row))
      return `/juhan/registrations/${row.id}`
    }),
    act('/juhan/registrations/:id/delete', (asked) => {
      const { id, run: of } = registrationOf(store, asked.params.id ?? '')
      remove(store, id)
      return `/juhan/runs/${of}`
    }),
  ]
}

/** What the form says of a registration; an emptied field is not known. */
const said = (asked: Asked) =>
  Object.fromEntries([...formBody(asked)].map(([name, text]) => [name, text.trim() || null]))

function read<T>(fields: object, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  throw new Refusal(
    400,
    'fields',
    `Vigased väljad: ${parsed.error.issues.map(({ path }) => path).join(', ')}`,
  )
}

const today = () => new Date().toISOString().slice(0, 10)
