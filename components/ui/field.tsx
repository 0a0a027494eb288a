import type { ReactNode } from 'react'

/** What every field is told by its page; all texts come ready-made. */
export interface FieldProps {
  /** The name in the form; also the id, so that the error summary can link to `#name`. */
  name: string
  label: string
  /** In a table the column's head is the label: then it is only read out. */
  hideLabel?: boolean
  hint?: string
  error?: ReactNode
  /** Told to the reader and marked; the browser itself does not refuse, the server explains. */
  required?: boolean
}

/** What the field hands to its control. */
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
  label,
  hideLabel,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const told = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  const control = children({
    id: name,
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
        <label htmlFor={name}>
          {label}
          {required ? <span className="must"> *</span> : null}
        </label>
      )}
      {control}
      {hint ? (
        <div className="hint" id={`${name}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div className="error" id={`${name}-error`}>
          {error}
        </div>
      ) : null}
    </div>
  )
}
