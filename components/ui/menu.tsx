import { useId, type ComponentProps, type ReactNode } from 'react'
import { buttonClass, type ButtonVariant } from './button'
import { Link } from './link'
import { Mark, type MarkName } from './mark'

/**
 * The rest of the acts, behind "…". The list is the browser's own popover: it opens without script, lies above
 * everything, closes on Esc and gives focus back. Inside: `MenuButton`, `MenuLink`, `<hr>`, forms.
 */
export function Menu({
  label,
  text,
  variant,
  icon,
  children,
}: {
  /** What the menu holds ("Muud toimingud"); read out when there is no text. */
  label: string
  text?: ReactNode
  variant?: ButtonVariant
  icon?: MarkName
  children: ReactNode
}) {
  const id = useId()
  return (
    <span className="menu">
      <button
        type="button"
        className={buttonClass(variant, text ? 'normal' : 'icon')}
        popoverTarget={id}
        aria-label={text ? undefined : label}
      >
        {text && !icon ? null : <Mark name={icon ?? 'more'} />}
        {text}
        {text ? <Mark name="down" /> : null}
      </button>
      <div className="menu-list" popover="auto" id={id} role="group" aria-label={label}>
        {children}
      </div>
    </span>
  )
}

/** A place to go to. */
export function MenuLink(props: ComponentProps<typeof Link>) {
  return <Link {...props} className="menu-item" />
}

/** An act; submits the form around it, or opens a dialog. Its reasons are shown below it, in the menu itself. */
export function MenuButton({
  reasons = [],
  danger,
  opens,
  children,
  ...props
}: ComponentProps<'button'> & { reasons?: readonly string[]; danger?: boolean; opens?: string }) {
  const dead = reasons.length > 0
  return (
    <button
      {...props}
      {...(opens && !dead ? { command: 'show-modal', commandfor: opens } : {})}
      {...(dead ? { onClick: undefined, formAction: undefined, 'aria-disabled': true } : {})}
      type={dead || opens ? 'button' : props.type}
      className={danger && !dead ? 'menu-item menu-item-danger' : 'menu-item'}
    >
      {children}
      {reasons.map((reason) => (
        <small key={reason}>{reason}</small>
      ))}
    </button>
  )
}

/** The heading of a group of items. */
export function MenuTitle({ children }: { children: ReactNode }) {
  return <div className="menu-title">{children}</div>
}
