'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { PaletteKind, PaletteTexts } from './palette-texts'

/** One find: a page, a learner, a document or an act, and where it is. */
export interface Found {
  href: string
  label: string
  detail?: string
}

/** What `POST /api/search` answers; empty groups may be left out. `label`: "Õppijad". */
export interface PaletteAnswer {
  groups: { kind: PaletteKind; label: string; items: Found[] }[]
}

/** `to`: the text that it answers; the field may have another by now. */
type Asked = PaletteAnswer & { to: string; told: 'found' | 'searching' | 'failed' }

/** Type, arrow, Enter: goes to what was found, or searches the whole register for what was typed. */
export default function Palette({
  texts,
  first,
  onClose,
}: {
  texts: PaletteTexts
  first: string
  onClose: () => void
}) {
  const router = useRouter()
  const [typed, setTyped] = useState(first)
  const { groups: answered, to, told } = useAnswer(typed)
  // Until the answer comes, Enter must not open a find for another text.
  const groups = to === typed ? answered : narrowed(answered, typed)

  function go(href: string) {
    onClose()
    router.push(href)
  }

  const everywhere = { kind: 'search', label: '', items: [searchLine(typed, texts)] }
  const shown = typed.trim() ? [...groups, everywhere] : groups
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="palette-veil" />
        <Dialog.Popup className="palette" aria-label={texts.label}>
          <Autocomplete.Root
            open
            inline
            mode="none"
            items={shown}
            value={typed}
            onValueChange={setTyped}
            itemToStringValue={(item: Found) => item.label}
            autoHighlight="always"
            keepHighlight
          >
            <Autocomplete.Input aria-label={texts.label} placeholder={texts.placeholder} />
            <Autocomplete.List className="palette-list">
              {(group: (typeof shown)[number]) => (
                <Autocomplete.Group key={group.kind} items={group.items}>
                  {group.label ? (
                    <Autocomplete.GroupLabel className="palette-title">{group.label}</Autocomplete.GroupLabel>
                  ) : null}
                  <Autocomplete.Collection>
                    {(item: Found) => (
                      <Autocomplete.Item
                        key={item.href}
                        value={item}
                        className="palette-item"
                        onClick={() => go(item.href)}
                      >
                        {item.label}
                        {item.detail ? <small>{item.detail}</small> : null}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <Autocomplete.Status className="palette-note">
              {told === 'found' && groups.length === 0 && typed.trim() ? texts.nothing : null}
              {told === 'searching' ? texts.searching : null}
              {told === 'failed' ? texts.failed : null}
            </Autocomplete.Status>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Asks once the typing pauses; a newer question breaks off the older one, so answers can't overtake. */
function useAnswer(typed: string): Asked {
  const [asked, setAsked] = useState<Asked>({ groups: [], to: '', told: 'found' })

  useEffect(() => {
    const stop = new AbortController()
    const pause = setTimeout(async () => {
      setAsked((before) => ({ ...before, told: 'searching' }))
      try {
        // Posted, so that no address and no log contains a personal code that somebody types.
        const body = JSON.stringify({ q: typed })
        const response = await fetch('/api/search', { method: 'POST', body, signal: stop.signal })
        if (!response.ok) throw new Error(`search answered ${response.status}`)
        const { groups } = (await response.json()) as PaletteAnswer
        setAsked({ groups: groups.filter((group) => group.items.length > 0), to: typed, told: 'found' })
      } catch {
        if (!stop.signal.aborted) setAsked({ groups: [], to: typed, told: 'failed' })
      }
    }, 120)
    return () => {
      clearTimeout(pause)
      stop.abort()
    }
  }, [typed])

  return asked
}

/** The finds of an earlier answer that have the typed words in their name. */
const narrowed = (groups: PaletteAnswer['groups'], typed: string) =>
  groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase())),
    }))
    .filter(({ items }) => items.length > 0)

function searchLine(typed: string, texts: PaletteTexts): Found {
  return {
    // A run of digits may be a personal code.
    href: /\d{5}/.test(typed) ? '/search' : `/search?q=${encodeURIComponent(typed.trim())}`,
    label: texts.everywhere,
    detail: typed.trim(),
  }
}
