import { z } from 'zod'
import { keep, kept, type Store } from './store'

/**
 * How a neighbour misbehaves, for its next `times` exchanges or until told otherwise:
 * `down` resets the connection; `500` fails before doing anything; `slow` answers after `ms`; `refuse` says
 * no with `words`; `forget` does the work and drops the connection without an answer; `garbage` does the
 * work and answers what nobody can read. `twice` and `reorder` are about DHIS's own events: each sent
 * twice at once, each pair the later first. `cut` breaks the connection in the middle of the answer; the
 * others are about Juhan's pages: somebody twice, another run, a status nobody knows, a letter that is no
 * letter, nobody at all. `noLink` and `otherNumber` do the work, and DHIS answers without its link, or with the number
 * that `words` say.
 */
export const faultSchema = z.strictObject({
  mode: z.enum([
    'ok',
    'down',
    '500',
    'slow',
    'refuse',
    'forget',
    'garbage',
    'cut',
    'twice',
    'reorder',
    'duplicates',
    'otherRun',
    'unknownStatus',
    'brokenCharacters',
    'empty',
    'noLink',
    'otherNumber',
  ]),
  ms: z.int().min(0).max(600_000).default(2000),
  words: z.string().min(1).max(1000).default('Liivakast keeldub'),
  times: z.int().min(1).optional(),
})
export type Fault = z.infer<typeof faultSchema>

export const neighbours = ['dhis', 'juhan', 'mail', 'ehis'] as const
export type Neighbour = (typeof neighbours)[number]

const fine: Fault = faultSchema.parse({ mode: 'ok' })
const aboutEvents = ['twice', 'reorder']

export function readFaults(store: Store): Record<Neighbour, Fault> {
  return { dhis: fine, juhan: fine, mail: fine, ehis: fine, ...kept(store, 'faults', () => ({})) }
}

export function setFault(store: Store, neighbour: Neighbour, fault: Fault): void {
  keep(store, 'faults', { ...readFaults(store), [neighbour]: fault })
}

/** The fault to play now, counted as played once; `ok` if there is none of this sort. */
export function takeFault(store: Store, neighbour: Neighbour, sort: 'exchange' | 'event'): Fault {
  const fault = readFaults(store)[neighbour]
  if (aboutEvents.includes(fault.mode) !== (sort === 'event')) return fine
  if (fault.times !== undefined) {
    setFault(store, neighbour, fault.times > 1 ? { ...fault, times: fault.times - 1 } : fine)
  }
  return fault
}
