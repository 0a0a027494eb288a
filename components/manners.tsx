'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * The few things that the browser's own links, popovers, dialogs and hovering leave undone, once for every page:
 * a link to a page of ours changes what is inside the frame, an act chosen in a menu closes the menu, a dialog opened from a menu gives focus back to the menu's button,
 * Esc hides a tip, a dialog that came back with errors stands open, and a browser that doesn't know buttons
 * with `command` opens and closes dialogs all the same.
 */
export function Manners() {
  const router = useRouter()
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('click', (event) => follow(event, router), { signal })
    document.addEventListener('click', closeChosenMenu, { signal })
    document.addEventListener('close', giveFocusBack, { signal, capture: true })
    document.addEventListener('keydown', (event) => event.key === 'Escape' && hideTips(), { signal })
    if (!('command' in HTMLButtonElement.prototype)) document.addEventListener('click', obey, { signal })

    const arrivals = new MutationObserver(openAwaited)
    arrivals.observe(document.body, { childList: true, subtree: true })
    openAwaited()
    return () => {
      stop.abort()
      arrivals.disconnect()
    }
  }, [router])
  return null
}

/** Files, other systems, links that open beside this page and places on this page are left to the browser. */
function follow(event: MouseEvent, router: ReturnType<typeof useRouter>) {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
  const { metaKey, ctrlKey, shiftKey, altKey, button, defaultPrevented } = event
  if (!link || defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/') || (link.hash && sameButHash(link, location))) return
  event.preventDefault()
  router.push(link.href, { scroll: link.dataset.stay === undefined })
}

type Place = { pathname: string; search: string }
const sameButHash = (one: Place, other: Place) =>
  one.pathname === other.pathname && one.search === other.search

function closeChosenMenu(event: MouseEvent) {
  const item = (event.target as Element).closest('.menu-item, .rail-more a')
  if (item?.ariaDisabled !== 'true') item?.closest<HTMLElement>('[popover]')?.hidePopover()
}

/** The menu's item is hidden by then, and the browser can't give focus back to it. */
function giveFocusBack(event: Event) {
  const dialog = event.target
  if (!(dialog instanceof HTMLDialogElement) || document.activeElement !== document.body) return
  const menu = document
    .querySelector(`[popover] [commandfor="${CSS.escape(dialog.id)}"]`)
    ?.closest('[popover]')
  if (menu) document.querySelector<HTMLElement>(`[popovertarget="${CSS.escape(menu.id)}"]`)?.focus()
}

function hideTips() {
  document.documentElement.dataset.tips = 'off'
  const show = () => delete document.documentElement.dataset.tips
  for (const sign of ['pointerover', 'focusin']) document.addEventListener(sign, show, { once: true })
}

function openAwaited() {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[data-open]')) {
    delete dialog.dataset.open
    if (!dialog.open) dialog.showModal()
  }
}

function obey(event: MouseEvent) {
  const button = (event.target as Element).closest('button[commandfor]')
  const dialog = button && document.getElementById(button.getAttribute('commandfor')!)
  if (!(dialog instanceof HTMLDialogElement)) return
  if (button!.getAttribute('command') === 'close') dialog.close()
  else dialog.showModal()
}
