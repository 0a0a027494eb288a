import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'

export interface Choice {
  value: string
  text: string
}

type Own = FieldProps & {
  choices: readonly Choice[]
  /** What is shown while nothing is chosen ("Vali paralleel"). */
  placeholder?: string
  /** What stands there when there is nothing to choose from; the list is then disabled. */
  emptyText?: string
  /** `auto`: as wide as its longest choice. */
  width?: 'code' | 'name' | 'full' | 'auto'
}

/** One of a known list, the browser's own control. */
export function Select({
  name,
  label,
  hideLabel,
  hint,
  error,
  required,
  choices,
  placeholder,
  emptyText,
  width = 'name',
  ...select
}: Own & Omit<ComponentProps<'select'>, keyof Own>) {
  const nothing = choices.length === 0 && emptyText !== undefined
  const first = nothing ? emptyText : placeholder
  return (
    <Field name={name} label={label} hideLabel={hideLabel} hint={hint} error={error} required={required}>
      {(wiring) => (
        <select {...select} {...wiring} {...(nothing && { disabled: true })} className={`in in-${width}`}>
          {first === undefined ? null : <option value="">{first}</option>}
          {choices.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
