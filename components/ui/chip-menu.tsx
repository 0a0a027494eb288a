import { useId, type ReactNode } from 'react'

/**
 * A chip that can be changed where it stands: pressed, it opens what is inside, a small form or links (`MenuLink`). The
 * list is the browser's own popover, as in `Menu`, so it opens without script too.
 */
export function ChipMenu({
  text,
  value,
  on,
  children,
}: {
  text: string
  /** The present choice, in bold after the text. */
  value: string
  /** Marked: unlike the others, it decides the content of the whole page. */
  on?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <span className="menu">
      <button type="button" className={on ? 'chip chip-on' : 'chip'} popoverTarget={id}>
        {text}
        <b>{value}</b>
      </button>
      <div className="menu-list" popover="auto" id={id} role="group" aria-label={text}>
        {children}
      </div>
    </span>
  )
}
