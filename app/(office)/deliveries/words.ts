import type { Say } from '@/lib/messages/say'

/** The heading over a refused act on deliveries. */
export const refusal = (say: Say) => ({
  errors: say('documents.sheet.errors'),
  titleMark: say('deliveries.release.errorMark'),
})

/** The texts where held deliveries can be released. */
export const releaseTexts = (say: Say, count: number) => ({
  waiting: say('deliveries.release.waiting', { count }),
  open: say('deliveries.release.open'),
  title: say('deliveries.release.title'),
  all: say('deliveries.release.all', { count }),
  giveUp: say('deliveries.release.giveUp'),
  submit: say('deliveries.release.submit'),
  errorMark: say('deliveries.release.errorMark'),
})
