import type { ReactNode } from 'react'

/** A field's properties from its page; all texts are ready-made. */
export interface FieldProps {
  /** The name in the form; also the id, so that the error summary can link to `#name`. */
  name: string
  /** The id of its dialog, if a page has several fields of the name: then it is part of the id. */
  within?: string
  label: string
  /** In a table the column's head is the label: then it is only read out. */
  hideLabel?: boolean
  hint?: string
  error?: ReactNode
  /** Read out and marked; the browser itself does not refuse, the server explains. */
  required?: boolean
}

/** What the field passes to its control. */
export interface FieldWiring {
  id: string
  name: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

/** Label above, control, hint, error in red with its sign; the control is wired to all of them. */
export function Field({
  name,
  within,
  label,
  hideLabel,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = within ? `${within}-${name}` : name
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const control = children({
    id,
    name,
    ...(hideLabel ? { 'aria-label': label } : {}),
    ...(told ? { 'aria-describedby': told } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
    ...(required ? { 'aria-required': true } : {}),
  })
  if (hideLabel && !hint && !error) return control
  return (
    <div className="field">
      {hideLabel ? null : (
        <label htmlFor={id}>
          {label}
          {required ? <span className="must"> *</span> : null}
        </label>
      )}
      {control}
      {hint ? (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div className="error" id={`${id}-error`}>
          {error}
        </div>
      ) : null}
    </div>
  )
}
