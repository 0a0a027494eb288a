import type { Day } from '@/lib/shared/dates'
import type { Amount } from '@/lib/shared/money'
import type { RowField } from './kinds'

/**
 * A document as it stands on paper, in Estonian: what the PDF is drawn from and what DHIS gets as machine-readable
 * content. Frozen at the check-over; later changes of names or settings don't touch it.
 */
export type Paper = {
  institution: string
  unit: { code: string; name: string }
  /** prodekaani või struktuuriüksuse juhi korraldus */
  type: string
  /** the kind, as the heading */
  title: string
  /** known from the second sending on; on the first DHIS gives it */
  number: string | null
  basis: string
  fields: readonly RowField[]
  rows: PaperRow[]
  extraInfo: string
  signer: { name: string; title: string }
  drafter: string
  footer: string
  /** warnings that stood at the check-over, for the annex; ready sentences */
  warnings: { person: string; lines: string[] }[]
}

export type PaperRow = {
  name: string
  personalCode: string | null
  studyPlace: string
  paidFrom: Day | null
  paidTo: Day | null
  monthlyAmount: Amount | null
  fundingSource: string
  bankAccount: string
}
