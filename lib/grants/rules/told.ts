import type { Day } from '@/lib/shared/dates'
import type { Amount } from '@/lib/shared/money'
import type { GrantState } from '../queries/states'

/** The parts of a grant that its person and the finance office are told: both days are paid for. */
export type KnownGrant = Pick<GrantState, 'from' | 'to' | 'monthlyAmount' | 'fundingSource' | 'bankAccount'>

/** A grant as they know it, as one word for comparison; empty = nothing is paid. */
export const wordOf = (grant: KnownGrant | undefined): string =>
  isPaid(grant)
    ? [grant.from, grant.to, grant.monthlyAmount, grant.bankAccount, grant.fundingSource].join(' ')
    : ''

/** The grant in such a word; null = nothing is paid. */
export function knownOf(word: string): KnownGrant | null {
  if (word === '') return null
  const [from, to, monthlyAmount, bankAccount, ...source] = word.split(' ')
  return {
    from: from as Day,
    to: to as Day,
    monthlyAmount: monthlyAmount as Amount,
    bankAccount: bankAccount!,
    fundingSource: source.join(' '),
  }
}

/** Whether any day of it is paid. */
export const isPaid = <G extends KnownGrant>(grant: G | null | undefined): grant is G =>
  grant !== null && grant !== undefined && grant.from <= grant.to

/** What a document does to a grant, for somebody told of it before. */
export type GrantNews = 'given' | 'ended' | 'voided' | 'changed' | 'restored' | 'undone'

/** The acting document. `undone`: it is itself being cancelled; `amends`: it changes or cancels another one. */
export type Acting = { documentId: string; undone: boolean; amends: 'CHANGE' | 'CANCEL' | null }

/**
 * The news for somebody who knows the grant as `known`, now that it stands as `now` (undefined = taken back) because
 * the document acted; null when there is none.
 */
export function newsOf(
  known: KnownGrant | null,
  now: GrantState | undefined,
  { documentId, undone, amends }: Acting,
): GrantNews | null {
  const takesBack = undone || amends === 'CANCEL'
  if (!isPaid(now)) {
    if (!known) return null
    return takesBack && now === undefined ? 'undone' : 'voided'
  }
  if (!known) return !undone && !amends && now.documentId === documentId ? 'given' : 'restored'
  if (wordOf(known) === wordOf(now)) return null
  const onlyLastDay = wordOf({ ...known, to: now.to }) === wordOf(now)
  if (!onlyLastDay || amends === 'CHANGE') return 'changed'
  if (takesBack) return now.to > known.to ? 'restored' : 'changed'
  return now.to < known.to ? 'ended' : 'changed'
}

/** The grant behind one record of the registry before an act and after it; undefined = not in force. */
export type GrantChange = { registryId: string; before?: GrantState; after?: GrantState }

/** The records that an act affected: another grant in the place, or a changed payment. */
export function grantChanges(
  before: ReadonlyMap<string, GrantState>,
  after: ReadonlyMap<string, GrantState>,
): GrantChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((registryId) => ({ registryId, before: before.get(registryId), after: after.get(registryId) }))
    .filter(({ before: was, after: is }) => was?.id !== is?.id || wordOf(was) !== wordOf(is))
}
