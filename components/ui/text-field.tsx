import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'

/** How wide the content usually is: `code` a short mark, `account` an IBAN, `name` a person, `full` the line. */
type TextWidth = 'code' | 'account' | 'name' | 'full'

type Own = FieldProps & { width?: TextWidth }

/** One line of text. Other properties go to the input itself. */
export function TextField({
  name,
  label,
  hideLabel,
  hint,
  error,
  required,
  width = 'name',
  ...input
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  return (
    <Field name={name} label={label} hideLabel={hideLabel} hint={hint} error={error} required={required}>
      {(wiring) => (
        <input type="text" autoComplete="off" {...input} {...wiring} className={`in in-${width}`} />
      )}
    </Field>
  )
}
