import type { Day } from '@/lib/shared/dates'
import type { Amount } from '@/lib/shared/money'
import type { GrantState } from '../queries/states'

/** What of a grant its person and the finance office are told: both days are paid for. */
export type KnownGrant = Pick<GrantState, 'from' | 'to' | 'monthlyAmount' | 'fundingSource' | 'bankAccount'>

/** A grant as they know it, in one word to compare by; empty = nothing is paid. */
export const wordOf = (grant: KnownGrant | undefined): string =>
  isPaid(grant)
    ? [grant.from, grant.to, grant.monthlyAmount, grant.bankAccount, grant.fundingSource].join(' ')
    : ''

/** The word read again; null = nothing is paid. */
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

/** What a document does to a grant, seen by whoever was told of it before. */
export type GrantNews = 'given' | 'ended' | 'voided' | 'changed' | 'restored' | 'undone'

/** The document that acts. `undone`: it is being cancelled itself; `amends`: it changes or cancels another one. */
export type Acting = { documentId: string; undone: boolean; amends: 'CHANGE' | 'CANCEL' | null }

/**
 * What is new to whoever knows the grant as `known`, when it stands as `now` (undefined = taken back) because the document
 * acted; null where nothing is.
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

/** How one record of the registry stood before an act and stands after it; undefined = not in force. */
export type GrantChange = { registryId: string; before?: GrantState; after?: GrantState }

/** The records that an act touched: another grant in the place, or one that is paid otherwise. */
export function grantChanges(
  before: ReadonlyMap<string, GrantState>,
  after: ReadonlyMap<string, GrantState>,
): GrantChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((registryId) => ({ registryId, before: before.get(registryId), after: after.get(registryId) }))
    .filter(({ before: was, after: is }) => was?.id !== is?.id || wordOf(was) !== wordOf(is))
}
