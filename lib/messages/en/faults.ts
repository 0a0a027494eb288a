import type { faults as et } from '../et/faults'
import type { Texts } from '../et'

export const faults = {
  missingTitle: 'There is no such page',
  missing: 'The page does not exist or you have no right to it. Check the address or begin at the desk.',
  faultTitle: 'Something went wrong',
  fault: 'The fault is in Olek, not in what you did. Try again. If it happens again, give the reference to the administrator.',
  reference: 'Reference: {reference}',
  again: 'Try again',
  desk: 'To the desk',
} as const satisfies Texts<typeof et>
