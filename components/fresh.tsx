'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const every = 2_000
const times = 150

/** Reloads the page's content while something is under way that ends by itself; gives up after five minutes. */
export function Fresh() {
  const { refresh } = useRouter()
  useEffect(() => {
    let asked = 0
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
      if (++asked === times) clearInterval(timer)
    }, every)
    return () => clearInterval(timer)
  }, [refresh])
  return null
}
