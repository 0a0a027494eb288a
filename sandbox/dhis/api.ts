import { z } from 'zod'
import { json, jsonBody, Refusal, requireBearer, type Asked, type Reply, type Route } from '../http'
import type { Store } from '../store'
import { sentDocument, withdrawal, type DocumentRow } from './contract'
import { lastEvent } from './decide'
import { addVersion, cancel, create, find, get, lock } from './register'

/** Everything under this path is for programs. */
export const dhisApiPath = '/dhis/documents'

/** The interface that DHIS offers to other systems. `origin` is the address of its pages. */
export function dhisApi(store: Store, key: string, origin: string): Route[] {
  const guarded = (answer: (asked: Asked) => Reply) => (asked: Asked) => {
    requireBearer(asked, key)
    return answer(asked)
  }
  const url = (row: DocumentRow) => `${origin}/dhis/${row.id}`
  const registered = ({ row, isNew }: { row: DocumentRow; isNew: boolean }) =>
    json(isNew ? 201 : 200, { id: row.id, number: row.number, url: url(row) })
  const record = (row: DocumentRow) =>
    json(200, {
      id: row.id,
      ourId: row.our_id,
      number: row.number,
      url: url(row),
      version: row.version,
      state: row.state,
      lastEvent: lastEvent(store, row.id),
    })

  return [
    {
      method: 'POST',
      path: dhisApiPath,
      answer: guarded((asked) => registered(create(store, jsonBody(asked, sentDocument), keyOf(asked)))),
    },
    {
      method: 'GET',
      path: dhisApiPath,
      answer: guarded((asked) => {
        const query = versionQuery.safeParse(Object.fromEntries(asked.query))
        if (!query.success) throw new Refusal(400, 'query', 'Küsige ourId ja version järgi')
        const row = find(store, query.data.ourId, query.data.version)
        if (!row) throw new Refusal(404, 'not-found', 'Sellist dokumenti ei ole')
        return record(row)
      }),
    },
    {
      method: 'GET',
      path: `${dhisApiPath}/:id`,
      answer: guarded((asked) => record(get(store, asked.params.id ?? ''))),
    },
    {
      method: 'POST',
      path: `${dhisApiPath}/:id/versions`,
      answer: guarded((asked) =>
        registered(addVersion(store, asked.params.id ?? '', jsonBody(asked, sentDocument), keyOf(asked))),
      ),
    },
    {
      method: 'POST',
      path: `${dhisApiPath}/:id/lock`,
      answer: guarded((asked) => {
        const { version, reason } = jsonBody(asked, withdrawal)
        return record(lock(store, asked.params.id ?? '', version, reason))
      }),
    },
    {
      method: 'POST',
      path: `${dhisApiPath}/:id/cancel`,
      answer: guarded((asked) => {
        const { version, reason } = jsonBody(asked, withdrawal)
        return record(cancel(store, asked.params.id ?? '', version, reason))
      }),
    },
  ]
}

const versionQuery = z.object({ ourId: z.string().min(1), version: z.coerce.number().int() })

function keyOf(asked: Asked): string {
  const key = asked.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') throw new Refusal(400, 'key', 'Idempotency-Key puudub')
  return key
}
