import type { Day } from '@/lib/shared/dates'
import type { Amount } from '@/lib/shared/money'

/** What the registry is told about a grant: that it is given, has changed, or never was. */
export type RegistryAct = 'GIVE' | 'CHANGE' | 'DELETE'

/**
 * The last message about a record that was not called off; null when there is none. `waiting`: it has not been sent and
 * no worker has it. `tried`: it waits, but an attempt ended so that the registry may have taken it.
 */
export type LastMessage = { act: RegistryAct; waiting: boolean; tried: boolean } | null

/** `exists`: the registry should have the record. `changed`: it was last told something different, or nothing yet. */
export type WantedRecord = { exists: boolean; changed: boolean }

/** What to do about it: call the last message off, post another, both or neither. */
export type RegistryStep = { callOff: boolean; post: RegistryAct | null }

const nothing: RegistryStep = { callOff: false, post: null }

/**
 * A message that has not left is called off, or leaves with the newest content, which is read when it leaves; one that
 * has left gets an answering message (spec 3 "What registering a grant directive does"). A GIVE that never left is
 * called off with no message after it.
 */
export function registryStep(last: LastMessage, wanted: WantedRecord): RegistryStep {
  if (last === null) return wanted.exists ? { callOff: false, post: 'GIVE' } : nothing
  const { act, waiting, tried } = last
  if (!waiting) {
    if (!wanted.exists) return act === 'DELETE' ? nothing : { callOff: false, post: 'DELETE' }
    if (act === 'DELETE') return { callOff: false, post: 'GIVE' }
    return wanted.changed ? { callOff: false, post: 'CHANGE' } : nothing
  }
  if (!wanted.exists) {
    if (act === 'DELETE') return nothing
    return { callOff: true, post: act === 'GIVE' && !tried ? null : 'DELETE' }
  }
  if (act === 'DELETE') {
    if (tried) return { callOff: true, post: 'GIVE' }
    return { callOff: true, post: wanted.changed ? 'CHANGE' : null }
  }
  // A waiting change is unnecessary when everything is again as the registry was told.
  return { callOff: act === 'CHANGE' && !tried && !wanted.changed, post: null }
}

/** A grant as the registry should know it now; `lastDay` is the effective one, both days are paid for. */
export type GrantRecord = {
  /** the registry's record, kept by a grant that replaces another */
  registryId: string
  grantId: string
  learnerId: string
  /** given by a document of ours, in force and not void: the registry should have it */
  exists: boolean
  personalCode: string | null
  bornOn: Day | null
  /** the curriculum's code on the first paid day */
  curriculum: string | null
  typeCode: string
  typeName: string
  ehisCode: string | null
  firstDay: Day
  lastDay: Day
  monthlyAmount: Amount
}

/** What a message says about the grant, as one word for comparison; empty when it says that there is none. */
export const toldOf = (record: GrantRecord) =>
  record.exists
    ? [record.learnerId, record.typeCode, record.firstDay, record.lastDay, record.monthlyAmount].join(' ')
    : ''
