import type { EhisKind } from '@/lib/deliveries/pupil-message'

/** The kinds of messages in the order of the filter. */
export const kinds: readonly EhisKind[] = [
  'CLASS',
  'OTHER',
  'LEAVING',
  'SPECIAL_NEEDS',
  'CONSENTS',
  'LANGUAGES',
  'SWIMMING',
  'FAILING_GRADES',
  'PERSON_CODE',
]
