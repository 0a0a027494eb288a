import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'

/** A longer text; the box grows with it. */
export function Textarea({
  name,
  within,
  label,
  hideLabel,
  hint,
  error,
  required,
  ...textarea
}: FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps>) {
  return (
    <Field
      name={name}
      within={within}
      label={label}
      hideLabel={hideLabel}
      hint={hint}
      error={error}
      required={required}
    >
      {(wiring) => <textarea {...textarea} {...wiring} className="in in-full" />}
    </Field>
  )
}
