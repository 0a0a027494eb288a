import type { AskedField } from '@/components/list-asked'
import type { PaymentFilter } from '@/lib/grants/schema/list'
import type { Say } from '@/lib/messages/say'
import { unitAndSource, type Choices } from '../filters'
import { monthText } from './rows'

/** The filters of the payments. `month`: the text of its field; `wrong`: why it can't be shown. */
export const paymentsAsked = (
  say: Say,
  filter: PaymentFilter,
  choices: Pick<Choices, 'unit' | 'sources'>,
  { month, wrong }: { month: string; wrong?: string },
): AskedField[] => [
  {
    as: 'text',
    name: 'month',
    label: say('grants.payments.month'),
    value: month.slice(0, 7),
    untold: true,
    error: wrong,
    width: 'code',
  },
  ...unitAndSource(say, filter, choices),
]

/** The month shown, and its neighbours. */
export const monthViews = (
  say: Say,
  { month, around }: { month: Parameters<typeof monthText>[1]; around: Parameters<typeof monthText>[1][] },
  address: (change: { month: string }) => string,
) => ({
  label: say('grants.payments.months'),
  chips: around.map((each) => ({
    href: address({ month: each }),
    text: monthText(say, each),
    on: each === month,
  })),
})
