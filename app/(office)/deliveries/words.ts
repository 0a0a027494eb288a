import type { Say } from '@/lib/messages/say'

/** How a refused act on deliveries is headed. */
export const refusal = (say: Say) => ({
  errors: say('documents.sheet.errors'),
  titleMark: say('deliveries.release.errorMark'),
})

/** What is said where held deliveries can be let go. */
export const releaseTexts = (say: Say, count: number) => ({
  waiting: say('deliveries.release.waiting', { count }),
  open: say('deliveries.release.open'),
  title: say('deliveries.release.title'),
  all: say('deliveries.release.all', { count }),
  giveUp: say('deliveries.release.giveUp'),
  submit: say('deliveries.release.submit'),
  errorMark: say('deliveries.release.errorMark'),
})
