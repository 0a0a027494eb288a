import type { ReactNode } from 'react'

/**
 * One decision. A `Button` with `opens={id}` opens it; Esc and a `Button` with `closes={id}` close it, and focus
 * goes back to where it was. It is the browser's own dialog, so it opens before and without our script. Put a
 * form inside with `DialogBody` and `DialogFoot`. Give it a `key` that changes when the decision has been taken
 * (the document's version): a new dialog is a closed one.
 */
export function Dialog({
  id,
  title,
  description,
  open,
  wide,
  children,
}: {
  id: string
  title: string
  description?: ReactNode
  /** Open when the page is loaded, because a form came back with errors. */
  open?: boolean
  wide?: boolean
  children: ReactNode
}) {
  return (
    <dialog
      id={id}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={`${id}-title`}
      data-open={open || undefined}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {description ? <p>{description}</p> : null}
      </header>
      {children}
    </dialog>
  )
}

/** The content of the decision: fields, and one sentence on what will happen. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="dialog-body">{children}</div>
}

/** The buttons: giving up first, then the act. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="dialog-foot">{children}</div>
}
