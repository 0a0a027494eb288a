import type { faults as et } from '../et/faults'
import type { Texts } from '../et'

export const faults = {
  title: 'Something went wrong',
  text: 'The fault is in Olek, not in what you did. Try again. If it happens again, give the reference to the administrator.',
  reference: 'Reference: {reference}',
  again: 'Try again',
  desk: 'To the desk',
} as const satisfies Texts<typeof et>
