import type { Fault } from '../faults'
import { json, type Reply } from '../http'
import type { pageOf } from './api'

type Page = ReturnType<typeof pageOf>

/** A page of registrations as a Juhan would answer that has gone wrong in one of these ways; others are left alone. */
export function spoil(mode: Fault['mode'], reply: Reply): Reply {
  if (reply.status !== 200 || typeof reply.body !== 'string') return reply
  const page = JSON.parse(reply.body) as Page
  const [first, ...others] = page.registrations ?? []
  if (mode === 'empty') return json(200, { ...page, pages: 1, total: 0, registrations: [] })
  if (mode === 'otherRun') return json(200, { ...page, run: `${page.run}9` })
  if (!first) return reply
  if (mode === 'duplicates')
    return json(200, { ...page, total: page.total + 1, registrations: [first, ...others, first] })
  if (mode === 'unknownStatus')
    return json(200, { ...page, registrations: [{ ...first, status: 'Peatatud' }, ...others] })
  if (mode === 'brokenCharacters') {
    // One letter in a code page of the last century among the UTF-8.
    const body = Buffer.from(reply.body)
    const at = body.indexOf('"firstName":"') + '"firstName":"'.length
    return { ...reply, body: Buffer.concat([body.subarray(0, at), Buffer.from([0xe4]), body.subarray(at)]) }
  }
  return reply
}
