import { useId, type ReactNode } from 'react'

/** A short explanation of the one focusable thing inside; `aria` hands over what ties the two together. */
export function Tooltip({
  text,
  children,
}: {
  text: string
  children: (aria: { 'aria-describedby': string }) => ReactNode
}) {
  const id = useId()
  return (
    <span className="with-tip">
      {children({ 'aria-describedby': id })}
      <span className="tip" role="tooltip" id={id}>
        {text}
      </span>
    </span>
  )
}
