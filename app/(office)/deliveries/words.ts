import type { Say } from '@/lib/messages/say'
import type { DeliveryFilter } from '@/lib/telling/queries/filter'

/** Texts under a list: which of how many rows are shown. `shown` rows stand on this page of 50. */
export function pageTexts(
  say: Say,
  list: 'deliveries.list' | 'deliveries.news',
  page: number,
  shown: number,
  count: number,
) {
  const from = (page - 1) * 50 + 1
  return {
    summary: say(`${list}.summary`, { from, to: from + shown - 1, count }),
    label: say('deliveries.list.pages'),
    previous: say('deliveries.list.previous'),
    next: say('deliveries.list.next'),
  }
}

/** The filter in words, for paper. */
export function filterWords(say: Say, { neighbour, state, topic, due }: DeliveryFilter): string {
  const words = [
    neighbour && `${say('deliveries.list.neighbour')}: ${say(`deliveries.neighbour.${neighbour}`)}`,
    state && `${say('deliveries.list.state')}: ${say(`deliveries.state.${state}`)}`,
    topic && `${say('deliveries.list.topic')}: ${say(`deliveries.topic.${topic}`)}`,
    due &&
      `${say('deliveries.list.due')}: ${say(due === 'now' ? 'deliveries.list.dueNow' : 'deliveries.list.dueLater')}`,
  ].filter(Boolean)
  return words.length > 0 ? words.join(', ') : say('deliveries.list.unfiltered')
}

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
