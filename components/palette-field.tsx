'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { PaletteTexts } from './palette-texts'
import { Mark } from './ui/mark'

const load = () => import('./palette')
const Palette = lazy(load)

/**
 * The search in the frame: a plain form that asks `/search?q=`, and with script the palette, which opens on
 * Ctrl+K, on a click and on typing (not on focus alone: tabbing past must not open anything) and is fetched
 * only then.
 */
export function PaletteField({ texts }: { texts: PaletteTexts }) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  function show(text: string) {
    setTyped(text)
    setOpen(true)
  }

  return (
    <>
      <form className="find" role="search" action="/search">
        <Mark name="search" />
        <input
          name="q"
          value={typed}
          aria-label={texts.label}
          aria-keyshortcuts="Control+K"
          placeholder={texts.placeholder}
          autoComplete="off"
          onFocus={load}
          onClick={() => show(typed)}
          onChange={(event) => show(event.target.value)}
        />
        <kbd>{texts.keys}</kbd>
      </form>
      {open ? (
        <Suspense>
          <Palette
            texts={texts}
            first={typed}
            onClose={() => {
              setOpen(false)
              setTyped('')
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
