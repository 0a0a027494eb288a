import { json, jsonBody, Refusal, requireBearer, type Asked, type Reply, type Route } from '../http'
import type { Store } from '../store'
import { pageQuery, telling } from './contract'
import { count, registrations, tell } from './register'

/** Everything under this path is for programs. */
export const juhanApiPath = '/juhan/api'

/** The interface Juhan offers to schools. */
export function juhanApi(store: Store, key: string): Route[] {
  const guarded = (answer: (asked: Asked) => Reply) => (asked: Asked) => {
    requireBearer(asked, key)
    return answer(asked)
  }
  return [
    {
      method: 'GET',
      path: `${juhanApiPath}/runs/:run/registrations`,
      answer: guarded((asked) => {
        const query = pageQuery.safeParse(Object.fromEntries(asked.query))
        if (!query.success) throw new Refusal(400, 'query', 'Vigane leht või selle suurus')
        return json(200, pageOf(store, asked.params.run ?? '', query.data))
      }),
    },
    {
      method: 'PUT',
      path: `${juhanApiPath}/registrations/:id/status`,
      answer: guarded((asked) =>
        json(200, tell(store, asked.params.id ?? '', jsonBody(asked, telling), keyOf(asked))),
      ),
    },
  ]
}

/** A page of a run's registrations as it goes over the wire. */
export function pageOf(store: Store, runId: string, { page, size }: { page: number; size: number }) {
  const total = count(store, runId)
  return {
    run: runId,
    page,
    pages: Math.max(1, Math.ceil(total / size)),
    total,
    registrations: registrations(store, runId, { from: (page - 1) * size, most: size }).map(
      ({ run: _run, documentNumber: _number, documentOn: _on, ...own }) => own,
    ),
  }
}

function keyOf(asked: Asked): string {
  const key = asked.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') throw new Refusal(400, 'key', 'Idempotency-Key puudub')
  return key
}
