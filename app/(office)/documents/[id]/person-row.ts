import type { Choice } from '@/components/ui/select'

export type Column = {
  field: string
  head: string
  label: string
  look: 'date' | 'amount' | 'code' | 'account' | 'name' | 'choice' | 'long'
  choices?: readonly Choice[]
}
export type PersonLine = {
  stop?: true
  text: string
  advice?: string
  evidence?: { text: string; href?: string }
  /** kept with a reason: by whom and why */
  kept?: string
  /** the repair that fits best, or all of them: where it is done */
  repair?: { text: string; href: string }
}
export type PersonRow = {
  key: string
  /** its place on the document, from 1 */
  place: number
  name: string
  href?: string
  code: string
  about: string
  /** by the columns, in their order */
  values: string[]
  /** of an amendment: the old values, by the columns; '' = nothing is shown */
  before?: string[]
  /** of one that cancels: what goes with it */
  cancels?: string
  lines: PersonLine[]
  notes: { text: string; href?: string }[]
  /** of a row that chooses a grant */
  grants?: readonly Choice[]
  /** muutunud pärast lisamist: … */
  changed?: string
  /** by which directive the row was changed or cancelled */
  struck?: string
  struckHref?: string
}
