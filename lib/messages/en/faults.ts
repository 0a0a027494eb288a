import type { faults as et } from '../et/faults'
import type { Texts } from '../et'

export const faults = {
  title: 'Something went wrong',
  text: 'The fault is in Olek, not in what you did. Try again. If it happens again, give the reference to the administrator.',
  reference: 'Reference: {reference}',
  again: 'Try again',
  desk: 'To the desk',
  cut: 'The connection to Olek broke before the answer: it is not known whether what you sent arrived. What you wrote is still here. Press again; nothing is done twice.',
  offline:
    'There is no network: nothing was sent. What you wrote is still here. Press again when the network is back.',
  noAnswer:
    'Olek could not answer just now: it is not known whether what you sent arrived. What you wrote is still here. Press again in a while; nothing is done twice.',
  renewed:
    'Olek has been renewed meanwhile: nothing was done. What you wrote is still here. Copy what you need and load the page again.',
} as const satisfies Texts<typeof et>
