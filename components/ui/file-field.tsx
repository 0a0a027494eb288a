import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'
import { FilePick, type FileMost } from './file-pick'

export type { FileMost }

type Own = FieldProps & {
  /** "Vali fail" */
  choose: string
  /** "Faili pole valitud" */
  none: string
  most: FileMost
}

/** A file from the person's own machine, chosen or dropped; `accept` lists the endings ('.xlsx,.csv'). */
export function FileField({
  name,
  label,
  hideLabel,
  hint,
  error,
  required,
  ...pick
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  return (
    <Field name={name} label={label} hideLabel={hideLabel} hint={hint} error={error} required={required}>
      {(wiring) => <FilePick {...pick} {...wiring} />}
    </Field>
  )
}
