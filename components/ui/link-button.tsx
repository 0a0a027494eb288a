import type { ComponentProps } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button'
import { Link } from './link'
import { Mark, type MarkName } from './mark'

/** A link that looks like an act because it begins one: goes to a page, a form, a file. */
export function LinkButton({
  variant,
  size,
  icon,
  children,
  ...props
}: ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize; icon?: MarkName }) {
  return (
    <Link {...props} className={buttonClass(variant, size)}>
      {icon ? <Mark name={icon} /> : null}
      {children}
    </Link>
  )
}
