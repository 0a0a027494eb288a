import type { Say } from '@/lib/messages/say'
import type { newsSheet } from '@/lib/telling/queries/news'

type Now = NonNullable<Awaited<ReturnType<typeof newsSheet>>>['now']

/** The texts of the form that ends parked news; it offers only the ends that are possible at present. */
export const endTexts = (say: Say, now: Now) => ({
  note: say(now.ends.length > 1 ? 'deliveries.news.settleNote' : 'deliveries.news.onlyVoid'),
  ends: now.ends.map((end) => ({
    end,
    label: say(`deliveries.news.end.${end}`),
    hint:
      end === 'VOID' && now.decides
        ? say('deliveries.news.voidDecides')
        : end === 'APPLIED' && now.ofTime
          ? say('deliveries.news.applyDay')
          : say(`deliveries.news.endHint.${end}`),
  })),
  number: say('deliveries.news.number'),
  numberHint: say('deliveries.news.numberHint'),
  reason: say('deliveries.news.reasonLabel'),
  submit: say('deliveries.news.submit'),
  errors: say('deliveries.news.errors'),
  errorMark: say('deliveries.news.errorMark'),
})
