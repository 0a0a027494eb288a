import { formBody, Refusal, requireSameOrigin, seeOther, type Asked, type Reply, type Route } from '../http'
import { page } from '../page'
import type { Store } from '../store'
import { registration, type Registration } from './contract'
import { registrationForm, runList, runPage, toldList } from './forms'
import { add, change, registrationOf, remove, run } from './register'

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
        return page(`${row.firstName} ${row.lastName}`, registrationForm(row))
      },
    },
    act('/juhan/runs/:run/add', (asked) => {
      const runId = asked.params.run ?? ''
      add(store, runId, read(asked, { status: 'Registreeritud', registeredOn: today() }))
      return `/juhan/runs/${runId}`
    }),
    act('/juhan/registrations/:id/status', (asked) => {
      const { id, run: of, ...row } = registrationOf(store, asked.params.id ?? '')
      const { status } = read(asked, row)
      change(store, id, { status })
      return `/juhan/runs/${of}#r${id}`
    }),
    act('/juhan/registrations/:id/change', (asked) => {
      const { id, run: of, ...row } = registrationOf(store, asked.params.id ?? '')
      change(store, id, read(asked, row))
      return `/juhan/runs/${of}#r${id}`
    }),
    act('/juhan/registrations/:id/delete', (asked) => {
      const { id, run: of } = registrationOf(store, asked.params.id ?? '')
      remove(store, id)
      return `/juhan/runs/${of}`
    }),
  ]
}

/** What the form says of a registration over what is known; an emptied field is not known. */
function read(asked: Asked, known: Partial<Registration>): Registration {
  const said = Object.fromEntries([...formBody(asked)].map(([name, text]) => [name, text.trim() || null]))
  const fields = Object.keys(registration.shape) as (keyof Registration)[]
  const body = fields.map((field) => [field, field in said ? said[field] : (known[field] ?? null)])
  const parsed = registration.safeParse(Object.fromEntries(body))
  if (parsed.success) return parsed.data
  throw new Refusal(
    400,
    'fields',
    `Vigased väljad: ${parsed.error.issues.map(({ path }) => path).join(', ')}`,
  )
}

const today = () => new Date().toISOString().slice(0, 10)
