import { FilterBar } from '@/components/ui/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { PaymentFilter } from '@/lib/grants/schema/list'
import type { Say } from '@/lib/messages/say'
import { byCode, type Choices } from '../filters'

/** The list's filters as a plain form. `month`: what stands in its field; `wrong`: there is no such month. */
export function Filters({
  say,
  filter,
  choices,
  month,
  wrong,
}: {
  say: Say
  filter: PaymentFilter
  choices: Choices
  month: string
  wrong: boolean
}) {
  const any = say('grants.any')
  return (
    <FilterBar
      label={say('grants.payments.filters')}
      action="/grants/payments"
      submit={say('grants.submit')}
      clear={
        filter.unit || filter.source ? { href: '/grants/payments', text: say('grants.clear') } : undefined
      }
    >
      <TextField
        name="month"
        label={say('grants.payments.month')}
        width="code"
        maxLength={7}
        defaultValue={month}
        error={wrong ? say('grants.payments.monthWrong') : undefined}
      />
      <Select
        name="unit"
        label={say('grants.column.unit')}
        placeholder={any}
        choices={byCode(choices.units)}
        defaultValue={filter.unit ?? ''}
      />
      <Select
        name="source"
        label={say('grants.column.fundingSource')}
        placeholder={any}
        choices={choices.sources.map((source) => ({ value: source, text: source }))}
        defaultValue={filter.source ?? ''}
        width="code"
      />
    </FilterBar>
  )
}
