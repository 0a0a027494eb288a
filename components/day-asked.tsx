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

/** A day as a list's filter; apart from the other fields, because only its lists load the calendar's script. */
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
