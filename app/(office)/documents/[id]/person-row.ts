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
  /** the best repair, or all of them: the page that does it */
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
  /** by column, in the order of the columns */
  values: string[]
  /** for an amendment: the old values, by column; '' = nothing is shown */
  before?: string[]
  /** for a cancelling amendment: what is cancelled with the row */
  cancels?: string
  lines: PersonLine[]
  notes: { text: string; href?: string }[]
  /** for a row that chooses a grant */
  grants?: readonly Choice[]
  /** muutunud pärast lisamist: … */
  changed?: string
  /** the directive that changed or cancelled the row */
  struck?: string
  struckHref?: string
}

/** What is shown of a row that can't be changed. */
export type ShownRow = Omit<PersonRow, 'place' | 'notes' | 'grants' | 'changed' | 'lines'> & {
  lines: Pick<PersonLine, 'stop' | 'text'>[]
}
