import { useId, type ReactNode } from 'react'

/** A part of a page under its heading; `aside` continues the heading in grey, `acts` stand at the right. */
export function Section({
  title,
  aside,
  acts,
  id,
  children,
}: {
  title: string
  aside?: ReactNode
  acts?: ReactNode
  id?: string
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section className="section" aria-labelledby={heading} id={id}>
      <header>
        <h2 id={heading}>
          {title}
          {aside ? <span className="aside"> {aside}</span> : null}
        </h2>
        {acts}
      </header>
      {children}
    </section>
  )
}
