import { ehisKinds } from '@/lib/deliveries/pupil-message'

/** The kinds of messages in the order of the filter. */
export const kinds = ehisKinds
