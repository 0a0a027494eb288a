'use client'

import type { ComponentProps } from 'react'
import { DatePick } from './date-pick'
import { Field, type FieldProps } from './field'

type Own = FieldProps & {
  /** The name of the button that shows a calendar; without it the date is only typed. */
  calendar?: string
}

/**
 * A day, typed as 21.11.2026 (also 21.11.26, 21112026, 2026-11-21: reading it is the server's work) and sent
 * as typed. The calendar comes second: it is the browser's own and writes the same text.
 */
export function DateField({
  name,
  label,
  hideLabel,
  hint,
  error,
  required,
  calendar,
  ...input
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  return (
    <Field name={name} label={label} hideLabel={hideLabel} hint={hint} error={error} required={required}>
      {(wiring) => {
        const typed = (
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            {...input}
            {...wiring}
            className="in in-date"
          />
        )
        return calendar ? (
          <span className="with-unit">
            {typed}
            <DatePick label={calendar} into={name} />
          </span>
        ) : (
          typed
        )
      }}
    </Field>
  )
}
