'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * A link inside Olek: the browser's own, and with script the next page comes without loading everything anew. Nothing
 * is fetched ahead: a page of fifty names must not ask the server for fifty pages. Next's own link is mostly about
 * fetching ahead, and costs each page more than all the rest of its frame.
 */
export function Link({
  href,
  scroll,
  ...props
}: ComponentProps<'a'> & {
  href: string
  /** `false`: the page stays where it is scrolled to. */
  scroll?: boolean
}) {
  const router = useRouter()

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    if (event.defaultPrevented || !leadsOn(event)) return
    event.preventDefault()
    router.push(href, { scroll })
  }

  return <a {...props} href={href} onClick={follow} />
}

/** A plain click on a link of ours; another window, another site and a download are the browser's business. */
function leadsOn({
  currentTarget,
  button,
  metaKey,
  ctrlKey,
  shiftKey,
  altKey,
}: MouseEvent<HTMLAnchorElement>) {
  const { origin, target, download } = currentTarget
  const here = origin === location.origin && (target === '' || target === '_self') && download === ''
  return here && button === 0 && !(metaKey || ctrlKey || shiftKey || altKey)
}
