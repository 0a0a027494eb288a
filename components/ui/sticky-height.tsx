'use client'

import { useEffect, useRef } from 'react'

/** Tells the page how high the head it stands in is, so that the heads of tables stop under it. */
export function StickyHeight() {
  const mark = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    const head = mark.current!.parentElement!
    const root = document.documentElement
    const measured = new ResizeObserver(() => {
      root.style.setProperty('--stick', `${head.offsetHeight}px`)
    })
    measured.observe(head)
    return () => {
      measured.disconnect()
      root.style.removeProperty('--stick')
    }
  }, [])

  return <span hidden ref={mark} />
}
