import { useId, type ComponentProps } from 'react'
import { Mark, type MarkName } from './mark'

/** `main`: the one primary act of a page or dialog; `bare`: an act inside a line of text or a row. */
export type ButtonVariant = 'main' | 'plain' | 'bare' | 'danger'
export type ButtonSize = 'normal' | 'small' | 'icon'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: MarkName
  /** The act is under way: it says so and can't be pressed again, but keeps focus. */
  pending?: boolean
  /** Why the act can't be done now, every reason a whole sentence. Any reason disables the act. */
  reasons?: readonly string[]
  /** The id of the dialog this button opens. */
  opens?: string
  /** The id of the dialog this button closes. */
  closes?: string
}

/**
 * An act. A disabled one stays focusable and tells all its reasons on hover and focus, and in plain text
 * where there is no pointer to hover with. Like the browser's own button it submits its form unless told
 * otherwise; a disabled or pending one never does.
 */
export function Button({ reasons = [], ...props }: ButtonProps) {
  const id = useId()
  if (reasons.length === 0) return <Pressable {...props} />
  return (
    <span className="with-tip">
      <Pressable {...props} blocked aria-describedby={id} />
      <span className="tip reasons" role="tooltip" id={id}>
        {reasons.map((reason) => (
          <span key={reason}>{reason}</span>
        ))}
      </span>
    </span>
  )
}

function Pressable({
  variant = 'plain',
  size = 'normal',
  icon,
  pending,
  blocked,
  opens,
  closes,
  type,
  className = '',
  children,
  ...props
}: Omit<ButtonProps, 'reasons'> & { blocked?: boolean }) {
  const dead = blocked || pending
  const kind = dead || opens || closes ? 'button' : type
  // Leaves out what isn't set: an undefined property of a server's element is written into the page.
  return (
    <button
      {...props}
      {...(opens && !dead ? dialogCommand('show-modal', opens) : {})}
      {...(closes && !dead ? dialogCommand('close', closes) : {})}
      {...(dead ? { onClick: undefined, formAction: undefined } : {})}
      {...(kind && { type: kind })}
      {...(dead && { 'aria-disabled': true })}
      {...(pending && { 'aria-busy': true })}
      className={`${buttonClass(variant, size)} ${className}`.trim()}
    >
      {icon && !pending ? <Mark name={icon} /> : null}
      {children}
    </button>
  )
}

/** The classes of a button, for what looks like one and is not (`LinkButton`, the button of a menu). */
export function buttonClass(variant: ButtonVariant = 'plain', size: ButtonSize = 'normal') {
  const look = variant === 'plain' ? 'btn' : `btn btn-${variant}`
  return size === 'normal' ? look : `${look} btn-${size}`
}

/** The browser's own way for a button to open or close a dialog; React has no typed names for it yet. */
function dialogCommand(command: 'show-modal' | 'close', commandfor: string) {
  return { command, commandfor }
}
