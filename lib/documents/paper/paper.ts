import type { RowField, Values } from '../rules/fields'

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
  /** each person has a sheet of their own */
  sheets?: true
  /** warnings that stood at the check-over, for the annex; ready sentences */
  warnings: { person: string; lines: string[] }[]
  /** of an amendment: the number of the directive it changes or cancels */
  base: string | null
  amends: 'CHANGE' | 'CANCEL' | null
  /** of one that cancels: what goes with it, as columns before its own */
  cancelled?: readonly RowField[]
}

export type PaperRow = {
  /** the row's id, by which it is the same row on a later paper; papers kept earlier have none */
  key?: string
  name: string
  personalCode: string | null
  studyPlace: string
  /** the kind's fields: days as YYYY-MM-DD, amounts as 660.50, codes */
  values: Partial<Values>
  /** the same as they read on paper */
  texts: Partial<Record<RowField, string>>
  /** of an amendment: how the fields read that it changes, or all that it cancels */
  before?: Partial<Record<RowField, string>>
}
