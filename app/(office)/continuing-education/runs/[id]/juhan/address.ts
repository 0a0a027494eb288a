import type { LedgerFilter } from '@/lib/registrants/schema/push'

/** The ledger's address; it omits default values. */
export function ledgerAddress(run: string, { show, page }: { show: LedgerFilter['show']; page?: string }) {
  const query = new URLSearchParams({ ...(show === 'all' ? {} : { show }), ...(page ? { page } : {}) })
  const asked = query.size > 0 ? `?${query}` : ''
  return `/continuing-education/runs/${run}/juhan${asked}`
}
