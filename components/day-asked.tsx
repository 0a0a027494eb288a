import type { Say } from '@/lib/messages/say'
import type { AskedField } from './list-asked'
import { DateField } from './ui/date-field'

type Own = {
  name: string
  label: string
  value?: string
  error?: string
  placeholder?: string
  untold?: boolean
}

/** A day by which a list is asked; apart from the other fields, because only its lists bring the calendar's script. */
export const dayAsked = (say: Say, { untold, placeholder, ...day }: Own): AskedField => ({
  as: 'drawn',
  ...day,
  untold,
  field: (
    <DateField
      name={day.name}
      label={day.label}
      defaultValue={day.value ?? ''}
      error={day.error}
      placeholder={placeholder}
      calendar={say('lists.calendar')}
    />
  ),
})
