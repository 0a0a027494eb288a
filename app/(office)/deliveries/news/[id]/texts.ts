import type { Say } from '@/lib/messages/say'

export const newsEnds = ['APPLIED', 'LINKED', 'VOID'] as const

/** What the form of the three ends says. */
export const endTexts = (say: Say) => ({
  note: say('deliveries.news.settleNote'),
  onlyVoid: say('deliveries.news.onlyVoid'),
  ends: newsEnds.map((end) => ({
    end,
    label: say(`deliveries.news.end.${end}`),
    hint: say(`deliveries.news.endHint.${end}`),
  })),
  number: say('deliveries.news.number'),
  numberHint: say('deliveries.news.numberHint'),
  reason: say('deliveries.news.reasonLabel'),
  submit: say('deliveries.news.submit'),
  errors: say('deliveries.news.errors'),
  errorMark: say('deliveries.news.errorMark'),
})
