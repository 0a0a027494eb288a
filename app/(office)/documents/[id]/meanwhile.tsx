'use client'

import { useRouter } from 'next/navigation'
import { createContext, useContext, useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import type { ActionState } from '@/lib/access/action'

/** The typed texts, by the labels of their fields. */
type Typed = readonly { label: string; value: string }[]
/** Why an act came too late, what was typed for it, and the dialog that asked for it, if there was one. */
type Told = { text: string; typed: Typed; dialog?: string }

const Keeper = createContext<{ told: Told | null; tell: (told: Told | null) => void }>({
  told: null,
  tell: () => {},
})

/**
 * Surrounds all pages of a document. When an act comes too late, because the document has changed meanwhile, the page
 * shows its present state at once; the typed texts and the reason of the refusal stay above it, because the act itself
 * may be gone.
 */
export function Meanwhile({ texts, children }: { texts: { typed: string }; children: ReactNode }) {
  const [told, tell] = useState<Told | null>(null)
  return (
    <Keeper value={{ told, tell }}>
      {told ? (
        <Notice tone="warn">
          {told.text}
          {told.typed.length > 0 ? (
            <>
              {' '}
              {texts.typed}
              <ul>
                {told.typed.map(({ label, value }, at) => (
                  <li key={at} className="whitespace-pre-line">
                    {label}: {value}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Notice>
      ) : null}
      {children}
    </Keeper>
  )
}

/**
 * Reports an answer that came too late to the surrounding keeper and has the page redrawn; calls `typed` before that. A
 * successful act clears the report. Returns what was reported for this dialog on an earlier drawing of the page, so
 * that the dialog opens again with the typed texts.
 */
export function useMeanwhile({
  answer,
  pending,
  typed,
  dialog,
}: {
  answer: ActionState
  pending: boolean
  typed: () => Typed
  dialog?: string
}): Told | null {
  const { told, tell } = useContext(Keeper)
  const router = useRouter()
  const under = useRef(false)
  const heard = useEffectEvent(() => {
    if (answer.outcome === 'done') tell(null)
    if (!isTooLate(answer)) return
    tell({ text: answer.errors.map(({ text }) => text).join(' '), typed: typed(), dialog })
    router.refresh()
  })
  useEffect(() => heard(), [answer])
  useEffect(() => {
    under.current = pending
  }, [pending])
  // A successful act may remove its own form from the page together with its answer.
  useEffect(() => () => void (under.current && tell(null)), [tell])
  return dialog && told?.dialog === dialog ? told : null
}

const isTooLate = (answer: ActionState): answer is Extract<ActionState, { outcome: 'refused' }> =>
  answer.outcome === 'refused' && answer.errors.some(({ now }) => now !== undefined)

/** The typed texts in these fields, by default those of the form. */
export function typedIn(form: HTMLFormElement | null, names?: Iterable<string>): Typed {
  const wanted = names && new Set(names)
  return [...(form?.elements ?? [])].flatMap((field) => {
    const typed =
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement ||
      (field instanceof HTMLInputElement && field.type === 'text')
    if (!typed || (wanted && !wanted.has(field.name))) return []
    const value = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.text : field.value
    return value ? [{ label: labelOf(field), value }] : []
  })
}

function labelOf(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string {
  const named = field.getAttribute('aria-labelledby')?.split(' ') ?? []
  const words = named.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  return words || field.ariaLabel || (field.labels?.[0]?.textContent ?? '').replace(/\s*\*$/, '')
}
