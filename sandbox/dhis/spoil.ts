import type { Fault } from '../faults'
import { json, type Reply } from '../http'

/** What DHIS answers to a sending, as one that has gone wrong in one of these ways would; other answers are left alone. */
export function spoilReceipt({ mode, words }: Fault, reply: Reply): Reply {
  if (reply.status >= 300 || typeof reply.body !== 'string') return reply
  const { url, ...receipt } = JSON.parse(reply.body) as Record<string, unknown>
  if (mode === 'noLink') return json(reply.status, receipt)
  return mode === 'otherNumber' ? json(reply.status, { ...receipt, url, number: words }) : reply
}
