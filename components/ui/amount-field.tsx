import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'

type Own = FieldProps & {
  /** In a table whose head already says €, the sign is left out. */
  bareAmount?: boolean
}

/** Euros and cents, typed with comma or point and sent as typed; figures stand right, the sign at the end. */
export function AmountField({
  name,
  label,
  hideLabel,
  hint,
  error,
  required,
  bareAmount,
  ...input
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  return (
    <Field name={name} label={label} hideLabel={hideLabel} hint={hint} error={error} required={required}>
      {(wiring) => {
        const typed = (
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            {...input}
            {...wiring}
            className="in in-amount"
          />
        )
        return bareAmount ? (
          typed
        ) : (
          <span className="with-unit">
            {typed}
            <span aria-hidden>€</span>
          </span>
        )
      }}
    </Field>
  )
}
