import type { ComponentProps, ReactNode } from 'react'

interface Own {
  label: string
  /** In a row the box stands alone and the label is only read out ("Vali Kadri Oja"). */
  hideLabel?: boolean
  hint?: ReactNode
}

/** One thing to tick, or with `type="radio"` one of several. */
export function Checkbox({
  label,
  hideLabel,
  hint,
  type = 'checkbox',
  ...input
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  if (hideLabel) return <input {...input} type={type} className="box" aria-label={label} />
  return (
    <label className="tick">
      <input {...input} type={type} className="box" />
      <span>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  )
}
