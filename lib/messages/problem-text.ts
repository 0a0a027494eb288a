import type { Neighbour } from '@/lib/shared/generated/enums'
import { maskCodesIn } from '@/lib/shared/personal-code'
import { isMessageKey, type MessageKey, type Say } from './say'

/**
 * A delivery's problem as a sentence. `problem` is what lib/deliveries/deliver.ts stores: `kind: words`, or FAULT.
 * Personal codes are masked. `bare`: leaves out the neighbour's own prose, because it may mention persons; codes stay.
 */
export function problemText(say: Say, neighbour: Neighbour, problem: string, { bare = false } = {}): string {
  const who = say(`deliveries.neighbour.${neighbour}`)
  if (problem === 'FAULT') return say('deliveries.problem.fault')
  const [, kind = '', spoken = ''] = /^(\w+): ?(.*)$/s.exec(problem) ?? []
  const words = maskCodesIn(spoken)
  const code = technical.test(words)
  // Why there was nothing to send (lib/deliveries/unsendable.ts), or what is wrong with a readable answer
  // (lib/documents/sending/receipt.ts): none of these words came from the neighbour.
  const ours = `deliveries.problem.${kind}`
  if ((kind.startsWith('no') || kind.startsWith('answer')) && isMessageKey(ours))
    return say(ours, { who, words })
  if (kind === 'unreachable') {
    const sentence = failures.find(([codes]) => codes.test(words))
    if (sentence) return say(sentence[1], { who, words })
    return bare && !code
      ? say('deliveries.problem.down', { who })
      : say('deliveries.problem.unreachable', { who, words })
  }
  const key = kind === 'refused' ? 'refused' : 'unreadable'
  if (words === '' || (bare && !code)) return say(`deliveries.problem.${key}Bare`, { who })
  return say(`deliveries.problem.${key}`, { who, words })
}

/** A code or the names of fields, which the clients give when the neighbour said nothing. */
const technical = /^(HTTP \d{3}|JSON|> \d+ MB|[A-Z][A-Z0-9_]+|[\w.]+(, [\w.]+)*)$/

const failures: [RegExp, MessageKey][] = [
  [/ETIMEDOUT|TIMEOUT/, 'deliveries.problem.slow'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNECTION/, 'deliveries.problem.down'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET|ESOCKET/, 'deliveries.problem.brokenOff'],
  [/ENOTFOUND|EAI_AGAIN|EDNS/, 'deliveries.problem.noAddress'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ETLS/, 'deliveries.problem.distrusted'],
  [/^HTTP 5\d\d$/, 'deliveries.problem.ill'],
]
