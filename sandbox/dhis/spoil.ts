import type { Fault } from '../faults'
import { json, type Reply } from '../http'

/** DHIS's answer to a sending, spoiled in one of these ways; other answers stay as they are. */
export function spoilReceipt({ mode, words }: Fault, reply: Reply): Reply {
  if (reply.status >= 300 || typeof reply.body !== 'string') return reply
  const { url, ...receipt } = JSON.parse(reply.body) as Record<string, unknown>
  if (mode === 'noLink') return json(reply.status, receipt)
  return mode === 'otherNumber' ? json(reply.status, { ...receipt, url, number: words }) : reply
}
