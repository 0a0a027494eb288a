import type { RowField, Values } from '../rules/fields'

/**
 * A document's content on paper, in Estonian: the source of the PDF and the machine-readable content for DHIS. Frozen
 * at the check-over; later changes of names or settings don't touch it.
 */
export type Paper = {
  institution: string
  unit: { code: string; name: string }
  /** prodekaani või struktuuriüksuse juhi korraldus */
  type: string
  /** the kind, as the heading */
  title: string
  /** null on the paper of the first sending, for which DHIS gives the number; known from the second on */
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
  /** warnings at the check-over, for the annex; ready sentences */
  warnings: { person: string; lines: string[] }[]
  /** of an amendment: the number of the directive it changes or cancels */
  base: string | null
  amends: 'CHANGE' | 'CANCEL' | null
  /** of one that cancels: the cancelled columns, which stand before its own */
  cancelled?: readonly RowField[]
}

export type PaperRow = {
  /** the row's id, which identifies it on later papers; papers kept earlier have none */
  key?: string
  name: string
  personalCode: string | null
  studyPlace: string
  /** the kind's fields: days as YYYY-MM-DD, amounts as 660.50, codes */
  values: Partial<Values>
  /** the same values as texts on paper */
  texts: Partial<Record<RowField, string>>
  /** of an amendment: the old texts of the fields it changes, or of all it cancels */
  before?: Partial<Record<RowField, string>>
}
